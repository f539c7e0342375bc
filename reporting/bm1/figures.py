"""The figures of a table: one row a commune, by today's units, in a fixed number of queries.

Units are those of today also where the period lies before a merger: what the registers hold under a commune that is no
more is added to the one that took over its files (`Commune.covers`). Teams, members, comings and goings follow their
team by themselves (`communes.services.moving`), so a merger alone moves nothing between columns 2 and 3.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from communes.models import Commune, Province
from contracts.registry import Span
from reporting.bm1.form import CODES
from targets.measuring import measured_together, open_url
from vietnam.dates import format_date

#: Lines that the province sets anew for a unit: once it has its own, those of its predecessors hold no longer.
_SET_ANEW = frozenset({"bm1_01", "bm1_13"})


@dataclass(frozen=True)
class Line:
    """A commune's row. A column that could not be measured has no value; `units` are the codes each is counted for."""

    commune: Commune
    values: dict[str, int | None]
    units: dict[str, str]
    inherited: tuple[str, ...] = ()

    def value(self, number: int) -> int | None:
        """The figure of the numbered column."""
        return self.values[f"bm1_{number:02d}"]


@dataclass(frozen=True)
class Bm1:
    """The table. `unmeasured` says for each column that has no figures why."""

    province: Province
    span: Span
    lines: list[Line]
    unmeasured: dict[str, str]
    commune: Commune | None = None

    @property
    def unit(self) -> Commune | Province:
        """Whose table it is."""
        return self.commune or self.province

    @property
    def days(self) -> str:
        """The period in words."""
        return f"Từ ngày {format_date(self.span.first_day)} đến ngày {format_date(self.span.last_day)}"

    @cached_property
    def totals(self) -> dict[str, int | None]:
        """The last row."""
        return {
            code: None if code in self.unmeasured else sum(line.values[code] or 0 for line in self.lines)
            for code in CODES
        }

    @cached_property
    def row_of(self) -> dict[str, str]:
        """The commune in whose row a unit, also one that is no more, is counted."""
        return {code: line.commune.pk for line in self.lines for code in line.commune.covers}


def bm1_table(
    *, province: Province, communes: Iterable[Commune], span: Span, commune: Commune | None = None
) -> Bm1:
    """The table of these communes in the official order; the caller has judged who may see them."""
    rows = sorted(communes, key=lambda row: (row.official_order, row.pk))
    known = [code for row in rows for code in row.covers]
    found = measured_together(CODES, span, known)
    lines = [_line(row, found.numbers) for row in rows]
    return Bm1(province, span, lines, found.unmeasured, commune)


def _line(commune: Commune, numbers: dict[str, dict[str, Decimal]]) -> Line:
    own, former = numbers[commune.pk], [code for code in commune.covers if code != commune.pk]
    values: dict[str, int | None] = {}
    units, inherited = {}, []
    for code in CODES:
        if code not in own:
            values[code] = None
            continue
        counted = [unit for unit in former if numbers[unit][code]]
        if code in _SET_ANEW:
            counted = [] if own[code] else counted
            inherited += [code] if counted else []
        values[code] = int(own[code] + sum(numbers[unit][code] for unit in counted))
        units[code] = ",".join([commune.pk, *counted])
    return Line(commune, values, units, tuple(inherited))


def addresses(table: Bm1, user) -> dict[str, str]:
    """Column → address of the records behind it, for the whole unit; "" where there is none that the user may open."""
    return {code: open_url(code, table.span, user=user) for code in CODES}


def opening(address: str, units: str) -> str:
    """That address for the units of one row."""
    return f"{address}&xa={units}" if address else ""


def rows_for_print(table: Bm1) -> Sequence[tuple[int, str, list[int | None]]]:
    """STT, name and figures of each row."""
    return [
        (place, line.commune.name, [line.values[code] for code in CODES])
        for place, line in enumerate(table.lines, start=1)
    ]
