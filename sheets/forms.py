"""Printed forms of several sheets whose totals are formulas that carry their value.

`sheets.writing.StyledBook` is for forms of one sheet of plain values. Here a total stays alive in Excel (change a row,
and it follows) and is there for every reader of values, too: the formula is stored with its result.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import TracebackType

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell

from sheets.tables import cell_text
from sheets.writing import FONT, NUMBER_FORMATS, Align, Target, clean_text, is_number, is_sheet_date


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks."""

    bold: bool = False
    italic: bool = False
    size: float = 11
    align: Align = "left"
    border: bool = False
    number_format: str = ""


class FormBook:
    """A workbook of forms; use it as a context manager, the file is there when it ends."""

    def __init__(self, path_or_buffer: Target) -> None:
        options = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
        self.book = xlsxwriter.Workbook(path_or_buffer, options)
        self._formats: dict[Look, Format] = {}

    def __enter__(self) -> FormBook:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.book.close()

    def sheet(self, title: str, *, landscape: bool = False, widths: Sequence[float] = ()) -> FormSheet:
        """A new A4 sheet, one page wide, with the margins of Nghị định 30/2020; `widths` in characters."""
        return FormSheet(self, title, landscape, widths)

    def format(self, look: Look) -> Format:
        """The workbook's format of a look, made once."""
        if look not in self._formats:
            self._formats[look] = self.book.add_format(
                {
                    "font_name": FONT, "font_size": look.size, "bold": look.bold, "italic": look.italic,
                    "align": "justify" if look.align == "justify" else look.align, "valign": "vcenter",
                    "text_wrap": True, "border": int(look.border), "num_format": look.number_format or "General",
                }
            )  # fmt: skip
        return self._formats[look]


class FormSheet:
    """One sheet; rows and columns count from 0."""

    def __init__(self, book: FormBook, title: str, landscape: bool, widths: Sequence[float]) -> None:
        self.book = book
        self.sheet = book.book.add_worksheet(re.sub(r"[\[\]:*?/\\]", " ", clean_text(title))[:31].strip(" '"))
        for place, width in enumerate(widths):
            self.sheet.set_column(place, place, width)
        self.sheet.set_paper(9)
        if landscape:
            self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=30 / 25.4, right=15 / 25.4, top=20 / 25.4, bottom=20 / 25.4)
        self.sheet.set_footer(f'&C&"{FONT}"&P/&N')

    def put(
        self,
        row: int,
        column: int,
        value: object,
        look: Look | None = None,
        *,
        rows: int = 1,
        columns: int = 1,
    ) -> None:
        """Write a value; over several cells these are merged."""
        look = look or Look()
        if rows > 1 or columns > 1:
            # The corner is written again below, as what it is: merge_range guesses from the text.
            self.sheet.merge_range(
                row, column, row + rows - 1, column + columns - 1, "", self.book.format(look)
            )
        self._write(row, column, value, look)

    def line(self, row: int, values: Sequence[object], looks: Mapping[int, Look], usual: Look) -> None:
        """A row from column 0 on; `looks` by column, else `usual`."""
        for column, value in enumerate(values):
            self._write(row, column, value, looks.get(column, usual))

    def total(self, row: int, column: int, first_row: int, last_row: int, value: float, look: Look) -> None:
        """The sum of the cells above in that column, with its value; without any rows just the value."""
        if last_row < first_row:
            self._write(row, column, value, look)
            return
        cells = f"{xl_rowcol_to_cell(first_row, column)}:{xl_rowcol_to_cell(last_row, column)}"
        self.sheet.write_formula(row, column, f"=SUM({cells})", self.book.format(look), value)

    def height(self, row: int, points: float) -> None:
        """The height of a row whose wrapped text would not show."""
        self.sheet.set_row(row, points)

    def repeat_rows(self, first: int, last: int) -> None:
        """Rows printed again on top of every page, and kept in sight on the screen."""
        self.sheet.repeat_rows(first, last)
        self.sheet.freeze_panes(last + 1, 0)

    def _write(self, row: int, column: int, value: object, look: Look) -> None:
        """Text stays text even where it begins like a formula; dates are dates."""
        if value is None or value == "":
            self.sheet.write_blank(row, column, None, self.book.format(look))
        elif is_number(value):
            self.sheet.write_number(row, column, value, self.book.format(look))
        elif isinstance(value, date) and is_sheet_date(value):
            kind = "datetime" if isinstance(value, datetime) else "date"
            dated = Look(
                look.bold, look.italic, look.size, look.align, look.border,
                look.number_format or NUMBER_FORMATS[kind],
            )  # fmt: skip
            self.sheet.write_datetime(row, column, value, self.book.format(dated))
        else:
            text = value if isinstance(value, str) else cell_text(value)
            self.sheet.write_string(row, column, clean_text(text), self.book.format(look))
