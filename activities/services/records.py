"""What all writes of this app share: the unit, the paper, the subject's checks, correcting and cancelling."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from activities import policies
from activities.about import Subject, subject_find
from activities.models.records import Record
from audit.services import audit
from audit.snapshots import snapshot
from communes.models import Commune, Province
from communes.services.communes import commune_touch
from contracts.policy import require
from contracts.registry import subject_kinds
from documents.models import Document
from documents.services import document_find_or_record
from vietnam.dates import format_date

#: A signed paper as typed: see `activities.forms.papers.ChosenPaper`.
Paper = dict[str, Any] | None


def unit_for(actor, subject: Subject | None) -> tuple[Province, Commune | None]:
    """The unit a new row belongs to: its subject's commune, else the actor's own unit."""
    if subject is not None:
        return subject.commune.province, subject.commune
    return actor.province, actor.commune


def begin(actor, record: Record, subject: Subject | None) -> None:
    """Give a new row its unit and subject, and ask whether the actor may write it."""
    record.province, record.commune = unit_for(actor, subject)
    for name, value in (subject.fields() if subject else {}).items():
        setattr(record, name, value)
    if record.province is None:
        require(policies.can_add(actor))
    province, commune = record.unit_codes()
    require(policies.can_write(actor, province=province, commune=commune, subject_kind=record.subject_kind))


def check_subject(actor, record: Record, on: date, *, among: list[str]) -> None:
    """Refuse a subject of the wrong kind, or one that could not be it on that day."""
    key = f"{record.subject_kind}:{record.subject_id}"
    if subject_find(actor, key, on, among=among) is None:
        label = subject_kinds.get(record.subject_kind).label if record.subject_kind in subject_kinds else ""
        raise ValidationError(
            {
                "subject": f"{record.subject_name or label} không phải đối tượng của việc này vào ngày "
                f"{format_date(on)}. Kiểm tra ngày, hoặc chọn đối tượng khác."
            }
        )


def check_past(field: str, day: date) -> None:
    """Registers hold what was done, not what is planned."""
    if day > timezone.localdate():
        raise ValidationError({field: f"Ngày {format_date(day)} chưa đến. Ghi lại khi việc đã làm."})


def recorded(actor, record: Record, paper: Paper) -> Document | None:
    """The paper as a document of the register; what the row has where none was typed."""
    if not paper:
        return record.paper
    return document_find_or_record(actor=actor, commune=record.commune, **paper)


def keep(actor, act: str, record: Record, *, before=None) -> None:
    """Check the row against its table, save it, and write its entry."""
    record.fill_keys()
    record.full_clean()
    record.save()
    audit(actor, act, record, before=before)
    touch(record)


def touch(record: Record) -> None:
    """Figures of the row's commune are to be taken anew."""
    if record.commune_id:
        commune_touch({record.commune_id})


def change(actor, record: Record, version: int, facts: dict[str, Any]) -> dict[str, Any]:
    """Claim the row, set its facts, and give its picture from before."""
    require(policies.can_write_record(actor, record))
    before = snapshot(record)
    record.claim_version(version)
    for name, value in facts.items():
        setattr(record, name, value)
    return before


@transaction.atomic
def record_cancel(*, actor, record: Record, version: int, reason: str) -> Record:
    """Cancel a row that should not be there: it stays to be seen with the reason, and is counted no more."""
    if not reason.strip():
        raise ValidationError({"reason": "Ghi lý do hủy, ví dụ: ghi hai lần."})
    facts = {"cancelled_at": timezone.now(), "cancel_reason": reason.strip()}
    before = change(actor, record, version, facts)
    record.save()
    audit(actor, f"activities.{record._meta.model_name}.cancel", record, before=before)
    touch(record)
    return record
