"""Rosters as communes keep them, made by script: the shapes at the end of the ministry's form, and worse."""

import io
import zipfile
from datetime import date

import openpyxl

HEAD = (
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "CCCD", "Dân tộc", "Trình độ", "Chức vụ", "Tổ", "Ngày tham gia",
)  # fmt: skip
JOINED = date(2025, 8, 1)


def hung(**changes) -> tuple:
    """A new member of Thanh Lương."""
    return _row(1, "Hồ Sỹ Hùng", date(1985, 3, 4), "Nam", "044085000001", "Thanh Lương", changes)


def lan(**changes) -> tuple:
    """A new member of Tô Xá."""
    return _row(2, "Mai Thị Lan", date(1990, 6, 7), "Nữ", "044190000002", "Tô Xá", changes)


def _row(number, name, born, sex, citizen_id, team, changes) -> tuple:
    row = dict(
        zip(HEAD, (number, name, born, sex, citizen_id, "Kinh", "THPT", "Tổ viên", team, JOINED), strict=True)
    )
    return tuple({**row, **changes}.values())


def saved(made) -> bytes:
    """The bytes of an openpyxl workbook."""
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def book(*rows, fill=None, name="Danh sách") -> bytes:
    """An .xlsx of these rows; `fill(sheet, book)` may change it before it is saved."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = name
    for row in rows:
        sheet.append(row)
    if fill:
        fill(sheet, made)
    return saved(made)


def roster(*people, head=HEAD, **options) -> bytes:
    """A plain roster under one header row."""
    return book(head, *people, **options)


def commune_roster() -> bytes:
    """Title rows, a header of two rows with merged cells and the pair Nam | Nữ, column numbers, text dates, a bare
    year, numbers that lost their zeros, decomposed Unicode, stray spaces, a total and signatures."""
    rows = [
        ("UBND XÃ QUẢNG TRẠCH",),
        ("DANH SÁCH THÀNH VIÊN TỔ BẢO VỆ ANTT",),
        (),
        ("STT", "Họ và tên", "Ngày sinh", None, "CCCD", "Số điện thoại", "Địa chỉ / Thôn", "Dân tộc", "Tôn giáo",
         "Trình độ", "Chức vụ", "Tổ", "Ngày tham gia", "Ngày thôi tham gia", "Ghi chú"),
        (None, None, "Nam", "Nữ"),
        tuple(range(1, 16)),
        (1, "  Hồ  Sỹ Hùng ", "4/3/1985", None, 44085000001, 912345678, "Thanh Lương", "kinh", "Không", "12/12",
         "tổ viên", "Tổ Thanh Lương", "01-08-2025", None, None),
        (2, "Mai Thị Lan", None, 1990, "044 190 000 002", "0912.345.679", "Thôn Tô Xá", "Bru-Vân Kiều", None,
         "Trung cấp Luật", "TỔ VIÊN", "tô xá", date(2025, 8, 1), date(2026, 3, 1), "xin thôi"),
        (None, "Tổng cộng: 02 người"),
        (None, None, None, None, None, None, None, None, "Quảng Trạch, ngày 05 tháng 8 năm 2026"),
        (None, "Người lập", None, None, None, None, None, None, "TRƯỞNG CÔNG AN XÃ"),
    ]  # fmt: skip

    def merge(sheet, _book):
        sheet.merge_cells("C4:D4")
        for column in "ABEFGHIJKLMNO":
            sheet.merge_cells(f"{column}4:{column}5")

    return book(*rows, fill=merge)


def bomb() -> bytes:
    """A small file that unpacks to a gigabyte."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(300):
                part.write(b" " * 2**20)
    return buffer.getvalue()
