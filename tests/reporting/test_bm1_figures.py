"""BM1: the figures of a table by today's units, its cross-checks, and whose facts are lacking."""

from datetime import date

import pytest
import time_machine

from communes.choices import CommuneKind, SuccessionKind
from communes.models import Commune
from communes.services.communes import communes_renumber
from communes.services.plans import NewUnit, Take
from communes.services.succession import succession_apply
from contracts.measuring import Days
from contracts.registry import measures
from readiness.models import Training
from reporting.bm1.checks import judge
from reporting.bm1.figures import bm1_table
from reporting.bm1.form import CODES, COLUMNS, header_cells
from targets.measuring import measure_register, measured_together
from teams.choices import EndKind, Position, StartKind
from teams.models import Membership, Person, Quota, Team
from teams.services.memberships import membership_end, membership_start
from teams.services.quotas import quota_set
from tests.force import make_decision, make_person, make_spell, make_team
from tests.reporting.bm1 import _module_ordered_world, all_columns, world  # noqa: F401 (fixtures)
from tests.world import SINCE

# ruff: noqa: F811 (the fixture `world` is imported)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("all_columns")]
OCTOBER = Days(date(2026, 10, 1), date(2026, 10, 31))
NOVEMBER = Days(date(2026, 11, 1), date(2026, 11, 30))
DAY = date(2026, 11, 1)
BASIS = "Nghị quyết 1/NQ-UBTVQH16"


@pytest.fixture(autouse=True)
def _in_december():
    with time_machine.travel("2026-12-05 09:00+07:00", tick=False):
        yield


def table(world, span=NOVEMBER):
    return bm1_table(province=world.province, communes=Commune.objects.of_province("44").open(), span=span)


def row(found, name: str, *numbers: int) -> tuple:
    line = next(line for line in found.lines if line.commune.name == name)
    return tuple(line.value(number) for number in numbers)


def third_commune(world) -> Commune:
    commune = Commune.objects.create(
        code="19100", province=world.province, name="Phường Ba Đồn", short_name="Ba Đồn", kind=CommuneKind.WARD,
        started_on=SINCE,
    )  # fmt: skip
    communes_renumber({"44"})
    return commune


def transfer(person: Person, team: Team, on: date) -> Membership:
    """One spell ends, the other begins the same day, as the transfer of a person between communes leaves them."""
    person.memberships.filter(ended_on=None).update(ended_on=on, end_kind=EndKind.TRANSFERRED_OUT)
    return make_spell(team, person, started_on=on, start_kind=StartKind.TRANSFERRED_IN)


def merge(world):
    unit = NewUnit(
        "19900",
        "Xã Trạch Mới",
        CommuneKind.COMMUNE,
        world.province,
        (Take(world.commune_a), Take(world.commune_b)),
    )
    return succession_apply(
        actor=world.quang, kind=SuccessionKind.MERGE, effective_on=DAY, legal_basis=BASIS, units=(unit,)
    )


# ── The form ─────────────────────────────────────────────────────────────────
def test_the_form_has_24_columns_under_three_rows_that_cover_every_cell_once():
    assert [column.number for column in COLUMNS] == list(range(1, 25))
    covered = [
        (cell.row + down, cell.column + across)
        for cell in header_cells()
        for down in range(cell.rows)
        for across in range(cell.columns)
    ]
    assert sorted(covered) == [(row, column) for row in range(3) for column in range(26)]


# ── Figures ──────────────────────────────────────────────────────────────────
def test_rows_stand_in_the_official_order_and_add_up(world, force):
    third_commune(world)
    found = table(world)
    assert [line.commune.name for line in found.lines] == ["Xã Hòa Trạch", "Xã Quảng Trạch", "Phường Ba Đồn"]
    assert row(found, "Xã Quảng Trạch", 1, 2, 3, 4, 5, 6, 7, 9, 13, 14) == (6, 5, 5, 5, 0, 5, 0, 5, 2, 2)
    assert row(found, "Phường Ba Đồn", *range(1, 25)) == (0,) * 24
    assert [found.totals[f"bm1_{n:02d}"] for n in (1, 2, 3, 14)] == [6, 6, 6, 3]
    assert judge(found).is_clean and judge(found).notes == []


def test_all_registers_in_one_statement_say_what_each_says_alone(world, force, django_assert_num_queries):
    units = ["19057", "19033"]
    together = measured_together([c for c in CODES if c not in ("bm1_06", "bm1_07")], NOVEMBER, units)
    for register in {measures.get(code).register for code in CODES if code in measures}:
        alone = measure_register(register, NOVEMBER, units, set(together.numbers["19057"]))
        for unit in units:
            assert alone[unit].items() <= together.numbers[unit].items()
    with django_assert_num_queries(1):
        measured_together(["bm1_01", "bm1_03", "bm1_14", "bm1_15", "bm1_20"], NOVEMBER, units)


def test_a_table_takes_as_many_queries_with_thirty_communes_as_with_two(
    world, force, django_assert_max_num_queries
):
    for number in range(30):
        commune = Commune.objects.create(
            code=f"{19200 + number}", province=world.province, name=f"Xã Số {number}", short_name=f"Số {number}",
            kind=CommuneKind.COMMUNE, started_on=SINCE,
        )  # fmt: skip
        make_team(commune, f"Thôn {number}", f"Người {number}")
    Person.objects.update(education="")
    merge(world)
    with django_assert_max_num_queries(9):
        found = table(world)
        judged = judge(found)
    assert len(found.lines) == 31 and len(judged.defects) == 36


def test_a_column_that_no_register_counts_is_an_error_and_no_zero(world, force, monkeypatch):
    monkeypatch.delitem(measures._items, "bm1_17")
    found = table(world)
    assert row(found, "Xã Quảng Trạch", 16, 17) == (0, None)
    assert found.totals["bm1_17"] is None
    (failure,) = judge(found).failures
    assert "Cột 17 (Số thành viên bị thương khi làm nhiệm vụ): Chưa có sổ nào" in failure.text


# ── Cross-checks ─────────────────────────────────────────────────────────────
def test_a_member_who_cannot_be_placed_breaks_the_sums_and_is_named(world, force):
    Person.objects.filter(full_name="Phan Thanh Hà").update(sex="", birth_date=None)
    Person.objects.filter(full_name="Phạm Minh Chiến").update(education="none")
    found = judge(table(world))
    assert [(failure.unit, failure.rule) for failure in found.failures] == [
        ("Xã Quảng Trạch", "4 + 5 = 3"), ("Xã Quảng Trạch", "6 + 7 = 3"), ("Xã Quảng Trạch", "8 + 9 + 10 + 11 = 3"),
    ]  # fmt: skip
    assert found.failures[0].text.startswith("4 + 0 = 4, cột 3 là 5: còn 1 người")
    assert {(defect.name, defect.team, defect.commune, defect.lacking) for defect in found.defects} == {
        ("Phan Thanh Hà", "Tổ Thanh Lương", "Xã Quảng Trạch", "thiếu giới tính; thiếu ngày sinh"),
        ("Phạm Minh Chiến", "Tổ Tô Xá", "Xã Quảng Trạch",
         "trình độ “Chưa xong tiểu học” không có cột trong biểu mẫu"),
    }  # fmt: skip


def test_recruits_and_leavers_explain_column_3(world, force):
    membership_end(
        actor=world.an,
        membership=force.member("Nguyễn Văn An"),
        version=1,
        ended_on=DAY,
        end_kind=EndKind.DIED,
    )
    membership_end(
        actor=world.an, membership=force.member("Phan Thanh Hà"), version=1, ended_on=date(2026, 11, 30),
        end_kind=EndKind.DIED_ON_DUTY,
    )  # fmt: skip
    membership_start(
        actor=world.an, person=make_person(world.commune_a, "Trần Thị Lan", sex="female"), team=force.to_xa,
        position=Position.MEMBER, started_on=date(2026, 11, 30), start_kind=StartKind.RECRUITED,
        decision=make_decision(world),
    )  # fmt: skip
    found = table(world)
    assert row(found, "Xã Quảng Trạch", 2, 3, 15, 16, 18) == (5, 4, 1, 1, 1)
    assert judge(found).is_clean


def test_a_member_entered_as_already_serving_within_the_period_is_said_to_break_the_flow(world, force):
    make_spell(force.to_xa, make_person(world.commune_a, "Lê Văn Sau"), started_on=date(2026, 11, 2))
    (failure,) = judge(table(world)).failures
    assert (failure.unit, failure.rule) == ("Xã Quảng Trạch", "3 = 2 + 15 − 16 − 18")
    assert failure.text.startswith(
        "5 + 0 − 0 − 0 = 5, cột 3 là 6: lệch 1 người. Trong kỳ có 1 người ghi “Đang"
    )


def test_a_transfer_between_communes_is_a_note_with_its_numbers(world, force):
    transfer(force.member("Nguyễn Văn An").person, force.hoa_lac, DAY)
    found = table(world)
    assert row(found, "Xã Quảng Trạch", 2, 3, 15, 16) == (5, 4, 0, 0)
    assert row(found, "Xã Hòa Trạch", 2, 3, 15, 16) == (1, 2, 0, 0)
    judged = judge(found)
    assert judged.is_clean
    assert [(note.unit, note.text.partition(".")[0]) for note in judged.notes] == [
        ("Xã Hòa Trạch", "Chuyển giữa các xã trong kỳ: 1 người chuyển đến, 0 người chuyển đi"),
        ("Xã Quảng Trạch", "Chuyển giữa các xã trong kỳ: 0 người chuyển đến, 1 người chuyển đi"),
    ]


# ── Units change ─────────────────────────────────────────────────────────────
def test_transfers_a_merger_and_a_leaving_on_one_day(world, force):
    """Xã Quảng Trạch (5) and xã Hòa Trạch (1) become xã Trạch Mới on 01/11; that day one member of the first has gone
    to the second, one to phường Ba Đồn, and one has left.

    By today's units the new unit had 6 before and has 4 now: one left (column 16), one moved away (a note), and who
    went from the first to the second moved nowhere. The old units have no row.
    """
    elsewhere = make_team(third_commune(world), "Ba Đồn", "Trần Văn Đồn")
    transfer(force.member("Nguyễn Văn An").person, force.hoa_lac, DAY)
    transfer(force.member("Phạm Minh Chiến").person, elsewhere, DAY)
    membership_end(
        actor=world.an,
        membership=force.member("Phan Thanh Hà"),
        version=1,
        ended_on=DAY,
        end_kind=EndKind.RESIGNED,
    )
    merge(world)

    found = table(world)
    assert [line.commune.name for line in found.lines] == ["Xã Trạch Mới", "Phường Ba Đồn"]
    assert row(found, "Xã Trạch Mới", 2, 3, 15, 16, 18, 14) == (6, 4, 0, 1, 0, 3)
    assert row(found, "Phường Ba Đồn", 2, 3, 15, 16, 18, 14) == (1, 2, 0, 0, 0, 1)
    judged = judge(found)
    assert judged.is_clean
    said = " | ".join(f"{note.unit}: {note.text}" for note in judged.notes)
    assert "nhận từ Xã Quảng Trạch 2 Tổ, 5 thành viên (hết ngày 31/10/2026)" in said
    assert "nhận từ Xã Hòa Trạch 1 Tổ, 1 thành viên (hết ngày 31/10/2026)" in said
    assert "Xã Trạch Mới: Chuyển giữa các xã trong kỳ: 0 người chuyển đến, 1 người chuyển đi" in said
    assert "Phường Ba Đồn: Chuyển giữa các xã trong kỳ: 1 người chuyển đến, 0 người chuyển đi" in said
    assert "1 lượt chuyển giữa các đơn vị cũ nay cùng thuộc Xã Trạch Mới" in said


def test_the_month_before_a_merger_reads_by_todays_units_and_meets_the_next(world, force):
    merge(world)
    before, after = table(world, OCTOBER), table(world)
    assert row(before, "Xã Trạch Mới", 2, 3) == (6, 6)
    assert row(before, "Xã Trạch Mới", 3) == row(after, "Xã Trạch Mới", 2)
    assert judge(before).is_clean


def test_quotas_of_the_old_units_hold_until_the_new_one_has_its_own(world, force):
    Quota.objects.create(commune=world.commune_b, members=4, teams=1, started_on=SINCE)
    merge(world)
    found = table(world)
    assert row(found, "Xã Trạch Mới", 1, 13) == (10, 3)
    assert any(
        "Cột 1 và 13 cộng theo quyết định của các đơn vị cũ" in note.text for note in judge(found).notes
    )

    new = Commune.objects.get(pk="19900")
    quota_set(actor=world.phu, commune=new, members=12, teams=3, started_on=date(2026, 11, 2))
    assert row(table(world), "Xã Trạch Mới", 1, 13) == (12, 3)


def test_what_an_old_unit_registered_is_counted_for_the_one_that_took_its_files(world, force):
    Training.objects.create(
        province=world.province, commune=world.commune_a, kind="short_course", title="Lớp", organiser="commune",
        held_on=date(2026, 10, 20), uses_ministry_material=True,
    )  # fmt: skip
    merge(world)
    found = table(world, OCTOBER)
    assert row(found, "Xã Trạch Mới", 20) == (1,)
    line = found.lines[0]
    assert (line.units["bm1_20"], line.units["bm1_03"]) == ("19900,19057", "19900")
    listed = world.client(world.phu).get(
        f"/bao-dam/tap-huan/?so_lieu=bm1_20&tu=01/10/2026&den=31/10/2026&xa={line.units['bm1_20']}"
    )
    assert listed.context["count"] == 1
