"""An officer brings in who holds which post of the hamlets."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from communes.models import Hamlet
from jobs.models import UndoLog
from jobs.services.undo import undo_apply
from teams.choices import PostEnd, PostKind, PostStart
from teams.models import HamletPost, Person
from teams.services.people import HELD_ELSEWHERE
from tests.audited import one_entry_per_object
from tests.force import make_person
from tests.importing import Importing, errors, warnings
from tests.teams.workbooks import book
from tests.world import SINCE

pytestmark = pytest.mark.django_db
HEAD = (
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "CCCD", "Điện thoại", "Thôn", "Chức danh", "Từ ngày", "Đến ngày",
    "Hình thức", "Lý do thôi",
)  # fmt: skip
ELECTED = date(2026, 2, 1)


@pytest.fixture
def posts(world, force) -> Importing:
    return Importing(world, "posts")


def row(name="Hồ Sỹ Hùng", post="Trưởng thôn", **changes):
    """A man who was elected head of Thanh Lương."""
    usual = ("", name, date(1985, 3, 4), "Nam", "044085000001", "0912345678", "Thanh Lương", post, ELECTED, None,
             "bầu bằng phiếu", None)  # fmt: skip
    return tuple({**dict(zip(HEAD, usual, strict=True)), **changes}.values())


def rows(*given):
    return book(HEAD, *given)


def held(world, person, post=PostKind.HAMLET_HEAD, **facts):
    usual = {"hamlet": world.thanh_luong, "started_on": SINCE, "start_kind": PostStart.TAKEN_OVER}
    return HamletPost.objects.create(person=person, post=post, **{**usual, **facts})


GOOD = rows(
    row(),
    row(post="Bí thư chi bộ"),
    row("Hoàng Văn Dũng", "Cộng tác viên dân số", **{"Ngày sinh": 1980, "CCCD": None, "Hình thức": None}),
    row("Mai Thị Lan", "Trưởng ban CTMT", **{
        "Ngày sinh": None, "Giới tính": None, "CCCD": None, "Từ ngày": None, "Thôn": "Thôn Tô Xá", "Điện thoại": None,
    }),
)  # fmt: skip


def test_posts_come_in_whole_and_twice_changes_nothing(world, force, posts):
    """One newcomer with two posts is one person; who serves in a team is found again."""
    make_person(world.commune_a, "Hoàng Văn Dũng Em")
    Person.objects.filter(full_name="Hoàng Văn Dũng").update(hamlet=world.thanh_luong)
    before = Person.objects.count()
    with one_entry_per_object():
        outcome = posts.brought_in(GOOD)
    assert [outcome.counts[name] for name in ("new", "changed", "error")] == [4, 0, 0]
    assert Person.objects.count() == before + 2
    hung = Person.objects.get(full_name="Hồ Sỹ Hùng")
    assert (hung.citizen_id, hung.phone, hung.sex) == ("044085000001", "0912345678", "male")
    kinds = hung.posts.order_by("post").values_list("post", "started_on", "start_kind")
    assert list(kinds) == [("hamlet_head", ELECTED, "ballot"), ("party_secretary", ELECTED, "ballot")]
    dung = HamletPost.objects.get(post=PostKind.OTHER)
    assert (dung.person, dung.title) == (force.member("Hoàng Văn Dũng").person, "Cộng tác viên dân số")
    lan = HamletPost.objects.get(person__full_name="Mai Thị Lan")
    assert (lan.hamlet, lan.post, lan.started_on) == (world.to_xa, PostKind.FRONT_HEAD, SINCE)
    for words in ("ghi là chức danh khác", "Thiếu ngày sinh", "ghi từ 01/07/2025", "Thiếu hình thức"):
        assert words in warnings(outcome)
    assert posts.counts(GOOD) == (0, 0, 4)


def test_who_goes_makes_room_for_who_comes(world, force, posts):
    leaver = held(world, force.member("Phan Thanh Hà").person)
    goes = row("Phan Thanh Hà", **{
        "Ngày sinh": date(1980, 2, 5), "CCCD": None, "Điện thoại": None, "Từ ngày": SINCE, "Đến ngày": ELECTED,
        "Hình thức": None, "Lý do thôi": "hết nhiệm kỳ",
    })  # fmt: skip
    with one_entry_per_object():
        outcome = posts.brought_in(rows(row(), goes))
    assert (outcome.counts["new"], outcome.counts["changed"]) == (1, 1)
    leaver.refresh_from_db()
    assert (leaver.ended_on, leaver.end_kind) == (ELECTED, PostEnd.TERM_ENDED)
    assert posts.counts(rows(row(), goes)) == (0, 0, 2)
    again = {**dict(zip(HEAD, goes, strict=True)), "Đến ngày": date(2026, 3, 1)}
    assert "Việc đã ghi thôi không sửa qua Excel" in errors(posts.tried(rows(tuple(again.values()))))[0][2]


FAULTS = [
    (row(Thôn="Đoài"), "Thôn", "Không có thôn “Đoài”"),
    (row(Thôn=None), "Thôn", "Ô này bắt buộc"),
    (row(CCCD="12"), "CCCD", "CCCD phải có 12 số"),
    (row(**{"Từ ngày": date(2025, 1, 1)}), "Từ ngày", "lập ngày 01/07/2025"),
    (row(**{"Đến ngày": ELECTED}), "Đến ngày", "Ngày thôi phải sau ngày giữ chức danh 01/02/2026"),
    (row(**{"Đến ngày": date(2026, 5, 1), "Lý do thôi": "Miễn nhiệm"}), "", "phải có căn cứ"),
    (row(**{"Lý do thôi": "Từ chức"}), "Lý do thôi", "chưa có ngày thôi"),
    (row(post="Bí thư chi bộ"), "Chức danh", "Phan Thanh Hà giữ chức danh này ở Thôn Thanh Lương từ 01/07/2025"),
    (row(post="Trưởng thôn", Thôn="Tô Xá"), "Chức danh", "Dòng 2 đã ghi người giữ chức danh này"),
    (row("Mai Thị Lan", Thôn="Tô Xá", CCCD="044085000009"), "CCCD", HELD_ELSEWHERE),
    (row("Lê Văn Tám", "Chi hội trưởng Phụ nữ", Thôn="Tô Xá", **{"Điện thoại": "0912345670"}), "Điện thoại",
     "Dòng 2 ghi khác về người này"),
]  # fmt: skip


@pytest.mark.parametrize(("faulty", "column", "words"), FAULTS, ids=[fault[2] for fault in FAULTS])
def test_a_faulty_cell_is_named_with_row_column_and_remedy(world, force, posts, faulty, column, words):
    held(world, force.member("Phan Thanh Hà").person, PostKind.PARTY_SECRETARY)
    make_person(world.commune_b, "Lê Văn Chín", citizen_id="044085000009")
    first = row("Lê Văn Tám", Thôn="Tô Xá")
    found = errors(posts.tried(rows(first, faulty)))
    assert any(number == 3 and at == column and words in message for number, at, message in found), found


def test_rows_far_apart_in_a_long_file_are_still_one_person(world, force, posts, monkeypatch):
    """Rows are judged and written a thousand at a time; what went before is remembered."""
    monkeypatch.setattr("jobs.exchange.checking.CHUNK", 1)
    before = Person.objects.count()
    later = row(post="Bí thư chi bộ", **{"CCCD": None, "Điện thoại": "0912345679"})
    outcome = posts.brought_in(rows(row(**{"Điện thoại": None}), later))
    assert (outcome.counts["new"], outcome.counts["error"], Person.objects.count()) == (2, 0, before + 1)
    hung = Person.objects.get(full_name="Hồ Sỹ Hùng")
    assert (hung.phone, hung.citizen_id, hung.posts.count()) == ("0912345679", "044085000001", 2)
    undo_apply(actor=world.an, log=UndoLog.objects.get())
    assert Person.objects.count() == before


def test_the_batch_is_taken_back(world, force, posts):
    before = Person.objects.count()
    posts.brought_in(GOOD)
    with one_entry_per_object():
        undo_apply(actor=world.chien, log=UndoLog.objects.get())
    assert (Person.objects.count(), HamletPost.objects.count()) == (before, 0)
    assert force.member("Hoàng Văn Dũng").person.phone == ""


def test_where_the_link_is_and_that_queries_do_not_grow(world, force, posts):
    address = reverse("jobs:import_new", args=["posts"])
    assert address in world.client(world.an).get(reverse("teams:post_list")).content.decode()
    assert world.client(world.an).get(address).status_code == 200
    counts = []
    for first, number in ((0, 2), (100, 30)):
        for n in range(number):
            Hamlet.objects.create(commune=world.commune_a, name=f"Xóm {first + n}", started_on=SINCE)
        given = [
            row(f"Lê {chr(65 + first // 10 + n)}a", Thôn=f"Xóm {first + n}", CCCD=f"044085{first + n:06}")
            for n in range(number)
        ]
        with CaptureQueriesContext(connection) as seen:
            posts.brought_in(rows(*given))
        counts.append(len(seen))
    assert counts[1] <= counts[0]
