"""Dated rows, versions, secrets: the ideas every table stands on."""

from datetime import date

import pytest
from django.core.exceptions import FieldError
from django.db import connection
from django.test import override_settings

from contracts import encryption
from contracts.records import StaleRecord, in_force
from teams.models import Membership, Person, Team
from tests.force import make_person, make_spell, make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def spells(world):
    """Three spells: 01/8–31/8, from 01/9 on, from 15/8 on."""
    team = make_team(world.commune_a, "Tô Xá")
    for name, started, ended in (("A", 1, date(2025, 9, 1)), ("C", 15, None)):
        facts = {"ended_on": ended, "end_kind": "other"} if ended else {}
        make_spell(team, make_person(world.commune_a, name), started_on=date(2025, 8, started), **facts)
    make_spell(team, make_person(world.commune_a, "B"), started_on=date(2025, 9, 1))
    return Membership.objects.all()


@pytest.mark.parametrize(("day", "names"), [(31, "AC"), (14, "A"), (15, "AC"), (1, "A")])
def test_a_row_holds_from_its_first_day_to_the_day_before_its_end(spells, day, names):
    found = spells.in_force(date(2025, 8, day)).values_list("person__full_name", flat=True)
    assert "".join(sorted(found)) == names


def test_on_the_day_of_the_end_the_next_row_holds(spells):
    found = spells.in_force(date(2025, 9, 1)).values_list("person__full_name", flat=True)
    assert "".join(sorted(found)) == "BC"
    assert not spells.get(person__full_name="A").is_in_force(date(2025, 9, 1))


def test_rows_overlap_when_they_share_a_day(spells):
    def names(first, last):
        return "".join(sorted(spells.overlapping(first, last).values_list("person__full_name", flat=True)))

    assert names(date(2025, 8, 31), date(2025, 9, 1)) == "AC"
    assert names(date(2025, 9, 1), None) == "BC"
    assert names(date(2025, 7, 1), date(2025, 8, 1)) == ""


def test_the_condition_follows_a_path(spells):
    assert Team.objects.filter(in_force(date(2025, 8, 14), "memberships__")).count() == 1


def test_the_second_of_two_who_save_is_told_and_shown_the_present_row(world):
    person = make_person(world.commune_a, "A")
    Person.objects.get(pk=person.pk).claim_version(1)
    with pytest.raises(StaleRecord) as stale:
        person.claim_version(1)
    assert stale.value.current.version == 2


def test_a_secret_is_not_in_the_database_and_cannot_be_filtered(world):
    person = make_person(world.commune_a, "A", citizen_id="000080000001")
    with connection.cursor() as cursor:
        cursor.execute("SELECT citizen_id FROM teams_person WHERE id = %s", [person.pk])
        assert "000080000001" not in cursor.fetchone()[0]
    with pytest.raises(FieldError, match="mã hóa"):
        Person.objects.filter(citizen_id="000080000001").exists()
    assert Person.objects.get(citizen_id_digest=encryption.digest("000080000001")) == person


def test_a_key_is_rotated_by_putting_the_new_one_first(world, settings):
    from cryptography.fernet import Fernet

    person = make_person(world.commune_a, "A", citizen_id="000080000001")
    old = settings.FIELD_KEYS
    with override_settings(FIELD_KEYS=[Fernet.generate_key().decode(), *old]):
        assert Person.objects.get(pk=person.pk).citizen_id == "000080000001"
    only_new = override_settings(FIELD_KEYS=[Fernet.generate_key().decode()])
    with only_new, pytest.raises(ValueError, match="ANTT_FIELD_KEYS"):
        Person.objects.get(pk=person.pk).citizen_id  # noqa: B018 (reading decrypts)


def test_the_same_value_gives_the_same_digest_and_nothing_gives_none():
    assert (
        encryption.digest("000080000001")
        == encryption.digest("000080000001")
        != encryption.digest("000080000002")
    )
    assert encryption.digest("") == ""
