"""Rows written in one statement stand as if each had been saved by itself, on either database."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from audit.models import Entry
from communes.models import Hamlet, HamletPlacement
from contracts.inserting import insert_rows
from teams.choices import Sex
from teams.models import Person

pytestmark = pytest.mark.django_db
#: Columns that say when and under which key a row was written.
OWN = {"id", "at"}


def people(world, count=3, **facts):
    made = [
        Person(
            home_commune=world.commune_a, full_name=f"Hồ Sỹ “Hùng” 100% {number}", birth_date=date(1985, 3, 4),
            birth_is_year=bool(number % 2), sex=Sex.MALE, citizen_id=f"0440850{number:05d}", note="a\nb; 'c'",
            hamlet=world.to_xa if number % 2 else None, **facts,
        )
        for number in range(count)
    ]  # fmt: skip
    for person in made:
        person.fill_keys()
    return made


def stored(rows) -> list[dict]:
    """What the database holds of these rows, in their order; decrypted as it is read."""
    model = type(rows[0])
    found = model._base_manager.in_bulk([row.pk for row in rows])
    names = [field.attname for field in model._meta.concrete_fields if field.name not in OWN]
    return [{name: getattr(found[row.pk], name) for name in names} for row in rows]


def test_each_row_stands_as_bulk_create_would_have_written_it(world):
    ours, plain = people(world), people(world)
    insert_rows(ours)
    before = stored(ours)
    Person.objects.filter(pk__in=[row.pk for row in ours]).delete()  # one CCCD, one person
    Person.objects.bulk_create(plain)
    assert before == stored(plain)
    assert before[1]["citizen_id"] == "044085000001" and before[0]["sex"] == "male"


def test_times_and_documents_inside_a_row_are_written_too(world):
    def entries():
        return [
            Entry(actor_id=None, actor_name="x", act="a", subject_type="b", subject_id="1", subject_name="c",
                  before=before, after={"tên": ["Tổ", 1, None]}, source="web")
            for before in (None, {}, {"a": True})
        ]  # fmt: skip

    ours, plain = entries(), entries()
    insert_rows(ours)
    Entry.objects.bulk_create(plain)
    assert stored(ours) == stored(plain)
    assert all(row.at is not None for row in Entry.objects.filter(pk__in=[row.pk for row in ours]))
    assert Entry.objects.filter(pk__in=[row.pk for row in ours], before__isnull=True).count() == 1


def test_keys_follow_the_order_over_several_statements(world):
    rows = people(world, 600)
    with CaptureQueriesContext(connection) as seen:
        insert_rows(rows)
    assert sum(query["sql"].startswith("INSERT") for query in seen) < 6
    names = dict(Person.objects.values_list("pk", "full_name"))
    assert [names[row.pk] for row in rows] == [row.full_name for row in rows]
    assert not any(row._state.adding for row in rows)


def test_a_row_made_before_what_it_hangs_on_had_a_key_gets_that_key(world):
    hamlet = Hamlet(commune=world.commune_a, name="Pháp Kệ", started_on=date(2025, 7, 1))
    placement = HamletPlacement(hamlet=hamlet, commune=world.commune_a, started_on=date(2025, 7, 1))
    hamlet.fill_keys()
    insert_rows([hamlet])
    insert_rows([placement])
    assert HamletPlacement.objects.get(pk=placement.pk).hamlet.name == "Pháp Kệ"


def test_one_clash_keeps_all_out(world):
    before = Person.objects.count()
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows([*people(world, 400), *people(world, 1)])
    assert Person.objects.count() == before


def test_rows_with_keys_of_their_own_and_none_at_all(world):
    insert_rows([])
    hamlet = Hamlet(pk=987654, commune=world.commune_a, name="Có số", started_on=date(2025, 7, 1))
    hamlet.fill_keys()
    insert_rows([hamlet])
    assert Hamlet.objects.get(pk=987654).name == "Có số"
