"""What each member is due for a month, from the registers, the province's levels and the law. It only reads.

Nothing here is a default: a level the province has not set, or a rule the law has not, is said to be missing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.core.exceptions import ValidationError

from communes.models import AreaStatus, Commune
from law.values import RuleBook, day_table
from readiness.choices import Outcome, RateKind, RateMethod
from readiness.models import AllowanceLine, AllowanceRate, DutyAssignment, PatrolMember
from readiness.models.duty import Timed
from teams.choices import Position
from teams.models import Membership, TeamHamlet
from vietnam.calendar import DayTable, is_working_day
from vietnam.dates import format_date
from vietnam.windows import Window, window_for

#: Columns of a line that follow from registers and from who is insured; the adjustment is typed.
COMPUTED = (
    "full_name", "position", "team_name", "days", "basic_level", "basic", "night_days", "holiday_days", "heavy_days",
    "duty_days", "cut_days", "duty", "area_days", "area", "has_social", "social", "has_health", "health",
)  # fmt: skip
#: Who gets support for voluntary social insurance and for health insurance, by key of the person.
Insured = Mapping[int, tuple[bool, bool]]


@dataclass
class Worked:
    """The days of a month on which one member was on duty or patrol, by what they are paid for."""

    every: set[date] = field(default_factory=set)
    nights: set[date] = field(default_factory=set)
    holidays: set[date] = field(default_factory=set)
    heavy: set[date] = field(default_factory=set)


class Levels:
    """The province's levels and the law's rules that hold for one month."""

    def __init__(self, province: str, window: Window):
        first = RuleBook(window.first_day, province, prefix="allowance.")
        self.day = window.first_day if first.value("allowance.rate_day") == "first_day" else window.last_day
        self.book = (
            first if self.day == window.first_day else RuleBook(self.day, province, prefix="allowance.")
        )
        self.by_kind: dict[str, list[AllowanceRate]] = defaultdict(list)
        for rate in AllowanceRate.objects.in_force(self.day).filter(province=province):
            self.by_kind[rate.kind].append(rate)

    def basic(self, position: str) -> AllowanceRate:
        """The monthly level of a position; `ValidationError` where the province has set none."""
        for rate in self.by_kind[RateKind.BASIC]:
            if rate.position == position:
                return rate
        raise ValidationError(
            f"Tỉnh chưa ghi mức hỗ trợ hằng tháng của {Position(position).label} có hiệu lực ngày "
            f"{format_date(self.day)} (Luật 30/2023, Điều 23). Đề nghị Công an tỉnh ghi mức theo nghị quyết của HĐND "
            "tỉnh rồi làm lại."
        )

    def one(self, kind: RateKind) -> AllowanceRate | None:
        """The level of a kind of which there is one, or None where the province pays nothing for it."""
        return next(iter(self.by_kind[kind]), None)

    def money(self, rate: AllowanceRate | None, times: Decimal = Decimal(1)) -> int:
        """The level in đồng, so many times, rounded as the law parameter says."""
        if rate is None:
            return 0
        amount = rate.value
        if rate.method == RateMethod.COEFFICIENT:
            amount *= Decimal(str(self.book.value("allowance.base_salary")))
        elif rate.method == RateMethod.PERCENT:
            amount *= Decimal(rate.paid_in or 0) / 100
        step = Decimal(str(self.book.value("allowance.round_to")))
        return int((amount * times / step).quantize(Decimal(1), ROUND_HALF_UP) * step)


def insured_of(lines: Iterable[AllowanceLine]) -> dict[int, tuple[bool, bool]]:
    """Who gets support for insurance by these lines; their memberships must be joined."""
    found: dict[int, tuple[bool, bool]] = {}
    for line in lines:
        social, health = found.get(line.membership.person_id, (False, False))
        found[line.membership.person_id] = (social or line.has_social, health or line.has_health)
    return found


def reckon(commune: Commune, month: date, insured: Insured) -> list[AllowanceLine]:
    """The lines of the commune's sheet for the month, by team and name, not saved; a fixed number of queries."""
    window = window_for("calendar_month", month)
    levels = Levels(commune.province_id, window)
    spells = _spells(commune, window)
    worked = _worked(commune, window)
    special = _special_teams(commune, levels)
    last = {spell.person_id: spell for spell in sorted(spells, key=lambda row: row.started_on)}
    return [
        _line(spell, window, levels, worked[spell.pk], spell.team_id in special,
              last[spell.person_id] is spell, insured.get(spell.person_id, (False, False)))
        for spell in spells
    ]  # fmt: skip


def _line(
    spell: Membership, window: Window, levels: Levels, worked: Worked, special: bool, is_last: bool,
    insured: tuple[bool, bool],
) -> AllowanceLine:  # fmt: skip
    days, length = _days_in(spell, window), (window.last_day - window.first_day).days + 1
    line = AllowanceLine(
        membership=spell, full_name=spell.person.full_name, position=spell.position, team_name=str(spell.team),
        days=days, night_days=len(worked.nights), holiday_days=len(worked.holidays), heavy_days=len(worked.heavy),
    )  # fmt: skip
    rate = levels.basic(spell.position)
    line.basic_level = levels.money(rate)
    if levels.book.value("allowance.proration") == "by_days":
        line.basic = levels.money(rate, Decimal(days) / length)
    else:
        line.basic = line.basic_level if is_last else 0
    line.duty_days, line.cut_days, line.duty = _duty(levels, worked)
    if special and (area := levels.one(RateKind.AREA)):
        line.area_days = _capped(area, len(worked.every))
        line.area = levels.money(area, Decimal(line.area_days))
    if is_last:  # of two spells in one month the later one carries it
        line.has_social, line.has_health = insured
        line.social = levels.money(levels.one(RateKind.SOCIAL)) if line.has_social else 0
        line.health = levels.money(levels.one(RateKind.HEALTH)) if line.has_health else 0
    line.add_up()
    return line


def _duty(levels: Levels, worked: Worked) -> tuple[int, int, int]:
    """Days paid, days above the most that are paid, and the money. A day is paid once, by the higher level, unless the
    law parameter says each."""
    once = levels.book.value("allowance.same_day") == "once"
    paid_days, cut, money = 0, 0, 0
    seen: set[date] = set()
    for rate in sorted(levels.by_kind[RateKind.DUTY], key=levels.money, reverse=True):
        hit: set[date] = set()
        for wanted, days in (
            (rate.for_night, worked.nights), (rate.for_holiday, worked.holidays), (rate.for_heavy, worked.heavy),
        ):  # fmt: skip
            hit |= days if wanted else set()
        hit -= seen if once else set()
        seen |= hit
        paid = _capped(rate, len(hit))
        paid_days, cut, money = (
            paid_days + paid,
            cut + len(hit) - paid,
            money + levels.money(rate, Decimal(paid)),
        )
    return paid_days, cut, money


def _capped(rate: AllowanceRate, days: int) -> int:
    return days if rate.monthly_days is None else min(days, rate.monthly_days)


def _spells(commune: Commune, window: Window) -> list[Membership]:
    rows = Membership.objects.filter(team__commune=commune).overlapping(
        window.first_day, window.last_day + timedelta(days=1)
    )
    rows = rows.select_related("person", "team__commune")
    return list(rows.order_by("team__sort_key", "team_id", "person__sort_key", "started_on"))


def _days_in(spell: Membership, window: Window) -> int:
    after = window.last_day + timedelta(days=1)
    return (min(spell.ended_on or after, after) - max(spell.started_on, window.first_day)).days


def _worked(commune: Commune, window: Window) -> dict[int, Worked]:
    found: dict[int, Worked] = defaultdict(Worked)
    hours = RuleBook(window.first_day, commune.province_id, prefix="duty.")
    night = (hours.value("duty.night_from"), hours.value("duty.night_until"))
    table = day_table()
    within = (window.first_day, window.last_day)
    shifts = DutyAssignment.objects.within(*within).filter(
        membership__team__commune=commune, outcome=Outcome.DONE
    )
    for row in shifts.select_related("shift"):
        _add(found[row.membership_id], row.shift, row.shift.day, night, table)
        if row.shift.is_heavy:
            found[row.membership_id].heavy.add(row.shift.day)
    patrols = PatrolMember.objects.filter(
        membership__team__commune=commune, patrol__patrolled_on__range=within
    )
    for walk in patrols.select_related("patrol"):
        _add(found[walk.membership_id], walk.patrol, walk.patrol.patrolled_on, night, table)
    return found


def _add(worked: Worked, what: Timed, day: date, night: tuple[float, float], table: DayTable) -> None:
    worked.every.add(day)
    if is_night(what, day, night):
        worked.nights.add(day)
    if not is_working_day(day, table):
        worked.holidays.add(day)


def is_night(what: Timed, day: date, night: tuple[float, float]) -> bool:
    """Whether its hours touch the night of the law, from `night[0]` to `night[1]` o'clock."""
    midnight = datetime.combine(day, time.min)
    begin, end = ((moment - midnight) / timedelta(hours=1) for moment in what.hours_on(day))
    starts, until = night
    return begin < until or end > starts


def _special_teams(commune: Commune, levels: Levels) -> set[int]:
    """Teams of the commune in an area for which the law adds to a day's work: the whole commune's, or a hamlet's."""
    if not levels.by_kind[RateKind.AREA]:
        return set()
    kinds = levels.book.value("allowance.special_areas")
    areas = AreaStatus.objects.in_force(levels.day).filter(commune=commune, kind__in=kinds)
    hamlets = list(areas.values_list("hamlet_id", flat=True))
    links = TeamHamlet.objects.in_force(levels.day).filter(team__commune=commune)
    if None not in hamlets:
        links = links.filter(hamlet_id__in=hamlets)
        return set(links.values_list("team_id", flat=True))
    return set(commune.teams.values_list("pk", flat=True))


# ── What a line says that the registers no longer say ────────────────────────
@dataclass(frozen=True)
class Difference:
    """What one column of one line is, and what the registers give now."""

    name: str
    what: str
    before: object
    now: object


def differences(old: Iterable[AllowanceLine], new: Iterable[AllowanceLine]) -> list[Difference]:
    """Where the registers give something else than the lines say: columns, members new and gone."""
    known = {line.membership_id: line for line in old if line.corrects_id is None}
    fresh = {line.membership_id: line for line in new}
    found = []
    for key, line in fresh.items():
        if key not in known:
            found.append(Difference(line.full_name, "Thêm vào bảng", None, line.total))
            continue
        for name in COMPUTED:
            before, now = getattr(known[key], name), getattr(line, name)
            if before != now:
                what = str(AllowanceLine._meta.get_field(name).verbose_name)
                found.append(Difference(line.full_name, what[0].upper() + what[1:], before, now))
    for key, line in known.items():
        if key not in fresh:
            found.append(Difference(line.full_name, "Bỏ khỏi bảng", line.total, None))
    return found
