"""Report windows: from which day to which day a month, quarter, half-year or year is reported.

Nghị định 09/2019/NĐ-CP closes a period on the 14th of its last month: the month of November 2026 runs from
15/10/2026 to 14/11/2026, the year from 15/12 of the year before to 14/12. A regime may close on another day; a
closing day that the month does not have means its last day. The `calendar_*` kinds are the plain calendar's.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from vietnam.numbers import roman

KIND_LABELS = {
    "month": "Tháng",
    "quarter": "Quý",
    "first_half": "6 tháng đầu năm",
    "second_half": "6 tháng cuối năm",
    "year": "Năm",
    "calendar_month": "Tháng theo lịch",
    "calendar_quarter": "Quý theo lịch",
    "calendar_year": "Năm theo lịch",
}

KINDS = tuple(KIND_LABELS)
DEFAULT_CLOSING_DAY = 14
_MONTH_END = 31
_ONE_DAY = timedelta(days=1)
# How many months a kind lasts.
_MONTHS = {"month": 1, "quarter": 3, "first_half": 6, "second_half": 6, "year": 12}
_CODE = re.compile(r"(?P<calendar>cal-)?(?P<year>[0-9]{4})(?:-(?P<part>[0-9]{2}|Q[1-4]|H[12]))?")


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """A reporting period; both days belong to it. `code` is unique among all kinds and fit for an address."""

    first_day: date
    last_day: date
    kind: str
    label: str
    code: str
    closing_day: int = DEFAULT_CLOSING_DAY

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    @property
    def eve(self) -> date:
        """The day before the first: figures "before the period" are read on it."""
        return self.first_day - _ONE_DAY

    @property
    def span(self) -> str:
        """In words: "từ ngày 15/10/2026 đến ngày 14/11/2026"."""
        return f"từ ngày {self.first_day:%d/%m/%Y} đến ngày {self.last_day:%d/%m/%Y}"


def window_for(kind: str, day: date, closing_day: int = DEFAULT_CLOSING_DAY) -> Window:
    """The window of `kind` that holds `day`.

    For a half-year: that half of the report year that holds `day`, though the day may lie in the other half.

    Raises:
        ValueError: an unknown kind, or a closing day outside 1–31.
    """
    plain, closing = _plain(kind, closing_day)
    year, month = _report_month(day, closing)
    if plain == "first_half":
        return _window(kind, year, 6, closing_day)
    length = _MONTHS["year" if plain == "second_half" else plain]
    return _window(kind, year, -(-month // length) * length, closing_day)


def windows_ending_between(
    kind: str, first: date, last: date, closing_day: int = DEFAULT_CLOSING_DAY
) -> list[Window]:
    """Windows of `kind` whose last day lies from `first` to `last`, both included, in order."""
    if last < first:
        return []
    found = []
    window = window_for(kind, first, closing_day)
    while window.last_day < first:
        window = _next_of_kind(window)
    while window.last_day <= last:
        found.append(window)
        window = _next_of_kind(window)
    return found


def windows_ending_in(kind: str, year: int, closing_day: int = DEFAULT_CLOSING_DAY) -> list[Window]:
    """Windows of `kind` that end in the calendar year `year`, in order."""
    return windows_ending_between(kind, date(year, 1, 1), date(year, 12, 31), closing_day)


def previous(window: Window) -> Window:
    """The window just before, without a gap; before a first half lies the second half of the year before."""
    return window_for(_other_half(window.kind), window.eve, window.closing_day)


def following(window: Window) -> Window:
    """The window just after, without a gap; after a first half lies the second half of the same year."""
    return window_for(_other_half(window.kind), window.last_day + _ONE_DAY, window.closing_day)


def same_window_last_year(window: Window) -> Window:
    """The same month, quarter, half or year, one year before."""
    last = window.last_day
    return _window(window.kind, last.year - 1, last.month, window.closing_day)


def window_from_code(code: str, closing_day: int = DEFAULT_CLOSING_DAY) -> Window:
    """The window that a code names: "2026-11", "2026-Q4", "2026-H1", "2026", "cal-2026-11"…

    Raises:
        ValueError: no window has this code.
    """
    found = _CODE.fullmatch(code)
    if not found or found["year"] == "0000":
        raise ValueError(f"Không có kỳ báo cáo mang mã “{code}”.")
    part = found["part"] or ""
    kind, month = "year", 12
    if part.startswith("Q"):
        kind, month = "quarter", int(part[1]) * 3
    elif part.startswith("H"):
        kind, month = ("first_half", 6) if part == "H1" else ("second_half", 12)
    elif part:
        kind, month = "month", int(part)
    if found["calendar"]:
        kind = f"calendar_{kind}"
    if kind not in KINDS or not 1 <= month <= 12:
        raise ValueError(f"Không có kỳ báo cáo mang mã “{code}”.")
    return _window(kind, int(found["year"]), month, closing_day)


def _plain(kind: str, closing_day: int) -> tuple[str, int]:
    """The kind without `calendar_`, and the closing day in use: the calendar closes at the month's end."""
    if kind not in KINDS:
        raise ValueError(f"Không có loại kỳ báo cáo “{kind}”.")
    if not 1 <= closing_day <= _MONTH_END:
        raise ValueError(f"Ngày chốt số liệu phải từ 1 đến 31, không phải {closing_day}.")
    if kind.startswith("calendar_"):
        return kind.removeprefix("calendar_"), _MONTH_END
    return kind, closing_day


def _close(year: int, month: int, closing_day: int) -> date:
    return date(year, month, min(closing_day, monthrange(year, month)[1]))


def _report_month(day: date, closing_day: int) -> tuple[int, int]:
    """Year and month in whose report `day` counts."""
    if day <= _close(day.year, day.month, closing_day):
        return day.year, day.month
    return _months_on(day.year, day.month, 1)


def _months_on(year: int, month: int, months: int) -> tuple[int, int]:
    years, month0 = divmod(year * 12 + month - 1 + months, 12)
    return years, month0 + 1


def _window(kind: str, year: int, month: int, closing_day: int) -> Window:
    """The window of `kind` that closes in this month."""
    plain, closing = _plain(kind, closing_day)
    eve = _close(*_months_on(year, month, -_MONTHS[plain]), closing)
    label, part = _naming(plain, year, month)
    return Window(
        first_day=eve + _ONE_DAY,
        last_day=_close(year, month, closing),
        kind=kind,
        label=label,
        code=f"{'cal-' if plain != kind else ''}{year}{part}",
        closing_day=closing,
    )


def _naming(plain: str, year: int, month: int) -> tuple[str, str]:
    """Label, and the code's part after the year."""
    if plain == "month":
        return f"Tháng {month}/{year}", f"-{month:02d}"
    if plain == "quarter":
        return f"Quý {roman(month // 3)}/{year}", f"-Q{month // 3}"
    if plain == "first_half":
        return f"6 tháng đầu năm {year}", "-H1"
    if plain == "second_half":
        return f"6 tháng cuối năm {year}", "-H2"
    return f"Năm {year}", ""


def _next_of_kind(window: Window) -> Window:
    step = (
        12 if window.kind in ("first_half", "second_half") else _MONTHS[window.kind.removeprefix("calendar_")]
    )
    year, month = _months_on(window.last_day.year, window.last_day.month, step)
    return _window(window.kind, year, month, window.closing_day)


def _other_half(kind: str) -> str:
    return {"first_half": "second_half", "second_half": "first_half"}.get(kind, kind)
