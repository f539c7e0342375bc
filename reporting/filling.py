"""Where the figures of a report come from: registers measured now, typed figures, and what earlier reports said.

Reads only; `services.reports` copies what it finds.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from communes.models import Commune
from contracts.measuring import Days
from contracts.registry import Span, measures
from reporting.choices import LIVING, ReportState
from reporting.models import ReportDuty, ReportFigure
from targets.figures import figure_values
from targets.measuring import measured, until
from targets.models import Period, TypedFigure
from vietnam.windows import previous, same_window_last_year, window_from_code

Values = dict[str, Decimal | None]


@dataclass(frozen=True)
class Filling:
    """What a report is filled with: the period's figures, those of the period before and of the year before."""

    present: Values
    previous: Values
    last_year: Values


def filling(duty: ReportDuty, codes: Collection[str], on: date) -> Filling:
    """The figures of that expected report as the registers stand on that day; a few queries, whatever the figures."""
    window = window_from_code(duty.period.code, duty.period.closing_day)
    before, year_before = previous(window), same_window_last_year(window)
    return Filling(
        present=values_of(duty.commune, Days(duty.period.first_day, duty.period.last_day), codes, on),
        previous=_earlier(duty, before.code, Days(before.first_day, before.last_day), codes),
        last_year=_earlier(duty, year_before.code, Days(year_before.first_day, year_before.last_day), codes),
    )


def values_of(commune: Commune, span: Span, codes: Collection[str], on: date) -> Values:
    """Figures of the commune over the span: from registers where one counts them, else typed or derived ones."""
    found: Values = dict.fromkeys(codes)
    by_register: dict[str, list[str]] = {}
    for code in codes:
        if code in measures:
            by_register.setdefault(measures.get(code).register, []).append(code)
    for register, wanted in by_register.items():
        numbers = measured(register, until(span, on), [commune.pk], wanted).numbers
        found.update(numbers.get(commune.pk, {}))
    if elsewhere := [code for code in codes if code not in measures]:
        figures = figure_values(elsewhere, span, [commune.pk])[commune.pk]
        found.update({code: figure.value for code, figure in figures.items()})
    return found | _typed(commune, span, codes)


def _typed(commune: Commune, span: Span, codes: Collection[str]) -> Values:
    """What somebody typed holds over what a register gives, the newest last."""
    rows = TypedFigure.objects.of_span(span.first_day, span.last_day).filter(
        unit=commune.pk, indicator__code__in=codes
    )
    return dict(rows.order_by("typed_at", "pk").values_list("indicator__code", "value"))


def _earlier(duty: ReportDuty, period_code: str, span: Days, codes: Collection[str]) -> Values:
    """What the report of that earlier period said; without one, what the registers give. A unit that did not exist
    then has no figures, and no zeros either."""
    if span.last_day < duty.commune.started_on:
        return dict.fromkeys(codes)
    reported = ReportFigure.objects.filter(
        report__duty__regime=duty.regime_id, report__duty__commune=duty.commune_id,
        report__duty__period__code=period_code, report__duty__period__closing_day=duty.period.closing_day,
        report__state__in=[state for state in LIVING if state != ReportState.DRAFT], indicator__code__in=codes,
    )  # fmt: skip
    said: Values = dict(reported.values_list("indicator__code", "value"))
    rest = [code for code in codes if code not in said]
    return (values_of(duty.commune, span, rest, span.last_day) if rest else {}) | said


def span_of(period: Period) -> Days:
    """The days of a period."""
    return Days(period.first_day, period.last_day)
