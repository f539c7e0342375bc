"""People as officers register them: identity, secrets, doubts."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from audit.models import Entry
from contracts.policy import PolicyDenied
from teams.models import Person
from teams.services.people import person_create, person_doubts, person_reveal, person_update
from tests.audited import one_entry_per_object
from vietnam.dates import PartialDate

pytestmark = pytest.mark.django_db


def register(world, **changes) -> Person:
    facts = {
        "commune": world.commune_a, "full_name": "  nguyễn   văn  An ", "birth_date": date(1980, 2, 5),
        "citizen_id": "000080000001", "sex": "male", "phone": "+84 912 345 678",
    }  # fmt: skip
    return person_create(actor=world.an, **{**facts, **changes})


@pytest.fixture(autouse=True)
def _law(force):
    """The shipped law and a force to live in."""


def test_a_person_is_found_without_accents_and_their_numbers_are_clean(world):
    with one_entry_per_object():
        person = register(world)

    assert person in Person.objects.visible_to(world.an).named("NGUYEN VAN")
    assert (person.full_name, person.phone, person.citizen_id_tail) == ("nguyễn văn An", "0912345678", "0001")


def test_the_audit_keeps_of_secrets_only_that_they_changed(world):
    person = register(world)
    person_update(actor=world.an, person=person, version=1, citizen_id="000080000002", bank_account="0123")

    for entry in Entry.objects.about(person):
        kept = f"{entry.before} {entry.after}"
        assert "000080000001" not in kept and "000080000002" not in kept and "0123'" not in kept
    assert set(Entry.objects.about(person).first().after) >= {"citizen_id", "bank_account"}


def test_the_database_holds_no_citizen_id_in_clear(world, django_assert_num_queries):
    from django.db import connection

    register(world)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT citizen_id, citizen_id_digest FROM teams_person WHERE citizen_id_tail = '0001'"
        )
        (stored, digest) = cursor.fetchone()
    assert "000080000001" not in stored and "000080000001" not in digest
    assert Person.objects.get(citizen_id_tail="0001").citizen_id == "000080000001"


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({"citizen_id": "00008000001"}, "citizen_id", "12 số"),
        ({"citizen_id": "00008000000A"}, "citizen_id", "số"),
        ({"phone": "0123"}, "phone", ""),
        ({"birth_date": date(2027, 1, 1)}, "birth_date", "sau hôm nay"),
        ({"birth_date": date(2012, 1, 1)}, "birth_date", "14 tuổi, ngoài khoảng 15–110"),
        ({"birth_date": date(1915, 1, 1)}, "birth_date", "111 tuổi"),
        ({"full_name": "  "}, "full_name", "Nhập họ và tên"),
    ],
)
def test_bad_input_is_refused_at_its_field_and_nothing_is_saved(world, facts, field, words):
    before = Person.objects.count()
    with pytest.raises(ValidationError) as refused:
        register(world, **facts)
    assert list(refused.value.message_dict) == [field]
    assert words in refused.value.message_dict[field][0]
    assert Person.objects.count() == before


def test_a_year_alone_is_kept_as_such(world):
    person = register(world, birth_date=PartialDate(1980))
    assert (person.birth_date, person.birth_is_year) == (date(1980, 1, 1), True)


def test_a_doubtful_citizen_id_is_a_doubt_not_a_refusal(world):
    person = register(world, sex="female", birth_date=date(1981, 2, 5))
    doubts = " ".join(person_doubts(person))
    assert "sinh năm 1980" in doubts and "giới tính nam" in doubts


def test_a_citizen_id_held_elsewhere_is_refused_without_saying_where(world):
    register(world)
    with pytest.raises(ValidationError) as elsewhere:
        person_create(
            actor=world.binh, commune=world.commune_b, full_name="Lê Văn Tám", citizen_id="000080000001"
        )
    assert elsewhere.value.message_dict["citizen_id"] == [
        "Số định danh này đã có trong hệ thống. Gửi đề nghị tiếp nhận?"
    ]
    with pytest.raises(ValidationError) as own:
        register(world, full_name="Lê Văn Tám")
    assert "nguyễn văn An" in own.value.message_dict["citizen_id"][0]


def test_looking_at_a_secret_is_recorded_with_its_purpose(world):
    person = register(world)
    with pytest.raises(ValidationError) as refused:
        person_reveal(actor=world.an, person=person, field="citizen_id", purpose=" ")
    assert list(refused.value.message_dict) == ["purpose"]

    shown = person_reveal(
        actor=world.phu, person=person, field="citizen_id", purpose="đối chiếu giấy chứng nhận"
    )

    assert shown == "000080000001"
    entry = Entry.objects.get(act="teams.person.reveal")
    assert (entry.actor, entry.reason) == (world.phu, "số định danh, CCCD: đối chiếu giấy chứng nhận")


@pytest.mark.parametrize("who", ["le", "phuc", "binh", "hung", "quang"])
def test_secrets_are_for_registrars_and_reviewers_of_the_unit(world, who):
    person = register(world)
    with pytest.raises(PolicyDenied):
        person_reveal(actor=getattr(world, who), person=person, field="phone", purpose="xem")
