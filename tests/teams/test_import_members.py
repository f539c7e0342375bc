"""An officer brings the commune's roster in: what is read, what is refused, and that nothing is half saved."""

import json
from datetime import date
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.choices import DocumentType
from jobs.exchange.resources import sheet_resources
from jobs.models import ImportBatch, UndoLog
from jobs.services.imports import import_now, import_try
from jobs.services.undo import undo_apply, undo_possible
from teams.choices import EndKind, Position, StartKind
from teams.models import Membership, Person, Team
from teams.services.people import HELD_ELSEWHERE, person_update
from tests.audited import one_entry_per_object
from tests.force import make_decision, make_person, make_spell
from tests.teams.workbooks import HEAD, JOINED, bomb, book, commune_roster, hung, lan, roster, saved

pytestmark = pytest.mark.django_db


def source(world, content, name="danh-sach.xlsx", actor=None, sheet="", **options):
    return {
        "actor": actor or world.an, "resource": sheet_resources.get("members"), "commune": "19057", "province": "44",
        "name": name, "content": content, "sheet": sheet, "options": options,
    }  # fmt: skip


def tried(world, content, **options):
    return import_try(**source(world, content, **options))


def brought_in(world, content, **options):
    given = source(world, content, **options)
    return import_now(**given, notes=import_try(**given).notes)


def errors(outcome):
    return [(f.row, f.column, f.message) for f in [*outcome.file_findings, *outcome.findings] if f.is_error]


def only_error(outcome):
    found = errors(outcome)
    assert len(found) == 1, found
    return found[0]


# ── What is read ─────────────────────────────────────────────────────────────
def test_a_plain_roster_comes_in_whole(world, force):
    with one_entry_per_object():
        batch, outcome = brought_in(world, roster(hung(), lan()))
    assert (outcome.counts["new"], outcome.counts["error"]) == (2, 0)
    spell = force.member("Hồ Sỹ Hùng")
    assert (spell.team, spell.position, spell.started_on) == (force.thanh_luong, Position.MEMBER, JOINED)
    assert spell.start_kind == StartKind.RECRUITED
    assert (spell.person.citizen_id, spell.person.education) == ("044085000001", "upper_secondary")
    assert batch.confirmed_at and batch.counts["new"] == 2


def test_a_commune_s_own_workbook_is_understood(world, force):
    outcome = tried(world, commune_roster())
    assert errors(outcome) == []
    brought_in(world, commune_roster())
    hung_, lan_ = force.member("Hồ Sỹ Hùng"), force.member("Mai Thị Lan")
    assert (hung_.person.birth_date, hung_.person.sex) == (date(1985, 3, 4), "male")
    assert (hung_.person.citizen_id, hung_.person.phone) == ("044085000001", "0912345678")
    assert (hung_.person.hamlet, hung_.person.ethnic_group) == (world.thanh_luong, "01")
    assert (lan_.person.birth_date, lan_.person.birth_is_year) == (date(1990, 1, 1), True)
    assert (lan_.person.sex, lan_.person.education) == ("female", "intermediate")
    assert (lan_.ended_on, lan_.end_kind) == (date(2026, 3, 1), EndKind.OTHER)
    assert outcome.notes["passed_rows"] == [9, 10, 11]


def test_who_already_served_is_no_recruit_if_the_user_says_so(world, force):
    brought_in(world, roster(hung()), start_kind=StartKind.TAKEN_OVER)
    assert force.member("Hồ Sỹ Hùng").start_kind == StartKind.TAKEN_OVER


def test_only_name_and_team_are_needed_the_rest_is_remarked(world, force):
    outcome = tried(world, book(("Họ tên", "Tổ"), ("Lê Văn Tám", "Thanh Lương")))
    assert errors(outcome) == []
    said = " ".join(f.message for f in outcome.findings)
    for words in (
        "Thiếu ngày sinh",
        "Thiếu CCCD",
        "Thiếu ngày tham gia: ghi từ 01/07/2025",
        "Thiếu chức danh",
    ):
        assert words in said


def test_a_year_typed_after_the_age_limit_is_a_warning_not_a_refusal(world, force):
    outcome = tried(world, roster(hung(**{"Ngày sinh": "1950", "CCCD": None})))
    assert errors(outcome) == []
    assert any("Chủ tịch UBND xã quyết định" in f.message for f in outcome.findings)


def test_hidden_rows_are_read_and_said(world, force):
    def hide(sheet, _book):
        sheet.row_dimensions[3].hidden = True

    outcome = tried(world, roster(hung(), lan(), fill=hide))
    assert outcome.counts["new"] == 2
    assert outcome.notes["hidden_rows"] == [3]


def test_old_fonts_are_converted_and_mixtures_refused(world, force):
    old = book(
        ("STT", "Hä vµ tªn", "Tæ"),
        (1, "NguyÔn V¨n Th¾ng", "Thanh L\u00ad¬ng"),
        (2, "Lª ThÞ H\u00ad¬ng", "T« X¸"),
    )
    outcome = tried(world, old)
    assert outcome.counts["new"] == 2
    assert outcome.notes["encoding"] == "TCVN3 (ABC)"
    mixed = book(
        ("STT", "Họ và tên", "Tổ"), (1, "NguyÔn V¨n Th¾ng", "Thanh Lương"), (2, "Lª ThÞ H\u00ad¬ng", "T« X¸")
    )
    assert "lẫn chữ TCVN3" in only_error(tried(world, mixed))[2]


@pytest.mark.parametrize(
    ("encoding", "name"), [("utf-8-sig", "a.csv"), ("utf-16", "a.csv"), ("cp1258", "a.csv")]
)
def test_csv_in_the_encodings_of_excel(world, force, encoding, name):
    import unicodedata

    text = "Họ và tên;Tổ;Ngày sinh\nHồ Sỹ Hùng;Thanh Lương;04/03/1985\n"
    if encoding == "cp1258":  # tones are signs of their own there
        tones = "\u0300\u0301\u0303\u0309\u0323"
        parts = "".join(unicodedata.normalize("NFD", c) if c not in "ăâêôơưđĂÂÊÔƠƯĐ" else c for c in text)
        text = "".join(parts) if all(c in tones or c.isascii() for c in parts) else _for_1258(text, tones)
    outcome = tried(world, text.encode(encoding), name=name)
    assert errors(outcome) == []
    assert outcome.counts["new"] == 1


def _for_1258(text, tones):
    import unicodedata

    made = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(c for c in parts if c in tones)
        made.append(unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones)) + tone)
    return "".join(made)


# ── Teams ────────────────────────────────────────────────────────────────────
def test_a_slip_in_a_team_s_name_is_an_error_with_the_suggestion(world, force):
    row, column, message = only_error(tried(world, roster(hung(Tổ="Thanh Lươg"))))
    assert (row, column) == (2, "Tổ")
    assert "Có phải “Thanh Lương”?" in message


@pytest.mark.parametrize(
    "text", ["Tổ bảo vệ ANTT thôn Thanh Lương", "THANH-LƯƠNG", "tổ  thanh luong", "Thôn Thanh Lương"]
)
def test_a_team_is_found_however_it_is_written(world, force, text):
    brought_in(world, roster(hung(Tổ=text)))
    assert force.member("Hồ Sỹ Hùng").team == force.thanh_luong


def test_unknown_teams_are_listed_and_founded_on_the_first_joining_day(world, force):
    content = roster(hung(Tổ="Tổ Pháp Kệ"), lan(**{"Tổ": "Pháp Kệ", "Ngày tham gia": date(2025, 7, 15)}))
    outcome = tried(world, content)
    assert [(t["name"], t["founded"]) for t in outcome.notes["new_teams"]] == [("Pháp Kệ", "2025-07-15")]
    with one_entry_per_object():
        brought_in(world, content)
    team = Team.objects.get(name="Pháp Kệ")
    assert (team.started_on, team.placements.count(), team.memberships.count()) == (date(2025, 7, 15), 1, 2)


def test_numbered_teams_are_not_slips_of_each_other(world, force):
    outcome = tried(world, roster(hung(Tổ="Thanh Lương 1"), lan(Tổ="Thanh Lương 2")))
    assert errors(outcome) == []
    assert len(outcome.notes["new_teams"]) == 2


# ── The same people again ────────────────────────────────────────────────────
def test_a_roster_brought_in_twice_changes_nothing(world, force):
    for content in (
        roster(hung(), lan()),
        commune_roster(),
        book(("Họ tên", "Tổ"), ("Lê Văn Tám", "Thanh Lương")),
    ):
        brought_in(world, content)
        again = tried(world, content)
        assert (again.counts["new"], again.counts["changed"], errors(again)) == (0, 0, [])


def test_what_differs_is_changed_and_a_blank_cell_changes_nothing(world, force):
    brought_in(world, roster(hung()))
    with one_entry_per_object():
        _batch, outcome = brought_in(world, roster(hung(**{"Trình độ": "Đại học", "Dân tộc": None})))
    assert outcome.counts["changed"] == 1
    person = force.member("Hồ Sỹ Hùng").person
    assert (person.education, person.ethnic_group) == ("university", "01")


def test_a_leaving_day_ends_the_spell_that_is_there(world, force):
    head = (*HEAD, "Ngày thôi tham gia", "Lý do thôi")
    brought_in(world, roster(hung()))
    with one_entry_per_object():
        brought_in(world, book(head, (*hung(), date(2026, 9, 1), "đơn xin thôi")))
    spell = force.member("Hồ Sỹ Hùng")
    assert (spell.ended_on, spell.end_kind) == (date(2026, 9, 1), EndKind.RESIGNED)


def test_position_and_team_are_not_changed_by_the_way(world, force):
    brought_in(world, roster(hung()))
    assert "Đổi chức danh" in only_error(tried(world, roster(hung(**{"Chức vụ": "Tổ phó"}))))[2]
    assert "ghi chuyển Tổ" in only_error(tried(world, roster(hung(Tổ="Tô Xá"))))[2]


def test_a_person_held_by_another_commune_is_not_told_where(world, force):
    make_spell(force.hoa_lac, make_person(world.commune_b, "Lê Văn Chín", citizen_id="044085000001"))
    assert only_error(tried(world, roster(hung())))[2] == HELD_ELSEWHERE


def test_a_decision_in_the_register_is_attached(world, force):
    paper = make_decision(world, "05/QĐ-UBND")
    assert paper.type == DocumentType.DECISION
    content = book((*HEAD, "Số quyết định"), (*hung(), "05/QĐ-UBND"), (*lan(), "06/QĐ-UBND"))
    brought_in(world, content)
    assert force.member("Hồ Sỹ Hùng").start_decision == paper
    assert force.member("Mai Thị Lan").start_decision is None


# ── What is refused ──────────────────────────────────────────────────────────
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


# ── Undo ─────────────────────────────────────────────────────────────────────
def test_a_batch_is_taken_back_while_untouched(world, force):
    brought_in(world, roster(hung()))
    before = list(Person.objects.order_by("pk").values_list("full_name", "education"))
    brought_in(world, roster(hung(**{"Trình độ": "Đại học"}), lan(Tổ="Pháp Kệ")))
    log = UndoLog.objects.order_by("pk").last()
    with one_entry_per_object():
        undo_apply(actor=world.chien, log=log)
    assert list(Person.objects.order_by("pk").values_list("full_name", "education")) == before
    assert not Team.objects.filter(name="Pháp Kệ").exists()
    assert Membership.objects.filter(person__full_name="Mai Thị Lan").count() == 0


def test_a_batch_somebody_went_on_with_stays(world, force):
    brought_in(world, roster(hung()))
    log = UndoLog.objects.get()
    person = force.member("Hồ Sỹ Hùng").person
    person_update(actor=world.an, person=person, version=person.version, note="đã gặp")
    assert "đã được sửa tiếp" in undo_possible(world.an, log).reason


def test_a_batch_on_which_other_records_hang_stays(world, force):
    from django.core.exceptions import ValidationError

    from readiness.models import EquipmentIssue

    brought_in(world, roster(hung()))
    EquipmentIssue.objects.create(
        team=force.thanh_luong,
        membership=force.member("Hồ Sỹ Hùng"),
        kind="radio",
        started_on=date(2026, 1, 1),
    )
    with pytest.raises(ValidationError, match="trang bị đã cấp"):
        undo_apply(actor=world.an, log=UndoLog.objects.get())


# ── The command ──────────────────────────────────────────────────────────────
def command(path, *, username="an", commune="19057", **options):
    out = StringIO()
    try:
        call_command(
            "import_members", str(path), commune=commune, username=username, json=True, stdout=out, **options
        )
        code = 0
    except SystemExit as ended:
        code = ended.code
    return code, json.loads(out.getvalue())


def test_the_command_says_what_it_would_do_and_does_it_when_told(world, force, tmp_path):
    path = tmp_path / "ds.xlsx"
    path.write_bytes(roster(hung(Tổ="Pháp Kệ")))
    code, said = command(path)
    assert code == 0
    assert (said["new"], said["new_teams"], said["batch"]) == (1, ["Pháp Kệ"], None)
    assert Person.objects.filter(full_name="Hồ Sỹ Hùng").count() == 0
    code, said = command(path, confirm=True)
    assert (code, said["batch"].startswith("import:")) == (0, True)
    assert command(path)[1]["unchanged"] == 1


def test_the_command_tells_errors_with_the_sheet_s_own_rows_and_headings(world, force, tmp_path):
    path = tmp_path / "ds.xlsx"
    path.write_bytes(roster(hung(CCCD="12")))
    code, said = command(path, confirm=True)
    assert code == 1
    assert (said["errors"][0]["row"], said["errors"][0]["column"]) == (2, "CCCD")
    assert said["batch"] is None
    path.write_bytes(b"?")
    assert command(path)[1]["errors"][0] | {"message": ""} == {"row": None, "column": None, "message": ""}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"username": "binh"}, "Không có xã này"),
        ({"username": "le"}, "Việc này dành cho"),
        ({"username": "khanh"}, "Không có người dùng"),
        ({"commune": "99999"}, "Không có xã mã"),
    ],
)
def test_the_command_refuses_who_has_no_right(world, force, tmp_path, options, words):
    path = tmp_path / "ds.xlsx"
    path.write_bytes(roster(hung()))
    with pytest.raises(CommandError, match=words) as refused:
        command(path, **options)
    assert refused.value.returncode == 2


def test_the_queries_do_not_grow_with_the_rows(world, force):
    counts = []
    for number in (2, 60):
        people = [
            lan(**{"Họ và tên": f"Người Số {chr(97 + n % 26)}{chr(97 + n // 26)}", "CCCD": None})
            for n in range(number)
        ]
        with CaptureQueriesContext(connection) as seen:
            tried(world, roster(*people))
        counts.append(len(seen))
    assert counts[1] <= counts[0]


# ── The round trip ───────────────────────────────────────────────────────────
def taken_out(world, actor=None, **query):
    """The workbook that the list of members gives to be edited."""
    response = world.client(actor or world.an).get(reverse("teams:membership_list"), {"xuat": "sua"} | query)
    return openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content)))


def at(sheet, name: str, heading: str):
    """The cell of that person under that heading."""
    head = next(row for row in sheet.iter_rows() if any(cell.value == "Họ và tên" for cell in row))
    column = next(cell.column for cell in head if cell.value == heading)
    named = next(cell.column for cell in head if cell.value == "Họ và tên")
    return next(sheet.cell(row[0].row, column) for row in sheet.iter_rows() if row[named - 1].value == name)


def test_what_is_taken_out_and_brought_in_again_changes_nothing(world, force):
    brought_in(world, commune_roster())
    made = taken_out(world, trang_thai="tat-ca")
    outcome = tried(world, saved(made))
    assert (errors(outcome), outcome.counts["new"], outcome.counts["changed"]) == ([], 0, 0)
    assert outcome.counts["unchanged"] >= 6


def test_an_edited_export_changes_what_was_edited_and_masks_stay(world, force):
    brought_in(world, roster(hung()))
    made = taken_out(world)
    sheet = made.active
    assert at(sheet, "Hồ Sỹ Hùng", "CCCD").value == "•••• 0001"
    assert sheet.column_dimensions[at(sheet, "Hồ Sỹ Hùng", "Mã dòng").column_letter].hidden
    at(sheet, "Hồ Sỹ Hùng", "Trình độ").value = "Cao đẳng"
    at(sheet, "Hồ Sỹ Hùng", "Họ và tên").value = "Hồ Sĩ Hùng"
    with one_entry_per_object():
        _batch, outcome = brought_in(world, saved(made))
    assert outcome.counts["changed"] == 1
    person = force.member("Hồ Sĩ Hùng").person
    assert (person.education, person.citizen_id, person.ethnic_group) == ("college", "044085000001", "01")


def test_who_changed_the_row_meanwhile_is_not_written_over(world, force):
    made = taken_out(world)
    at(made.active, "Phan Thanh Hà", "Ghi chú").value = "theo tệp"
    person = force.member("Phan Thanh Hà").person
    person_update(actor=world.chien, person=person, version=person.version, note="theo sổ")
    row, column, message = only_error(tried(world, saved(made)))
    assert column == "Mã dòng"
    assert "sổ “theo sổ”, tệp “theo tệp”" in message


def test_rows_of_another_commune_are_refused(world, force):
    made = taken_out(world, actor=world.binh)
    message = only_error(tried(world, saved(made)))[2]
    assert "Mã dòng không có trong sổ của xã" in message


def test_a_tampered_row_code_is_refused(world, force):
    made = taken_out(world)
    at(made.active, "Phan Thanh Hà", "Mã dòng").value = "1; drop"
    assert "Mã dòng bị sửa" in only_error(tried(world, saved(made)))[2]
