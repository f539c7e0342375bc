"""An officer brings the list of hamlets in, with the households and people of a year."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from communes.models import Hamlet, HamletYear
from communes.services.hamlet_names import split_kind
from contracts.policy import PolicyDenied
from jobs.models import UndoLog
from jobs.services.undo import undo_apply
from tests.audited import one_entry_per_object
from tests.importing import Importing, errors, warnings
from tests.teams.workbooks import book

pytestmark = pytest.mark.django_db
HEAD = ("STT", "Tên thôn", "Loại", "Năm", "Số hộ", "Nhân khẩu", "Ngày thành lập", "Ghi chú")


@pytest.fixture(autouse=True)
def _on_16_november():
    with time_machine.travel("2026-11-16 09:00+07:00", tick=False):
        yield


@pytest.fixture
def hamlets(world) -> Importing:
    return Importing(world, "hamlets")


def rows(*given):
    return book(HEAD, *[(number, *row) for number, row in enumerate(given, 1)])


GOOD = rows(
    ("THANH-LUONG", None, None, 185, 720, None, "gần chợ"),
    ("TDP Pháp Kệ", None, 2025, 90, None, date(2026, 1, 1), None),
    ("Pháp Kệ", "Tổ dân phố", 2026, 92, 300, None, None),
    ("Làng Cát", "Thôn", None, None, None, None, None),
)  # fmt: skip


def test_a_list_of_hamlets_comes_in_whole_and_twice_changes_nothing(world, hamlets):
    with one_entry_per_object():
        outcome = hamlets.brought_in(GOOD)
    assert [outcome.counts[name] for name in ("new", "changed", "error")] == [2, 2, 0]
    world.thanh_luong.refresh_from_db()
    assert (world.thanh_luong.name, world.thanh_luong.note) == ("Thanh Lương", "gần chợ")
    year = world.thanh_luong.years.get()
    assert (year.year, year.households, year.population) == (2026, 185, 720)
    phap_ke = Hamlet.objects.get(name="Pháp Kệ")
    assert (phap_ke.full_name, phap_ke.started_on) == ("Tổ dân phố Pháp Kệ", date(2026, 1, 1))
    assert list(phap_ke.years.values_list("year", "households", "population")) == [
        (2026, 92, 300),
        (2025, 90, None),
    ]
    lang_cat = Hamlet.objects.get(name="Làng Cát")
    assert (lang_cat.full_name, lang_cat.placements.get().commune) == ("Thôn Làng Cát", world.commune_a)
    assert "ghi từ 01/07/2025" in warnings(outcome)
    assert hamlets.counts(GOOD) == (0, 0, 4)


def test_a_blank_cell_changes_nothing_and_what_differs_is_shown(world, hamlets):
    hamlets.brought_in(GOOD)
    with one_entry_per_object():
        hamlets.brought_in(rows(("Thanh Lương", None, 2026, None, 730, date(1990, 1, 1), None)))
    year = HamletYear.objects.get(hamlet=world.thanh_luong)
    assert (year.households, year.population) == (185, 730)
    outcome = hamlets.tried(rows(("Thanh Lương", None, 2026, 1, None, date(1990, 1, 1), None)))
    assert "Sổ ghi lập ngày 01/07/2025" in warnings(outcome)


FAULTS = [
    ((None, "Thôn", None, 1, 1, None, None), "Tên thôn", "Ô này bắt buộc"),
    (("Đông", "Xứ", None, 1, 1, None, None), "Loại", "Không có “Xứ”"),
    (("Đông", None, 2027, 1, 1, None, None), "Năm", "từ 2000 đến 2026"),
    (("Đông", None, None, 20, 10, None, None), "Nhân khẩu", "ít hơn số hộ (20)"),
    (("Đông", None, None, "nhiều", 10, None, None), "Số hộ", "không phải là số nguyên"),
    (("Đông", None, None, 1, 1, date(1990, 1, 1), None), "Ngày thành lập", "không tồn tại ngày 01/01/1990"),
    (("Tô Xá", None, None, 5, 9, None, None), "Tên thôn", "Trùng với dòng 2: cùng thôn, cùng năm"),
    (("Tô Xá", None, 2025, 5, 9, None, "khác"), "Ghi chú", "Khác với dòng 2"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "column", "words"), FAULTS, ids=[fault[2] for fault in FAULTS])
def test_a_faulty_cell_is_named_with_row_column_and_remedy(world, hamlets, row, column, words):
    found = errors(hamlets.tried(rows(("Tô Xá", None, None, 10, 40, None, "ven sông"), row)))
    assert any(number == 3 and at == column and words in message for number, at, message in found), found


def test_a_slip_and_a_missing_kind_are_remarked(world, hamlets):
    said = warnings(hamlets.tried(rows(("Thanh Lươg", None, None, 1, 2, None, None))))
    assert "Gần giống “Thanh Lương”" in said
    assert "Thiếu loại: ghi là Thôn" in said


def test_two_hamlets_of_one_name_are_told_apart_by_kind(world, hamlets):
    hamlets.brought_in(rows(("Tô Xá", "TDP", None, 10, 40, None, None)))
    assert Hamlet.objects.filter(commune=world.commune_a, name="Tô Xá").count() == 2
    [(row, column, words)] = errors(hamlets.tried(rows(("Tô Xá", None, None, 11, 40, None, None))))
    assert (row, column) == (2, "Tên thôn")
    assert "Ghi cả loại" in words
    assert split_kind("Khu phố 3") == ("khu_pho", "3")


def test_rows_far_apart_in_a_long_file_are_still_one_hamlet(world, hamlets, monkeypatch):
    """Rows are judged and written a thousand at a time; what went before is remembered."""
    monkeypatch.setattr("jobs.exchange.checking.CHUNK", 1)
    hamlets.brought_in(GOOD)
    assert Hamlet.objects.get(name="Pháp Kệ").years.count() == 2
    undo_apply(actor=world.an, log=UndoLog.objects.get())
    assert not Hamlet.objects.filter(name="Pháp Kệ").exists()


def test_the_batch_is_taken_back_unless_something_hangs_on_it(world, hamlets):
    hamlets.brought_in(rows(("Tô Xá", None, None, 10, 40, None, None)))
    hamlets.brought_in(GOOD)
    log = UndoLog.objects.order_by("pk").last()
    with one_entry_per_object():
        undo_apply(actor=world.chien, log=log)
    world.thanh_luong.refresh_from_db()
    assert (world.thanh_luong.note, HamletYear.objects.count()) == ("", 1)
    assert not Hamlet.objects.filter(name__in=["Pháp Kệ", "Làng Cát"]).exists()
    hamlets.brought_in(GOOD)
    Hamlet.objects.get(name="Làng Cát").clusters.create(name="Cụm 1", started_on=date(2026, 2, 1))
    with pytest.raises(ValidationError, match="cụm dân cư"):
        undo_apply(actor=world.an, log=UndoLog.objects.order_by("pk").last())


def test_who_may_and_where_the_link_is(world, hamlets):
    for user in (world.binh, world.le, world.phu):
        with pytest.raises(PolicyDenied):
            hamlets.tried(GOOD, actor=user)
    address = reverse("jobs:import_new", args=["hamlets"])
    assert address in world.client(world.an).get(reverse("communes:hamlet_list")).content.decode()
    assert world.client(world.an).get(address).status_code == 200
    assert world.client(world.an).get(reverse("jobs:import_template", args=["hamlets"])).status_code == 200


def test_the_queries_do_not_grow_with_the_rows(world, hamlets):
    counts = []
    for first, number in ((0, 2), (100, 40)):
        content = rows(*[(f"Xóm {first + n}", "Thôn", None, 10, 40, None, None) for n in range(number)])
        with CaptureQueriesContext(connection) as seen:
            hamlets.brought_in(content)
        counts.append(len(seen))
    assert counts[1] <= counts[0]
