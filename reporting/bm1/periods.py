"""Which days a form is for: a window of the reporting calendar, or any two days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from contracts.measuring import Days
from law.values import value
from vietnam.dates import DateError, format_date, parse_date
from vietnam.windows import Window, previous, window_for, window_from_code

#: What the address calls the window, the first and the last day.
WINDOW, FIRST, LAST = "ky", "tu", "den"
#: Groups of the menu: label, kind of window, how many of them.
_GROUPS = (
    ("Tháng", "month", 14), ("Quý", "quarter", 5), ("6 tháng", "first_half", 3), ("Năm", "year", 3),
    ("Tháng theo lịch", "calendar_month", 14), ("Quý theo lịch", "calendar_quarter", 5),
    ("Năm theo lịch", "calendar_year", 3),
)  # fmt: skip


@dataclass(frozen=True)
class Chosen:
    """The days asked for. `code` is that of a window, "" for two days of one's own; `problem` what was not read."""

    days: Days
    code: str = ""
    problem: str = ""


def groups(on: date) -> list[tuple[str, list[Window]]]:
    """The windows to choose from, newest first, the running one included."""
    closing = _closing_day(on)
    return [(label, _back(window_for(kind, on, closing), count)) for label, kind, count in _GROUPS]


def chosen(query: Mapping[str, str], on: date) -> Chosen:
    """What the address asks for, else the last month that is over."""
    closing = _closing_day(on)
    usual = previous(window_for("month", on, closing))
    if query.get(FIRST) or query.get(LAST):
        try:
            return Chosen(days_between(query.get(FIRST, ""), query.get(LAST, "")))
        except DateError as error:
            return Chosen(_days(usual), usual.code, str(error))
    if not query.get(WINDOW):
        return Chosen(_days(usual), usual.code)
    try:
        window = window_from_code(query[WINDOW], closing)
    except ValueError as error:
        return Chosen(_days(usual), usual.code, str(error))
    return Chosen(_days(window), window.code)


def days_between(first: str, last: str) -> Days:
    """Two typed days in order; `DateError` with what to do."""
    found = [parse_date(text) for text in (first, last)]
    if not all(isinstance(day, date) for day in found):
        raise DateError("Nhập đủ ngày, tháng, năm của ngày đầu và ngày cuối kỳ, ví dụ 15/10/2026.")
    if found[0] > found[1]:
        raise DateError(
            f"Ngày đầu kỳ {format_date(found[0])} sau ngày cuối kỳ {format_date(found[1])}. Đổi lại hai ngày."
        )
    return Days(*found)


def _closing_day(on: date) -> int:
    return value("report.closing_day", on=on)


def _days(window: Window) -> Days:
    return Days(window.first_day, window.last_day)


def _back(window: Window, count: int) -> list[Window]:
    found = [window]
    while len(found) < count:
        window = previous(window)
        found.append(window)
    return found
