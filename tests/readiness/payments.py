"""What the tests of duty, allowances and injuries share: levels of tỉnh Quảng Trị, duty that was done."""

from datetime import date, time
from decimal import Decimal

from readiness.choices import Outcome, RateKind, RateMethod
from readiness.models import DutyRoster, Patrol
from readiness.rotas import Planned
from readiness.services.patrols import patrol_record
from readiness.services.rates import rate_set
from readiness.services.rosters import roster_assignments, roster_open, roster_record
from teams.choices import Position
from teams.models import Membership, Team

#: Monthly levels by position, in đồng.
LEVELS = {Position.LEADER: 1_800_000, Position.DEPUTY: 1_500_000, Position.MEMBER: 1_200_000}
OCTOBER = date(2026, 10, 1)


def set_levels(world, since: date = date(2025, 7, 1)) -> None:
    """Monthly levels by position, 50.000 đồng a night or day off for at most 3 days, health insurance whole."""
    for position, amount in LEVELS.items():
        rate_set(
            actor=world.phu, province=world.province, kind=RateKind.BASIC, position=position,
            method=RateMethod.AMOUNT, value=Decimal(amount), started_on=since,
        )  # fmt: skip
    rate_set(
        actor=world.phu, province=world.province, kind=RateKind.DUTY, method=RateMethod.AMOUNT,
        value=Decimal(50_000), for_night=True, for_holiday=True, monthly_days=3, started_on=since,
    )  # fmt: skip
    rate_set(
        actor=world.phu, province=world.province, kind=RateKind.HEALTH, method=RateMethod.PERCENT,
        value=Decimal(100), paid_in=105_300, started_on=since,
    )  # fmt: skip


def stand(world, member: Membership, *duties: tuple[int, str], month: date = OCTOBER) -> DutyRoster:
    """A roster in which the member did these shifts (day, kind), all recorded as done."""
    plan = [Planned(member.pk, month.replace(day=day), kind) for day, kind in duties]
    roster = roster_open(actor=world.an, team=member.team, month=month, plan=plan)
    done = {row.pk: Outcome.DONE for row in roster_assignments(roster)}
    roster_record(actor=world.an, roster=roster, version=1, outcomes=done)
    return roster


def walk(world, team: Team, *members: Membership, on: date, **facts) -> Patrol:
    """A patrol from 19:00 to 21:30, unless `facts` say otherwise."""
    facts = {"starts_at": time(19), "ends_at": time(21, 30), "route": "Trục chính thôn", **facts}
    return patrol_record(actor=world.an, team=team, members=members, patrolled_on=on, **facts)
