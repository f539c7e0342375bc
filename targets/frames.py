"""The days a target is judged on: pure functions of what the directive says and what the province decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from vietnam.dates import format_date
from vietnam.windows import window_for

ONE_DAY = timedelta(days=1)
#: Of the calendar's kinds, the one each sort of period is counted in.
_WINDOWS = {
    "ongoing": "calendar_year", "annual": "calendar_year", "monthly": "calendar_month",
    "quarterly": "calendar_quarter",
}  # fmt: skip


@dataclass(frozen=True)
class Frame:
    """From which day to which day figures count for a target, and the last day on which it may still be met.

    `due_on` None: judged every day anew (ongoing), or nobody has set a day yet (then `note` says so). `problem` says
    why there are no days at all.
    """

    first_day: date
    last_day: date
    due_on: date | None = None
    label: str = ""
    note: str = ""
    problem: str = ""

    @property
    def span(self) -> tuple[date, date]:
        """Both ends."""
        return self.first_day, self.last_day

    def is_over(self, today: date) -> bool:
        """Whether its last day has passed: only then can it be missed. The day itself still counts."""
        return self.due_on is not None and today > self.due_on

    def days_left(self, today: date) -> int:
        """Days until the due day; negative once it has passed, 0 where there is none."""
        return (self.due_on - today).days if self.due_on else 0


def frame_of(period: Mapping[str, Any], *, since: date, on: date, moved_to: date | None = None) -> Frame:
    """The frame of a target for a province that took up the directive on `since`, as seen on the day `on`.

    "before" (trước ngày) is strict: the day before is the last that counts; "on_or_before" (đến hết ngày, xong trong)
    includes the day. A due day that lies before the adoption binds nobody until the province moves it: the target is
    then read as of the day `on`.
    """
    kind = period["type"]
    if kind == "annual":
        return _annual(period, on)
    if kind in _WINDOWS:
        return _window(kind, on)
    if kind == "relative":
        reason = f"Hạn tính theo {period['anchor']}, chưa có sổ ghi ngày đó."
        return Frame(on, on, problem=reason)
    due = moved_to or _due_day(period)
    first = date.fromisoformat(period["start"]) if "start" in period else since
    if due < since:
        today = _window("ongoing", on)
        note = f"Hạn của văn bản ({format_date(due)}) trước ngày áp dụng; tỉnh chưa đặt hạn mới."
        return Frame(*today.span, label=f"đến {format_date(on)}", note=note)
    label = period.get("phase") or f"đến hết {format_date(due)}"
    return Frame(min(first, due), due, due, label)


def _due_day(period: Mapping[str, Any]) -> date:
    if period["type"] == "phase":
        return date.fromisoformat(period["end"])
    day = date.fromisoformat(period["date"])
    return day - ONE_DAY if period["boundary"] == "before" else day


def _annual(period: Mapping[str, Any], on: date) -> Frame:
    """The calendar year of the day, within the years the directive covers."""
    year = max(min(on.year, period.get("end") or on.year), period.get("start") or on.year)
    return Frame(date(year, 1, 1), date(year, 12, 31), date(year, 12, 31), f"năm {year}")


def _window(kind: str, on: date) -> Frame:
    window = window_for(_WINDOWS[kind], on)
    if kind == "ongoing":
        return Frame(window.first_day, window.last_day, label=f"đến {format_date(on)}")
    label = window.label.replace(" theo lịch", "")
    return Frame(window.first_day, window.last_day, window.last_day, label[0].lower() + label[1:])


def year_before(frame: Frame) -> tuple[date, date]:
    """The same days one year before; 29/02 becomes 28/02."""
    return _back(frame.first_day), _back(frame.last_day)


def _back(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
