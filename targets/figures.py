"""Reading figures, in few queries whatever the units: what reports and pages show."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from contracts.registry import Span
from targets.choices import FigureState
from targets.measuring import why_missing
from targets.models import Figure, Indicator


@dataclass(frozen=True)
class FigureValue:
    """A figure as it stands: the value that holds, what the registers give, and why there is none."""

    code: str
    value: Decimal | None
    state: FigureState
    why_missing: str = ""
    computed_value: Decimal | None = None
    computed_at: datetime | None = None

    @property
    def differs(self) -> bool:
        """Whether a typed value stands over another one that the registers give."""
        return (
            self.state == FigureState.TYPED
            and self.computed_value is not None
            and self.computed_value != self.value
        )


def figure_values(
    codes: Collection[str], span: Span, units: Iterable[str], rows=None
) -> dict[str, dict[str, FigureValue]]:
    """Figures of the units (codes of communes or provinces) over exactly those days: unit → code → figure.

    Two queries. Every code asked for is there: one without a figure is missing and says why. `rows` is a queryset of
    `Figure` that is scoped already; a service or a job passes none.
    """
    indicators = {row.code: row for row in Indicator.objects.filter(code__in=codes)}
    wanted = list(units)
    rows = Figure.objects.all() if rows is None else rows
    found = rows.of_span(span.first_day, span.last_day).filter(
        unit__in=wanted, indicator__in=[row.pk for row in indicators.values()]
    )
    names = {row.pk: code for code, row in indicators.items()}
    known = {(row.unit, names[row.indicator_id]): of_row(row, names[row.indicator_id]) for row in found}
    absent = {code: missing(row) for code, row in indicators.items()}
    return {unit: {code: known.get((unit, code), absent[code]) for code in indicators} for unit in wanted}


def figure_value(code: str, span: Span, unit: str, rows=None) -> FigureValue:
    """One figure of one unit. `KeyError` for a code that no indicator has."""
    return figure_values([code], span, [unit], rows)[unit][code]


def of_row(row: Figure, code: str) -> FigureValue:
    """The figure of a stored row."""
    return FigureValue(
        code, row.value, FigureState(row.state), row.why_missing, row.computed_value, row.computed_at
    )


def missing(indicator: Indicator) -> FigureValue:
    """The figure that nobody computed or typed yet."""
    return FigureValue(indicator.code, None, FigureState.MISSING, why_missing(indicator))
