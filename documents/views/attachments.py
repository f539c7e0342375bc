"""Files that hang on records: added, opened, taken away, brought back. The record's own door is asked first."""

from django.conf import settings
from django.db import models
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.decorators.http import require_GET

from contracts.registry import AttachmentKind, attachment_kinds
from documents import policies, services
from documents.forms import AttachmentForm, AttachmentRemoveForm
from documents.models import Attachment
from jobs.serving import file_response
from pages.forms import VietForm
from pages.templatetags.pages import gio
from pages.views import ConfirmView, Crumb, ServiceFormView


def _record(user, kind: AttachmentKind, key: int) -> models.Model:
    """The record, through its own door."""
    return get_object_or_404(kind.rows(user), pk=key)


def _attachment(user, pk: int) -> Attachment:
    rows = Attachment.objects.visible_to(user).select_related("file", "added_by", "removed_by")
    return get_object_or_404(rows, pk=pk)


class _OfRecord(ServiceFormView):
    """An act on the files of `record`; afterwards the user is back on the record's page."""

    @cached_property
    def kind(self) -> AttachmentKind:
        """The rules of the record."""
        return self.subject.kind

    @cached_property
    def record(self) -> models.Model:
        """What the file hangs on."""
        return _record(self.request.user, self.kind, self.subject.subject_id)

    def get_crumbs(self):
        """The record."""
        return [Crumb(str(self.record), self.kind.url(self.record))]

    def get_success_url(self, result=None):
        """The record's page, at the files."""
        return f"{self.kind.url(self.record)}#dinh-kem-{self.kind.code}"


class AttachmentAdd(_OfRecord):
    """Hang a file on a record."""

    form_class, title, submit_label = AttachmentForm, "Thêm tệp đính kèm", "Thêm tệp"
    template_name, done_message = "documents/attachment_add.html", "Đã thêm tệp."
    consequence = "Tệp được mã hóa khi lưu. Mỗi lần mở, gỡ đều ghi vào nhật ký."

    @cached_property
    def kind(self) -> AttachmentKind:
        """The rules that the address names."""
        code = self.kwargs["kind"]
        if code not in attachment_kinds:
            raise Http404("Không có loại hồ sơ này.")
        return attachment_kinds.get(code)

    @cached_property
    def record(self) -> models.Model:
        """What the address names."""
        return _record(self.request.user, self.kind, self.kwargs["record"])

    def get_subject(self):
        """None: a row is added, the record itself does not change. The record is fetched before any rule is told."""
        self.record  # noqa: B018 (fetched here, kept by cached_property)

    def policy(self):
        """Who may attach to this record."""
        return policies.can_attach(self.request.user, self.kind, self.record)

    def get_subtitle(self):
        """To what."""
        return f"{self.kind.label}: {self.record}"

    def get_form_kwargs(self):
        """What the record takes."""
        return super().get_form_kwargs() | {"kind": self.kind, "most": settings.ATTACHMENT_BYTES}

    def perform(self, form):
        """Add it."""
        data = form.cleaned_data
        return services.attachment_add(
            actor=self.request.user,
            kind=self.kind,
            record=self.record,
            title=data["title"],
            file=data["file"],
        )


class _OnAttachment(_OfRecord, ConfirmView):
    """An act on one file."""

    def get_subject(self):
        """The file, by the door of its record."""
        return _attachment(self.request.user, self.kwargs["pk"])

    def get_subtitle(self):
        """Which, of what."""
        one = self.subject
        return f"“{one.title}” ({one.name}), {one.added_by} đính kèm lúc {gio(one.added_at)}."

    def common(self, form) -> dict:
        """The arguments of both services."""
        return {
            "actor": self.request.user, "attachment": self.subject, "record": self.record,
            "version": form.cleaned_data["version"],
        }  # fmt: skip


class AttachmentRemove(_OnAttachment):
    """Take a file away."""

    form_class, title, submit_label = AttachmentRemoveForm, "Gỡ tệp đính kèm", "Gỡ tệp"
    done_message = "Đã gỡ tệp. Gỡ nhầm thì mở mục “Tệp đã gỡ” và chọn Khôi phục."
    consequence = "Tệp không còn trong hồ sơ và không ai mở được. Tệp vẫn được lưu để khôi phục khi cần."

    def policy(self):
        """Who may attach."""
        return policies.can_remove(self.request.user, self.subject, self.record)

    def perform(self, form):
        """Take it away."""
        return services.attachment_remove(**self.common(form), reason=form.cleaned_data["reason"])


class AttachmentRestore(_OnAttachment):
    """Bring a file back."""

    form_class, title, submit_label, submit_look = VietForm, "Khôi phục tệp đính kèm", "Khôi phục", "primary"
    done_message = "Đã khôi phục tệp."
    consequence = "Tệp trở lại hồ sơ; ai được xem hồ sơ thì mở được."

    def policy(self):
        """Who may attach."""
        return policies.can_restore(self.request.user, self.subject, self.record)

    def perform(self, form):
        """Bring it back."""
        return services.attachment_restore(**self.common(form))


@require_GET
def attachment_file(request, pk: int):
    """The file, decrypted on its way out: pictures and PDF in the browser, office files to be saved."""
    attachment = _attachment(request.user, pk)
    record = _record(request.user, attachment.kind, attachment.subject_id)
    content = services.attachment_open(actor=request.user, attachment=attachment, record=record)
    is_shown = attachment.type is not None and attachment.type.is_shown
    return file_response(attachment.file, content, download=not is_shown, name=attachment.name)
