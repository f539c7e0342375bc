"""One kind given to many at once, and many things handed back at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import Change, audit_many
from audit.snapshots import snapshot
from communes.models import Commune
from communes.services.communes import commune_touch
from contracts.policy import require
from readiness import policies
from readiness.choices import PERSONAL_KINDS, BulkTarget, Condition, EquipmentKind
from readiness.models import EquipmentIssue
from readiness.services.equipment import check_issue, check_return, lifetime_end
from readiness.services.papers import Paper, minutes_of
from readiness.services.stock import stock_check, stock_lock
from readiness.stock import balances
from teams.models import Membership, Team


@dataclass(frozen=True)
class Recipient:
    """Who would get something: a team, or one of its members."""

    team: Team
    membership: Membership | None = None

    @property
    def key(self) -> tuple[int, int | None]:
        """What tells one from another."""
        return self.team.pk, self.membership.pk if self.membership else None


@dataclass
class IssuePlan:
    """Who would get what, who has it already, and what then lies in the store (None = receipts are not recorded)."""

    kind: EquipmentKind
    quantity: int
    recipients: list[Recipient] = field(default_factory=list)
    holders: list[Recipient] = field(default_factory=list)
    stock: int | None = None

    @property
    def total(self) -> int:
        """How many pieces it takes."""
        return self.quantity * len(self.recipients)

    @property
    def mark(self) -> str:
        """What a person has seen in the preview: another plan has another mark."""
        return sha256(
            repr((str(self.kind), self.quantity, [one.key for one in self.recipients])).encode()
        ).hexdigest()


def issue_plan(
    *, commune: Commune, kind: EquipmentKind, target: BulkTarget, quantity: int, issued_on: date,
    team: Team | None = None, skip_holders: bool = True,
) -> IssuePlan:  # fmt: skip
    """The plan for one team or for all teams of the commune in being on that day; in a fixed number of statements."""
    if kind in PERSONAL_KINDS and target != BulkTarget.MEMBERS:
        raise ValidationError(
            {"target": "Biển tên, Giấy chứng nhận cấp cho từng người. Chọn “Mỗi thành viên”."}
        )
    teams = (
        Team.objects.filter(commune=commune)
        .in_force(issued_on)
        .select_related("commune")
        .order_by("sort_key")
    )
    if team is not None:
        teams = teams.filter(pk=team.pk)
    plan = IssuePlan(kind, quantity)
    held = EquipmentIssue.objects.usable(issued_on).filter(team__in=teams.values("pk"), kind=kind)
    if target == BulkTarget.MEMBERS:
        spells = Membership.objects.serving(issued_on).filter(team__in=teams.values("pk"))
        rows = spells.select_related("person", "team__commune").order_by("team__sort_key", "person__sort_key")
        everybody = [Recipient(row.team, row) for row in rows]
        holders = set(held.values_list("team", "membership"))
    else:
        everybody = [Recipient(row) for row in teams]
        holders = {(pk, None) for pk in held.values_list("team", flat=True)}
    if kind in PERSONAL_KINDS:  # one at a time, usable or not
        kept = EquipmentIssue.objects.filter(kind=kind, team__commune=commune).overlapping(issued_on, None)
        holders |= set(kept.values_list("team", "membership"))
    for one in everybody:
        has_it = one.key in holders and (skip_holders or kind in PERSONAL_KINDS)
        (plan.holders if has_it else plan.recipients).append(one)
    store = balances([commune.pk], issued_on).get((commune.pk, kind))
    plan.stock = store.left if store else None
    return plan


@transaction.atomic
def equipment_issue_many(
    *, actor, commune: Commune, kind: EquipmentKind, target: BulkTarget, quantity: int, issued_on: date,
    team: Team | None = None, skip_holders: bool = True, valid_until: date | None = None, paper: Paper = None,
    seen: str | None = None,
) -> int:  # fmt: skip
    """Give one kind to all members or to each team; gives how many got it. All or nothing.

    `seen` is the mark of the plan that was looked at: where it is another by now, nothing is given out.
    """
    require(policies.can_write_stock(actor, commune))
    stock_lock(commune)
    plan = issue_plan(
        commune=commune, kind=kind, target=target, quantity=quantity, issued_on=issued_on, team=team,
        skip_holders=skip_holders,
    )  # fmt: skip
    if not plan.recipients:
        raise ValidationError(
            "Không có ai để cấp: những người, Tổ đã chọn đều đang giữ loại này. Xem lại lựa chọn."
        )
    if seen is not None and seen != plan.mark:
        raise ValidationError("Danh sách người nhận vừa thay đổi. Xem lại danh sách bên dưới rồi xác nhận.")
    until = valid_until or lifetime_end(kind, issued_on, commune.province_id)
    issues = [
        EquipmentIssue(
            team=one.team, membership=one.membership, kind=kind, quantity=quantity, started_on=issued_on,
            valid_until=until,
        )
        for one in plan.recipients
    ]  # fmt: skip
    check_issue(issues[0])
    minutes = minutes_of(actor, commune, paper)
    for issue in issues:
        issue.paper = minutes
    EquipmentIssue.objects.bulk_create(issues, batch_size=500)
    stock_check(commune, kind, plan.total, issued_on, "cấp")
    audit_many(actor, "readiness.equipment.issue", [Change(issue) for issue in issues])
    commune_touch({commune.pk})
    return len(issues)


@transaction.atomic
def equipment_return_many(
    *, actor, issues: Sequence[EquipmentIssue], returned_on: date, condition: Condition
) -> int:
    """Take many things back on one day in the same condition; gives how many. All or nothing."""
    changes = []
    for issue in issues:
        require(policies.can_write_equipment(actor, issue.team))
        check_return(issue, returned_on)
        before = snapshot(issue)
        issue.claim_version(None)
        issue.ended_on, issue.condition, issue.inspected_on = returned_on, condition, returned_on
        changes.append(Change(issue, before))
    if not changes:
        raise ValidationError("Chưa chọn trang bị nào. Đánh dấu trong danh sách rồi chọn “Thu hồi”.")
    EquipmentIssue.objects.bulk_update(
        [change.subject for change in changes],
        ["ended_on", "condition", "inspected_on", "version"],
        batch_size=500,
    )
    audit_many(actor, "readiness.equipment.return", changes)
    commune_touch({change.subject.team.commune_id for change in changes})
    return len(changes)
