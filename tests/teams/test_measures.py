"""What teams and members are counted for, alone and in one statement, and the rows behind each figure."""

from datetime import date

import pytest

from communes.models import Cluster
from contracts.measuring import Days, aggregate, condition, counted_rows
from contracts.registry import measures, registers
from teams.choices import EndKind, Position, StartKind
from teams.services.memberships import (
    cluster_assign,
    membership_change_position,
    membership_end,
    membership_start,
)
from tests.force import make_decision, make_person

pytestmark = pytest.mark.django_db
NOVEMBER = Days(date(2026, 10, 15), date(2026, 11, 14))
COLUMNS = [f"bm1_{n:02d}" for n in (*range(1, 17), 18)]


def measured(code: str, commune, span: Days = NOVEMBER):
    """The measure alone, for one commune."""
    measure = measures.get(code)
    register = registers.get(measure.register)
    rows = register.model.objects.filter(condition(measure, span), **{register.commune: commune.code})
    return rows.aggregate(n=aggregate(measure, span))["n"] or 0


def test_a_month_of_comings_and_goings_adds_up_as_bm1_wants(world, force):
    membership_end(
        actor=world.an, membership=force.member("Nguyễn Văn An"), version=1, ended_on=date(2026, 10, 15),
        end_kind=EndKind.DIED,
    )  # fmt: skip
    membership_start(
        actor=world.an, person=make_person(world.commune_a, "Trần Thị Lan", sex="female", education="primary"),
        team=force.thanh_luong, position=Position.MEMBER, started_on=date(2026, 11, 14),
        start_kind=StartKind.RECRUITED, decision=make_decision(world),
    )  # fmt: skip
    membership_change_position(
        actor=world.an, membership=force.member("Phạm Minh Chiến"), version=1, position=Position.DEPUTY,
        changed_on=date(2026, 11, 1),
    )  # fmt: skip

    row = {code: measured(code, world.commune_a) for code in COLUMNS}

    assert (row["bm1_01"], row["bm1_02"], row["bm1_03"]) == (6, 5, 5)
    assert (row["bm1_15"], row["bm1_16"], row["bm1_18"]) == (1, 1, 0)
    assert row["bm1_04"] + row["bm1_05"] == row["bm1_06"] + row["bm1_07"] == row["bm1_03"]
    assert row["bm1_08"] + row["bm1_09"] + row["bm1_10"] + row["bm1_11"] == row["bm1_03"]
    assert row["bm1_03"] == row["bm1_02"] + row["bm1_15"] - row["bm1_16"] - row["bm1_18"]
    assert (row["bm1_13"], row["bm1_14"]) == (2, 2)


def test_seventy_on_the_last_day_counts_as_over_seventy(world, force):
    person = force.member("Nguyễn Văn An").person
    for birth, columns in (((1956, 11, 14), (4, 1)), ((1956, 11, 15), (5, 0))):
        person.birth_date = date(*birth)
        person.save()
        assert (measured("bm1_06", world.commune_a), measured("bm1_07", world.commune_a)) == columns


def test_vacancies_are_counted_team_by_team_and_a_surplus_fills_no_other_gap(world, force):
    assert measured("team_vacancies", world.commune_a) == 1
    assert measured("teams_short", world.commune_a) == 1

    membership_start(
        actor=world.an, person=make_person(world.commune_a, "Trần Quốc Bình"), team=force.to_xa,
        position=Position.MEMBER, started_on=date(2026, 11, 1), start_kind=StartKind.TAKEN_OVER,
    )  # fmt: skip
    assert measured("team_vacancies", world.commune_a) == 1


def test_the_rows_behind_a_figure_are_those_it_counted(world, force):
    for code in ("teams_short", "team_members_current", "bm1_04", "teams_current"):
        register = registers.get(measures.get(code).register)
        rows = register.model.objects.visible_to(world.an)
        assert counted_rows(rows, code, NOVEMBER).count() == measured(code, world.commune_a), code


def test_clusters_count_as_assigned_while_their_member_serves(world, force):
    member = force.member("Nguyễn Văn An")
    one = Cluster.objects.create(hamlet=world.to_xa, name="Cụm 1", started_on=date(2025, 7, 1))
    Cluster.objects.create(hamlet=world.to_xa, name="Cụm 2", started_on=date(2025, 7, 1))
    cluster_assign(actor=world.an, membership=member, cluster=one, started_on=date(2026, 1, 1))
    figures = ("residential_clusters_total", "residential_clusters_assigned")
    assert [measured(code, world.commune_a) for code in figures] == [2, 1]

    membership_end(
        actor=world.an, membership=member, version=1, ended_on=date(2026, 11, 1), end_kind=EndKind.RESIGNED
    )
    assert [measured(code, world.commune_a) for code in figures] == [2, 0]


def test_a_team_is_consolidated_when_its_people_changed_within_the_days(world, force):
    assert measured("teams_consolidated", world.commune_a) == 0
    membership_end(
        actor=world.an, membership=force.member("Nguyễn Văn An"), version=1, ended_on=date(2026, 11, 1),
        end_kind=EndKind.RESIGNED,
    )  # fmt: skip
    assert measured("teams_consolidated", world.commune_a) == 1


def test_those_who_left_are_counted_by_the_grounds_of_the_plan_each_once(world, force):
    leaving = {
        "Nguyễn Văn An": EndKind.DIED, "Phạm Minh Chiến": EndKind.UNFIT_HEALTH, "Phan Thanh Hà": EndKind.RESIGNED,
    }  # fmt: skip
    for name, kind in leaving.items():
        spell = force.member(name)
        membership_end(
            actor=world.an, membership=spell, version=spell.version, ended_on=date(2026, 11, 2), end_kind=kind
        )
    reasons = {
        reason: measured(f"team_change_reason_{reason}", world.commune_a)
        for reason in ("death", "dismissed", "substandard", "failed_duty", "voluntary", "other")
    }
    assert reasons == {
        "death": 1, "dismissed": 0, "substandard": 1, "failed_duty": 0, "voluntary": 1, "other": 0,
    }  # fmt: skip
    assert sum(reasons.values()) == measured("team_members_left", world.commune_a)
    assert measured("team_members_replaced", world.commune_a) == 0
    membership_start(
        actor=world.an, person=make_person(world.commune_a, "Trần Thị Lan"), team=force.member("Phan Thanh Hà").team,
        position=Position.MEMBER, started_on=date(2026, 11, 10), start_kind=StartKind.RECRUITED,
        decision=make_decision(world),
    )  # fmt: skip
    expected = sum(
        force.member(name).team == force.member("Phan Thanh Hà").team
        for name, kind in leaving.items() if kind != EndKind.DIED
    )  # fmt: skip
    assert measured("team_members_replaced", world.commune_a) == expected
    rows = force.member("Phan Thanh Hà")._meta.model.objects.all()
    assert counted_rows(rows, "team_members_replaced", NOVEMBER).count() == expected
