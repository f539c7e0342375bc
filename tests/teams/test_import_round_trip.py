"""A list taken out, edited and brought in again changes what was edited, and nothing of somebody else's."""

from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from teams.services.people import person_update
from tests.audited import one_entry_per_object
from tests.importing import errors
from tests.teams.rosters import brought_in, only_error, tried
from tests.teams.workbooks import commune_roster, hung, roster, saved

pytestmark = pytest.mark.django_db


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
