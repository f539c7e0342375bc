"""Giving a workbook back with its errors marked: red cells, and a last column that says per row what to mend."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from sheets import errors
from sheets.packages import unpack
from sheets.reading import Row, Value
from sheets.tables import Header, cell_text
from sheets.writing import FONT, clean_text

#: Heading of the column that is added; a reader passes it over.
ERRORS_HEADING = "Lỗi cần sửa"
#: A workbook of more rows than this is not opened again: the errors come as a list.
MAX_MARKED_ROWS = 20_000
_RED = "FFC7CE"
# Comments are slow to open on an old machine: beyond these the last column alone tells.
_MAX_COMMENTS = 300


@dataclass(frozen=True, slots=True)
class Mark:
    """What is wrong at a row; `column` is the cell's, counted from 0, or None for the row as a whole."""

    row: int
    column: int | None
    message: str


def mark_xlsx(content: bytes, sheet: str, header: Header, marks: Iterable[Mark]) -> bytes:
    """The user's own .xlsx with marked cells; formulas and looks stay as they are.

    Raises:
        SheetError: as reading it would.
    """
    unpack(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), keep_links=False)
        page = book[sheet]
    except Exception as problem:  # what openpyxl cannot open is broken in more ways than can be listed
        raise errors.broken() from problem
    red = PatternFill("solid", fgColor=_RED)
    by_row = _by_row(marks)
    last = _errors_column(header)
    head = page.cell(header.last_row, last + 1)
    head.value, head.font, head.fill = ERRORS_HEADING, Font(name=FONT, bold=True), red
    page.column_dimensions[head.column_letter].width = 60
    comments = 0
    for number, found in by_row.items():
        for mark in found:
            if mark.column is None:
                continue
            cell = page.cell(number, mark.column + 1)
            cell.fill = red
            if comments < _MAX_COMMENTS:
                cell.comment = Comment(mark.message, "ANTT", width=320, height=90)
                comments += 1
        told = page.cell(number, last + 1)
        told.value, told.data_type = _told(found), "s"
        told.alignment, told.font = Alignment(wrap_text=True, vertical="top"), Font(name=FONT, size=11)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def write_marked(
    rows: Iterable[Row], header: Header, marks: Iterable[Mark], *, sheet: str = "Danh sách"
) -> bytes:
    """A new .xlsx of the header and these rows with marked cells: for .xls, .ods and .csv, and for rows set aside."""
    buffer = io.BytesIO()
    by_row = _by_row(marks)
    last = _errors_column(header)
    with xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet(clean_text(sheet)[:31] or "Danh sách")
        looks = _Looks(book)
        for column, heading in sorted(header.headings.items()):
            page.set_column(column, column, 18)
            page.write_string(0, column, clean_text(heading), looks.head)
        page.set_column(last, last, 60)
        page.write_string(0, last, ERRORS_HEADING, looks.head)
        page.freeze_panes(1, 0)
        for place, row in enumerate(rows, start=1):
            found = by_row.get(row.number, [])
            red = {mark.column for mark in found}
            for column in header.headings:
                _write(page, place, column, row[column], looks, marked=column in red)
            if found:
                page.write_string(place, last, clean_text(_told(found)), looks.text)
    return buffer.getvalue()


def write_error_list(lines: Iterable[tuple[int | None, str, str]]) -> bytes:
    """The errors alone (row, heading, message), for workbooks too long to be marked."""
    buffer = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        page = book.add_worksheet("Lỗi")
        looks = _Looks(book)
        for column, (heading, width) in enumerate((("Dòng", 8), ("Cột", 24), ("Lỗi và cách sửa", 90))):
            page.set_column(column, column, width)
            page.write_string(0, column, heading, looks.head)
        for place, (row, heading, message) in enumerate(lines, start=1):
            if row is not None:
                page.write_number(place, 0, row, looks.text)
            page.write_string(place, 1, clean_text(heading), looks.text)
            page.write_string(place, 2, clean_text(message), looks.text)
    return buffer.getvalue()


class _Looks:
    """The formats of a marked workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        base = {"font_name": FONT, "font_size": 11, "valign": "top"}
        red = {"bg_color": f"#{_RED}"}
        self.head: Format = book.add_format(base | {"bold": True, "text_wrap": True, "border": 1})
        self.text: Format = book.add_format(base | {"text_wrap": True})
        self.cells: Mapping[tuple[bool, bool], Format] = {
            (is_day, marked): book.add_format(
                base | ({"num_format": "dd/mm/yyyy"} if is_day else {}) | (red if marked else {})
            )
            for is_day in (False, True)
            for marked in (False, True)
        }


def _write(page: Worksheet, place: int, column: int, value: Value, looks: _Looks, *, marked: bool) -> None:
    """The value as it was: a number stays a number, so that zeros lost once are found again."""
    is_day = isinstance(value, (date, datetime)) and value.year >= 1900
    look = looks.cells[is_day, marked]
    if value is None:
        if marked:
            page.write_blank(place, column, None, look)
    elif is_day:
        page.write_datetime(place, column, value, look)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        page.write_number(place, column, value, look)
    else:
        page.write_string(place, column, clean_text(cell_text(value)), look)


def _by_row(marks: Iterable[Mark]) -> dict[int, list[Mark]]:
    found: dict[int, list[Mark]] = {}
    for mark in marks:
        found.setdefault(mark.row, []).append(mark)
    return found


def _errors_column(header: Header) -> int:
    """The column after the last heading, or the one marked before."""
    for column, heading in header.headings.items():
        if heading == ERRORS_HEADING:
            return column
    return max(header.headings, default=-1) + 1


def _told(found: Sequence[Mark]) -> str:
    return "; ".join(dict.fromkeys(mark.message for mark in found))
