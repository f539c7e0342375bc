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
from documents import policies, services
from documents.choices import STATE_TONES, DocumentState, Origin
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
        """What it is about."""
        return self.object.title

    def get_actions(self):
        """Scan, replacement, recall, history; those that make sense now."""
        document, user = self.object, self.request.user
        actions = []
        if document.state != DocumentState.DRAFT and document.scan_id is None:
            answer = policies.can_attach_scan(user, document)
            actions.append(Action("Gắn bản quét", reverse("documents:scan", args=[document.pk]), answer))
        if document.state == DocumentState.ISSUED and (answer := policies.can_end(user, document)):
            actions += [
                Action("Thay thế", reverse("documents:replace", args=[document.pk]), answer),
                Action("Thu hồi", reverse("documents:recall", args=[document.pk]), answer),
            ]
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
                "job": _render_job(document, user) if missing else None,
                "preview": render_preview(document)
                if document.blocks and policies.can_open(user, document)
                else "",
                "references": references_to(document, user),
                "attachments": attachments_of(user, "document", document),
                "replaced_by": getattr(document, "replaced_by", None),
            }
        )


def _facts(document: Document) -> list[tuple[str, str]]:
    facts = [
        ("Loại", document.get_type_display()),
        ("Cơ quan ban hành", document.agency.name),
        ("Số, ký hiệu", document.symbol),
        ("Ngày ký", ngay(document.signed_on)),
        ("Người ký", ", ".join(part for part in (document.signer_name, document.signer_title) if part)),
        ("Nguồn", document.get_origin_display()),
        ("Người lập", str(document.created_by or "Hệ thống")),
    ]
    if document.recipients:
        facts.append(("Nơi nhận", "; ".join(document.recipients)))
    if document.sha256:
        groups = (document.sha256[start : start + 16] for start in range(0, 64, 16))
        facts.append(("SHA-256 bản PDF", " ".join(groups)))
    return facts


def _files(document: Document) -> list[tuple[str, str]]:
    return [
        (label, reverse("documents:file", args=[document.pk, face]))
        for face, label in FACES.items()
        if getattr(document, f"{face}_id")
    ]


def _render_job(document: Document, user) -> Job | None:
    """The user's own latest attempt to make the files."""
    jobs = Job.objects.visible_to(user).filter(key=f"document:{document.pk}:render")
    return jobs.order_by("-id").first()


class _OnDocument(ServiceFormView):
    """An act on one paper."""

    def get_subject(self):
        """The paper."""
        rows = Document.objects.visible_to(self.request.user).select_related("agency", "commune")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_subtitle(self):
        """Which."""
        return f"{self.subject}: {self.subject.title}"

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


class DocumentScan(_OnDocument):
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


class DocumentRecall(_OnDocument, ConfirmView):
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


class DocumentReplace(_OnDocument, ConfirmView):
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
