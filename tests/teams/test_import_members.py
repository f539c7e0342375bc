"""An officer brings the commune's roster in: what is read, what it changes, and how it is taken back."""

from datetime import date

import pytest

from audit.models import Entry
from documents.choices import DocumentType
from jobs.models import UndoLog
from jobs.services.undo import undo_apply, undo_possible
from teams.choices import EndKind, Position, StartKind
from teams.models import Membership, Person, Team
from teams.services.people import HELD_ELSEWHERE, person_update
from tests.audited import one_entry_per_object
from tests.force import make_decision, make_person, make_spell
from tests.importing import errors
from tests.teams.rosters import brought_in, only_error, tried
from tests.teams.workbooks import HEAD, JOINED, book, commune_roster, hung, lan, roster

pytestmark = pytest.mark.django_db


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


def test_who_is_corrected_and_who_leaves_in_one_file_are_named_by_their_own_act(world, force):
    make_decision(world, "05/QĐ-UBND")
    head = (*HEAD, "Số quyết định", "Ngày thôi tham gia")
    brought_in(world, roster(hung(), lan()))
    batch, _outcome = brought_in(
        world, book(head, (*hung(), "05/QĐ-UBND", None), (*lan(), None, date(2026, 9, 1)))
    )
    entries = Entry.objects.filter(batch=batch.code, subject_type="teams.membership")
    assert {entry.subject_name.split(",")[0]: entry.act for entry in entries} == {
        "Hồ Sỹ Hùng": "teams.membership.correct",
        "Mai Thị Lan": "teams.membership.end",
    }


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
