"""Writes of accidents, injuries, illness and death of members, and of the claims that follow."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import audit
from audit.snapshots import snapshot
from communes.choices import AgencyKind
from communes.models import Agency
from communes.services.communes import commune_touch
from contracts.policy import require
from documents.choices import DocumentType
from documents.services import document_find_or_record
from readiness import policies
from readiness.choices import CaseKind, ClaimState, Exclusion
from readiness.models import Injury
from teams.models import Membership
from vietnam.dates import format_date

#: States of a claim that stand on something claimed.
_CLAIMED = (ClaimState.CLAIMED, ClaimState.APPROVED, ClaimState.PAID, ClaimState.REFUSED)


@transaction.atomic
def injury_record(*, actor, membership: Membership, today: date | None = None, **facts) -> Injury:
    """Enter what happened to a member; `facts` are its own fields."""
    require(policies.can_write_injury(actor, membership))
    injury = Injury(membership=membership, **facts)
    _check(injury, today or timezone.localdate())
    injury.save()
    audit(actor, "readiness.injury.record", injury)
    commune_touch({membership.team.commune_id})
    return injury


@transaction.atomic
def injury_update(
    *, actor, injury: Injury, version: int | None, today: date | None = None, **facts
) -> Injury:
    """Correct what happened. `StaleRecord` if somebody else saved it since."""
    require(policies.can_write_injury(actor, injury.membership))
    before = snapshot(injury)
    injury.claim_version(version)
    for name, fact in facts.items():
        setattr(injury, name, fact)
    _check(injury, today or timezone.localdate())
    injury.save()
    audit(actor, "readiness.injury.update", injury, before=before)
    commune_touch({injury.membership.team.commune_id})
    return injury


@transaction.atomic
def injury_claim(
    *, actor, injury: Injury, version: int | None, paper=None, today: date | None = None, **facts
) -> Injury:
    """Record where the claim stands. `paper` is the signed decision to pay, typed from the original, or None."""
    require(policies.can_write_injury(actor, injury.membership))
    before = snapshot(injury)
    injury.claim_version(version)
    for name, fact in facts.items():
        setattr(injury, name, fact)
    _check_claim(injury, today or timezone.localdate())
    if paper:
        commune = injury.membership.team.commune
        agency = Agency.objects.get(commune=commune, kind=AgencyKind.PEOPLES_COMMITTEE)
        injury.decision = document_find_or_record(
            actor=actor, agency=agency, type=DocumentType.DECISION, commune=commune, **paper
        )
    injury.full_clean()
    injury.save()
    audit(actor, "readiness.injury.claim", injury, before=before)
    commune_touch({injury.membership.team.commune_id})
    return injury


def _check(injury: Injury, today: date) -> None:
    injury.circumstances = injury.circumstances.strip()
    errors: dict[str, str] = {}
    day, member = injury.happened_on, injury.membership
    if day > today:
        errors["happened_on"] = "Ngày này chưa đến. Ghi ngày đã xảy ra."
    elif not (member.is_in_force(day) or _last_day(injury)):
        errors["happened_on"] = (
            f"{member.person} không phải là thành viên ngày {format_date(day)}. Kiểm tra ngày, hoặc chọn đúng thời "
            "gian tham gia."
        )
    if not injury.on_duty and not injury.exclusion:
        injury.exclusion = Exclusion.NOT_ON_DUTY
    if injury.on_duty and injury.exclusion == Exclusion.NOT_ON_DUTY:
        errors["exclusion"] = (
            "Đã ghi xảy ra khi làm nhiệm vụ. Bỏ lý do loại trừ này, hoặc bỏ dấu “khi làm nhiệm vụ”."
        )
    if injury.on_duty and not injury.task:
        errors["task"] = "Xảy ra khi làm nhiệm vụ thì ghi nhiệm vụ đang làm."
    if injury.exclusion and injury.claim_state in (ClaimState.APPROVED, ClaimState.PAID):
        errors["exclusion"] = (
            "Vụ này đã được duyệt chi. Trường hợp bị loại trừ không được chi (NĐ 40/2024, Điều 5): sửa phần giải "
            "quyết chế độ trước."
        )
    if errors:
        raise ValidationError(errors)
    injury.full_clean()


def _last_day(injury: Injury) -> bool:
    """Whoever dies on duty is out of service from that day on: the spell may end on the day of the event."""
    return injury.kind == CaseKind.DEATH and injury.membership.ended_on == injury.happened_on


def _check_claim(injury: Injury, today: date) -> None:
    errors: dict[str, str] = {}
    state = injury.claim_state
    if injury.exclusion and state in (ClaimState.APPROVED, ClaimState.PAID):
        errors["claim_state"] = (
            f"Trường hợp {injury.get_exclusion_display().lower()} không được chi (NĐ 40/2024, Điều 5). Chọn “Không "
            "được chi”, hoặc sửa lý do loại trừ."
        )
    if state in _CLAIMED and (injury.claimed is None or injury.claimed_on is None):
        errors["claimed"] = "Ghi chi phí và ngày đề nghị."
    if state == ClaimState.PAID and (injury.paid is None or injury.paid_on is None):
        errors["paid"] = "Đã chi trả thì ghi số tiền và ngày chi."
    if state != ClaimState.PAID and (injury.paid is not None or injury.paid_on is not None):
        errors["claim_state"] = "Đã ghi số tiền hoặc ngày chi thì chọn “Đã chi trả”."
    for name in ("claimed_on", "paid_on"):
        day = getattr(injury, name)
        if day and day > today:
            errors[name] = "Ngày này chưa đến."
        elif day and day < injury.happened_on:
            errors[name] = f"Ngày này trước ngày xảy ra {format_date(injury.happened_on)}."
    if errors:
        raise ValidationError(errors)
