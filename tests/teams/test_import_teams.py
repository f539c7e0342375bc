"""An officer brings the list of teams in: hamlets in their charge, quota, founding."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from communes.models import Hamlet
from jobs.models import UndoLog
from jobs.services.undo import undo_apply
from teams.models import Quota, Team, TeamHamlet
from tests.audited import one_entry_per_object
from tests.importing import Importing, errors, warnings
from tests.teams.workbooks import book
from tests.world import SINCE

pytestmark = pytest.mark.django_db
HEAD = ("STT", "Tên Tổ", "Thôn phụ trách", "Định mức", "Ngày thành lập", "Áp dụng từ ngày", "Ghi chú")
SET_ON = date(2026, 3, 1)


@pytest.fixture
def teams(world, force) -> Importing:
    """Besides the force: Thôn Đông and TDP 5 without a team; the commune has a quota of ten."""
    Hamlet.objects.create(commune=world.commune_a, name="Đông", started_on=SINCE)
    Hamlet.objects.create(commune=world.commune_a, name="5", kind="to_dan_pho", started_on=SINCE)
    Quota.objects.filter(commune=world.commune_a, team=None).update(members=10)
    return Importing(world, "teams")


def rows(*given):
    return book(HEAD, *[(number, *row) for number, row in enumerate(given, 1)])


GOOD = rows(
    ("Tổ bảo vệ ANTT thôn Thanh Lương", "Thanh Lương; Thôn Đông", 4, None, SET_ON, "gần chợ"),
    ("Pháp Kệ", "TDP 5", 3, date(2026, 1, 1), None, None),
    ("Tô Xá", None, 3, None, None, None),
)


def test_a_list_of_teams_comes_in_whole_and_twice_changes_nothing(world, force, teams):
    with one_entry_per_object():
        outcome = teams.brought_in(GOOD)
    assert [outcome.counts[name] for name in ("new", "changed", "unchanged", "error")] == [1, 1, 1, 0]
    force.thanh_luong.refresh_from_db()
    assert (force.thanh_luong.name, force.thanh_luong.note) == ("Thanh Lương", "gần chợ")
    links = force.thanh_luong.hamlet_links.order_by("started_on")
    assert [(link.hamlet.name, link.started_on) for link in links] == [
        ("Thanh Lương", SINCE),
        ("Đông", SET_ON),
    ]
    quotas = force.thanh_luong.quotas.order_by("started_on").values_list("members", "started_on", "ended_on")
    assert list(quotas) == [(3, SINCE, SET_ON), (4, SET_ON, None)]
    phap_ke = Team.objects.get(name="Pháp Kệ")
    assert (phap_ke.started_on, phap_ke.placements.get().started_on) == (date(2026, 1, 1), date(2026, 1, 1))
    assert (phap_ke.hamlet_links.get().hamlet.name, phap_ke.quotas.get().members) == ("5", 3)
    assert teams.counts(GOOD) == (0, 0, 3)


def test_the_hamlets_named_are_all_that_the_team_has(world, force, teams):
    with one_entry_per_object():
        teams.brought_in(rows(("Thanh Lương", "Đông", None, None, SET_ON, None)))
    assert TeamHamlet.objects.get(hamlet=world.thanh_luong).ended_on == SET_ON


def test_without_a_founding_day_the_team_begins_today_and_that_is_said(force, teams):
    outcome = teams.brought_in(rows(("Pháp Kệ", None, None, None, None, None)))
    assert "Thiếu ngày thành lập: ghi từ 16/11/2026" in warnings(outcome)
    assert Team.objects.get(name="Pháp Kệ").started_on == date(2026, 11, 16)


FAULTS = [
    ((None, "Đông", 1, None, None, None), "Tên Tổ", "Ô này bắt buộc"),
    (("Thanh Lươg", None, None, None, None, None), "Tên Tổ", "Có phải “Thanh Lương”?"),
    (("tổ tô xá", None, None, None, None, None), "Tên Tổ", "Trùng Tổ với dòng 2"),
    (("Pháp Kệ", "Tô Xá", None, None, None, None), "Thôn phụ trách", "đang do Tổ Tô Xá phụ trách"),
    (("Pháp Kệ", "Đông", None, None, None, None), "Thôn phụ trách", "đã ghi cho Tổ ở dòng 2"),
    (("Pháp Kệ", "Đoài", None, None, None, None), "Thôn phụ trách", "Không có thôn “Đoài”"),
    (("Pháp Kệ", None, "ba", None, None, None), "Định mức", "không phải là số nguyên"),
    (("Pháp Kệ", None, 5, None, None, None), "Định mức", "Cộng các Tổ là 11 người, vượt định mức 10 người của xã"),
    (("Thanh Lương", None, 4, None, SINCE, None), "Định mức", "Đã có định mức từ 01/07/2025"),
    (("Thanh Lương", "5", None, None, SINCE, None), "Áp dụng từ ngày", "Chọn ngày sau ngày đó"),
    (("Thanh Lương", None, 2, None, date(2025, 1, 1), None), "Áp dụng từ ngày", "Tổ thành lập ngày 01/07/2025"),
    (("Pháp Kệ", None, None, date(2027, 1, 1), None, None), "Ngày thành lập", "chưa đến"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "column", "words"), FAULTS, ids=[fault[2] for fault in FAULTS])
def test_a_faulty_cell_is_named_with_row_column_and_remedy(teams, row, column, words):
    found = errors(teams.tried(rows(("Tô Xá", "Tô Xá, Đông", None, None, None, None), row)))
    assert any(number == 3 and at == column and words in message for number, at, message in found), found


def test_the_quota_is_judged_for_the_whole_file_on_the_day_it_holds(world, force, teams):
    """Members go from one team to another within the commune's line; the order of the rows does not matter."""
    Quota.objects.filter(commune=world.commune_a, team=None).update(members=6)
    moved = rows(("Thanh Lương", None, 4, None, SET_ON, None), ("Tô Xá", None, 2, None, SET_ON, None))
    assert teams.counts(moved) == (0, 2, 0)
    later = rows(
        ("Thanh Lương", None, 4, None, SET_ON, None), ("Tô Xá", None, 2, None, date(2026, 4, 1), None)
    )
    [(row, column, words)] = errors(teams.tried(later))
    assert (row, column) == (2, "Định mức")
    assert "Cộng các Tổ là 7 người" in words
    Quota.objects.filter(commune=world.commune_a, team=None).delete()
    assert "chưa có định mức của UBND tỉnh" in errors(teams.tried(moved))[0][2]


def test_the_batch_is_taken_back(world, force, teams):
    before = [list(model.objects.order_by("pk").values_list()) for model in (Quota, TeamHamlet)]
    teams.brought_in(GOOD)
    with one_entry_per_object():
        undo_apply(actor=world.chien, log=UndoLog.objects.get())
    assert [list(model.objects.order_by("pk").values_list()) for model in (Quota, TeamHamlet)] == before
    assert not Team.objects.filter(name="Pháp Kệ").exists()


def test_where_the_link_is_and_that_queries_do_not_grow(world, force, teams):
    address = reverse("jobs:import_new", args=["teams"])
    assert address in world.client(world.an).get(reverse("teams:team_list")).content.decode()
    assert world.client(world.an).get(address).status_code == 200
    counts = []
    for first, number in ((0, 2), (100, 40)):
        given = [(f"Xóm {first + n}", None, 0, SINCE, None, None) for n in range(number)]
        with CaptureQueriesContext(connection) as seen:
            teams.brought_in(rows(*given))
        counts.append(len(seen))
    assert counts[1] <= counts[0]
