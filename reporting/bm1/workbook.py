"""The form as an Excel workbook: the table, and the sheet "Kiểm tra" with what is to be mended."""

from io import BytesIO

from reporting.bm1.checks import Judgement
from reporting.bm1.figures import Bm1, rows_for_print
from reporting.bm1.form import (
    CODES,
    COLUMNS,
    ENCLOSED,
    FIRST_COLUMNS,
    NAME,
    TITLE,
    TOTAL,
    header_cells,
    number_row,
)
from sheets.forms import FormBook, FormSheet, Look

CHECKS = "Kiểm tra"
_HEAD = Look(bold=True, size=10, align="center", border=True)
_NUMBERS = Look(italic=True, size=10, align="center", border=True)
_FIGURE = Look(align="center", border=True, number_format="#,##0")
_TOTAL = Look(bold=True, align="center", border=True, number_format="#,##0")
_TEXT = Look(border=True)
#: Rows of the sheet, from 0: the header begins here, below the title.
HEADER = 4


def bm1_workbook(table: Bm1, judged: Judgement) -> bytes:
    """Both sheets; the figures are numbers, the totals sums with their values."""
    buffer = BytesIO()
    with FormBook(buffer) as book:
        widths = [*(width for _, width in FIRST_COLUMNS), *(column.width for column in COLUMNS)]
        _table(book.sheet("BM1", landscape=True, widths=widths), table)
        _checks(book.sheet(CHECKS, landscape=True, widths=(6, 26, 24, 32, 70)), table, judged)
    return buffer.getvalue()


def _table(sheet: FormSheet, table: Bm1) -> None:
    width = len(FIRST_COLUMNS) + len(COLUMNS)
    sheet.put(0, width - 4, NAME, Look(bold=True, align="right"), columns=4)
    sheet.put(1, 0, TITLE, Look(bold=True, size=14, align="center"), columns=width)
    sheet.put(2, 0, f"{table.unit}. {table.days}", Look(bold=True, align="center"), columns=width)
    sheet.put(3, 0, ENCLOSED, Look(italic=True, align="center"), columns=width)
    for cell in header_cells():
        sheet.put(HEADER + cell.row, cell.column, cell.text, _HEAD, rows=cell.rows, columns=cell.columns)
    for row, points in ((HEADER, 32), (HEADER + 1, 54), (HEADER + 2, 54)):
        sheet.height(row, points)
    numbers = HEADER + 3
    sheet.line(numbers, number_row(), {}, _NUMBERS)
    sheet.repeat_rows(HEADER, numbers)
    row = first = numbers + 1
    for place, name, values in rows_for_print(table):
        sheet.line(row, (place, name, *values), {1: _TEXT}, _FIGURE)
        row += 1
    sheet.put(row, 0, TOTAL, _TOTAL, columns=len(FIRST_COLUMNS))
    for place, code in enumerate(CODES, start=len(FIRST_COLUMNS)):
        value = table.totals[code]
        if value is None:
            sheet.put(row, place, None, _TOTAL)
        else:
            sheet.total(row, place, first, row - 1, value, _TOTAL)


def _checks(sheet: FormSheet, table: Bm1, judged: Judgement) -> None:
    sheet.put(0, 0, f"KIỂM TRA {NAME.upper()}", Look(bold=True, size=14), columns=5)
    sheet.put(1, 0, f"{table.unit}. {table.days}", Look(), columns=5)
    row = _part(
        sheet, 3, "Đối chiếu không khớp", ("STT", "Xã, phường", "Quy tắc", "", "Nội dung"),
        [(finding.unit or "Toàn biểu", finding.rule, "", finding.text) for finding in judged.failures],
        "Các dòng đều khớp.",
    )  # fmt: skip
    row = _part(
        sheet, row + 1, "Thành viên thiếu dữ liệu", ("STT", "Xã, phường", "Tổ", "Họ và tên", "Cần bổ sung"),
        [(defect.commune, defect.team, defect.name, defect.lacking) for defect in judged.defects],
        "Không có thành viên thiếu dữ liệu.",
    )  # fmt: skip
    _part(
        sheet, row + 1, "Ghi chú", ("STT", "Xã, phường", "", "", "Nội dung"),
        [(note.unit, "", "", note.text) for note in judged.notes], "Không có ghi chú.",
    )  # fmt: skip


def _part(sheet: FormSheet, row: int, title: str, head: tuple, lines: list[tuple], nothing: str) -> int:
    """One list of the sheet; gives the row after it."""
    sheet.put(row, 0, title, Look(bold=True, size=12), columns=5)
    if not lines:
        sheet.put(row + 1, 0, nothing, Look(italic=True), columns=5)
        return row + 2
    sheet.line(row + 1, head, {}, _HEAD)
    for place, line in enumerate(lines, start=1):
        sheet.line(row + 1 + place, (place, *line), {0: _FIGURE}, _TEXT)
    return row + 2 + len(lines)
