"""The column “Số giấy chứng nhận” of a roster: kept as certificates of the members, found again, taken back."""

from datetime import date

import pytest

from jobs.models import UndoLog
from jobs.services.undo import undo_apply
from readiness.models import EquipmentIssue
from tests.audited import one_entry_per_object
from tests.importing import errors
from tests.teams.rosters import brought_in, only_error, tried
from tests.teams.workbooks import HEAD, book, hung, lan

pytestmark = pytest.mark.django_db
WITH_NUMBERS = (*HEAD, "Số giấy chứng nhận", "Ngày thôi tham gia")


def certificates() -> dict[str, str]:
    rows = EquipmentIssue.objects.filter(kind="certificate").exclude(serial="")
    return {row.membership.person.full_name: row.serial for row in rows.select_related("membership__person")}


def numbered(first="12/GCN", second="13/GCN", left=None):
    return book(WITH_NUMBERS, (*hung(), first, None), (*lan(), second, left))


def test_numbers_come_in_with_their_members_and_a_second_time_change_nothing(world, force):
    with one_entry_per_object():
        brought_in(world, numbered())
    assert certificates() == {"Hồ Sỹ Hùng": "12/GCN", "Mai Thị Lan": "13/GCN"}
    again = tried(world, numbered())
    assert (errors(again), again.counts["new"], again.counts["changed"]) == ([], 0, 0)
    blank = tried(world, numbered(first=None, second=None))
    assert (errors(blank), blank.counts["changed"]) == ([], 0)


def test_another_number_is_a_change_of_the_certificate_that_is_there(world, force):
    brought_in(world, numbered())
    with one_entry_per_object():
        _batch, outcome = brought_in(world, numbered(second="14/GCN"))
    assert (outcome.counts["changed"], outcome.counts["unchanged"]) == (1, 1)
    assert certificates()["Mai Thị Lan"] == "14/GCN"
    assert EquipmentIssue.objects.filter(kind="certificate").exclude(serial="").count() == 2


def test_one_number_for_two_people_is_refused_at_the_second(world, force):
    row, column, message = only_error(tried(world, numbered(second="12/GCN")))
    assert (row, column) == (3, "Số giấy chứng nhận")
    assert "Trùng với dòng 2" in message


def test_who_has_left_no_longer_holds_it(world, force):
    brought_in(world, numbered(left=date(2026, 9, 1)))
    lan_s = EquipmentIssue.objects.get(serial="13/GCN")
    assert (lan_s.started_on, lan_s.ended_on) == (lan_s.membership.started_on, date(2026, 9, 1))


def test_a_batch_taken_back_takes_its_certificates_along(world, force):
    before = certificates()
    brought_in(world, numbered())
    undo_apply(actor=world.an, log=UndoLog.objects.get())
    assert certificates() == before
