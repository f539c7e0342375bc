"""Files that hang on records: added, taken away, brought back, opened."""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, Sum
from django.utils import timezone

from audit.services import audit
from audit.snapshots import snapshot
from contracts.policy import require
from contracts.registry import AttachmentKind
from documents import policies
from documents.content import check_size, examine, size_text
from documents.models import Attachment
from jobs.services import clean_name, file_chunks, store_file


@transaction.atomic
def attachment_add(*, actor, kind: AttachmentKind, record: models.Model, title: str, file) -> Attachment:
    """Hang an uploaded file on the record. Its type is found from its content, and it is kept encrypted.

    Raises:
        ValidationError: empty, too large, of a type the record does not take, there already, or too many; nothing of it
            has been kept.
    """
    require(policies.can_attach(actor, kind, record))
    if not title.strip():
        raise ValidationError({"title": "Ghi tên giấy tờ, ví dụ: Giấy khám sức khỏe."})
    name = clean_name(file.name or "")
    try:
        check_size(file, name, settings.ATTACHMENT_BYTES)
        found = examine(file, name, kind.types)
        _check_room(kind, record, file.size, found.sha256)
    except ValidationError as refusal:
        raise ValidationError({"file": refusal.messages}) from refusal
    province, commune = record.unit_codes()  # type: ignore[attr-defined]  # AttachmentKind says so
    stored = store_file(
        actor=actor, name=f"dinh-kem{found.type.endings[0]}", content=file.chunks(), purpose="documents.attachment",
        content_type=found.type.content_type, commune=commune, province=province,
    )  # fmt: skip
    attachment = Attachment.objects.create(
        subject_kind=kind.code, subject_type=ContentType.objects.get_for_model(record), subject_id=record.pk,
        title=title.strip()[:150], name=found.name, file=stored, province_code=province, commune_code=commune,
        added_by=actor,
    )  # fmt: skip
    audit(actor, "documents.attachment.add", attachment)
    return attachment


@transaction.atomic
def attachment_remove(
    *, actor, attachment: Attachment, record: models.Model, version: int | None, reason: str
) -> Attachment:
    """Take a file away from its record, with the reason: it stays kept; nobody opens it until it is brought back."""
    require(policies.can_remove(actor, attachment, record))
    if not reason.strip():
        raise ValidationError({"reason": "Ghi lý do gỡ, ví dụ: đính kèm nhầm hồ sơ."})
    facts = {"removed_at": timezone.now(), "removed_by": actor, "remove_reason": reason.strip()}
    return _change(actor, "documents.attachment.remove", attachment, version, facts)


@transaction.atomic
def attachment_restore(
    *, actor, attachment: Attachment, record: models.Model, version: int | None
) -> Attachment:
    """Bring a file back that was taken away, as far as the record has room for it."""
    require(policies.can_restore(actor, attachment, record))
    _check_room(attachment.kind, record, attachment.file.size, attachment.file.sha256)
    facts = {"removed_at": None, "removed_by": None, "remove_reason": ""}
    return _change(actor, "documents.attachment.restore", attachment, version, facts)


def attachment_open(*, actor, attachment: Attachment, record: models.Model) -> Iterator[bytes]:
    """The clear content for one who may see the record's files, written down in the audit."""
    require(policies.can_open_attachment(actor, attachment, record))
    audit(actor, "documents.attachment.open", attachment, fields=False)
    return file_chunks(attachment.file)


def _change(actor, act: str, attachment: Attachment, version: int | None, facts: dict) -> Attachment:
    before = snapshot(attachment)
    attachment.claim_version(version)
    for name, value in facts.items():
        setattr(attachment, name, value)
    attachment.save(update_fields=list(facts))
    audit(actor, act, attachment, before=before)
    return attachment


def _check_room(kind: AttachmentKind, record: models.Model, size: int, sha256: str) -> None:
    """Refuse what the record has already, and what would be too much for it."""
    standing = Attachment.objects.of(kind, record.pk).standing()
    same = standing.filter(file__sha256=sha256).first()
    if same is not None:
        raise ValidationError(f"Tệp này đã có trong hồ sơ, tên là “{same.title}”. Mở tệp đó để xem.")
    total = standing.aggregate(files=Count("pk"), size=Sum("file__size"))
    if total["files"] >= settings.RECORD_FILES:
        raise ValidationError(
            f"Hồ sơ đã có {settings.RECORD_FILES} tệp, mức cao nhất. Gỡ tệp không cần hoặc gộp các trang vào một PDF."
        )
    if (total["size"] or 0) + size > settings.RECORD_BYTES:
        raise ValidationError(
            f"Các tệp của hồ sơ cộng lại sẽ quá {size_text(settings.RECORD_BYTES)}. "
            "Gỡ tệp không cần, hoặc quét lại ở 200 dpi cho nhẹ hơn."
        )
