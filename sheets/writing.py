"""Workbooks for people: long lists in a stream, and printed forms with merged headers.

Nothing that a register holds can become a formula, whatever it begins with.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any, Literal, get_args

import openpyxl
import xlsxwriter
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from sheets import errors
from sheets.tables import cell_text

Kind = Literal["text", "integer", "number", "percent", "date", "datetime"]
Target = str | os.PathLike[str] | IO[bytes]

FONT = "Times New Roman"
MAX_ROWS = 2**20
MAX_TEXT = 32_767
_CUT = " … [đã cắt, ô chỉ chứa được 32.767 ký tự]"
# What XML cannot hold: controls, lone surrogates, the two non-characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Spreadsheets take 1900 for a leap year: earlier days would be read as other days.
_FIRST_DATE = date(1900, 3, 1)

_WIDTHS = {"text": 22, "integer": 10, "number": 14, "percent": 10, "date": 12, "datetime": 17}
NUMBER_FORMATS = {
    "text": "@",
    "integer": "#,##0",
    "number": "#,##0.##",
    "percent": "0.0%",
    "date": "dd/mm/yyyy",
    "datetime": "dd/mm/yyyy hh:mm",
}
_RIGHT = ("integer", "number", "percent")
_PORTRAIT_WIDTH = 95


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: the key of its values in a row, its heading, what it holds, its width in characters, whether
    it is hidden.

    A percent is a ratio (0.816). Identifiers are text, so that they keep their leading zeros.
    """

    key: str
    heading: str
    kind: Kind = "text"
    width: float | None = None
    hidden: bool = False


def clean_text(text: str) -> str:
    """`text` without what a workbook cannot hold; what is too long for a cell is cut and says so."""
    text = _FORBIDDEN.sub("", text)
    return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - len(_CUT)] + _CUT


def write_list(
    columns: Sequence[Column],
    rows: Iterable[Mapping[str, Any] | Sequence[Any]],
    *,
    path_or_buffer: Target,
    title: str = "",
    subtitle: str = "",
    sheet_name: str = "Danh sách",
) -> int:
    """Writes rows (mappings by key, or sequences in the order of `columns`) as they come; returns how many.

    Memory stays flat: rows may be a generator over a query. Dates are real dates; a value that does not fit its
    column's kind is written as text.

    Raises:
        SheetError: more rows than a sheet can hold.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(path_or_buffer, options) as book:
        sheet = book.add_worksheet(
            re.sub(r"[\[\]:*?/\\]", " ", clean_text(sheet_name))[:31].strip(" '") or None
        )
        base = {"font_name": FONT, "font_size": 11, "valign": "top"}
        formats = {kind: book.add_format(base | _cell_format(kind)) for kind in _WIDTHS}
        first = _write_top(book, sheet, base, columns, title, subtitle)
        count = 0
        for count, row in enumerate(rows, start=1):
            if first + count > MAX_ROWS:
                raise errors.too_many_rows(MAX_ROWS)
            _write_row(sheet, first + count - 1, columns, row, formats)
        sheet.autofilter(first - 1, 0, first - 1 + count, max(len(columns) - 1, 0))
    return count


def write_template(
    columns: Sequence[Column],
    *,
    guide: tuple[Sequence[Column], Iterable[Sequence[Any]]],
    path_or_buffer: Target,
) -> None:
    """A workbook to be filled: a sheet with headings only, whose columns keep dates and identifiers as typed, and a
    second sheet that explains them (`guide`: its columns and rows)."""
    with xlsxwriter.Workbook(path_or_buffer, {"strings_to_formulas": False}) as book:
        base = {"font_name": FONT, "font_size": 11, "valign": "top"}
        head = book.add_format(base | {"bold": True, "text_wrap": True, "border": 1, "bg_color": "#E7EDF5"})
        sheet = book.add_worksheet("Danh sách")
        for place, column in enumerate(columns):
            look = book.add_format(
                {"font_name": FONT, "font_size": 11, "num_format": NUMBER_FORMATS[column.kind]}
            )
            sheet.set_column(place, place, column.width or _WIDTHS[column.kind], look)
            sheet.write_string(0, place, column.heading, head)
        sheet.freeze_panes(1, 0)
        told = book.add_worksheet("Cách ghi")
        text = book.add_format(base | {"text_wrap": True})
        for place, column in enumerate(guide[0]):
            told.set_column(place, place, column.width or _WIDTHS[column.kind])
            told.write_string(0, place, column.heading, head)
        for index, row in enumerate(guide[1], start=1):
            for place, value in enumerate(row):
                told.write_string(index, place, clean_text(cell_text(value)), text)


def _cell_format(kind: str) -> dict[str, Any]:
    align = "right" if kind in _RIGHT else "center" if kind in ("date", "datetime") else "left"
    return {"num_format": NUMBER_FORMATS[kind], "align": align, "text_wrap": kind == "text", "border": 1}


def _write_top(
    book: xlsxwriter.Workbook,
    sheet: Worksheet,
    base: dict[str, Any],
    columns: Sequence[Column],
    title: str,
    subtitle: str,
) -> int:
    """Title, subtitle and header; answers the index of the first row of data."""
    widths = [column.width or _WIDTHS[column.kind] for column in columns]
    for place, (column, width) in enumerate(zip(columns, widths, strict=True)):
        sheet.set_column(place, place, width, None, {"hidden": column.hidden})
    top = 0
    for text, look in ((title, {"bold": True, "font_size": 14}), (subtitle, {"italic": True})):
        if text:
            sheet.write_string(top, 0, clean_text(text), book.add_format(base | look))
            top += 1
    heading = base | {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1}
    header_format = book.add_format(heading | {"bg_color": "#E7EDF5"})
    for place, column in enumerate(columns):
        sheet.write_string(top, place, clean_text(column.heading), header_format)
    sheet.freeze_panes(top + 1, 0)
    sheet.repeat_rows(top)
    sheet.set_paper(9)
    if sum(widths) > _PORTRAIT_WIDTH:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P/&N")
    return top + 1


def _write_row(
    sheet: Worksheet,
    index: int,
    columns: Sequence[Column],
    row: Mapping[str, Any] | Sequence[Any],
    formats: Mapping[str, Format],
) -> None:
    for place, column in enumerate(columns):
        value = row.get(column.key) if isinstance(row, Mapping) else row[place]
        look = formats[column.kind]
        if value is None or value == "":
            sheet.write_blank(index, place, None, look)
        elif column.kind in _RIGHT and is_number(value):
            sheet.write_number(index, place, value, look)
        elif column.kind in ("date", "datetime") and is_sheet_date(value):
            sheet.write_datetime(index, place, value, look)
        else:
            sheet.write_string(index, place, clean_text(cell_text(value)), look)


def is_number(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return False
    return math.isfinite(value)


def is_sheet_date(value: object) -> bool:
    if not isinstance(value, date):
        return False
    return (value.date() if isinstance(value, datetime) else value) >= _FIRST_DATE


_THIN = Side(style="thin", color="000000")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
Align = Literal["left", "center", "right", "justify"]


class StyledBook:
    """One A4 sheet laid out like a paper form: Times New Roman, merged headers, borders, a repeated head in print.

    Margins are those of Nghị định 30/2020. Cells are named as in the sheet ("B3"), ranges ("B3:D3") are merged.
    """

    def __init__(
        self, title: str, *, landscape: bool = False, widths: Mapping[str, float] | None = None
    ) -> None:
        self.book = openpyxl.Workbook()
        self.sheet = self.book.active
        self.sheet.title = re.sub(r"[\[\]:*?/\\]", " ", title)[:31]
        for letter, width in (widths or {}).items():
            self.sheet.column_dimensions[letter].width = width
        setup = self.sheet.page_setup
        setup.paperSize = self.sheet.PAPERSIZE_A4
        setup.orientation = "landscape" if landscape else "portrait"
        setup.fitToWidth, setup.fitToHeight = 1, 0
        self.sheet.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(
            fitToPage=True
        )
        margins = self.sheet.page_margins
        margins.top = margins.bottom = 20 / 25.4
        margins.left, margins.right = 30 / 25.4, 15 / 25.4

    def put(
        self,
        place: str,
        value: object,
        *,
        bold: bool = False,
        italic: bool = False,
        size: float = 11,
        align: Align = "left",
        border: bool = False,
        number_format: str | None = None,
    ) -> None:
        """Writes `value` into a cell, or into a range that is merged for it."""
        cells = self.sheet[place] if ":" in place else ((self.sheet[place],),)
        if ":" in place:
            self.sheet.merge_cells(place)
        if border:
            for row in cells:
                for cell in row:
                    cell.border = _BOX
        first = cells[0][0]
        _set(first, value)
        first.font = Font(name=FONT, size=size, bold=bold, italic=italic)
        first.alignment = Alignment(horizontal=align, vertical="center", wrap_text=True)
        if number_format:
            first.number_format = number_format

    def header(self, headings: Mapping[str, str]) -> None:
        """A table's head: headings by cell or range."""
        for place, heading in headings.items():
            self.put(place, heading, bold=True, align="center", border=True)

    def rows(
        self,
        first_row: int,
        rows: Iterable[Sequence[object]],
        *,
        aligns: Sequence[Align] = (),
        bold: bool = False,
    ) -> int:
        """Bordered rows of a table from column A on; answers the number of the next row.

        Numbers stand right, the rest left, where `aligns` does not say otherwise.
        """
        font = Font(name=FONT, size=11, bold=bold)
        looks = {
            side: Alignment(horizontal=side, vertical="center", wrap_text=True) for side in get_args(Align)
        }
        number = first_row
        for number, values in enumerate(rows, start=first_row):
            for column, value in enumerate(values, start=1):
                cell = self.sheet.cell(number, column)
                _set(cell, value)
                side = (
                    aligns[column - 1] if column <= len(aligns) else "right" if is_number(value) else "left"
                )
                cell.font, cell.border, cell.alignment = font, _BOX, looks[side]
            first_row = number + 1
        return first_row

    def repeat_rows(self, first: int, last: int) -> None:
        """Rows printed again on top of every page."""
        self.sheet.print_title_rows = f"{first}:{last}"

    def save(self, path_or_buffer: Target) -> None:
        self.book.save(path_or_buffer)


def _set(cell: Cell, value: object) -> None:
    """Text stays text even where it begins like a formula; dates show as dd/mm/yyyy."""
    if isinstance(value, date):
        if is_sheet_date(value):
            cell.value = value
            cell.number_format = NUMBER_FORMATS["datetime" if isinstance(value, datetime) else "date"]
            return
        value = cell_text(value)
    if value is None or is_number(value):
        cell.value = value
        return
    cell.value = clean_text(value if isinstance(value, str) else cell_text(value))
    cell.data_type = "s"
