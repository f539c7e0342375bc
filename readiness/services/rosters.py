"""Writes of duty rosters: shifts, who is on them, and who was there."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from communes.services.communes import commune_touch
from contracts.policy import require
from law.values import RuleBook
from readiness import policies
from readiness.choices import Outcome, ShiftKind, Way
from readiness.models import DutyAssignment, DutyRoster, DutyShift
from readiness.rotas import Planned, copied, rotated
from teams.models import Membership, Team
from vietnam.dates import format_date
from vietnam.windows import previous, window_for

#: How many clashes a refusal names.
MOST = 8
_ONE_DAY = timedelta(days=1)


@transaction.atomic
def roster_open(*, actor, team: Team, month: date, plan: Collection[Planned] = ()) -> DutyRoster:
    """Open a team's roster for a month, filled with `plan` (nothing, last month's, a rotation)."""
    require(policies.can_keep_duty(actor, team))
    month = month.replace(day=1)
    last_day = window_for("calendar_month", month).last_day
    if last_day < team.started_on or (team.ended_on and month >= team.ended_on):
        raise ValidationError({"month": "Tổ không hoạt động trong tháng này. Chọn tháng khác."})
    roster = DutyRoster(team=team, month=month)
    roster.full_clean()
    roster.save()
    audit(actor, "readiness.roster.open", roster)
    _place(actor, roster, plan)
    _refuse_clashes(roster)
    commune_touch({team.commune_id})
    return roster


@transaction.atomic
def rosters_open(
    *, actor, teams: Iterable[Team], month: date, way: str, by_day: int = 0, by_night: int = 1
) -> list[DutyRoster]:
    """Open the month's rosters of several teams: empty, copied from last month's, or by turns."""
    month, teams = month.replace(day=1), list(teams)
    if not teams:
        raise ValidationError({"teams": "Chọn ít nhất một Tổ."})
    before = previous(window_for("calendar_month", month))
    duties: dict[int, list[tuple[int, date, str]]] = defaultdict(list)
    if way == Way.COPIED:
        rows = DutyAssignment.objects.within(before.first_day, before.last_day).filter(
            shift__roster__team__in=teams
        )
        for team, *duty in rows.exclude(shift__kind=ShiftKind.OTHER).values_list(
            "shift__roster__team_id", "membership__person_id", "shift__day", "shift__kind"
        ):
            duties[team].append(tuple(duty))
    opened = []
    for team in teams:
        members = list(roster_members(DutyRoster(team=team, month=month)).values())
        plan: set[Planned] = set()
        if way == Way.COPIED:
            plan = copied(month, duties[team.pk], members)
        elif way == Way.ROTATED:
            plan = rotated(month, members, by_day=by_day, by_night=by_night)
        opened.append(roster_open(actor=actor, team=team, month=month, plan=plan))
    return opened


@transaction.atomic
def roster_fill(*, actor, roster: DutyRoster, version: int | None, plan: Collection[Planned]) -> DutyRoster:
    """Make the day and night shifts of the roster what `plan` says.

    What was recorded as done or missed stays, as do shifts of other hours. `StaleRecord` if somebody else filled it.
    """
    require(policies.can_keep_duty(actor, roster.team))
    roster.claim_version(version)
    rows = roster_assignments(roster).exclude(shift__kind=ShiftKind.OTHER)
    standing = {Planned(row.membership_id, row.shift.day, row.shift.kind): row for row in rows}
    gone = [row for key, row in standing.items() if key not in plan and row.outcome == Outcome.PLANNED]
    _take_off(actor, gone)
    _place(actor, roster, [key for key in plan if key not in standing])
    _refuse_clashes(roster)
    commune_touch({roster.team.commune_id})
    return roster


@transaction.atomic
def shift_add(
    *, actor, roster: DutyRoster, version: int | None, day: date, starts_at: time, ends_at: time,
    members: Iterable[Membership], is_heavy: bool = False, note: str = "",
) -> DutyShift:  # fmt: skip
    """Add a shift of hours of its own, with who is on it."""
    require(policies.can_keep_duty(actor, roster.team))
    roster.claim_version(version)
    members = list(members)
    if not members:
        raise ValidationError({"members": "Chọn ít nhất một người trực ca này."})
    if starts_at == ends_at:
        raise ValidationError({"ends_at": "Giờ kết thúc phải khác giờ bắt đầu."})
    _check_day(roster, day, members, "day")
    shift = DutyShift(
        roster=roster, day=day, kind=ShiftKind.OTHER, starts_at=starts_at, ends_at=ends_at, is_heavy=is_heavy,
        note=note.strip(),
    )  # fmt: skip
    shift.full_clean()
    shift.save()
    audit(actor, "readiness.roster.plan", shift)
    _assign(actor, [DutyAssignment(shift=shift, membership=row) for row in members])
    _refuse_clashes(roster)
    commune_touch({roster.team.commune_id})
    return shift


@transaction.atomic
def shift_note(*, actor, shift: DutyShift, version: int | None, is_heavy: bool, note: str) -> DutyShift:
    """Say that a shift is heavy, toxic or dangerous work (Luật 30/2023, Điều 23), or note something."""
    require(policies.can_keep_duty(actor, shift.roster.team))
    shift.roster.claim_version(version)
    before = snapshot(shift)
    shift.is_heavy, shift.note = is_heavy, note.strip()
    shift.full_clean()
    shift.save()
    audit(actor, "readiness.shift.note", shift, before=before)
    commune_touch({shift.roster.team.commune_id})
    return shift


@transaction.atomic
def shift_remove(*, actor, shift: DutyShift, version: int | None) -> None:
    """Take a shift out of the plan: only one of which nothing was recorded."""
    require(policies.can_keep_duty(actor, shift.roster.team))
    shift.roster.claim_version(version)
    rows = list(shift.assignments.select_related("membership__person", "membership__team__commune"))
    if any(row.outcome != Outcome.PLANNED for row in rows) or shift.patrols.exists():
        raise ValidationError(
            "Ca đã ghi kết quả trực hoặc có buổi tuần tra. Bỏ kết quả, buổi tuần tra trước."
        )
    for row in rows:
        row.shift = shift
    _take_off(actor, rows)
    if not rows:
        _drop(actor, shift)
    commune_touch({shift.roster.team.commune_id})


@transaction.atomic
def roster_record(
    *, actor, roster: DutyRoster, version: int | None, outcomes: dict[int, str], today: date | None = None
) -> int:
    """Record who was there, by key of the assignment; only of days that have come. Gives how many changed."""
    require(policies.can_keep_duty(actor, roster.team))
    today = today or timezone.localdate()
    roster.claim_version(version)
    changes = []
    for row in roster_assignments(roster).filter(pk__in=outcomes):
        outcome = outcomes[row.pk]
        if outcome not in Outcome.values:
            raise ValidationError("Kết quả trực không có trong danh mục. Chọn lại.")
        if row.shift.day > today and outcome != Outcome.PLANNED:
            raise ValidationError(f"Ca ngày {format_date(row.shift.day)} chưa đến. Ghi kết quả sau ngày đó.")
        if outcome != row.outcome:
            changes.append(Change(row, snapshot(row)))
            row.outcome = outcome
    DutyAssignment.objects.bulk_update([change.subject for change in changes], ["outcome"], batch_size=200)
    audit_many(actor, "readiness.duty.record", changes)
    commune_touch({roster.team.commune_id})
    return len(changes)


def roster_assignments(roster: DutyRoster):
    """Who is on which shift of the roster, with what names need joined."""
    rows = DutyAssignment.objects.filter(shift__roster=roster)
    return rows.select_related(
        "shift__roster__team__commune", "membership__person", "membership__team__commune"
    )


def roster_members(roster: DutyRoster) -> dict[int, Membership]:
    """Who serves in the team on at least one day of the month, by name."""
    rows = roster.team.memberships.overlapping(
        roster.month, window_for("calendar_month", roster.month).last_day + _ONE_DAY
    )
    rows = rows.select_related("person", "team__commune").order_by("person__sort_key", "started_on")
    return {row.pk: row for row in rows}


# ── Steps ────────────────────────────────────────────────────────────────────
def _place(actor, roster: DutyRoster, plan: Collection[Planned]) -> None:
    """Put members on the day and night shifts, opening those that are not there yet."""
    if not plan:
        return
    members = roster_members(roster)
    _refuse_strangers(roster, plan, members)
    book = RuleBook(roster.month, roster.team.commune.province_id, prefix="duty.")
    shifts = {(row.day, row.kind): row for row in roster.shifts.exclude(kind=ShiftKind.OTHER)}
    new = []
    for day, kind in sorted({(item.day, item.kind) for item in plan} - shifts.keys()):
        starts_at, ends_at = (_hour(book.value(f"duty.{kind}_{end}")) for end in ("from", "until"))
        shift = DutyShift(roster=roster, day=day, kind=kind, starts_at=starts_at, ends_at=ends_at)
        shifts[day, kind] = shift
        new.append(shift)
    DutyShift.objects.bulk_create(new, batch_size=200)
    audit_many(actor, "readiness.roster.plan", [Change(row) for row in new])
    ordered = sorted(plan, key=lambda item: (item.day, item.kind, item.membership))
    _assign(
        actor,
        [
            DutyAssignment(shift=shifts[item.day, item.kind], membership=members[item.membership])
            for item in ordered
        ],
    )


def _hour(number: float) -> time:
    """An hour of the law ("22", "6,5") as a time of the day; 24 is midnight."""
    return time(int(number) % 24, round(number % 1 * 60))


def _assign(actor, rows: list[DutyAssignment]) -> None:
    DutyAssignment.objects.bulk_create(rows, batch_size=200)
    audit_many(actor, "readiness.roster.plan", [Change(row) for row in rows])


def _take_off(actor, rows: list[DutyAssignment]) -> None:
    """Take members off their shifts; a shift without anybody is no shift."""
    shifts = {row.shift_id: row.shift for row in rows}
    for row in rows:
        audit(actor, "readiness.roster.unplan", row, before=snapshot(row), after={})
    DutyAssignment.objects.filter(pk__in=[row.pk for row in rows]).delete()
    manned = set(
        DutyShift.objects.filter(pk__in=shifts, assignments__isnull=False).values_list("pk", flat=True)
    )
    walked = set(DutyShift.objects.filter(pk__in=shifts, patrols__isnull=False).values_list("pk", flat=True))
    for pk, shift in shifts.items():
        if pk not in manned | walked:
            _drop(actor, shift)


def _drop(actor, shift: DutyShift) -> None:
    audit(actor, "readiness.roster.unplan", shift, before=snapshot(shift), after={})
    shift.delete()


# ── Rules ────────────────────────────────────────────────────────────────────
def _refuse_strangers(roster: DutyRoster, plan: Collection[Planned], members: dict[int, Membership]) -> None:
    for item in plan:
        if item.membership not in members:
            raise ValidationError("Có người không thuộc Tổ trong tháng này. Tải lại trang rồi xếp lại.")
        _check_day(roster, item.day, [members[item.membership]], None)


def _check_day(roster: DutyRoster, day: date, members: Iterable[Membership], field: str | None) -> None:
    if (day.year, day.month) != (roster.month.year, roster.month.month):
        text = f"Ngày {format_date(day)} không thuộc tháng {roster.month:%m/%Y} của lịch này."
        raise ValidationError({field: text} if field else text)
    for row in members:
        if not row.is_in_force(day) or row.team_id != roster.team_id:
            text = (
                f"{row.person} không phải là thành viên {roster.team} ngày {format_date(day)}. "
                "Bỏ người này khỏi ngày đó."
            )
            raise ValidationError({field: text} if field else text)


def _refuse_clashes(roster: DutyRoster) -> None:
    """Nobody stands on two shifts at once, in whatever roster; looked at as it would be saved."""
    last_day = window_for("calendar_month", roster.month).last_day
    people = DutyAssignment.objects.filter(shift__roster=roster).values("membership__person_id")
    rows = (
        DutyAssignment.objects.within(roster.month - _ONE_DAY, last_day + _ONE_DAY)
        .filter(membership__person_id__in=people).exclude(outcome=Outcome.MISSED)
        .select_related("shift__roster__team", "membership__person")
    )  # fmt: skip
    of_person: dict[int, list[DutyAssignment]] = defaultdict(list)
    for row in rows:
        of_person[row.membership.person_id].append(row)
    clashes = []
    for duties in of_person.values():
        duties.sort(key=lambda row: row.shift.span)
        clashes += [
            f"{one.membership.person} đã có ca {_named(one.shift)}, trùng giờ với ca {_named(other.shift)}."
            for one, other in zip(duties, duties[1:], strict=False)
            if other.shift.span[0] < one.shift.span[1]
        ]
    if clashes:
        more = [f"Và {len(clashes) - MOST} chỗ khác."] if len(clashes) > MOST else []
        raise ValidationError([*clashes[:MOST], *more])


def _named(shift: DutyShift) -> str:
    return f"{shift.get_kind_display().lower()} {format_date(shift.day)} ({shift.hours}, {shift.roster.team})"
