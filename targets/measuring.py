"""Computing figures: all measures of one register over one span for all communes in one statement.

`measure_register` only reads. `targets.services.figures` writes what it finds down as `Figure`.
"""

import re
from collections.abc import Collection, Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import Aggregate, F, Q, Value
from django.urls import reverse

from contracts.measuring import Days, aggregate, condition
from contracts.registry import Measure, Register, Span, measures, registers
from law.values import MissingRule
from pages.measured import COMMUNE, FIRST, LAST, figure_query
from targets.choices import SourceMode, SpaceRule
from targets.models import Indicator
from targets.shipped import register_names
from vietnam.dates import format_date

#: Commune → measure → number.
Numbers = dict[str, dict[str, Decimal]]


@dataclass(frozen=True)
class Measured:
    """What a register gives: numbers by commune, and for each measure that could not be computed, why."""

    numbers: Numbers
    unmeasured: dict[str, str]


def measure_register(
    register_code: str,
    span: Span,
    communes: Collection[str] | None = None,
    codes: Collection[str] | None = None,
    where: Q | None = None,
) -> Numbers:
    """All measures of the register (or those of `codes`) over the span, by commune, in one statement.

    Only the named communes where some are named; each of them appears, with zeros where it has no rows. `where`
    narrows the rows further. Measures whose law is missing on that day are left out.
    """
    return measured(register_code, span, communes, codes, where).numbers


def measured(
    register_code: str,
    span: Span,
    communes: Collection[str] | None = None,
    codes: Collection[str] | None = None,
    where: Q | None = None,
) -> Measured:
    """As `measure_register`, saying also what could not be measured."""
    register = registers.get(register_code)
    chosen = [m for m in measures if m.register == register_code and (codes is None or m.code in codes)]
    columns, unmeasured = _columns(chosen, span)
    zeros = {code: Decimal(0) for code in columns}
    numbers: Numbers = {commune: dict(zeros) for commune in communes or ()}
    if not columns:
        return Measured(numbers, unmeasured)
    rows = register.model._default_manager.order_by()
    if communes is not None:
        rows = rows.filter(**{f"{register.commune}__in": list(communes)})
    if where is not None:
        rows = rows.filter(where)
    names = {f"figure_{place}": code for place, code in enumerate(columns)}
    found = rows.values(figure_unit=F(register.commune)).annotate(
        **{name: columns[code] for name, code in names.items()}
    )
    for row in found:
        numbers[row["figure_unit"]] = {code: Decimal(row[name] or 0) for name, code in names.items()}
    return Measured(numbers, unmeasured)


def measured_together(codes: Collection[str], span: Span, communes: Collection[str]) -> Measured:
    """Measures of several registers over the span, by commune, in one statement: a branch a register, each with the
    columns of all. `unmeasured` says why a measure is not there: nobody registered it, or its law is missing."""
    chosen = [measures.get(code) for code in codes if code in measures]
    unmeasured = {code: "Chưa có sổ nào tính số liệu này." for code in codes if code not in measures}
    columns, lacking = _columns(chosen, span)
    names = {code: f"figure_{place}" for place, code in enumerate(columns)}
    numbers: Numbers = {commune: dict.fromkeys(columns, Decimal(0)) for commune in communes}
    branches = [
        _branch(register, columns, names, communes)
        for register in sorted({measures.get(code).register for code in columns})
    ]
    for row in branches[0].union(*branches[1:], all=True) if branches else ():
        for code, name in names.items():
            numbers[row["figure_unit"]][code] += Decimal(row[name] or 0)
    return Measured(numbers, unmeasured | lacking)


def _branch(
    register_code: str, columns: dict[str, Aggregate], names: dict[str, str], communes: Collection[str]
):
    """One register's columns, nothing in those of the others."""
    register = registers.get(register_code)
    shown = {
        name: columns[code] if measures.get(code).register == register_code else Value(0)
        for code, name in names.items()
    }
    rows = register.model._default_manager.order_by().filter(**{f"{register.commune}__in": list(communes)})
    return rows.values(figure_unit=F(register.commune)).annotate(**shown)


def _columns(chosen: Iterable[Measure], span: Span) -> tuple[dict[str, Aggregate], dict[str, str]]:
    columns, unmeasured = {}, {}
    for measure in chosen:
        try:
            columns[measure.code] = _conditional(measure, span)
        except MissingRule as missing:
            unmeasured[measure.code] = missing.messages[0]
    return columns, unmeasured


def _conditional(measure: Measure, span: Span) -> Aggregate:
    """The measure's aggregate over the rows of its condition only."""
    column = copy(aggregate(measure, span))
    counted = condition(measure, span)
    if counted:
        column.filter = counted if column.filter is None else column.filter & counted
    return column


def until(span: Span, on: date) -> Days:
    """The span as far as it has come: nothing is measured in days to come."""
    return Days(span.first_day, min(span.last_day, on))


# ── Places ───────────────────────────────────────────────────────────────────
def province_total(indicator: Indicator, values: Collection[Decimal]) -> Decimal | None:
    """What the communes' values make for the province; None where they make nothing or there are none."""
    if not values:
        return None
    match indicator.aggregation_space:
        case SpaceRule.SUM:
            return sum(values, Decimal(0))
        case SpaceRule.COUNT_TRUE:
            return Decimal(sum(value > 0 for value in values))
        case SpaceRule.MAX:
            return max(values)
        case SpaceRule.AVG:
            return sum(values, Decimal(0)) / len(values)
    return None


def percentage(numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    """Numerator in per cent of the denominator, rounded to four places; None where there is nothing to divide."""
    if numerator is None or not denominator:
        return None
    return round(numerator * 100 / denominator, 4)


# ── Words and addresses ──────────────────────────────────────────────────────
def why_missing(indicator: Indicator) -> str:
    """Why there is no figure: which register is lacking, or that nobody typed it yet."""
    if indicator.mode == SourceMode.MANUAL:
        return f"Chưa nhập số liệu “{indicator.name}”."
    if indicator.code in measures:
        return "Số liệu đang được tính, xem lại sau một phút."
    if indicator.numerator:
        return f"Chưa tính được tỷ lệ “{indicator.name}”: thiếu tử số hoặc mẫu số."
    names = register_names()
    lacking = [code for code in indicator.registers if code not in registers]
    said = "; ".join(short_name(names.get(code, code)) for code in lacking or indicator.registers)
    return f"Chưa có sổ {said}." if lacking else f"Sổ {said} chưa ghi nội dung “{indicator.name}”."


def short_name(register: str) -> str:
    """The name of a register without what it lists in brackets or after a colon."""
    return re.split("[:(]", register)[0].strip()


def open_url(indicator: Indicator | str, span: Span, commune: str = "", *, user) -> str:
    """The list of the records behind a figure; "" where there is none to open, or none that this user may open.

    `indicator` may be its code. Without a commune the list is the whole of what the user may see; several codes
    ("19900,19057") open what a unit counts with the units it took over.
    """
    code = indicator if isinstance(indicator, str) else indicator.code
    if code not in measures:
        return ""
    register = registers.get(measures.get(code).register)
    if not register.list_url or not register.may_open(user):
        return ""
    return f"{reverse(register.list_url)}?{figure_query(code, span, commune)}"


def narrowing(register: Register, chosen: dict[str, str]) -> Q | None:
    """A target's filter ({"hamlet": "Thanh Lương"}) as a condition on the register; None where it cannot say so."""
    if not chosen.keys() <= register.paths.keys():
        return None
    return Q(**{register.paths[name]: value for name, value in chosen.items()})


def figure_page(code: str, span: Span, commune: str = "") -> str:
    """The page of a figure itself: its value, state, formula, and the way to its records."""
    query = {FIRST: format_date(span.first_day), LAST: format_date(span.last_day)}
    return f"{reverse('targets:figure', args=[code])}?{urlencode(query | ({COMMUNE: commune} if commune else {}))}"
