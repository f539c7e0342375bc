"""The roster as an Excel form after Nghị định 30/2020: letterhead, title, table, signatures."""

from collections.abc import Iterable
from dataclasses import astuple
from io import BytesIO

from communes.models import Agency
from sheets.forms import FormBook, FormSheet, Look
from teams.rosters.rows import RosterOf, RosterRow, signing
from vietnam.dates import format_date, legal_date

TITLE = "DANH SÁCH TRÍCH NGANG THÀNH VIÊN TỔ BẢO VỆ AN NINH, TRẬT TỰ"
#: Heading, its second row ("" = one heading over both), width, whether centred.
COLUMNS = (
    ("STT", "", 5, True), ("Họ và tên", "", 24, False), ("Ngày sinh", "Nam", 11, True), ("Ngày sinh", "Nữ", 11, True),
    ("Số CCCD", "", 15, True), ("Quê quán, nơi ở", "", 28, False), ("Dân tộc", "", 10, True),
    ("Tôn giáo", "", 10, True), ("Trình độ", "", 16, True), ("Đảng viên", "", 7, True), ("Chức danh", "", 11, True),
    ("Tổ", "", 20, False), ("Ngày tham gia", "", 12, True), ("Số quyết định", "", 16, True),
)  # fmt: skip
_HEAD = Look(bold=True, align="center", border=True)
_CENTRED, _TEXT = Look(align="center", border=True), Look(border=True)
_LEFT, _RIGHT = 6, 8


def roster_workbook(of: RosterOf, agency: Agency, rows: Iterable[RosterRow]) -> tuple[bytes, int]:
    """The file, and how many members stand in it."""
    buffer = BytesIO()
    with FormBook(buffer) as book:
        sheet = book.sheet("Trích ngang", landscape=True, widths=[width for *_, width, _ in COLUMNS])
        _top(sheet, of, agency)
        count = _table(sheet, 8, rows)
        _foot(sheet, 9 + count + 1, of, agency)
    return buffer.getvalue(), count


def _top(sheet: FormSheet, of: RosterOf, agency: Agency) -> None:
    parent, own = agency.heading_lines
    sheet.put(0, 0, parent, Look(align="center", size=12), columns=_LEFT)
    sheet.put(1, 0, own, Look(bold=True, align="center", size=12), columns=_LEFT)
    nation = Look(bold=True, align="center", size=12)
    sheet.put(0, _LEFT, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", nation, columns=_RIGHT)
    motto = Look(bold=True, align="center", size=13)
    sheet.put(1, _LEFT, "Độc lập - Tự do - Hạnh phúc", motto, columns=_RIGHT)
    sheet.put(3, 0, TITLE, Look(bold=True, align="center", size=14), columns=len(COLUMNS))
    told = f"{of.name}, tính đến ngày {format_date(of.on)}"
    sheet.put(4, 0, told, Look(italic=True, align="center", size=13), columns=len(COLUMNS))
    for place, (over, under, _, _) in enumerate(COLUMNS):
        if not under:
            sheet.put(6, place, over, _HEAD, rows=2)
            continue
        if under == "Nam":
            sheet.put(6, place, over, _HEAD, columns=2)
        sheet.put(7, place, under, _HEAD)
    sheet.repeat_rows(6, 7)


def _table(sheet: FormSheet, first: int, rows: Iterable[RosterRow]) -> int:
    looks = {place: _CENTRED for place, (*_, centred) in enumerate(COLUMNS) if centred}
    count = 0
    for count, row in enumerate(rows, start=1):
        sheet.line(first + count - 1, astuple(row), looks, _TEXT)
    return count


def _foot(sheet: FormSheet, row: int, of: RosterOf, agency: Agency) -> None:
    place = Look(italic=True, align="center", size=13)
    sheet.put(row, _LEFT, f"{agency.place}, {legal_date(of.on)}", place, columns=_RIGHT)
    bold = Look(bold=True, align="center", size=13)
    sheet.put(row + 1, 0, "NGƯỜI LẬP BIỂU", bold, columns=_LEFT)
    sheet.put(row + 1, _LEFT, signing(of), bold, columns=_RIGHT)
