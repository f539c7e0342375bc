"""What is refused of a roster, with row, column and remedy; nothing is half saved and the process stays alive."""

from datetime import date

import pytest

from jobs.models import ImportBatch
from teams.models import Person
from tests.importing import errors
from tests.teams.rosters import brought_in, only_error, tried
from tests.teams.workbooks import HEAD, bomb, book, hung, lan, roster

pytestmark = pytest.mark.django_db


FAULTS = [
    (hung(**{"Ngày sinh": "31/02/1985"}), "Ngày sinh", "không có trong lịch"),
    (hung(CCCD="04408500001"), "CCCD", "CCCD phải có 12 số, ô này có 11"),
    (hung(**{"Giới tính": "khác"}), "Giới tính", "Ghi một trong: Nam, Nữ"),
    (hung(**{"Dân tộc": "Kính thưa"}), "Dân tộc", "54 dân tộc"),
    (hung(**{"Trình độ": "giỏi"}), "Trình độ", "Không có “giỏi” trong danh mục"),
    (hung(**{"Ngày sinh": date(2020, 1, 1), "CCCD": None}), "Ngày sinh", "Tính ra 6 tuổi"),
    (hung(**{"Ngày tham gia": date(2027, 1, 1)}), "Ngày tham gia", "chưa đến"),
    (hung(**{"Ngày tham gia": date(2025, 1, 1)}), "Ngày tham gia", "Tổ thành lập ngày 01/07/2025"),
    (hung(**{"Họ và tên": None}), "Họ và tên", "Chưa có họ và tên"),
    (hung(Tổ=None), "Tổ", "Chưa có tổ"),
    (hung(**{"Chức vụ": "Tổ trưởng"}), "Chức vụ", "Tổ đang có Tổ trưởng là Hoàng Văn Dũng"),
    (hung(**{"Họ và tên": "'=1+1"}), "Họ và tên", "không phải là họ tên"),
]  # fmt: skip


@pytest.mark.parametrize(("person", "column", "words"), FAULTS, ids=[f[2] for f in FAULTS])
def test_a_faulty_cell_is_named_with_row_column_and_remedy(world, force, person, column, words):
    outcome = tried(world, roster(lan(), person))
    assert any(row == 3 and at == column and words in message for row, at, message in errors(outcome)), (
        errors(outcome)
    )
    assert outcome.counts["error"] == 1


def test_all_errors_of_all_rows_are_told_at_once(world, force):
    outcome = tried(
        world,
        roster(hung(**{"CCCD": "12", "Ngày sinh": "x", "Tổ": "Tô Xa Xa Lắm"}), lan(**{"Giới tính": "?"})),
    )
    assert {(row, column) for row, column, _ in errors(outcome)} >= {
        (2, "CCCD"),
        (2, "Ngày sinh"),
        (3, "Giới tính"),
    }


def test_the_same_person_twice_in_a_file_is_named_with_both_rows(world, force):
    row, _column, message = only_error(tried(world, roster(hung(), lan(), hung(Tổ="Tô Xá"))))
    assert row == 4
    assert "dòng 2" in message


def test_one_person_may_have_two_spells_one_after_the_other(world, force):
    head = (*HEAD, "Ngày thôi tham gia")
    content = book(
        head, (*hung(), date(2026, 1, 1)), (*hung(**{"Tổ": "Tô Xá", "Ngày tham gia": date(2026, 2, 1)}), None)
    )
    brought_in(world, content)
    person = Person.objects.get(full_name="Hồ Sỹ Hùng")
    assert [s.team for s in person.memberships.order_by("started_on")] == [force.thanh_luong, force.to_xa]


def test_two_leaders_of_one_new_team_are_refused(world, force):
    rows = [p(**{"Tổ": "Pháp Kệ", "Chức vụ": "Tổ trưởng"}) for p in (hung, lan)]
    assert "Dòng 2 đã là Tổ trưởng" in only_error(tried(world, roster(*rows)))[2]


def test_formulas_without_a_value_and_error_cells_are_errors_at_their_cell(world, force):
    def formula(sheet, _book):
        sheet["E2"] = "=A2"
        sheet["C3"] = "#N/A"
        sheet["C3"].data_type = "e"

    found = errors(tried(world, roster(hung(), lan(), fill=formula)))
    assert [(row, column) for row, column, _ in found] == [(2, "CCCD"), (3, "Ngày sinh")]
    assert "công thức chưa có giá trị" in found[0][2]


def test_a_cell_that_begins_like_a_formula_is_refused(world, force):
    def text(sheet, _book):
        sheet["B2"] = "=HYPERLINK(1)"
        sheet["B2"].data_type = "s"

    assert "bắt đầu bằng dấu “=”" in only_error(tried(world, roster(hung(), fill=text)))[2]


def test_two_sheets_with_rosters_ask_which_one(world, force):
    def second(sheet, made):
        other = made.create_sheet("Tô Xá")
        other.append(HEAD)
        other.append(lan())

    content = roster(hung(), fill=second)
    assert "2 trang tính có bảng: “Danh sách”, “Tô Xá”" in only_error(tried(world, content))[2]
    assert tried(world, content, sheet="Tô Xá").counts["new"] == 1


def test_a_second_table_on_the_sheet_is_refused_at_its_row(world, force):
    content = book(HEAD, hung(), (), ("STT", "Họ và tên", "Tổ", "CCCD"), (1, "Lê Văn Tám", "Tô Xá", None))
    row, _column, message = only_error(tried(world, content))
    assert row == 4
    assert "bảng thứ hai" in message


def test_a_name_that_reads_like_a_heading_is_no_second_table(world, force):
    content = book(("Giới tính", "Họ và tên", "Tổ"), ("Nam", "Đỗ Ân", "Thanh Lương"))
    outcome = tried(world, content)
    assert (errors(outcome), outcome.counts["new"]) == ([], 1)


def test_the_same_header_again_on_each_printed_page_is_no_second_table(world, force):
    assert tried(world, book(HEAD, hung(), HEAD, lan())).counts["new"] == 2


def test_a_missing_column_is_asked_for(world, force):
    message = only_error(tried(world, book(("Họ và tên", "Ngày sinh"), ("Lê Văn Tám", 1980))))[2]
    assert "Thiếu cột “Tổ”" in message


def test_no_roster_at_all(world, force):
    assert "Không thấy bảng thành viên" in only_error(tried(world, book(("Thu", "Chi"), (1, 2))))[2]


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.xlsx", "không có dữ liệu"),
        (b"%PDF-1.7", "a.xlsx", "không phải là bảng tính"),
        (roster(hung())[:400], "a.xlsx", "bị hỏng"),
        (roster(hung()), "a.xlsm", "macro"),
        (bomb(), "a.xlsx", "Tệp nén bất thường"),
    ],
)
def test_files_that_are_no_workbook_are_refused_with_the_reason(world, force, content, name, words):
    assert words in only_error(tried(world, content, name=name))[2]


def test_an_error_anywhere_keeps_everything_out(world, force):
    from jobs.exchange.examining import ImportRefused

    before = Person.objects.count(), ImportBatch.objects.count()
    with pytest.raises(ImportRefused):
        brought_in(world, roster(hung(), lan(CCCD="1")))
    assert (Person.objects.count(), ImportBatch.objects.count()) == before
