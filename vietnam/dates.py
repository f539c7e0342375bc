"""Dates as they are typed, written, and put on papers; full years of age."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

_EXAMPLE = "Gõ theo ngày/tháng/năm, ví dụ 05/02/1980."
_SEPARATOR = r"\s*[/.\-\s]\s*"
_TIME = r"(?:[ T]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?"
_DAY_FIRST = re.compile(
    rf"([0-9]{{1,2}}){_SEPARATOR}([0-9]{{1,2}}){_SEPARATOR}([0-9]{{4}}|[0-9]{{2}}){_TIME}"
)
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})[/.\-]([0-9]{{1,2}})[/.\-]([0-9]{{1,2}}){_TIME}")
_IN_WORDS = re.compile(r"(?:ngày )?([0-9]{1,2}) tháng ([0-9]{1,2}),? năm ([0-9]{4})", re.IGNORECASE)
_UNPARTED = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
_MONTH_YEAR = re.compile(rf"(?:tháng )?([0-9]{{1,2}}){_SEPARATOR}([0-9]{{4}})", re.IGNORECASE)
_YEAR = re.compile(r"(?:năm )?([0-9]{4})(?:\.0)?", re.IGNORECASE)
_FIRST_YEAR, _LAST_YEAR = 1850, 2150
# What a spreadsheet shows as a bare number when a date cell lost its format: days since 30/12/1899.
_SERIAL_ZERO = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 9133, 91312  # 01/01/1925 … 31/12/2149
_CENTURY_SPLIT = 50


class DateError(ValueError):
    """What was typed is no date; the message is a Vietnamese sentence for the person who typed it."""


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date known by its year, or month and year, alone."""

    year: int
    month: int | None = None

    def __str__(self) -> str:
        return f"{self.month:02d}/{self.year}" if self.month else f"{self.year}"

    def as_date(self, month: int = 1, day: int = 1) -> date:
        """The day it counts as; a month that is known is kept. The day in force is a parameter of the law."""
        return date(self.year, self.month or month, day)


def parse_date(value: object, latest: date | None = None) -> date | PartialDate:
    """Reads "5/2/80", "05-02-1980", "1980-02-05", "ngày 5 tháng 2 năm 1980", "02/1980", "1980", or a cell's value.

    Day comes before month. A year of two digits is the last one that gives a date not after `latest`; without
    `latest` 00–49 are 2000s and 50–99 are 1900s.

    Raises:
        DateError: no date, or none of the calendar's ("31/02/1980").
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, (date, PartialDate)):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_number(value)
    text = " ".join(str(value or "").split())
    if found := _DAY_FIRST.fullmatch(text) or _IN_WORDS.fullmatch(text) or _UNPARTED.fullmatch(text):
        day, month, year = found.groups()
        return _from_parts(text, int(day), int(month), year, latest)
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = found.groups()
        return _from_parts(text, int(day), int(month), year, latest)
    if found := _MONTH_YEAR.fullmatch(text):
        return _partial(text, int(found[2]), int(found[1]))
    if found := _YEAR.fullmatch(text):
        return _partial(text, int(found[1]))
    raise DateError(f"“{text}” không phải là ngày. {_EXAMPLE}" if text else f"Chưa có ngày. {_EXAMPLE}")


def _from_number(value: float) -> date | PartialDate:
    if _FIRST_YEAR <= value <= _LAST_YEAR and value == int(value):
        return PartialDate(int(value))
    if _FIRST_SERIAL <= value <= _LAST_SERIAL:
        return _SERIAL_ZERO + timedelta(days=int(value))
    raise DateError(f"“{value:.15g}” không phải là ngày. {_EXAMPLE}")


def _from_parts(text: str, day: int, month: int, year: str, latest: date | None) -> date:
    try:
        found = date(int(year) if len(year) == 4 else _full_year(day, month, int(year), latest), month, day)
    except ValueError:
        raise DateError(f"Ngày “{text}” không có trong lịch. {_EXAMPLE}") from None
    _check_year(text, found.year)
    return found


def _full_year(day: int, month: int, year: int, latest: date | None) -> int:
    if latest is None:
        return year + (2000 if year < _CENTURY_SPLIT else 1900)
    century = latest.year // 100 * 100
    return century + year if (century + year, month, day) <= latest.timetuple()[:3] else century - 100 + year


def _partial(text: str, year: int, month: int | None = None) -> PartialDate:
    if month is not None and not 1 <= month <= 12:
        raise DateError(f"Tháng “{text}” không có trong lịch. {_EXAMPLE}")
    _check_year(text, year)
    return PartialDate(year, month)


def _check_year(text: str, year: int) -> None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise DateError(f"Năm {year} trong “{text}” không hợp lý. {_EXAMPLE}")


def format_date(value: date | PartialDate | None) -> str:
    """dd/mm/yyyy; what is known of a partial date; nothing for None."""
    if value is None:
        return ""
    return str(value) if isinstance(value, PartialDate) else f"{value:%d/%m}/{value.year:04d}"


def full_years(birth: date, on: date) -> int:
    """Age in full years on the day `on`; negative before birth.

    Who was born on 29/02 is a year older on 29/02, and in a year without that day on 01/03.
    """
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def birthday(birth: date, years: int) -> date:
    """First day on which `full_years` gives `years`; 01/03 for one born on 29/02 where the year has no such day."""
    try:
        return birth.replace(year=birth.year + years)
    except ValueError:
        return date(birth.year + years, 3, 1)


def latest_birth(years: int, on: date) -> date:
    """The latest birth date of someone who is at least `years` old on the day `on` (by `full_years`)."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:  # 29/02 in a year without that day: who was born on 28/02 is the youngest
        return date(on.year - years, 2, 28)


def legal_date(day: date) -> str:
    """ "ngày 05 tháng 02 năm 2026": days under 10 and the months 1 and 2 get a zero (Nghị định 30/2020, Phụ lục I)."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"
