"""Steps of a month, as tests take them."""

from datetime import date, datetime
from decimal import Decimal

import time_machine
from django.utils import timezone

from communes.models import Commune
from reporting.models import Report, ReportDuty, ReportFigure
from reporting.services.drafting import figure_correct, report_open, report_refresh
from reporting.services.periods import periods_open
from reporting.services.submitting import report_sign
from tests.once import once
from tests.shared import WRITTEN
from tests.world import World

#: August 2025: from 15/7 to 14/8, a Thursday; due on Tuesday 19/8.
FIRST, LAST, DUE = date(2025, 7, 15), date(2025, 8, 14), date(2025, 8, 19)


def at(day: date, hour: int = 9):
    """That day in Việt Nam, the clock standing."""
    moment = timezone.make_aware(datetime(day.year, day.month, day.day, hour))
    return time_machine.travel(moment, tick=False)


def duty_of(commune: Commune, code: str = "2025-08") -> ReportDuty:
    """The expected report of that commune."""
    rows = ReportDuty.objects.select_related("regime__outline", "period", "commune__province", "province")
    return rows.get(commune=commune, period__code=code)


def fresh(report: Report) -> Report:
    """The report as a new request would load it."""
    return Report.objects.select_related("duty__regime__outline", "duty__period", "duty__commune").get(
        pk=report.pk
    )


@once(at=WRITTEN)
def drafted(world: World, on: date = LAST) -> Report:
    """The officer of Quảng Trạch opens the report of August."""
    with at(on):
        periods_open(on)
        return report_open(actor=world.again(world.an), duty=duty_of(world.commune_a))


@once(at=WRITTEN)
def complete(world: World, report: Report) -> None:
    """Type the figures that no register of this installation gives."""
    rows = ReportFigure.objects.filter(report=report, value=None).select_related("indicator")
    for row in rows:
        row.report = fresh(report)
        figure_correct(
            actor=world.again(world.an), figure=row, value=Decimal(0), reason="Theo sổ giấy của xã"
        )


@once(at=WRITTEN)
def signed(world: World, on: date = date(2025, 8, 15)) -> Report:
    """The chief signs on that day, with figures taken anew."""
    report = drafted(world)
    with at(on):
        report_refresh(actor=world.again(world.an), report=fresh(report))
        complete(world, report)
        return report_sign(actor=world.again(world.chien), report=fresh(report))
