"""Writes of equipment."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import audit
from audit.snapshots import snapshot
from communes.services.communes import commune_touch
from contracts.policy import require
from readiness import policies
from readiness.choices import PERSONAL_KINDS, Condition, EquipmentKind
from readiness.models import EquipmentIssue
from readiness.norms import lifetime_years
from readiness.services.papers import Paper, minutes_of
from readiness.services.stock import stock_check, stock_lock
from teams.models import Membership, Team
from vietnam.dates import birthday, format_date


@transaction.atomic
def equipment_issue(
    *,
    actor,
    team: Team,
    kind: EquipmentKind,
    issued_on: date,
    membership: Membership | None = None,
    quantity: int = 1,
    serial: str = "",
    valid_until: date | None = None,
    paper: Paper = None,
) -> EquipmentIssue:
    """Register things given to a team or one of its members. Badges and certificates go to one member each.

    Where receipts of the kind are recorded, no more is given out than lies in the store. Without a day of its own the
    thing is valid for the lifetime that the law gives its kind.
    """
    require(policies.can_write_equipment(actor, team))
    stock_lock(team.commune)
    issue = EquipmentIssue(
        team=team, membership=membership, kind=kind, quantity=quantity, serial=serial.strip(), started_on=issued_on,
        valid_until=valid_until or lifetime_end(kind, issued_on, team.commune.province_id),
    )  # fmt: skip
    check_issue(issue)
    issue.paper = minutes_of(actor, team.commune, paper)
    issue.save()
    stock_check(team.commune, kind, quantity, issued_on, "cấp")
    audit(actor, "readiness.equipment.issue", issue)
    commune_touch({team.commune_id})
    return issue


def lifetime_end(kind: str, issued_on: date, province: str) -> date | None:
    """The last day on which a thing given out on that day may be used; None where no lifetime is laid down."""
    years = lifetime_years(kind, issued_on, province)
    return birthday(issued_on, years) - timedelta(days=1) if years else None


def check_issue(issue: EquipmentIssue) -> None:
    """Is it plausible? `ValidationError` names the field that is wrong."""
    errors: dict[str, str] = {}
    if issue.kind in PERSONAL_KINDS and issue.quantity != 1:
        errors["quantity"] = "Biển tên, Giấy chứng nhận cấp mỗi người một bản. Ghi số lượng 1."
    if issue.started_on > timezone.localdate():
        errors["issued_on"] = "Ngày cấp chưa đến. Ghi ngày đã cấp."
    elif issue.membership and not issue.membership.is_in_force(issue.started_on):
        errors["membership"] = f"Người này không phải là thành viên ngày {format_date(issue.started_on)}."
    elif not issue.team.is_in_force(issue.started_on):
        errors["issued_on"] = f"Tổ không hoạt động ngày {format_date(issue.started_on)}. Kiểm tra ngày cấp."
    if issue.membership and issue.membership.team_id != issue.team_id:
        errors["membership"] = "Người này thuộc Tổ khác. Chọn thành viên của Tổ được cấp."
    if issue.valid_until and issue.valid_until <= issue.started_on:
        errors["valid_until"] = "Ngày hết giá trị phải sau ngày cấp."
    if errors:
        raise ValidationError(errors)
    issue.full_clean()


@transaction.atomic
def equipment_return(
    *, actor, issue: EquipmentIssue, version: int, returned_on: date, condition: Condition
) -> EquipmentIssue:
    """Take things back: they are no longer counted from that day on, and lie in the store where they are fit."""
    require(policies.can_write_equipment(actor, issue.team))
    before = snapshot(issue)
    check_return(issue, returned_on)
    issue.claim_version(version)
    issue.ended_on, issue.condition, issue.inspected_on = returned_on, condition, returned_on
    issue.full_clean()
    issue.save()
    audit(actor, "readiness.equipment.return", issue, before=before)
    commune_touch({issue.team.commune_id})
    return issue


def check_return(issue: EquipmentIssue, returned_on: date) -> None:
    """Can it be handed back on that day? `ValidationError` if not."""
    if issue.ended_on:
        raise ValidationError({"returned_on": f"Trang bị này đã thu hồi ngày {format_date(issue.ended_on)}."})
    if returned_on <= issue.started_on:
        raise ValidationError(
            {"returned_on": f"Ngày thu hồi phải sau ngày cấp {format_date(issue.started_on)}."}
        )
    if returned_on > timezone.localdate():
        raise ValidationError({"returned_on": "Ngày thu hồi chưa đến. Ghi ngày đã thu."})


@transaction.atomic
def equipment_inspect(
    *, actor, issue: EquipmentIssue, version: int, condition: Condition, inspected_on: date | None = None
) -> EquipmentIssue:
    """Record the condition found; what is broken or lost no longer counts as equipment from that day on.

    Without a day it counts as having been so all the time.
    """
    require(policies.can_write_equipment(actor, issue.team))
    if issue.ended_on:
        raise ValidationError(
            f"Trang bị này đã thu hồi ngày {format_date(issue.ended_on)}. Hỏng, mất sau đó thì ghi giảm kho."
        )
    if inspected_on and not issue.started_on <= inspected_on <= timezone.localdate():
        raise ValidationError(
            {"inspected_on": f"Ghi một ngày từ ngày cấp {format_date(issue.started_on)} đến hôm nay."}
        )
    before = snapshot(issue)
    issue.claim_version(version)
    issue.condition, issue.inspected_on = condition, inspected_on
    issue.full_clean()
    issue.save()
    audit(actor, "readiness.equipment.inspect", issue, before=before)
    commune_touch({issue.team.commune_id})
    return issue
