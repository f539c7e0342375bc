"""What the first pages show, by role. Reads only, through the door of each model."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from communes.models import Commune
from contracts.measuring import Days
from contracts.roles import Role
from documents.choices import DocumentState
from documents.models import Document
from documents.policies import SIGNING_ROLES
from law.values import day_table
from pages.charts import Kpi, LegendStep, Part, Parts, Tile, TileMap, tile_name
from recruitment.models import Campaign
from recruitment.papers.decisions import RECOGNITION
from reporting.choices import DUTY_TONES, DutyState
from reporting.filters import SENT
from reporting.models import ReportDuty
from targets.measuring import measure_register, open_url
from targets.models import Period
from teams.models import Proposal, Team
from teams.papers.decisions import DISSOLUTION_DECISION, LEAVING_DECISION
from vietnam.calendar import Clock, DayTable, clock
from vietnam.numbers import format_number

#: Measures of the first pages by register.
_STRENGTH = {
    "protection_teams": ("teams_current", "team_vacancies", "teams_short"),
    "team_members": ("team_members_current",),
}
#: Decisions that wait under the name of what they answer.
OF_RECORDS = (RECOGNITION, LEAVING_DECISION, DISSOLUTION_DECISION)
#: Shares of the quota that begin each shade of the map, from the lightest down.
_SHADES = ((100, "đủ hoặc thừa"), (95, "95 – 99 %"), (90, "90 – 94 %"), (85, "85 – 89 %"), (0, "dưới 85 %"))


# ── Strength of a commune ────────────────────────────────────────────────────
@dataclass(frozen=True)
class StrengthCard:
    """A commune's teams and members against quota, each number opening its list; and the teams that lack people."""

    teams: int
    members: int
    vacancies: int
    teams_short: int
    urls: dict[str, str]
    short: list[Team]


def strength_card(user, on: date) -> StrengthCard | None:
    """The card of the user's commune; None for users of no commune."""
    if user.commune_id is None:
        return None
    numbers = strength([user.commune_id], on)[user.commune_id]
    teams = (
        Team.objects.visible_to(user).in_force(on).with_strength(on).short().order_by("-missing", "sort_key")
    )
    span = Days(on, on)
    return StrengthCard(
        teams=int(numbers["teams_current"]),
        members=int(numbers["team_members_current"]),
        vacancies=int(numbers["team_vacancies"]),
        teams_short=int(numbers["teams_short"]),
        urls={
            code: open_url(code, span, user.commune_id, user=user)
            for codes in _STRENGTH.values()
            for code in codes
        },
        short=list(teams[:8]),
    )


def strength(communes: list[str], on: date) -> dict[str, dict[str, Decimal]]:
    """Teams, members and vacancies of these communes on that day; two statements, whatever the communes."""
    span = Days(on, on)
    found: dict[str, dict[str, Decimal]] = {code: {} for code in communes}
    for register, codes in _STRENGTH.items():
        numbers = measure_register(register, span, communes, codes)
        for commune in communes:
            found[commune] |= numbers[commune]
    return found


# ── What waits for a signature ───────────────────────────────────────────────
def reports_to_sign(user, on: date) -> list[ReportDuty]:
    """Reports of the commune that are worked on and whose period is over."""
    if Role.CHIEF not in user.role_codes:
        return []
    rows = (
        ReportDuty.objects.visible_to(user)
        .of_communes()
        .filter(state__in=(DutyState.DRAFT, DutyState.RETURNED), period__last_day__lt=on)
    )
    return list(rows.select_related("regime", "period", "commune", "province"))


def papers_to_sign(user) -> list[Document]:
    """Drafts of papers that the user's roles sign, but for those named with what they answer."""
    kinds = [kind for kind, role in SIGNING_ROLES.items() if role in user.role_codes]
    rows = Document.objects.visible_to(user).filter(state=DocumentState.DRAFT, agency__kind__in=kinds)
    rows = rows.exclude(template_code__in=OF_RECORDS)
    return list(rows.select_related("agency").order_by("pk")[:20])


def campaigns_to_sign(user) -> list[Campaign]:
    """Results of recruitment that wait for the chairman's decision."""
    if Role.LEADER not in user.role_codes:
        return []
    rows = Campaign.objects.visible_to(user).waiting_for_chairman()
    return list(rows.order_by("submitted_on", "pk")[:20])


def proposals_to_sign(user) -> list[Proposal]:
    """What the police put before the chairman: members to let go, teams to dissolve."""
    if Role.LEADER not in user.role_codes:
        return []
    rows = Proposal.objects.visible_to(user).waiting().select_related("team")
    joined = rows.prefetch_related("lines__membership__person").defer("grounds", "close_reason")
    return list(joined.order_by("submitted_on", "pk")[:20])


# ── The province ─────────────────────────────────────────────────────────────
def period_at_hand(user, on: date) -> Period | None:
    """The period that matters today: the last that closed, else the one at work."""
    duties = ReportDuty.objects.visible_to(user).of_communes()
    rows = Period.objects.visible_to(user).filter(pk__in=duties.values("period")).order_by("-last_day")
    return rows.filter(last_day__lt=on).first() or rows.first()


@dataclass(frozen=True)
class LateLine:
    """A commune that is over the day."""

    duty: ReportDuty
    clock: Clock
    tone: str
    is_pressed: bool


@dataclass(frozen=True)
class ProvinceHome:
    """The province at a glance."""

    period: Period | None
    kpis: list[Kpi]
    parts: Parts
    tiles: TileMap | None
    late: list[LateLine]
    waiting: int
    handed_in: int
    expected: int


def province_home(user, on: date) -> ProvinceHome:
    """All communes: strength, reports, what is late. A fixed number of queries, whatever the communes."""
    communes = list(Commune.objects.visible_to(user).existing_on(on).order_by("official_order"))
    numbers = _kept_strength(user, communes, on)
    period = period_at_hand(user, on)
    duties = _duties(user, period)
    counts = {state: sum(duty.state == state for duty in duties) for state in DutyState.values}
    handed_in = counts[DutyState.SIGNED] + counts[DutyState.APPROVED]
    return ProvinceHome(
        period=period,
        kpis=[*_kpis(user, communes, numbers, on), *_report_kpi(period, handed_in, len(duties))],
        parts=_parts(period, counts),
        tiles=_tiles(communes, numbers),
        late=_late(duties, on, day_table()),
        waiting=counts[DutyState.SIGNED],
        handed_in=handed_in,
        expected=len(duties),
    )


def _kept_strength(user, communes: list[Commune], on: date) -> dict[str, dict[str, Decimal]]:
    """The communes' strength, computed once for each state of their data."""
    state = sum(commune.data_version for commune in communes)
    key = f"reporting.strength:{user.province_id or ''}:{len(communes)}:{on}:{state}"
    return cache.get_or_set(key, lambda: strength([commune.pk for commune in communes], on), 300)


def _duties(user, period: Period | None) -> list[ReportDuty]:
    if period is None:
        return []
    rows = ReportDuty.objects.visible_to(user).of_communes().filter(period=period)
    return list(rows.select_related("regime", "period", "commune", "province").order_by("commune__sort_key"))


def _kpis(user, communes: list[Commune], numbers: dict[str, dict[str, Decimal]], on: date) -> list[Kpi]:
    totals = {
        code: sum((row[code] for row in numbers.values()), Decimal(0))
        for codes in _STRENGTH.values()
        for code in codes
    }
    span = Days(on, on)
    quota = totals["team_members_current"] + totals["team_vacancies"]
    return [
        Kpi("Tổ bảo vệ ANTT", int(totals["teams_current"]), open_url("teams_current", span, user=user)),
        Kpi("Thành viên hiện có", int(totals["team_members_current"]),
            open_url("team_members_current", span, user=user), of=f"/ {format_number(int(quota))}"),
        Kpi("Tổ còn thiếu người", int(totals["teams_short"]), open_url("teams_short", span, user=user),
            of=f"thiếu {format_number(int(totals['team_vacancies']))} người"),
        Kpi("Xã, phường, đặc khu", len(communes), reverse("communes:commune_list")),
    ]  # fmt: skip


def _report_kpi(period: Period | None, handed_in: int, expected: int) -> list[Kpi]:
    if not expected or period is None:
        return []
    url = _duties_url(period, SENT)
    return [Kpi(f"Đã gửi báo cáo {period.label.lower()}", handed_in, url, of=f"/ {expected} đơn vị")]


def _duties_url(period: Period, state: str) -> str:
    return f"{reverse('reporting:duties')}?ky={period.pk}&trang_thai={state}"


def _parts(period: Period | None, counts: dict[str, int]) -> Parts:
    order = (DutyState.APPROVED, DutyState.SIGNED, DutyState.RETURNED, DutyState.DRAFT, DutyState.NOT_STARTED)
    return Parts(
        [
            Part(
                DUTY_TONES[state],
                str(state.label),
                counts[state],
                _duties_url(period, state) if period else "",
            )
            for state in order
        ]
    )


def _tiles(communes: list[Commune], numbers: dict[str, dict[str, Decimal]]) -> TileMap | None:
    tiles = [_tile(c, numbers[c.pk]) for c in communes if c.map_column is not None and c.map_row is not None]
    if not tiles:
        return None
    legend = [LegendStep(level, label) for level, (_, label) in enumerate(_SHADES)]
    weak = sum(tile.level > 2 for tile in tiles)
    title = f"Quân số so với định mức: {weak} đơn vị dưới 90 %" if weak else "Quân số so với định mức"
    return TileMap(title, tiles, legend[::-1])


def _tile(commune: Commune, numbers: dict[str, Decimal]) -> Tile:
    members = numbers["team_members_current"]
    quota = members + numbers["team_vacancies"]
    share = int(members * 100 / quota) if quota else 0
    level = next(level for level, (least, _) in enumerate(_SHADES) if share >= least)
    words = f"{share} % định mức, {int(members)} người" if quota else "chưa có Tổ"
    return Tile(
        column=commune.map_column, row=commune.map_row, short=tile_name(commune.short_name),
        full_name=commune.name, value=str(share) if quota else "–", words=words, level=level,
        url=commune.get_absolute_url(),
    )  # fmt: skip


def _late(duties: Iterable[ReportDuty], on: date, extra: DayTable) -> list[LateLine]:
    """Communes over the day, longest first."""
    rows = [duty for duty in duties if not duty.is_handed_in and duty.due_on < on]
    return [
        LateLine(
            duty, clock(duty.due_on, on, extra), DUTY_TONES[DutyState(duty.state)],
            duty.reminded_at is not None and timezone.localdate(duty.reminded_at) >= on,
        )
        for duty in sorted(rows, key=lambda duty: (duty.due_on, duty.commune.sort_key))
    ]  # fmt: skip


# ── Administrators ───────────────────────────────────────────────────────────
def users_by_role(user, on: date) -> list[tuple[str, int]]:
    """How many accounts of the administrator's unit hold each role today."""
    users = User.objects.visible_to(user).filter(is_active=True)
    return [(str(role.label), users.holding(role, on).count()) for role in Role]
