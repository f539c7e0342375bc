"""Working days of Việt Nam, and the clock that a legal time limit in working days runs by.

A working day is Monday to Friday that is no holiday (Bộ luật Lao động 2019, Điều 111, 112), plus the Saturdays or
Sundays worked in exchange for a day off. Official days come from the `holidays` package; what is decided later, or
decided otherwise, comes in as a `DayTable` and always wins.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from holidays import Vietnam

Tone = Literal["calm", "soon", "late"]

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayTable:
    """Days decided for the country or a province, over and above the official calendar.

    `holidays` are days off on what would be a working day; `workdays` are days worked on what would be a day off.

    Raises:
        ValueError: a day stands in both.
    """

    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if both := self.holidays & self.workdays:
            days = ", ".join(f"{day:%d/%m/%Y}" for day in sorted(both))
            raise ValueError(f"Ngày vừa là ngày nghỉ vừa là ngày làm việc: {days}.")


NO_EXTRA_DAYS = DayTable()


@lru_cache(maxsize=256)
def _official(year: int) -> tuple[MappingProxyType[date, str], frozenset[date]]:
    """The days off of `year` with their names, and its weekend days worked in exchange."""
    # A swap may cross the year's end (31/12/2018 for 05/01/2019): the years beside it must be filled too.
    around = Vietnam(years=(year - 1, year, year + 1), language="vi")
    days = {day: name for day, name in sorted(around.items()) if day.year == year}
    worked = frozenset(day for day in around.weekend_workdays if day.year == year)
    return MappingProxyType(days), worked


def official_holidays(year: int) -> dict[date, str]:
    """Days off of `year` in order, with their Vietnamese names, compensation days included."""
    return dict(_official(year)[0])


def official_workdays(year: int) -> frozenset[date]:
    """Weekend days of `year` that are worked in exchange for a day off."""
    return _official(year)[1]


def is_working_day(day: date, extra: DayTable = NO_EXTRA_DAYS) -> bool:
    """Whether offices work on `day`."""
    if day in extra.workdays:
        return True
    if day in extra.holidays:
        return False
    days_off, worked = _official(day.year)
    return day in worked or (day.weekday() < _SATURDAY and day not in days_off)


def add_working_days(start: date, n: int, extra: DayTable = NO_EXTRA_DAYS) -> date:
    """The n-th working day after `start`; the day after `start` is day 1 (Bộ luật Dân sự, Điều 147).

    A negative `n` counts back from `start`, for reminders; 0 gives `start` itself.
    """
    step = _ONE_DAY if n >= 0 else -_ONE_DAY
    day, left = start, abs(n)
    while left:
        day += step
        left -= is_working_day(day, extra)
    return day


def next_working_day(day: date, extra: DayTable = NO_EXTRA_DAYS) -> date:
    """`day` itself if it is worked, else the next that is.

    A time limit whose last day is a day off ends with the next working day (Bộ luật Dân sự, Điều 148, khoản 5).
    """
    while not is_working_day(day, extra):
        day += _ONE_DAY
    return day


def working_days_between(a: date, b: date, extra: DayTable = NO_EXTRA_DAYS) -> int:
    """Working days after `a` up to and including `b`; negative when `b` lies before `a`."""
    if b < a:
        return -working_days_between(b, a, extra)
    days_off, worked = set(extra.holidays), set(extra.workdays)
    for year in range(a.year, b.year + 1):
        official_off, official_worked = _official(year)
        days_off.update(day for day in official_off if day not in extra.workdays)
        worked.update(day for day in official_worked if day not in extra.holidays)
    lost = sum(a < day <= b and day.weekday() < _SATURDAY for day in days_off)
    won = sum(a < day <= b and day.weekday() >= _SATURDAY for day in worked)
    return _weekdays_until(b) - _weekdays_until(a) - lost + won


def _weekdays_until(day: date) -> int:
    """Mondays to Fridays from the first Monday of the calendar up to and including `day`."""
    weeks, rest = divmod(day.toordinal(), 7)  # ordinal 1 is a Monday
    return weeks * 5 + min(rest, 5)


@dataclass(frozen=True, slots=True)
class Clock:
    """Where a time limit stands: `used` of `limit` working days, `left` (negative = days over), and in words."""

    due: date
    limit: int
    used: int
    left: int
    tone: Tone
    text: str

    @property
    def squares(self) -> tuple[bool, ...]:
        """One per day of the limit, True when used; empty when more days are left than the limit has."""
        if self.left > self.limit:
            return ()
        return tuple(number < self.used for number in range(self.limit))


def clock(due: date, today: date, extra: DayTable = NO_EXTRA_DAYS, limit: int = 5) -> Clock:
    """The clock of something due on `due`, as read on `today`; `limit` is the length allowed, in working days."""
    left = working_days_between(today, due, extra)
    used = min(max(limit - left, 0), limit)
    if today >= due or left == 0:
        tone: Tone = "late"
    else:
        tone = "soon" if left <= 2 else "calm"
    return Clock(due=due, limit=limit, used=used, left=left, tone=tone, text=_clock_text(due, today, left))


def _clock_text(due: date, today: date, left: int) -> str:
    if today == due:
        return "hết hạn hôm nay"
    if left > 0:
        return f"còn {left} ngày làm việc"
    if left < 0:
        return f"quá {-left} ngày làm việc"
    # Only days off lie between today and the due day.
    return f"hết hạn từ {due:%d/%m/%Y}" if due < today else f"hết hạn ngày nghỉ {due:%d/%m/%Y}"
