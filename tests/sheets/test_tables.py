from datetime import date, datetime
from pathlib import Path

import pytest

from sheets.reading import Row, read_workbook
from sheets.tables import ROW_NUMBER, cell_text, find_header, heading_key, table

WANTED = {
    "full_name": ["Họ và tên", "Họ tên"],
    "birth_date": ["Ngày sinh"],
    "born_male": ["Ngày sinh Nam", "Năm sinh Nam"],
    "born_female": ["Ngày sinh Nữ", "Năm sinh Nữ"],
    "citizen_id": ["CCCD", "Số định danh"],
    "team": ["Tổ"],
}


def rows(*lines, first=1):
    """Rows as the reader gives them: blank ones left out, the others with their number."""
    return [Row(number, tuple(cells)) for number, cells in enumerate(lines, start=first) if any(cells)]


def test_the_header_is_found_under_title_rows():
    book = read_workbook((Path(__file__).parent / "files" / "roster.xlsx").read_bytes(), "roster.xlsx")
    sheet = book.sheet("Danh sách")
    header = find_header(sheet.rows, WANTED)
    assert (header.first_row, header.last_row) == (4, 4)
    assert header.columns == {1: "full_name", 2: "birth_date", 3: "citizen_id", 4: "team"}
    assert [header.headings[column] for column in header.unknown] == ["STT"]


def test_rows_come_as_fields_with_the_number_of_the_sheet():
    lines = rows(
        ["Họ tên", "Tổ", "Ghi chú"], ["An", "Tổ 1"], [], ["Bình"], [None, None, "chỉ có ghi chú"], first=3
    )
    found = list(table(lines, find_header(lines, WANTED)))
    assert found == [
        {ROW_NUMBER: 4, "full_name": "An", "team": "Tổ 1"},
        {ROW_NUMBER: 6, "full_name": "Bình", "team": None},
    ]


def test_headings_match_without_accents_case_hyphens_spaces_and_notes():
    lines = rows(["HỌ VÀ  TÊN (*)", "so dinh-danh:", "Tổ (ghi tên Tổ)", "Ngày sinh\n(dd/mm/yyyy)"])
    assert find_header(lines, WANTED).columns == {0: "full_name", 1: "citizen_id", 2: "team", 3: "birth_date"}


def test_a_merged_header_of_two_rows_is_read_as_one():
    lines = rows(
        ["DANH SÁCH"],
        ["STT", "Họ và tên", "Ngày sinh", None, "CCCD"],
        [None, None, "Nam", "Nữ", None],
        [1, "Nguyễn Văn An", "5/2/80", None, "031085000123"],
    )
    header = find_header(lines, WANTED)
    assert (header.first_row, header.last_row) == (2, 3)
    assert header.columns == {1: "full_name", 2: "born_male", 3: "born_female", 4: "citizen_id"}
    assert [row[ROW_NUMBER] for row in table(lines, header)] == [4]


def test_a_single_header_row_is_not_joined_with_the_data_under_it():
    lines = rows(["Họ và tên", "Tổ"], ["An", None], ["Bình", "Tổ 1"])
    header = find_header(lines, WANTED)
    assert (header.first_row, header.last_row) == (1, 1)


def test_a_title_right_above_the_header_is_no_part_of_it():
    lines = rows(["DANH SÁCH"], ["Họ và tên", "Tổ"], ["An", "Tổ 1"])
    header = find_header(lines, WANTED)
    assert (header.first_row, header.headings) == (2, {0: "Họ và tên", 1: "Tổ"})


def test_rows_with_a_gap_between_are_no_header_of_two_rows():
    lines = rows([None, "Ngày sinh", None], [], ["Họ và tên", "Nam", "Nữ"])
    assert find_header(lines, WANTED) is None


def test_a_repeated_heading_is_reported_and_the_first_is_read():
    lines = rows(["Họ tên", "Tổ", "Họ và tên"], ["An", "1", "Bình"])
    header = find_header(lines, WANTED)
    assert header.repeated == (2,)
    assert list(table(lines, header)) == [{ROW_NUMBER: 2, "full_name": "An", "team": "1"}]


def test_no_header_is_none():
    assert find_header([], WANTED) is None
    assert find_header(rows(["a", "b"]), WANTED) is None
    assert find_header(rows(["Họ và tên", "khác"]), WANTED) is None
    assert find_header(rows(["Họ và tên"]), {}) is None
    assert find_header(rows(["Họ và tên"]), {"full_name": ["Họ và tên"]}).columns == {0: "full_name"}


def test_a_header_below_the_tenth_row_is_not_looked_for():
    assert find_header(rows(*[[f"dòng {n}"] for n in range(10)], ["Họ tên", "Tổ"]), WANTED) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("x ", "x "),
        (12.0, "12"),
        (1.5, "1.5"),
        (True, "Có"),
        (False, "Không"),
        (date(1980, 2, 5), "05/02/1980"),
        (datetime(1980, 2, 5), "05/02/1980"),
        (datetime(1980, 2, 5, 7, 30), "05/02/1980 07:30"),
    ],
)
def test_cell_text(value, text):
    assert cell_text(value) == text


def test_heading_key():
    assert heading_key("Đơn vị – Số 1") == "donviso1"
