"""One paper: its page, its files, and what is done with it."""

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from audit.policies import can_read_object
from contracts.policy import require
from contracts.registry import template_kinds
from documents import policies, services
from documents.choices import NUMBERS_ONLY, STATE_TONES, DocumentState, Origin
from documents.forms import RecallForm, RecordedPaperForm, ReplaceForm, ScanForm
from documents.layout.html import render_preview
from documents.models import Document
from documents.references import references_to
from documents.shelves import attachments_of
from documents.views.postings import posting_context
from documents.views.registers import agencies_prepared_by, list_crumb
from jobs.models import Job
from jobs.serving import file_response
from pages.templatetags.pages import ngay
from pages.views import Action, ConfirmView, Crumb, DetailPage, ServiceFormView

#: Face of a paper → the words of its download.
FACES = {"pdf": "Bản PDF", "word": "Bản Word", "scan": "Bản quét có dấu"}
#: Forms in which a draft is taken out.
DRAFT_FACES = {"pdf": "Lập bản PDF dự thảo", "word": "Lập bản Word dự thảo"}


class DocumentPage(DetailPage):
    """One paper: its state, its content, its files, what relies on it."""

    model = Document
    select = ("agency", "commune", "book", "pdf", "word", "scan", "replaces", "created_by")
    template_name = "documents/document_detail.html"

    def get_queryset(self):
        """With the paper that took its place."""
        return super().get_queryset().prefetch_related(Prefetch("replaced_by"))

    def get_crumbs(self):
        """The register."""
        return [list_crumb()]

    def get_subtitle(self):
        """What it is about; a paper without number is named by it already."""
        return self.object.title if self.object.symbol else ""

    def get_actions(self):
        """What is done with a draft; scan, replacement, recall, history; those that make sense now."""
        document, user = self.object, self.request.user
        actions = draft_actions(document, user) if document.state == DocumentState.DRAFT else []
        if document.state in NUMBERS_ONLY:
            actions += _number_actions(document, user)
        elif document.state != DocumentState.DRAFT and document.scan_id is None:
            answer = policies.can_attach_scan(user, document)
            actions.append(Action("Gắn bản quét", reverse("documents:scan", args=[document.pk]), answer))
        if document.state == DocumentState.ISSUED and (answer := policies.can_end(user, document)):
            actions += [
                Action("Thay thế", reverse("documents:replace", args=[document.pk]), answer),
                Action("Thu hồi", reverse("documents:recall", args=[document.pk]), answer),
            ]
        if answer := policies.can_deliver(user, document):
            actions.append(
                Action("Ghi chuyển giao", reverse("documents:deliver", args=[document.pk]), answer)
            )
        if can_read_object(user):
            label = Document._meta.label_lower
            actions.append(Action("Lịch sử", reverse("audit:object", args=[label, document.pk])))
        return actions

    def get_context_data(self, **kwargs):
        """Facts, files, preview and references."""
        document, user = self.object, self.request.user
        missing = (
            document.blocks
            and document.origin == Origin.ISSUED
            and document.state != DocumentState.DRAFT
            and not (document.pdf and document.word)
        )
        return (
            super().get_context_data(**kwargs)
            | posting_context(document, user)
            | {
                "tone": STATE_TONES[DocumentState(document.state)],
                "facts": _facts(document),
                "files": _files(document) if policies.can_open(user, document) else [],
                "may_open": policies.can_open(user, document),
                "can_render": policies.can_render(user, document) if missing else None,
                "drafts": _drafts(document, user),
                "job": _render_job(document, user) if missing else None,
                "preview": render_preview(document)
                if document.blocks and policies.can_open(user, document)
                else "",
                "references": references_to(document, user),
                "attachments": attachments_of(user, "document", document),
                "replaced_by": getattr(document, "replaced_by", None),
            }
        )


def _number_actions(document: Document, user) -> list[Action]:
    """What is done with a number that is held: its paper is recorded, or it is given up."""
    if not (answer := policies.can_give_up(user, document)):
        return []
    record = f"{reverse('documents:record')}?giu={document.pk}"
    return [
        Action("Ghi văn bản vào số này", record, answer, "primary"),
        Action("Bỏ số", reverse("documents:give_up", args=[document.pk]), answer),
    ]


def draft_actions(document: Document, user) -> list[Action]:
    """What this user may do with a draft; who may write it also reads why they may not issue it."""
    key, step = [document.pk], policies.signing_step(document)
    actions = []
    if writes := policies.can_edit(user, document):
        actions.append(Action("Sửa nội dung", reverse("documents:edit", args=key)))
        if policies.can_fill_again(user, document):
            actions.append(Action("Điền lại từ hồ sơ", reverse("documents:refill", args=key)))
    if step:
        actions.append(Action("Ký ở hồ sơ", step, look="primary"))
    else:
        issuing = policies.can_issue_here(user, document)
        if writes:
            actions.append(Action("Ghi đã ký trên giấy", reverse("documents:record_draft", args=key)))
        if issuing or writes:
            actions.append(Action("Ban hành", reverse("documents:issue", args=key), issuing, "primary"))
    if policies.can_discard(user, document):
        actions.append(Action("Bỏ bản thảo", reverse("documents:discard", args=key)))
    return actions


def _facts(document: Document) -> list[tuple[str, str]]:
    facts = [
        ("Loại", document.get_type_display()),
        ("Cơ quan ban hành", document.agency.name),
        ("Số, ký hiệu", document.symbol),
        ("Giữ cho ngày" if document.state in NUMBERS_ONLY else "Ngày ký", ngay(document.signed_on)),
        ("Người ký", ", ".join(part for part in (document.signer_name, document.signer_title) if part)),
        ("Nguồn", document.get_origin_display()),
        ("Người lập", str(document.created_by or "Hệ thống")),
        ("Mẫu", _template_name(document)),
    ]
    if document.recipients:
        facts.append(("Nơi nhận", "; ".join(document.recipients)))
    if document.keeper:
        facts.append(("Bản lưu", document.keeper))
    if document.sent_on:
        facts.append(
            ("Chuyển giao", " · ".join(filter(None, (ngay(document.sent_on), document.received_by))))
        )
    if document.sha256:
        groups = (document.sha256[start : start + 8] for start in range(0, 64, 8))
        facts.append(("SHA-256 bản PDF", " ".join(groups)))
    return facts


def _template_name(document: Document) -> str:
    """From which wording it was drawn up."""
    if document.template_code not in template_kinds:
        return "Không theo mẫu"
    number = document.template_version
    label = template_kinds.get(document.template_code).label
    return f"{label}, {f'bản {number}' if number else 'bản kèm theo hệ thống'}"


def _files(document: Document) -> list[tuple[str, str]]:
    return [
        (label, reverse("documents:file", args=[document.pk, face]))
        for face, label in FACES.items()
        if getattr(document, f"{face}_id")
    ]


def _drafts(document: Document, user) -> list[tuple[str, str]]:
    """What the user can have made of a draft: words of the button, address."""
    if not policies.can_draw_draft(user, document):
        return []
    return [
        (label, reverse("documents:draft", args=[document.pk, face])) for face, label in DRAFT_FACES.items()
    ]


def _render_job(document: Document, user) -> Job | None:
    """The user's own latest attempt to make the files."""
    jobs = Job.objects.visible_to(user).filter(key=f"document:{document.pk}:render")
    return jobs.order_by("-id").first()


class OnDocument(ServiceFormView):
    """An act on one paper."""

    def get_subject(self):
        """The paper."""
        rows = Document.objects.visible_to(self.request.user).select_related("agency", "commune")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_subtitle(self):
        """Which; a paper without number is named by its title already."""
        return f"{self.subject}: {self.subject.title}" if self.subject.symbol else str(self.subject)

    def get_crumbs(self):
        """The paper."""
        return [list_crumb(), Crumb(str(self.subject), self.subject.get_absolute_url())]


class DocumentRecord(ServiceFormView):
    """Record a signed paper."""

    form_class = RecordedPaperForm
    template_name = "documents/document_record.html"
    title = "Ghi nhận văn bản giấy"
    submit_label = "Ghi nhận"
    done_message = "Đã ghi nhận văn bản."
    consequence = (
        "Văn bản có hiệu lực trong hệ thống như văn bản ban hành tại đây; nội dung đã ghi không sửa được."
    )
    existing: Document | None = None

    def policy(self):
        """Who records papers."""
        return policies.can_record_somewhere(self.request.user)

    def get_crumbs(self):
        """The register."""
        return [list_crumb()]

    def get_form_kwargs(self):
        """The user's agencies."""
        return super().get_form_kwargs() | {"agencies": agencies_prepared_by(self.request.user)}

    def initial_of(self, subject):
        """What is known of the number that the paper is recorded under."""
        asked = self.request.GET.get("giu", "")
        held = Document.objects.visible_to(self.request.user).filter(state=DocumentState.RESERVED)
        row = held.filter(pk=asked).first() if asked.isdigit() else None
        names = ("agency", "type", "symbol", "signed_on", "title")
        return {name: getattr(row, name) for name in names} if row else {}

    def perform(self, form):
        """Record it; remember the paper that is there already, to offer it."""
        try:
            return services.document_record(actor=self.request.user, **form.cleaned_data)
        except services.DuplicatePaper as double:
            self.existing = double.document
            raise

    def get_context_data(self, **kwargs):
        """The paper that is there already."""
        return super().get_context_data(**kwargs) | {"existing": self.existing}


class DocumentScan(OnDocument):
    """Attach the scan of the signed and stamped paper."""

    form_class = ScanForm
    title = "Gắn bản quét"
    submit_label = "Gắn bản quét"
    done_message = "Đã gắn bản quét."

    def policy(self):
        """Who prepares the agency's papers."""
        return policies.can_attach_scan(self.request.user, self.subject)

    def perform(self, form):
        """Attach it."""
        upload = form.cleaned_data["scan"]
        return services.scan_attach(actor=self.request.user, document=self.subject, upload=upload)


class DocumentRecall(OnDocument, ConfirmView):
    """Take a paper back."""

    form_class = RecallForm
    title = "Thu hồi văn bản"
    submit_label = "Thu hồi"
    submit_look = "danger"
    done_message = "Đã thu hồi văn bản."
    consequence = (
        "Văn bản không còn hiệu lực từ ngày thu hồi; trang kiểm tra bằng mã QR báo như vậy. Các ghi chép dựa vào văn "
        "bản này không tự đổi: xem mục “Dùng ở đâu” của văn bản."
    )

    def policy(self):
        """Who signs the agency's papers, or records its paper ones."""
        return policies.can_end(self.request.user, self.subject)

    def initial_of(self, subject):
        """Today."""
        return {"on": timezone.localdate()}

    def perform(self, form):
        """Recall it."""
        data = {name: form.cleaned_data[name] for name in ("on", "reason")}
        return services.document_recall(actor=self.request.user, document=self.subject, **data)


class DocumentReplace(OnDocument, ConfirmView):
    """Let another paper take its place."""

    form_class = ReplaceForm
    title = "Thay thế văn bản"
    submit_label = "Thay thế"
    submit_look = "danger"
    done_message = "Đã thay thế văn bản."
    consequence = (
        "Văn bản cũ hết hiệu lực từ ngày ký của văn bản thay thế và vẫn được lưu (NĐ 30/2020, Điều 18)."
    )

    def policy(self):
        """Who signs the agency's papers, or records its paper ones."""
        return policies.can_end(self.request.user, self.subject)

    def get_form_kwargs(self):
        """Papers of the same agency and type that are in force."""
        old = self.subject
        rows = Document.objects.visible_to(self.request.user).valid().exclude(pk=old.pk)
        rows = rows.filter(agency=old.agency, type=old.type, replaces=None, signed_on__gte=old.signed_on)
        return super().get_form_kwargs() | {"candidates": rows}

    def perform(self, form):
        """Replace it."""
        data = {name: form.cleaned_data[name] for name in ("by", "reason")}
        return services.document_replace(actor=self.request.user, document=self.subject, **data)


@require_POST
def document_render(request, pk: int):
    """Have PDF and Word made."""
    rows = Document.objects.visible_to(request.user).select_related("agency", "commune")
    job = services.render_request(actor=request.user, document=get_object_or_404(rows, pk=pk))
    return redirect("jobs:detail", pk=job.pk)


@require_POST
def document_draft(request, pk: int, face: str):
    """Have the draft made as PDF or Word; the file is found on the job's page."""
    rows = Document.objects.visible_to(request.user).select_related("agency", "commune")
    document = get_object_or_404(rows, pk=pk)
    if face not in DRAFT_FACES:
        raise Http404("Bản thảo không có dạng này.")
    job = services.draft_request(actor=request.user, document=document, face=face)
    return redirect("jobs:detail", pk=job.pk)


@require_GET
@never_cache
def document_file(request, pk: int, face: str):
    """One of the paper's files, decrypted on its way out."""
    rows = Document.objects.visible_to(request.user).select_related("pdf", "word", "scan")
    document = get_object_or_404(rows, pk=pk)
    file = getattr(document, face) if face in FACES else None
    if file is None:
        raise Http404("Văn bản không có tệp này.")
    require(policies.can_open(request.user, document))
    content = services.download(actor=request.user, document=document, file=file)
    return file_response(file, content, download=True)
