"""Papers take files: annexes, what they were drawn up from."""

from django.urls import reverse

from contracts.policy import Answer
from contracts.registry import OFFICE, SCANS, AttachmentKind, attachment_kinds
from documents import policies
from documents.models import Document


def _papers(user):
    return Document.objects.visible_to(user).select_related("agency", "commune")


def _may_write(user, document: Document) -> Answer:
    return policies.can_prepare(user, document.agency, document.commune)


attachment_kinds.add(
    AttachmentKind(
        "document", "Văn bản", "documents.Document", _papers, policies.can_open, _may_write,
        url=lambda row: reverse("documents:detail", args=[row.pk]), types=(*SCANS, *OFFICE),
        hint="Ví dụ: Phụ lục danh sách kèm theo. Bản quét có dấu thì gắn ở mục “Gắn bản quét”.",
    )
)  # fmt: skip
