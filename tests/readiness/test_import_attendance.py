"""An officer brings in who attended a class, how they did, and their certificates."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contracts.policy import PolicyDenied
from jobs.models import UndoLog
from jobs.services.undo import undo_apply
from readiness.choices import TrainingState
from readiness.models import Attendance, Training
from teams.choices import EndKind
from teams.models import Membership, Person
from tests.audited import one_entry_per_object
from tests.force import make_person, make_spell
from tests.importing import Importing, errors, warnings
from tests.teams.workbooks import book

pytestmark = pytest.mark.django_db
HEAD = ("STT", "Tên lớp", "Ngày khai mạc", "Họ và tên", "CCCD", "Tổ", "Kết quả", "Số chứng nhận", "Ngày cấp")
HELD, TITLE = date(2026, 3, 10), "Lớp tập huấn nghiệp vụ"


@pytest.fixture(autouse=True)
def _on_16_november():
    with time_machine.travel("2026-11-16 09:00+07:00", tick=False):
        yield


@pytest.fixture
def attendance(world, force) -> Importing:
    """A class of the province that was held, and one that is planned."""
    usual = {"province": world.province, "kind": "short_course", "organiser": "province"}
    Training.objects.create(title=TITLE, held_on=HELD, **usual)
    Training.objects.create(title="Lớp sau", held_on=date(2026, 12, 1), state=TrainingState.PLANNED, **usual)
    return Importing(world, "attendance")


def row(name="Hoàng Văn Dũng", **changes):
    """A member who passed."""
    usual = ("", TITLE, HELD, name, None, None, "Đạt", None, None)
    return tuple({**dict(zip(HEAD, usual, strict=True)), **changes}.values())


def rows(*given):
    return book(HEAD, *given)


GOOD = rows(
    row(**{"Tên lớp": "LỚP TẬP HUẤN NGHIỆP VỤ", "Số chứng nhận": "01/CN", "Ngày cấp": date(2026, 3, 12)}),
    row("Đặng Hữu Đức", Tổ="Tổ Tô Xá", **{"Kết quả": "Chưa đạt"}),
    row("Phan Thanh Hà", **{"Kết quả": None}),
)


def test_a_list_comes_in_whole_and_twice_changes_nothing(world, force, attendance):
    with one_entry_per_object():
        outcome = attendance.brought_in(GOOD)
    assert [outcome.counts[name] for name in ("new", "error")] == [3, 0]
    dung = Attendance.objects.get(membership=force.member("Hoàng Văn Dũng"))
    assert (dung.training.title, dung.result, dung.is_certified) == (TITLE, "passed", True)
    assert (dung.certificate_number, dung.certified_on) == ("01/CN", date(2026, 3, 12))
    assert Attendance.objects.get(membership=force.member("Đặng Hữu Đức")).result == "failed"
    assert attendance.counts(GOOD) == (0, 0, 3)


def test_results_follow_later_and_a_blank_cell_changes_nothing(world, force, attendance):
    attendance.brought_in(GOOD)
    with one_entry_per_object():
        outcome = attendance.brought_in(
            rows(row(**{"Kết quả": None}), row("Phan Thanh Hà", **{"Số chứng nhận": "02/CN"}))
        )
    assert (outcome.counts["changed"], outcome.counts["unchanged"]) == (1, 1)
    ha = Attendance.objects.get(membership=force.member("Phan Thanh Hà"))
    assert (ha.result, ha.certificate_number, ha.certified_on) == ("passed", "02/CN", None)
    assert "Thiếu ngày cấp" in warnings(outcome)


def test_people_of_one_name_are_told_apart_by_cccd_or_team(world, force, attendance):
    make_spell(force.to_xa, make_person(world.commune_a, "Hoàng Văn Dũng", citizen_id="044080000007"))
    assert "Sổ có 2 người cùng tên này" in errors(attendance.tried(rows(row())))[0][2]
    assert attendance.counts(rows(row(Tổ="Thanh Lương"), row(CCCD="044080000007"))) == (2, 0, 0)


FAULTS = [
    (row(**{"Tên lớp": "Lớp khác"}), "Tên lớp", "Không có lớp “Lớp khác” khai mạc ngày 10/03/2026 trong sổ"),
    (row(**{"Ngày khai mạc": date(2026, 3, 11)}), "Tên lớp", "khai mạc ngày 11/03/2026"),
    (row(**{"Ngày khai mạc": None}), "Ngày khai mạc", "Ô này bắt buộc"),
    (row(**{"Tên lớp": "Lớp sau", "Ngày khai mạc": date(2026, 12, 1)}), "Tên lớp", "chưa mở"),
    (row("Cao Xuân Hiền"), "Họ và tên", "Xã Quảng Trạch không có thành viên tên này"),
    (row(Tổ="Tô Xá"), "Họ và tên", "Tổ “Tô Xá” không có thành viên tên này"),
    (row("Phạm Minh Chiến"), "Họ và tên", "không phải là thành viên ngày 10/03/2026"),
    (row("Phan Thanh Hà"), "Họ và tên", "Trùng với dòng 2"),
    (row(**{"Kết quả": "giỏi"}), "Kết quả", "Không có “giỏi”"),
    (row(**{"Kết quả": "Chưa đạt", "Số chứng nhận": "05"}), "Số chứng nhận", "Chỉ người đạt"),
    (row(**{"Ngày cấp": date(2026, 3, 1)}), "Ngày cấp", "trước ngày khai mạc 10/03/2026"),
    (row(**{"Số chứng nhận": "01/CN"}), "Số chứng nhận", "đã cấp cho người khác của lớp"),
    (row(**{"Số chứng nhận": "09/CN"}), "Số chứng nhận", "đã ghi ở dòng 2"),
]  # fmt: skip


@pytest.mark.parametrize(("faulty", "column", "words"), FAULTS, ids=[fault[2] for fault in FAULTS])
def test_a_faulty_cell_is_named_with_row_column_and_remedy(world, force, attendance, faulty, column, words):
    Membership.objects.filter(person__full_name="Phạm Minh Chiến").update(
        ended_on=date(2026, 1, 1), end_kind=EndKind.RESIGNED
    )
    Attendance.objects.create(
        training=Training.objects.get(title=TITLE), membership=force.member("Đặng Hữu Đức"), result="passed",
        is_certified=True, certificate_number="01/CN",
    )  # fmt: skip
    found = errors(attendance.tried(rows(row("Phan Thanh Hà", **{"Số chứng nhận": "09/CN"}), faulty)))
    assert any(number == 3 and at == column and words in message for number, at, message in found), found


def test_the_batch_is_taken_back(world, force, attendance):
    attendance.brought_in(rows(row(**{"Kết quả": None})))
    attendance.brought_in(GOOD)
    with one_entry_per_object():
        undo_apply(actor=world.chien, log=UndoLog.objects.order_by("pk").last())
    left = Attendance.objects.get()
    assert (left.membership, left.result, left.is_certified) == (force.member("Hoàng Văn Dũng"), "", False)


def test_who_may_where_the_link_is_and_that_queries_do_not_grow(world, force, attendance):
    for user in (world.binh, world.le, world.phu):
        with pytest.raises(PolicyDenied):
            attendance.tried(GOOD, actor=user)
    address = reverse("jobs:import_new", args=["attendance"])
    for name in ("training_list", "attendance_list"):
        assert address in world.client(world.an).get(reverse(f"readiness:{name}")).content.decode()
    assert world.client(world.an).get(address).status_code == 200
    counts = []
    for first, number in ((0, 2), (10, 30)):
        names = [f"Người Số {chr(97 + (first + n) % 26)}{chr(97 + (first + n) // 26)}" for n in range(number)]
        for name in names:
            make_spell(force.to_xa, make_person(world.commune_a, name))
        with CaptureQueriesContext(connection) as seen:
            attendance.brought_in(rows(*map(row, names)))
        counts.append(len(seen))
    assert counts[1] <= counts[0]
    assert Person.objects.filter(full_name__startswith="Người Số").count() == 32
