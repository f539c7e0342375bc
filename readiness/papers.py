"""The allowance sheet as a workbook in the form Phòng Kinh tế pays on."""

from io import BytesIO

from readiness.models import AllowanceLine, AllowanceSheet
from sheets.writing import StyledBook

#: Heading, width, attribute of a line ("" = left empty to be signed); numbers are summed.
COLUMNS: tuple[tuple[str, float, str], ...] = (
    ("STT", 5, "number"), ("Họ và tên", 22, "full_name"), ("Chức danh", 10, "position_name"), ("Tổ", 16, "team_name"),
    ("Mức hỗ trợ tháng", 12, "basic_level"), ("Số ngày tham gia", 8, "days"), ("Hỗ trợ thường xuyên", 12, "basic"),
    ("Số đêm, ngày nghỉ được chi", 9, "duty_days"), ("Tiền bồi dưỡng", 11, "duty"), ("Ngày công tăng thêm", 11, "area"),
    ("Hỗ trợ BHXH", 11, "social"), ("Hỗ trợ BHYT", 11, "health"), ("Điều chỉnh, bổ sung", 11, "adjustment"),
    ("Tổng cộng", 13, "total"), ("Ký nhận", 12, ""),
)  # fmt: skip
SUMMED = ("basic", "duty_days", "duty", "area", "social", "health", "adjustment", "total")
MONEY = ("basic_level", "basic", "duty", "area", "social", "health", "adjustment", "total")
SIGNERS = ("NGƯỜI LẬP", "TRƯỞNG CÔNG AN XÃ", "PHÒNG KINH TẾ", "CHỦ TỊCH UBND XÃ")
_HEAD = 6


def sums(lines: list[AllowanceLine]) -> dict[str, int]:
    """The totals of the columns that are summed."""
    return {name: sum(getattr(line, name) for line in lines) for name in SUMMED}


def workbook(sheet: AllowanceSheet, lines: list[AllowanceLine]) -> BytesIO:
    """The sheet as an Excel file."""
    letters = [chr(ord("A") + place) for place in range(len(COLUMNS))]
    widths = {letter: width for letter, (_, width, _) in zip(letters, COLUMNS, strict=True)}
    book, last = StyledBook("Bảng chi chế độ", landscape=True, widths=widths), letters[-1]
    book.put("A1:F1", sheet.commune.name.upper(), bold=True, align="center")
    book.put(f"H1:{last}1", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, align="center")
    book.put(f"H2:{last}2", "Độc lập - Tự do - Hạnh phúc", bold=True, align="center")
    title = "BẢNG CHI CHẾ ĐỘ LỰC LƯỢNG THAM GIA BẢO VỆ AN NINH, TRẬT TỰ Ở CƠ SỞ"
    book.put(f"A4:{last}4", title, bold=True, size=13, align="center")
    book.put(f"A5:{last}5", f"Tháng {sheet.month:%m/%Y}. Đơn vị tính: đồng", italic=True, align="center")
    book.header(
        {f"{letter}{_HEAD}": heading for letter, (heading, _, _) in zip(letters, COLUMNS, strict=True)}
    )
    after = book.rows(_HEAD + 1, [_row(number, line) for number, line in enumerate(lines, start=1)])
    total = sums(lines)
    after = book.rows(
        after, [["", "TỔNG CỘNG", *(total.get(name, "") for _, _, name in COLUMNS[2:])]], bold=True
    )
    for letter, (_, _, name) in zip(letters, COLUMNS, strict=True):
        if name in MONEY:
            for row in range(_HEAD + 1, after):
                book.sheet[f"{letter}{row}"].number_format = "#,##0"
    book.put(f"A{after}:{last}{after}", f"Bằng chữ: {sheet.total_words}.", italic=True)
    for place, signer in zip(("A{0}:C{0}", "D{0}:G{0}", "H{0}:K{0}", "L{0}:O{0}"), SIGNERS, strict=True):
        book.put(place.format(after + 2), signer, bold=True, align="center")
    book.repeat_rows(_HEAD, _HEAD)
    buffer = BytesIO()
    book.save(buffer)
    buffer.seek(0)
    return buffer


def _row(number: int, line: AllowanceLine) -> list[object]:
    facts = {"number": number, "position_name": line.get_position_display(), "": ""}
    return [facts[name] if name in facts else getattr(line, name) for _, _, name in COLUMNS]
