"""Levels, rosters, patrols, allowance sheets and one injury of the demo, written in bulk."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from decimal import Decimal

from accounts.models import User
from communes.choices import AgencyKind
from communes.models import Agency, Commune, Province
from contracts.roles import Role
from demo.invent import Inventor
from demo.services.force import FOUNDED_ON, QUANG_TRACH, SAMPLE
from demo.services.writing import write_all
from documents.choices import DocumentState, DocumentType, Origin
from documents.models import Document
from readiness.choices import Outcome, RateKind, RateMethod, SheetState, ShiftKind
from readiness.models import (
    AllowanceRate,
    AllowanceSheet,
    DutyAssignment,
    DutyRoster,
    DutyShift,
    Injury,
    Patrol,
    PatrolMember,
)
from readiness.reckoning import reckon
from readiness.rotas import days_of, rotated
from teams.choices import Position
from teams.models import Membership
from vietnam.windows import previous, window_for

NIGHT = (time(22), time(6))
ROUTES = ("Trục đường chính, nhà văn hóa", "Khu vực trường học", "Chợ, bến xe", "Tuyến giáp ranh thôn bên")
MONTHLY = {Position.LEADER: 1_800_000, Position.DEPUTY: 1_500_000, Position.MEMBER: 1_200_000}


def duty_write(*, province: Province, communes: Sequence[Commune], today: date) -> None:
    """Levels of the province; two months of rosters and patrols of Quảng Trạch; sheets of the communes with logins:
    the month before last locked, last month's checked in Quảng Trạch and locked elsewhere."""
    inventor = Inventor(seed=30)
    _levels(province)
    this = window_for("calendar_month", today)
    last = previous(this)
    for commune in communes:
        if commune.code == QUANG_TRACH:
            spells = list(
                Membership.objects.filter(team__commune=commune).select_related("team", "person")
                .order_by("team_id", "pk")
            )  # fmt: skip
            for window in (last, this):
                _month(spells, window.first_day, today, inventor)
            _injury(spells, last.first_day)
        for window in (previous(last), last):
            waits = commune.code == QUANG_TRACH and window == last
            if window.first_day >= FOUNDED_ON:
                _sheet(commune, window.first_day, SheetState.CHECKED if waits else SheetState.LOCKED, today)


def _levels(province: Province) -> None:
    paper = Document(
        agency=Agency.objects.get(commune=None, province=province, kind=AgencyKind.PROVINCE_COMMITTEE),
        province=province, type=DocumentType.RESOLUTION, origin=Origin.RECORDED, state=DocumentState.ISSUED,
        symbol="15/2025/NQ-HĐND", signed_on=FOUNDED_ON, title=f"Quy định mức chi đối với Tổ bảo vệ ANTT ({SAMPLE})",
        signer_name="Người ký minh họa", signer_title="Chủ tịch HĐND tỉnh",
    )  # fmt: skip
    write_all(([paper], "documents.document.record"))
    common = {"province": province, "decision": paper, "started_on": FOUNDED_ON, "method": RateMethod.AMOUNT}
    rates = [
        AllowanceRate(kind=RateKind.BASIC, position=position, value=Decimal(amount), **common)
        for position, amount in MONTHLY.items()
    ]
    rates.append(
        AllowanceRate(
            kind=RateKind.DUTY,
            value=Decimal(50_000),
            for_night=True,
            for_holiday=True,
            monthly_days=7,
            **common,
        )
    )
    common["method"] = RateMethod.PERCENT
    rates.append(AllowanceRate(kind=RateKind.HEALTH, value=Decimal(100), paid_in=105_300, **common))
    rates.append(AllowanceRate(kind=RateKind.SOCIAL, value=Decimal(30), paid_in=330_000, **common))
    write_all((rates, "readiness.rate.set"))


def _month(spells: list[Membership], month: date, today: date, inventor: Inventor) -> None:
    """A rotation a team, one member a night, and two patrols a week; what has passed is recorded."""
    of_team: dict[int, list[Membership]] = {}
    for spell in spells:
        of_team.setdefault(spell.team_id, []).append(spell)
    rosters, shifts, assignments, patrols, walkers = [], [], [], [], []
    for members in of_team.values():
        roster = DutyRoster(team=members[0].team, month=month)
        rosters.append(roster)
        by_key = {spell.pk: spell for spell in members}
        for item in sorted(rotated(month, members, by_day=0, by_night=1), key=lambda item: item.day):
            shift = DutyShift(
                roster=roster, day=item.day, kind=ShiftKind.NIGHT, starts_at=NIGHT[0], ends_at=NIGHT[1]
            )
            shifts.append(shift)
            passed = Outcome.DONE if inventor.chance(0.96) else Outcome.MISSED
            assignments.append(
                DutyAssignment(
                    shift=shift, membership=by_key[item.membership],
                    outcome=passed if item.day < today else Outcome.PLANNED,
                )
            )  # fmt: skip
        for day in [day for day in days_of(month) if day < today and day.weekday() in (2, 5)]:
            patrol = _patrol(members[0].team, day, inventor)
            patrols.append(patrol)
            walkers += [
                PatrolMember(patrol=patrol, membership=spell) for spell in members if spell.is_in_force(day)
            ]
    write_all(
        (rosters, "readiness.roster.open"), (shifts, "readiness.roster.plan"),
        (assignments, "readiness.roster.plan"), (patrols, "readiness.patrol.create"),
        (walkers, "readiness.patrol.join"),
    )  # fmt: skip


def _patrol(team, day: date, inventor: Inventor) -> Patrol:
    found = inventor.random.choices((0, 1, 2), (80, 17, 3))[0]
    return Patrol(
        team=team, patrolled_on=day, starts_at=time(20), ends_at=time(22, 30), route=inventor.random.choice(ROUTES),
        incidents_found=found, handed_over=min(found, 1), people_reminded=inventor.random.randint(0, 6),
    )  # fmt: skip


def _injury(spells: list[Membership], month: date) -> None:
    """One member of the second team slipped on patrol last month; the claim is on its way."""
    day = month + timedelta(days=9)
    spell = next(spell for spell in spells[3:] if spell.is_in_force(day))
    injury = Injury(
        membership=spell, happened_on=day, kind="injury", task="task_patrol",
        circumstances="Trượt ngã khi tuần tra đêm",
        claim_state="claimed", claimed=1_350_000, claimed_on=day + timedelta(days=7), has_request=True,
        has_receipts=True,
    )  # fmt: skip
    write_all(([injury], "readiness.injury.record"))


def _sheet(commune: Commune, month: date, state: SheetState, today: date) -> None:
    users = {
        role: User.objects.holding(role, today).filter(commune=commune).first()
        for role in (Role.OFFICER, Role.CHIEF, Role.PARTNER)
    }
    insured = {
        key: (False, key % 3 == 0)
        for key in Membership.objects.filter(team__commune=commune).values_list("person_id", flat=True)
    }
    lines = reckon(commune, month, insured)
    after = window_for("calendar_month", month).last_day
    sheet = AllowanceSheet(
        commune=commune, month=month, state=state, total=sum(line.total for line in lines),
        drafted_by=users[Role.OFFICER], checked_by=users[Role.PARTNER], checked_on=after + timedelta(days=2),
    )  # fmt: skip
    if state == SheetState.LOCKED:
        sheet.locked_by, sheet.locked_on = users[Role.CHIEF], after + timedelta(days=4)
    for line in lines:
        line.sheet = sheet
    write_all(([sheet], "readiness.sheet.draft"))
    write_all((lines, "readiness.sheet.draft"))
