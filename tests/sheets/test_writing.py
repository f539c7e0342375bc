import io
import unicodedata
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets.reading import read_workbook
from sheets.tables import find_header, table
from sheets.writing import MAX_TEXT, Column, StyledBook, clean_text, write_list

COLUMNS = [
    Column("name", "Họ và tên"),
    Column("cccd", "CCCD"),
    Column("born", "Ngày sinh", "date"),
    Column("count", "Số buổi", "integer"),
    Column("money", "Số tiền", "number", width=16),
    Column("share", "Tỷ lệ", "percent"),
    Column("at", "Lúc", "datetime"),
]
FORMULAS = ["=1+1", "+84912345678", "-1", "@SUM(A1)", "{=1}", "=HYPERLINK(1)", "http://a.vn", "mailto:a@b.vn"]


def written(rows, columns=COLUMNS, **options):
    buffer = io.BytesIO()
    write_list(columns, rows, path_or_buffer=buffer, **options)
    return buffer.getvalue()


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content)).active


def test_a_list_has_title_header_and_typed_cells():
    row = {
        "name": "Nguyễn Văn An",
        "cccd": "031085000123",
        "born": date(1980, 2, 5),
        "count": 3,
        "money": Decimal("1234.5"),
        "share": 0.816,
        "at": datetime(2026, 11, 21, 7, 30),
    }
    sheet = opened(written([row], title="DANH SÁCH", subtitle="Xã Quảng Trạch"))
    assert (sheet["A1"].value, sheet["A2"].value, sheet["B3"].value) == (
        "DANH SÁCH",
        "Xã Quảng Trạch",
        "CCCD",
    )
    assert [cell.value for cell in sheet[4]] == [
        "Nguyễn Văn An",
        "031085000123",
        datetime(1980, 2, 5),
        3,
        1234.5,
        0.816,
        datetime(2026, 11, 21, 7, 30),
    ]
    assert [cell.number_format for cell in sheet[4]][:3] == ["@", "@", "dd/mm/yyyy"]
    assert [cell.alignment.horizontal for cell in sheet[4]][2:5] == ["center", "right", "right"]
    assert sheet.freeze_panes == "A4"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.auto_filter.ref == "A3:G4"
    assert sheet.column_dimensions["E"].width == pytest.approx(16.7, abs=0.1)
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")


def test_rows_may_be_sequences_from_a_generator_and_are_counted():
    buffer = io.BytesIO()
    count = write_list(COLUMNS[:2], ((f"Người {n}", str(n)) for n in range(3)), path_or_buffer=buffer)
    assert count == 3
    assert opened(buffer.getvalue())["A4"].value == "Người 2"


def test_a_list_may_be_written_to_a_file(tmp_path):
    path = tmp_path / "danh-sach.xlsx"
    write_list(COLUMNS[:1], [["An"]], path_or_buffer=path, sheet_name="Tổ: 1/2 [A]")
    assert openpyxl.load_workbook(path).sheetnames == ["Tổ  1 2  A"]


def test_an_empty_list_still_has_its_header():
    sheet = opened(written([]))
    assert sheet.max_row == 1
    assert sheet["A1"].value == "Họ và tên"


@pytest.mark.parametrize("text", FORMULAS)
def test_what_begins_like_a_formula_stays_text(text):
    cell = opened(written([[text]], COLUMNS[:1]))["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


@pytest.mark.parametrize("kind", ["integer", "number", "percent", "date", "datetime"])
@pytest.mark.parametrize("text", ["=1+1", "chưa rõ"])
def test_text_in_a_column_of_another_kind_stays_text(kind, text):
    cell = opened(written([[text]], [Column("x", "X", kind)]))["A2"]
    assert (cell.value, cell.data_type) == (text, "s")


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("date", date(1899, 5, 1), "01/05/1899"),
        ("date", date(1900, 1, 1), "01/01/1900"),
        ("number", float("nan"), "nan"),
        ("number", float("inf"), "inf"),
        ("integer", True, "Có"),
        ("text", 12.0, "12"),
        ("text", date(1980, 2, 5), "05/02/1980"),
    ],
)
def test_values_that_a_column_cannot_hold_are_written_as_text(kind, value, text):
    assert opened(written([[value]], [Column("x", "X", kind)]))["A2"].value == text


def test_control_characters_are_dropped_and_long_text_says_that_it_is_cut():
    assert clean_text("A\x00B\x0bC\ud800D\ufffe") == "ABCD"
    assert clean_text("một\ndòng\tkhác") == "một\ndòng\tkhác"
    cut = clean_text("x" * 40_000)
    assert len(cut) == MAX_TEXT
    assert cut.endswith("[đã cắt, ô chỉ chứa được 32.767 ký tự]")


TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=40
).filter(lambda text: not text.isspace())
DAYS = st.dates(date(1900, 3, 1), date(2100, 12, 31))
RECORDS = st.lists(st.tuples(TEXT, DAYS | st.none(), st.integers(-(10**9), 10**9) | st.none()), max_size=8)


@settings(deadline=None, max_examples=60)
@given(RECORDS)
def test_a_written_list_is_read_back(records):
    columns = [
        Column("name", "Họ và tên"),
        Column("born", "Ngày sinh", "date"),
        Column("count", "Số", "integer"),
    ]
    sheet = read_workbook(written(records, columns, title="DANH SÁCH"), "a.xlsx").sheets[0]
    header = find_header(sheet.rows, {column.key: [column.heading] for column in columns})
    assert header.last_row == 2
    expected = [
        (3 + n, unicodedata.normalize("NFC", name), born, count)
        for n, (name, born, count) in enumerate(records)
    ]
    assert [tuple(row.values()) for row in table(sheet.rows, header)] == expected


def test_a_form_has_merged_headers_borders_and_a4_paper():
    form = StyledBook("Biểu mẫu 01", landscape=True, widths={"A": 5, "B": 30})
    form.put("A1:D1", "THỐNG KÊ", bold=True, size=14, align="center")
    form.header({"A3:A4": "STT", "B3:B4": "Tên xã", "C3:D3": "Giới tính", "C4": "Nam", "D4": "Nữ"})
    after = form.rows(5, [[1, "Xã Quảng Trạch", 12, 3], [2, "=1+1", None, Decimal("0.5")]], aligns=["center"])
    after = form.rows(after, [["", "TỔNG CỘNG", 12, 3]], bold=True)
    form.repeat_rows(3, 4)
    buffer = io.BytesIO()
    form.save(buffer)

    sheet = opened(buffer.getvalue())
    assert after == 8
    assert {str(merged) for merged in sheet.merged_cells.ranges} == {"A1:D1", "A3:A4", "B3:B4", "C3:D3"}
    assert (sheet["A1"].font.name, sheet["A1"].font.size, sheet["A1"].font.bold) == (
        "Times New Roman",
        14,
        True,
    )
    assert sheet["A4"].border.bottom.style == "thin"
    assert sheet["D3"].border.right.style == "thin"
    assert (sheet["B6"].value, sheet["B6"].data_type) == ("=1+1", "s")
    assert [sheet.cell(5, n).alignment.horizontal for n in (1, 2, 3)] == ["center", "left", "right"]
    assert sheet["B7"].font.bold
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.print_title_rows == "$3:$4"
    assert sheet.column_dimensions["B"].width == 30


def test_a_form_without_rows_gives_back_its_first_row():
    assert StyledBook("x").rows(5, []) == 5


def test_dates_in_a_form_are_dates():
    form = StyledBook("x")
    form.put("A1", date(2026, 11, 21))
    form.put("A2", date(1899, 1, 1))
    form.put("A3", "a\x00b")
    assert (form.sheet["A1"].number_format, form.sheet["A2"].value) == ("dd/mm/yyyy", "01/01/1899")
    assert form.sheet["A3"].value == "ab"
