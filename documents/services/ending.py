"""A paper is replaced by another, or recalled; it stays readable (NĐ 30/2020, Điều 18)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from contracts.policy import require
from documents import policies
from documents.choices import DocumentState
from documents.models import Document
from documents.services.checks import touch
from vietnam.dates import format_date


@transaction.atomic
def document_replace(*, actor, document: Document, by: Document, reason: str) -> Document:
    """Let an issued paper of the same agency and type take the place of another from its own day on."""
    require(policies.can_end(actor, document))
    _check_replacement(document, by)
    olds = snapshot(document), snapshot(by)
    _end(document, DocumentState.REPLACED, by.signed_on, reason)
    by.claim_version(None)
    by.replaces = document
    by.save(update_fields=["replaces", "search_key"])
    changes = [Change(document, olds[0]), Change(by, olds[1])]
    audit_many(actor, "documents.document.replace", changes, reason=reason)
    touch(document, by)
    return by


def _check_replacement(document: Document, by: Document) -> None:
    if by.pk == document.pk or by.state != DocumentState.ISSUED or by.replaces_id:
        raise ValidationError(
            {"by": "Văn bản thay thế phải đang có hiệu lực và chưa thay cho văn bản khác. Chọn văn bản mới."}
        )
    if (by.agency_id, by.type) != (document.agency_id, document.type):
        raise ValidationError(
            {"by": "Văn bản sai nội dung được thay bằng văn bản có hình thức tương đương của chính cơ quan ban hành "
                   "(NĐ 30/2020, Điều 18). Chọn văn bản cùng loại, cùng cơ quan."}
        )  # fmt: skip
    if by.signed_on < document.signed_on:
        raise ValidationError(
            {"by": f"Văn bản thay thế ký ngày {format_date(by.signed_on)}, trước văn bản bị thay thế "
                   f"({format_date(document.signed_on)}). Kiểm tra lại hai văn bản."}
        )  # fmt: skip


@transaction.atomic
def document_recall(*, actor, document: Document, reason: str, on: date | None = None) -> Document:
    """Take a paper back from the day `on` (default today); what relied on it is for its own register to say."""
    require(policies.can_end(actor, document))
    on = on or timezone.localdate()
    if on < document.signed_on:
        raise ValidationError(
            {"on": f"Ngày thu hồi phải từ ngày ký {format_date(document.signed_on)} trở đi."}
        )
    before = snapshot(document)
    _end(document, DocumentState.RECALLED, on, reason)
    audit(actor, "documents.document.recall", document, before=before, reason=reason)
    touch(document)
    return document


def _end(document: Document, state: DocumentState, on: date, reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": "Ghi lý do thay thế hoặc thu hồi văn bản (NĐ 30/2020, Điều 18)."})
    document.claim_version(document.version)
    document.state, document.ended_on, document.end_reason = state, on, reason.strip()[:250]
    document.save()
