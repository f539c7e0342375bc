"""What is done with a draft: its text changed, filled again, signed here or on paper, thrown away."""

from django.urls import reverse
from django.utils import timezone

from documents import policies, services
from documents.composing import Wording
from documents.editing.contents import body_of, part, rebuilt, said_by
from documents.editing.forms import PaperForm
from documents.editing.rows import SIGNATURE, rows_of
from documents.forms_drafts import DiscardForm, DraftRecordForm, IssueForm
from documents.layout.blocks import to_json
from documents.models import Document
from documents.numbering import number_note, series_of
from documents.views.editors import EditorView
from documents.views.papers import OnDocument
from pages.views import ConfirmView


class DocumentEdit(OnDocument, EditorView):
    """The drafter changes what the draft says."""

    form_class, title, submit_label = PaperForm, "Sửa nội dung bản thảo", "Lưu nội dung"
    done_message = "Đã lưu nội dung bản thảo."
    consequence = (
        "Chỉ đổi bản thảo này; hồ sơ và mẫu văn bản giữ nguyên. Ban hành rồi thì không sửa được nữa."
    )

    def policy(self):
        """Who prepares the agency's papers, while it is a draft."""
        return policies.can_edit(self.request.user, self.subject)

    def form_parts(self):
        """The stored blocks; addressees and signature only where the paper has them."""
        parts = (("addressees", "addressees"), (SIGNATURE, "signing"))
        kinds = {block["kind"] for block in self.subject.blocks}
        return {
            "items": body_of(self.subject), "without": [name for kind, name in parts if kind not in kinds],
        }  # fmt: skip

    def stored_rows(self):
        """The draft's blocks."""
        return rows_of(body_of(self.subject), with_slots=False)

    def initial_of(self, subject):
        """The draft's other parts."""
        return {
            "title": subject.title, "recipients": subject.recipients, "signer_name": subject.signer_name,
            "signer_title": subject.signer_title, "addressees": part(subject, "addressees", "names"),
            "signing": part(subject, SIGNATURE, "lines"),
        }  # fmt: skip

    def said_now(self, subject):
        """What the draft says by now."""
        return said_by(subject)

    def said_typed(self, form):
        """What is typed."""
        typed = _typed(form)
        return Wording(
            title=typed["title"], body=typed["items"], recipients=typed["recipients"],
            addressees=typed["addressees"], signing=typed["signing"],
        )  # fmt: skip

    def paper(self, form):
        """As it would be drawn."""
        typed = _typed(form)
        blocks = rebuilt(
            self.subject, **{name: typed[name] for name in ("title", "items", "addressees", "signing")}
        )
        return Document(
            agency=self.subject.agency, type=self.subject.type, state=self.subject.state, title=typed["title"],
            blocks=to_json(blocks), recipients=typed["recipients"], signer_name=typed["signer_name"],
        )  # fmt: skip

    def perform(self, form):
        """Save it."""
        return services.paper_reword(
            actor=self.request.user,
            document=self.subject,
            version=form.cleaned_data["version"],
            **_typed(form),
        )


def _typed(form: PaperForm) -> dict:
    names = ("title", "addressees", "signing", "recipients", "signer_name", "signer_title")
    return {name: form.named(name) if name in form.fields else [] for name in names} | {"items": form.items()}


class DocumentRefill(OnDocument, ConfirmView):
    """Fill the draft again from its record."""

    title, submit_label = "Điền lại từ hồ sơ", "Điền lại"
    done_message = "Đã điền lại bản thảo từ hồ sơ."
    consequence = (
        "Toàn bộ nội dung soạn lại theo mẫu đang áp dụng và số liệu hiện có trong hồ sơ. Những chỗ đã sửa tay trong "
        "bản thảo này mất đi; người ký giữ nguyên."
    )

    def policy(self):
        """Who may change the draft, where its record can fill it."""
        return policies.can_fill_again(self.request.user, self.subject)

    def perform(self, form):
        """Fill it."""
        return services.paper_refill(
            actor=self.request.user, document=self.subject, version=form.cleaned_data["version"]
        )


class DocumentIssue(OnDocument, ConfirmView):
    """Sign and issue the draft."""

    form_class, title, submit_label, submit_look = IssueForm, "Ban hành văn bản", "Ban hành", "primary"
    done_message = "Đã ban hành. Bản PDF và Word đang được lập."
    consequence = (
        "Văn bản được cấp số ngay và không sửa được nữa; sai thì ban hành văn bản khác thay thế "
        "(NĐ 30/2020, Điều 15, Điều 18)."
    )

    def get_context_data(self, **kwargs):
        """The number it will get."""
        one = self.subject
        note = number_note(one.agency, one.type, series_of(one))
        return super().get_context_data(**kwargs) | {"number_note": note}

    def policy(self):
        """The head of the agency."""
        return policies.can_issue_here(self.request.user, self.subject)

    def initial_of(self, subject):
        """Today, by whoever signs."""
        user = self.request.user
        return {
            "signed_on": timezone.localdate(), "signer_name": subject.signer_name or user.full_name,
            "signer_title": subject.signer_title or user.title,
        }  # fmt: skip

    def perform(self, form):
        """Issue it, with a number of the body that keeps its own."""
        series = series_of(self.subject)
        return services.document_issue(
            actor=self.request.user, document=self.subject, series=series, **form.cleaned_data
        )


class DraftRecord(OnDocument, ConfirmView):
    """Write down that the draft was signed on paper."""

    form_class, title, submit_label = DraftRecordForm, "Ghi đã ký trên giấy", "Ghi đã ký"
    submit_look = "primary"
    done_message = "Đã ghi văn bản ký trên giấy."
    consequence = (
        "Văn bản có hiệu lực với số, ngày của bản ký; nội dung giữ như bản thảo để đọc, bản ký là bản gốc."
    )

    def policy(self):
        """Who prepares the agency's papers."""
        return policies.can_record_here(self.request.user, self.subject)

    def initial_of(self, subject):
        """Who was to sign."""
        return {"signer_name": subject.signer_name, "signer_title": subject.signer_title}

    def perform(self, form):
        """Record it."""
        return services.draft_record(actor=self.request.user, document=self.subject, **form.cleaned_data)


class DocumentDiscard(OnDocument, ConfirmView):
    """Throw the draft away."""

    form_class, title, submit_label = DiscardForm, "Bỏ bản thảo", "Bỏ bản thảo"
    done_message = "Đã bỏ bản thảo."
    consequence = "Bản thảo không còn trong danh sách; nhật ký giữ nội dung và lý do. Không khôi phục được."

    def policy(self):
        """Who may change it."""
        return policies.can_discard(self.request.user, self.subject)

    def perform(self, form):
        """Throw it away."""
        services.document_discard(actor=self.request.user, document=self.subject, **form.cleaned_data)

    def get_success_url(self, result=None):
        """The drafts."""
        return f"{reverse('documents:list')}?state=draft"
