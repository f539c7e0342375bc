"""Reading the law: `value(code, on=…, province=…)`, or a whole `RuleBook` in one query."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from law.models import Parameter, SpecialDay
from vietnam.calendar import DayTable, add_working_days
from vietnam.dates import format_date


class MissingRule(ValidationError):
    """No row of the law gives this value on that day. It is said, never replaced by a default in code."""

    def __init__(self, code: str, on: date):
        super().__init__(
            f"Chưa có tham số pháp luật “{code}” có hiệu lực ngày {format_date(on)}. "
            "Quản trị viên bổ sung tại mục Tham số pháp luật rồi làm lại.",
            code="missing_rule",
        )


@dataclass(frozen=True)
class Rule:
    """A legal value with where it is written and how sure we are."""

    code: str
    value: Any
    citation: str
    certainty: str
    label: str = ""
    unit: str = ""


class RuleBook:
    """All rules in force on one day for one province, read in one query."""

    def __init__(self, on: date, province: str = "", prefix: str = ""):
        self.on = on
        rows = Parameter.objects.applying(on, province).filter(code__startswith=prefix).order_by("started_on")
        self._fill(rows)

    @classmethod
    def of(cls, on: date, rows: Iterable[Parameter]) -> "RuleBook":
        """From rows that were read: those in force on that day, the earliest first."""
        book = cls.__new__(cls)
        book.on = on
        book._fill(rows)
        return book

    def _fill(self, rows: Iterable[Parameter]) -> None:
        country_first = sorted(rows, key=lambda row: row.province_id is not None)
        self._rules = {
            row.code: Rule(row.code, row.value, row.citation, row.certainty, row.label, row.unit)
            for row in country_first
        }

    def rule(self, code: str) -> Rule:
        """The rule; `MissingRule` if the law has no row for that day."""
        if code not in self._rules:
            raise MissingRule(code, self.on)
        return self._rules[code]

    def value(self, code: str) -> Any:
        """The value of the rule; `MissingRule` if there is none."""
        return self.rule(code).value

    def get(self, code: str) -> Rule | None:
        """The rule, or None where the law says nothing (e.g. how long a paper is posted)."""
        return self._rules.get(code)

    def __iter__(self):
        return iter(sorted(self._rules.values(), key=lambda rule: rule.code))


class RuleShelf:
    """The rules of any number of days for one province, read in one query: for who judges many records, each by the law
    of its own day."""

    def __init__(self, province: str = "", prefix: str = ""):
        rows = Parameter.objects.filter(Q(province=None) | Q(province=province or None), is_draft=False)
        self._rows = list(rows.filter(code__startswith=prefix).order_by("started_on"))

    def on(self, day: date) -> RuleBook:
        """The rules in force on that day."""
        return RuleBook.of(day, [row for row in self._rows if row.is_in_force(day)])


def rule(code: str, *, on: date, province: str = "") -> Rule:
    """One rule in force on that day; the province's row beats the country's. `MissingRule` if there is none."""
    return RuleBook(on, province, prefix=code).rule(code)


def value(code: str, *, on: date, province: str = "") -> Any:
    """The value of `rule(code, …)`."""
    return rule(code, on=on, province=province).value


def values_by_province(code: str, *, on: date) -> tuple[Any, dict[str, Any]]:
    """The country's value on that day and those of the provinces that have their own, for statements over many
    provinces; `MissingRule` if the country has none."""
    rows = list(Parameter.objects.in_force(on).filter(code=code, is_draft=False).order_by("started_on"))
    country = [row.value for row in rows if row.province_id is None]
    if not country:
        raise MissingRule(code, on)
    return country[-1], {row.province_id: row.value for row in rows if row.province_id is not None}


def day_table() -> DayTable:
    """The special days of all years, for the functions of `vietnam.calendar`; one small query."""
    rows = SpecialDay.objects.values_list("day", "kind")
    return DayTable(
        holidays=frozenset(day for day, kind in rows if kind == "holiday"),
        workdays=frozenset(day for day, kind in rows if kind == "workday"),
    )


def due_after(start: date, days: int) -> date:
    """The last day of a limit of `days` working days that runs from the day after `start`."""
    return add_working_days(start, days, day_table())
