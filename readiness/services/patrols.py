"""Writes of the patrol log."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from communes.services.communes import commune_touch
from contracts.policy import require
from readiness import policies
from readiness.models import Patrol, PatrolMember
from teams.models import Membership, Team
from vietnam.dates import format_date


@transaction.atomic
def patrol_record(
    *, actor, team: Team, members: Iterable[Membership], today: date | None = None, **facts
) -> Patrol:
    """Enter a patrol with who took part; `facts` are its own fields."""
    require(policies.can_keep_duty(actor, team))
    patrol, members = Patrol(team=team, **facts), list(members)
    _check(patrol, members, today or timezone.localdate())
    patrol.save()
    audit(actor, "readiness.patrol.create", patrol)
    _members_set(actor, patrol, members)
    commune_touch({team.commune_id})
    return patrol


@transaction.atomic
def patrol_update(
    *, actor, patrol: Patrol, version: int | None, members: Iterable[Membership], today: date | None = None,
    **facts,
) -> Patrol:  # fmt: skip
    """Correct a patrol. `StaleRecord` if somebody else saved it since."""
    require(policies.can_keep_duty(actor, patrol.team))
    before, members = snapshot(patrol), list(members)
    patrol.claim_version(version)
    for name, fact in facts.items():
        setattr(patrol, name, fact)
    _check(patrol, members, today or timezone.localdate())
    if snapshot(patrol) != before:
        patrol.save()
        audit(actor, "readiness.patrol.update", patrol, before=before)
    _members_set(actor, patrol, members)
    commune_touch({patrol.team.commune_id})
    return patrol


def _check(patrol: Patrol, members: list[Membership], today: date) -> None:
    patrol.route, patrol.note = patrol.route.strip(), patrol.note.strip()
    day = patrol.patrolled_on
    errors: dict[str, str | list[str]] = {}
    if day > today:
        errors["patrolled_on"] = "Ngày này chưa đến. Ghi buổi tuần tra sau khi đã đi."
    elif not patrol.team.is_in_force(day):
        errors["patrolled_on"] = f"Tổ không hoạt động ngày {format_date(day)}. Kiểm tra ngày."
    if patrol.starts_at == patrol.ends_at:
        errors["ends_at"] = "Giờ kết thúc phải khác giờ bắt đầu."
    if not members:
        errors["members"] = "Chọn ít nhất một người đi tuần tra."
    elif strangers := [
        str(row.person) for row in members if row.team_id != patrol.team_id or not row.is_in_force(day)
    ]:
        errors["members"] = (
            f"Không phải là thành viên {patrol.team} ngày {format_date(day)}: {', '.join(strangers)}. "
            "Bỏ những người này, hoặc sửa ngày."
        )
    elif twice := _elsewhere(patrol, members):
        errors["members"] = twice
    if patrol.cluster_id and patrol.cluster.hamlet_id not in _hamlets(patrol.team, day):
        errors["cluster"] = "Cụm này không thuộc thôn do Tổ phụ trách ngày đó. Chọn cụm khác."
    if patrol.shift_id and (patrol.shift.roster.team_id != patrol.team_id or patrol.shift.day != day):
        errors["shift"] = "Ca này của Tổ khác hoặc ngày khác. Chọn ca của Tổ trong ngày tuần tra."
    if errors:
        raise ValidationError(errors)
    patrol.full_clean()


def _hamlets(team: Team, day: date) -> set[int]:
    return set(team.hamlet_links.in_force(day).values_list("hamlet_id", flat=True))


def _elsewhere(patrol: Patrol, members: list[Membership]) -> str:
    """Who of them is on another patrol at the same hours: it was entered twice."""
    begin, end = patrol.hours_on(patrol.patrolled_on)
    near = (begin.date() - timedelta(days=1), end.date())
    rows = PatrolMember.objects.filter(
        membership__person_id__in=[row.person_id for row in members], patrol__patrolled_on__range=near
    ).exclude(patrol=patrol.pk)
    for row in rows.select_related("patrol__team", "membership__person"):
        other = row.patrol.hours_on(row.patrol.patrolled_on)
        if other[0] < end and begin < other[1]:
            return (
                f"{row.membership.person} đã ghi ở buổi {row.patrol.hours} ngày "
                f"{format_date(row.patrol.patrolled_on)} của {row.patrol.team}. Mở buổi đó để sửa, hoặc xem lại giờ."
            )
    return ""


def _members_set(actor, patrol: Patrol, members: list[Membership]) -> None:
    known = {row.membership_id: row for row in patrol.members.select_related("membership__person")}
    wanted = {row.pk: row for row in members}
    for key in known.keys() - wanted.keys():
        row = known[key]
        audit(actor, "readiness.patrol.leave", row, before=snapshot(row), after={})
        row.delete()
    new = [PatrolMember(patrol=patrol, membership=row) for key, row in wanted.items() if key not in known]
    PatrolMember.objects.bulk_create(new)
    audit_many(actor, "readiness.patrol.join", [Change(row) for row in new])
