import csv
import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets.errors import SheetError
from sheets.reading import read_workbook

FILES = Path(__file__).parent / "files"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ROSTER = (FILES / "roster.xlsx").read_bytes()


def workbook(fill):
    book = openpyxl.Workbook()
    fill(book.active)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def repacked(content, change):
    """The same zip with its parts changed: `change` gets and returns a dict of bytes by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in change(parts).items():
            archive.writestr(name, data)
    return buffer.getvalue()


def with_sheet_xml(xml):
    return repacked(ROSTER, lambda parts: parts | {"xl/worksheets/sheet1.xml": xml})


def refusal(content, filename="danh-sach.xlsx", **limits):
    with pytest.raises(SheetError) as refused:
        read_workbook(content, filename, **limits)
    return refused.value


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_rows_carry_the_number_that_their_sheet_shows(kind):
    book = read_workbook((FILES / f"roster.{kind}").read_bytes(), f"roster.{kind}")
    assert book.kind == kind
    rows = book.sheet("Danh sách").rows
    assert [row.number for row in rows] == [2, 4, 5, 6, 7, 12]
    assert rows[2].cells == (1, "Nguyễn Văn An", date(1980, 2, 5), 31085000123.0, "Tổ 1")
    assert rows[3][3] == "031175000456"
    assert rows[5].cells == (None, "Người lập")
    assert rows[5][40] is None


def test_a_table_that_begins_further_right_keeps_its_columns():
    def fill(sheet):
        sheet["C4"], sheet["E6"] = "Họ tên", "Tổ 1"

    rows = read_workbook(workbook(fill), "a.xlsx").sheets[0].rows
    assert [(row.number, *row.cells) for row in rows] == [
        (4, None, None, "Họ tên"),
        (6, None, None, None, None, "Tổ 1"),
    ]
    content = repacked(
        repeating_ods(1, 2),
        lambda parts: (
            parts
            | {
                "content.xml": parts["content.xml"].replace(
                    b"<table:table-cell", b"<table:table-cell/><table:table-cell", 1
                )
            }
        ),
    )
    assert read_workbook(content, "a.ods").sheets[0].rows[0].cells == (None, "x", "x")


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_hidden_rows_and_formulas_are_marked(kind):
    book = read_workbook((FILES / f"roster.{kind}").read_bytes(), f"roster.{kind}")
    rows = book.sheet("Danh sách").rows
    assert [row.number for row in rows if row.hidden] == [6]
    assert {row.number: row.formulas for row in rows if row.formulas} == {7: {4}}


def test_a_formula_never_computed_has_no_value_but_its_mark():
    row = read_workbook(ROSTER, "roster.xlsx").sheet("Danh sách").rows[4]
    assert (row[4], row.formulas) == (None, {4})


def test_hidden_sheets_are_marked():
    book = read_workbook(ROSTER, "roster.xlsx")
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [("Danh sách", False), ("Ẩn", True)]
    assert book.sheet("Không có") is None


def test_cells_that_show_an_error_are_marked():
    def fill(sheet):
        sheet.append(["Họ và tên", "Tổ"])
        sheet.append(["Nguyễn Văn An", "#N/A"])
        sheet["B2"].data_type = "e"

    row = read_workbook(workbook(fill), "a.xlsx").sheets[0].rows[1]
    assert (row.cells, row.errors) == (("Nguyễn Văn An",), {1})


def test_text_is_composed_and_blank_text_is_nothing():
    def fill(sheet):
        sheet.append(["Nguye\u0302\u0303n  Va\u0306n", "   ", "x"])

    assert read_workbook(workbook(fill), "a.xlsx").sheets[0].rows[0].cells == ("Nguyễn  Văn", None, "x")


def test_the_kind_is_told_by_the_content_not_by_the_name():
    assert read_workbook(ROSTER, "roster.xls").kind == "xlsx"
    assert read_workbook((FILES / "roster.xls").read_bytes(), "roster.xlsx").kind == "xls"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_in_the_encodings_and_with_the_delimiters_in_use(encoding, delimiter):
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows(
        [["Họ và tên", "Ghi chú"], [], ["Nguyễn Thị Đào", 'Nói "có"; rồi, thôi\nxuống dòng']]
    )
    text = buffer.getvalue()
    if encoding == "cp1258":
        # Windows-1258 writes tones as letters of their own, after a letter that has its hat or horn.
        text = "".join(CP1258.get(letter, letter) for letter in text)
    book = read_workbook(text.encode(encoding), "danh-sach.CSV")
    assert book.kind == "csv"
    assert [(row.number, row.cells) for row in book.sheets[0].rows] == [
        (1, ("Họ và tên", "Ghi chú")),
        (3, ("Nguyễn Thị Đào", 'Nói "có"; rồi, thôi\nxuống dòng')),
    ]


CP1258 = {
    "ọ": "o\u0323",
    "ễ": "ê\u0303",
    "ị": "i\u0323",
    "à": "à",
    "ú": "ú",
    "ó": "ó",
    "ồ": "ô\u0300",
    "ố": "ô\u0301",
    "ò": "o\u0300",
}


def test_csv_may_name_its_delimiter_and_a_single_column_needs_none():
    named = read_workbook("sep=|\r\nHọ tên|Tổ\r\nAn|1\r\n".encode(), "a.csv")
    assert [row.cells for row in named.sheets[0].rows] == [("Họ tên", "Tổ"), ("An", "1")]
    single = read_workbook("Họ tên\nAn\n".encode(), "a.csv")
    assert [row.cells for row in single.sheets[0].rows] == [("Họ tên",), ("An",)]


@pytest.mark.parametrize("name", ["locked.xls", "locked.ods"])
def test_a_password_is_named_as_the_reason(name):
    assert refusal((FILES / name).read_bytes(), name).code == "password"


def test_an_encrypted_xlsx_is_named_as_such():
    content = OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    error = refusal(content)
    assert error.code == "password"
    assert str(error) == "Tệp đặt mật khẩu nên không đọc được. Bỏ mật khẩu, lưu lại rồi tải lên."


@pytest.mark.parametrize("name", ["roster.xlsx", "roster.ods", "roster.xls"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_file_cut_short_is_broken(name, share):
    content = (FILES / name).read_bytes()
    assert refusal(content[: int(len(content) * share)], name).code == "truncated"


@pytest.mark.parametrize(
    ("content", "filename"),
    [
        (b"%PDF-1.7 ...", "danh-sach.xlsx"),
        (b"<html><table></table></html>", "danh-sach.xls"),
        (b"\x00\x01\x02", "danh-sach.csv"),
        (repacked(ROSTER, lambda parts: {"word/document.xml": b"<w/>"}), "van-ban.docx"),
    ],
)
def test_what_is_no_workbook_is_told_so(content, filename):
    assert refusal(content, filename).code == "not_workbook"


def test_macros_are_refused_by_name_and_by_content():
    assert refusal(ROSTER, "a.xlsm").code == "macro"
    assert refusal(repacked(ROSTER, lambda parts: parts | {"xl/vbaProject.bin": b"x"})).code == "macro"


def test_nothing_and_blank_sheets_are_empty():
    assert refusal(b"").code == "empty"
    assert refusal(workbook(lambda sheet: sheet.append(["  "]))).code == "empty"
    assert refusal(b"\n\n", "a.csv").code == "empty"


def test_too_many_rows_are_counted_before_they_are_read():
    error = refusal(workbook(lambda sheet: [sheet.append([n]) for n in range(1001)]), max_rows=1000)
    assert error.code == "too_many_rows"
    assert str(error) == "Tệp có quá 1.000 dòng. Chia thành nhiều tệp, mỗi tệp không quá 1.000 dòng."


@pytest.mark.parametrize("kind", ["xls", "ods", "csv"])
def test_the_limit_of_rows_holds_for_every_kind(kind):
    content = b"x\n" * 7 if kind == "csv" else (FILES / f"roster.{kind}").read_bytes()
    assert refusal(content, f"a.{kind}", max_rows=5).code == "too_many_rows"


def test_formatted_blank_rows_far_below_do_not_count():
    def fill(sheet):
        sheet.append(["Họ và tên"])
        sheet["A900000"].number_format = "@"

    assert len(read_workbook(workbook(fill), "a.xlsx", max_rows=10).sheets[0].rows) == 1


def test_a_big_file_is_refused_unread():
    assert refusal(ROSTER, max_bytes=1000).code == "too_big"


def test_two_cells_at_opposite_corners_are_refused_before_memory_is_taken():
    def fill(sheet):
        sheet["A1"] = 1
        sheet["XFD1048576"] = 1

    assert refusal(workbook(fill)).code == "too_wide"


ODS_CONTENT = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:other="urn:other">
<office:body><office:spreadsheet><table:table table:name="A">
<table:table-row table:number-rows-repeated="{rows}" {more}>
<table:table-cell table:number-columns-repeated="{columns}" office:value-type="string"><text:p>x</text:p>
</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"""


def repeating_ods(rows, columns, more=""):
    xml = ODS_CONTENT.format(rows=rows, columns=columns, more=more).replace("\n", "").encode()
    return repacked((FILES / "roster.ods").read_bytes(), lambda parts: parts | {"content.xml": xml})


def test_an_ods_that_repeats_its_cells_is_measured_before_it_is_unrolled():
    assert [row.cells for row in read_workbook(repeating_ods(2, 3), "a.ods").sheets[0].rows] == [
        ("x",) * 3
    ] * 2
    assert refusal(repeating_ods(1_000_000, 1), "a.ods").code == "too_many_rows"
    assert refusal(repeating_ods(40_000, 1000), "a.ods").code == "too_wide"
    two_counts = 'other:number-rows-repeated="1"'
    assert refusal(repeating_ods(1_000_000, 1000, two_counts), "a.ods").code == "truncated"


def test_a_zip_that_unpacks_to_much_more_than_it_is_is_a_bomb():
    content = with_sheet_xml(b"<worksheet>" + b" " * 30_000_000 + b"</worksheet>")
    assert refusal(content).code == "bomb"


def test_a_zip_that_states_a_smaller_size_is_broken():
    name = b"xl/worksheets/sheet1.xml"
    content = bytearray(with_sheet_xml(b"<worksheet>" + b" " * 5_000_000 + b"</worksheet>"))
    local, listed = content.index(name) - 30, content.rindex(name) - 46
    for size_at in (local + 22, listed + 24):
        content[size_at : size_at + 4] = (100).to_bytes(4, "little")
    assert refusal(bytes(content)).code == "truncated"


def test_one_long_text_in_every_cell_is_a_bomb():
    cells = b"".join(b'<c t="s"><v>0</v></c>' for _ in range(50))
    sheet = b"<worksheet><sheetData>" + (b"<row>" + cells + b"</row>") * 100 + b"</sheetData></worksheet>"
    strings = b"<sst><si><t>" + b"x" * 30_000 + b"</t></si></sst>"
    content = repacked(
        ROSTER, lambda p: p | {"xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": strings}
    )
    assert refusal(content).code == "bomb"


@pytest.mark.parametrize(
    "xml",
    [
        b"<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet>&a;</worksheet>",
        b'<worksheet><sheetData><row r="0"/></sheetData></worksheet>',
        b'<worksheet><sheetData><row r="-1"/></sheetData></worksheet>',
        b'<worksheet><sheetData><row><c r="ZZZ1"><v>1</v></c></row></sheetData></worksheet>',
        b'<worksheet><sheetData><row><c r="?"><v>1</v></c></row></sheetData></worksheet>',
        b'<worksheet><sheetData><row><c t="s"><v>999999</v></c></row></sheetData></worksheet>',
        b"<worksheet><sheetData>",
        b"",
    ],
)
def test_a_sheet_that_breaks_its_format_is_broken(xml):
    assert refusal(with_sheet_xml(xml)).code == "truncated"


def test_two_sheets_of_one_name_are_broken():
    def change(parts):
        return parts | {
            "xl/workbook.xml": parts["xl/workbook.xml"].replace("Ẩn".encode(), "Danh sách".encode())
        }

    assert refusal(repacked(ROSTER, change)).code == "truncated"


@settings(deadline=None, max_examples=150)
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"PK\x03\x04", OLE, OLE + bytes(504)]),
    st.sampled_from(["a.xlsx", "a.xls", "a.ods", "a.csv", "a.xlsm", "a", ""]),
)
def test_random_bytes_give_a_workbook_or_a_sheet_error(content, start, filename):
    try:
        assert read_workbook(start + content, filename).sheets
    except SheetError as error:
        assert str(error).endswith(".")


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_a_damaged_file_gives_a_workbook_or_a_sheet_error(data):
    name = data.draw(st.sampled_from(["roster.xlsx", "roster.xls", "roster.ods", "locked.xls"]))
    content = bytearray((FILES / name).read_bytes())
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=20)):
        content[place] = data.draw(st.integers(0, 255))
    try:
        assert read_workbook(bytes(content), name).sheets
    except SheetError as error:
        assert str(error).endswith(".")


@settings(deadline=None, max_examples=100)
@given(st.data())
def test_damaged_xml_inside_a_sound_zip_gives_a_workbook_or_a_sheet_error(data):
    name = data.draw(st.sampled_from(["roster.xlsx", "roster.ods"]))

    def change(parts):
        part = data.draw(st.sampled_from(sorted(n for n in parts if n.endswith((".xml", ".rels")))))
        xml = parts[part].decode(errors="replace")
        start = data.draw(st.integers(0, max(len(xml) - 1, 0)))
        length = data.draw(st.integers(0, 30))
        return parts | {
            part: (xml[:start] + data.draw(st.text(max_size=10)) + xml[start + length :]).encode(
                errors="replace"
            )
        }

    try:
        assert read_workbook(repacked((FILES / name).read_bytes(), change), name).sheets
    except SheetError as error:
        assert str(error).endswith(".")
