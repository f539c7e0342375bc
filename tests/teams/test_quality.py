"""What the checks of members and teams find: on which side of each boundary, and at the field that mends it."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contracts.registry import QUALITY_KINDS, quality_checks
from teams.choices import EndKind, StartKind
from teams.models import Membership, Person, Quota, TeamHamlet
from tests.force import make_decision, make_person, make_spell

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 1)
GOOD = "044080000001"  # a man born in 1980


def found(world, code: str, user=None, on: date = ON) -> list[str]:
    check = quality_checks.get(f"teams.{code}")
    return [check.name(row) for row in check.find(user or world.an, on).order_by("pk")]


def change(force, name: str, **facts) -> Person:
    person = force.member(name).person
    for field, value in facts.items():
        setattr(person, field, value)
    person.save()
    return person


@pytest.mark.parametrize(
    ("code", "facts", "anchor"),
    [
        ("birth", {"birth_date": None}, "birth_date"), ("birth_year", {"birth_is_year": True}, "birth_date"),
        ("sex", {"sex": ""}, "sex"), ("education", {"education": ""}, "education"),
        ("ethnic_group", {"ethnic_group": ""}, "ethnic_group"),
        ("citizen_id_doubt", {"citizen_id": "044180000001"}, "citizen_id"),
    ],
)  # fmt: skip
def test_what_one_person_lacks_is_found_and_leads_to_its_field(world, force, code, facts, anchor):
    assert found(world, code) == []
    change(force, "Phan Thanh Hà", **facts)
    assert found(world, code) == ["Phan Thanh Hà"]
    check = quality_checks.get(f"teams.{code}")
    row = check.find(world.an, ON).get()
    url = check.url(row)
    assert url == f"/to-bao-ve/thanh-vien/{row.pk}/sua/#id_{anchor}"
    assert f'id="id_{anchor}"' in world.client(world.an).get(url).content.decode()


def test_citizen_id_hamlet_and_the_leaders_phone(world, force):
    everybody = len(found(world, "citizen_id"))
    assert everybody == len(found(world, "hamlet")) == 5
    change(force, "Phan Thanh Hà", citizen_id=GOOD, hamlet=world.thanh_luong)
    assert len(found(world, "citizen_id")) == len(found(world, "hamlet")) == 4
    assert set(found(world, "leader_phone")) == {"Hoàng Văn Dũng", "Đặng Hữu Đức"}
    change(force, "Đặng Hữu Đức", phone="0912345678")
    assert found(world, "leader_phone") == ["Hoàng Văn Dũng"]


@pytest.mark.parametrize(
    ("citizen_id", "birth", "sex", "doubt"),
    [
        (GOOD, date(1980, 2, 5), "male", ""), (GOOD, date(1981, 2, 5), "male", "y"), (GOOD, None, "female", "s"),
        (GOOD, date(1979, 1, 1), "female", "ys"), (GOOD, None, "", ""), ("123456789", None, "", "f"),
        ("", None, "", ""), ("044204000001", date(2004, 1, 1), "male", ""),
    ],
)  # fmt: skip
def test_a_doubt_about_the_citizen_id_is_found_when_the_person_is_saved(world, citizen_id, birth, sex, doubt):
    person = make_person(world.commune_a, "Lê Văn Thử", citizen_id=citizen_id, birth_date=birth, sex=sex)
    assert Person.objects.get(pk=person.pk).citizen_id_doubt == doubt


def test_people_who_were_there_before_the_column_are_looked_through_once(world, force):
    person = change(force, "Phan Thanh Hà", citizen_id="044180000001")
    Person.objects.filter(pk=person.pk).update(citizen_id_doubt="")
    import_module("teams.migrations.0006_lists").find_doubts(apps, None)
    person.refresh_from_db()
    assert person.citizen_id_doubt == "s"


def test_ages_are_judged_on_the_day_with_the_laws_limits(world, force):
    change(force, "Phan Thanh Hà", birth_date=date(2008, 3, 2))
    assert found(world, "young") == ["Phan Thanh Hà"]
    assert found(world, "young", on=date(2026, 3, 2)) == []
    change(force, "Phan Thanh Hà", birth_date=date(1915, 3, 1))
    assert found(world, "old") == ["Phan Thanh Hà"]
    change(force, "Phan Thanh Hà", birth_date=date(1915, 3, 2))
    assert found(world, "old") == []


def test_past_seventy_a_decision_is_missing_from_the_day_after_the_birthday(world, force):
    change(force, "Phan Thanh Hà", birth_date=date(1956, 3, 1))
    assert found(world, "past_limit") == []
    assert found(world, "past_limit", on=date(2026, 3, 2)) == ["Phan Thanh Hà"]
    Membership.objects.filter(person__full_name="Phan Thanh Hà").update(start_decision=make_decision(world))
    assert found(world, "past_limit", on=date(2026, 3, 2)) == []
    change(force, "Phan Thanh Hà", birth_date=date(1957, 1, 1))
    assert found(world, "past_limit", on=date(2027, 6, 1)) == ["Phan Thanh Hà"]  # decided in 2026, at 69


def test_recruits_and_leavers_need_their_papers(world, force):
    spell = force.member("Phan Thanh Hà")
    Membership.objects.filter(pk=spell.pk).update(start_kind=StartKind.RECRUITED)
    assert found(world, "start_decision") == ["Phan Thanh Hà"]
    for kind, expected in (
        (EndKind.RESIGNED, ["Phan Thanh Hà"]),
        (EndKind.DIED, []),
        (EndKind.TEAM_CHANGE, []),
    ):
        Membership.objects.filter(pk=spell.pk).update(ended_on=ON, end_kind=kind)
        assert found(world, "end_decision") == expected
    Membership.objects.filter(pk=spell.pk).update(
        end_kind=EndKind.RESIGNED, end_decision=make_decision(world)
    )
    assert found(world, "end_decision") == found(world, "start_decision") == []


def test_the_same_person_twice_in_a_commune(world, force):
    change(force, "Phan Thanh Hà", hamlet=world.thanh_luong)
    make_person(world.commune_b, "Phan Thanh Hà")
    make_person(world.commune_a, "Phan Thanh Há", hamlet=world.thanh_luong)
    make_person(world.commune_a, "Phan Thanh Hà", hamlet=world.to_xa)
    assert found(world, "double") == []
    make_person(world.commune_a, "Phan Thanh Hà", hamlet=world.thanh_luong)
    assert found(world, "double") == ["Phan Thanh Hà"]


def test_teams_without_leader_hamlet_or_quota(world, force):
    assert found(world, "team_leader") == found(world, "team_hamlet") == found(world, "team_quota") == []
    Membership.objects.filter(person__full_name="Đặng Hữu Đức").update(ended_on=ON, end_kind=EndKind.DIED)
    TeamHamlet.objects.filter(team=force.to_xa).update(ended_on=ON)
    Quota.objects.filter(team=force.to_xa).update(ended_on=ON)
    for code in ("team_leader", "team_hamlet", "team_quota"):
        assert found(world, code) == ["Tổ Tô Xá"]
        assert found(world, code, world.binh) == []


def test_a_spell_older_than_its_team(world, force):
    make_spell(force.to_xa, make_person(world.commune_a, "Võ Sớm"), started_on=date(2025, 6, 30))
    assert found(world, "before_team") == ["Võ Sớm"]


def test_checks_are_scoped_known_kinds_and_decrypt_nothing(world, force):
    for check in quality_checks:
        assert check.kind in QUALITY_KINDS
        assert not check.find(world.khanh, ON).exists()
        with CaptureQueriesContext(connection) as queries:
            rows = list(check.find(world.an, ON).select_related(*check.select))
            [(check.name(row), check.detail(row), check.url(row)) for row in rows]
        assert len(queries) <= 2, check.code
        assert not any('"citizen_id",' in query["sql"] for query in queries.captured_queries), check.code
