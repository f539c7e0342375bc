"""Finding the table in a sheet: its header row, and its rows as dicts by field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from sheets.reading import Row, Value

ROW_NUMBER = "__row__"

_HEADER_WITHIN = 10
_NOTE = re.compile(r"\([^)]*\)|\*|:$")


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands (row numbers of the sheet; the same twice when it is one row) and what it says.

    `columns` are the fields by column, `headings` the text over every column. `unknown` are columns whose heading
    names no field, `repeated` columns whose field stands further left already; neither is read.
    """

    first_row: int
    last_row: int
    columns: dict[int, str]
    headings: dict[int, str]
    unknown: tuple[int, ...] = ()
    repeated: tuple[int, ...] = ()


@lru_cache(maxsize=16384)
def heading_key(text: str) -> str:
    """What is compared of a heading: its letters and digits, without accents and case."""
    lowered = unicodedata.normalize("NFC", text).lower().replace("đ", "d")
    return "".join(c for c in unicodedata.normalize("NFD", lowered) if c.isascii() and c.isalnum())


def cell_text(value: object) -> str:
    """A cell as a person reads it: whole numbers without ".0", dates as dd/mm/yyyy, nothing for a blank."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time().replace(microsecond=0) != datetime.min.time():
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m}/{value.year:04d}"
    return str(value)


def find_header(rows: Sequence[Row], wanted: Mapping[str, Iterable[str]]) -> Header | None:
    """The header among the first ten rows that hold something: the row, or pair of rows, naming most fields.

    `wanted` gives each field its headings. A pair of rows is one header where cells were merged: a heading may then
    stand in the upper row ("CCCD"), the lower ("Nam"), or both ("Ngày sinh" over "Nam"). A note in brackets after a
    heading does not count. None when fewer than two fields (or the only one wanted) are named.
    """
    fields = {heading_key(heading): name for name, headings in wanted.items() for heading in headings}
    top = rows[:_HEADER_WITHIN]
    # Single rows first: of candidates that name as many fields the first one wins.
    candidates = [_header(fields, row, None) for row in top]
    pairs = zip(top, top[1:], strict=False)
    candidates += [_header(fields, *pair) for pair in pairs if pair[1].number == pair[0].number + 1]
    best = max(candidates, key=lambda header: len(header.columns), default=None)
    return best if best and len(best.columns) >= min(2, len(wanted)) > 0 else None


def table(rows: Iterable[Row], header: Header) -> Iterator[dict[str, Value]]:
    """The rows under the header as dicts by field, with the sheet's own row number under `__row__`.

    Rows that are blank in every known column are left out.
    """
    for row in rows:
        if row.number <= header.last_row:
            continue
        record = {name: row[column] for column, name in header.columns.items()}
        if any(value is not None for value in record.values()):
            yield {ROW_NUMBER: row.number, **record}


def _header(fields: Mapping[str, str], upper: Row, lower: Row | None) -> Header:
    columns: dict[int, str] = {}
    headings: dict[int, str] = {}
    unknown, repeated = [], []
    above = ""
    for column in range(max(len(upper.cells), len(lower.cells) if lower else 0)):
        over = cell_text(upper[column]).strip()
        under = cell_text(lower[column]).strip() if lower else ""
        # Only the first of merged cells has the text; the others take it over, if they have something under it.
        above = over or (above if under else "")
        heading = " ".join(f"{above} {under}".split())
        if not heading:
            continue
        headings[column] = heading
        name = _field(fields, heading) or (under and _field(fields, under)) or None
        if name is None:
            unknown.append(column)
        elif name in columns.values():
            repeated.append(column)
        else:
            columns[column] = name
    return Header(upper.number, (lower or upper).number, columns, headings, tuple(unknown), tuple(repeated))


def _field(fields: Mapping[str, str], heading: str) -> str | None:
    return fields.get(heading_key(heading)) or fields.get(heading_key(_NOTE.sub("", heading.strip())))
