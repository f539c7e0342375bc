"""A member's photo, the consent to publish a number, and the line of their life."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from communes.models import Cluster
from contracts.policy import PolicyDenied
from contracts.registry import timelines
from jobs.models import StoredFile
from jobs.services import expired_files_wipe, file_bytes
from readiness.models import Attendance, EquipmentIssue, Training
from teams.choices import ConsentWay
from teams.models import Person
from teams.services.contact import (
    MOST_BYTES,
    phone_consent_set,
    phone_consent_withdraw,
    photo_remove,
    photo_set,
)
from teams.services.leaving import refusal_record
from teams.services.memberships import cluster_assign, membership_end
from teams.timeline import life_of
from tests.audited import one_entry_per_object
from tests.uploads import JPEG, PNG

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(force):
    return force.member("Nguyễn Văn An").person


def picture(content=PNG, name="anh.png"):
    return SimpleUploadedFile(name, content)


def test_a_photo_is_kept_encrypted_and_the_one_before_is_wiped(world, person):
    photo_set(actor=world.an, person=person, version=1, upload=picture())
    assert list(Entry.objects.filter(actor=world.an).order_by("id").values_list("act", flat=True)) == [
        "jobs.file.store", "teams.person.photo",
    ]  # fmt: skip
    first = person.photo
    assert file_bytes(first) == PNG and first.content_type == "image/png"
    photo_set(actor=world.an, person=person, version=2, upload=picture(JPEG, "a.jpg"))
    assert person.photo.content_type == "image/jpeg"
    assert expired_files_wipe(timezone.now()) == 1
    photo_remove(actor=world.an, person=person, version=3)
    assert (
        person.photo is None
        and StoredFile.objects.filter(expires_at=None, purpose="teams.photo").count() == 0
    )


def test_a_photo_is_judged_by_its_content(world, person):
    with pytest.raises(ValidationError, match="Chỉ nhận ảnh JPEG hoặc ảnh PNG"):
        photo_set(actor=world.an, person=person, version=1, upload=picture(b"GIF89a", "anh.jpg"))
    large = picture(PNG + b"0" * MOST_BYTES)
    with pytest.raises(ValidationError, match="quá mức 5 MB"):
        photo_set(actor=world.an, person=person, version=1, upload=large)
    with pytest.raises(PolicyDenied):
        photo_set(actor=world.phu, person=person, version=1, upload=picture())


def test_the_photo_is_seen_by_those_who_see_the_person(world, force, person):
    spell = person.memberships.get()
    client = world.client(world.an)
    answer = client.post(reverse("teams:photo", args=[spell.pk]), {"photo": picture(), "version": 1})
    assert answer.status_code == 302
    address = reverse("teams:photo_file", args=[spell.pk])
    assert address in client.get(answer.url).content.decode()
    shown = world.client(world.le).get(address)
    assert b"".join(shown.streaming_content) == PNG and shown["Content-Type"] == "image/png"
    assert world.client(world.phuc).get(address).status_code == 403
    assert world.client(world.binh).get(address).status_code == 404


def test_a_number_is_public_from_consent_until_it_is_taken_back(world, person):
    agree = {"actor": world.an, "person": person, "since": date(2026, 3, 1), "way": ConsentWay.WRITTEN}
    with pytest.raises(ValidationError, match="Ghi số trước"):
        phone_consent_set(**agree, version=1)
    Person.objects.filter(pk=person.pk).update(phone="0912345678")
    person.refresh_from_db()
    with one_entry_per_object():
        phone_consent_set(**agree, version=1)
    with one_entry_per_object():
        phone_consent_withdraw(actor=world.an, person=person, version=2, on=date(2026, 6, 1))
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 5, 31), date(2026, 6, 1)]
    assert [person.phone_is_public(day) for day in days] == [False, True, True, False]
    assert [Person.objects.phone_public(day).count() for day in days] == [0, 1, 1, 0]
    with pytest.raises(ValidationError, match="đã rút lại"):
        phone_consent_withdraw(actor=world.an, person=person, version=3, on=date(2026, 7, 1))
    phone_consent_set(**agree | {"since": date(2026, 8, 1)}, version=3)
    assert person.phone_is_public(date(2026, 8, 1))


def live(world, force, person, times=1, first=0):
    """Everything that may befall a member."""
    spell = person.memberships.get()
    for number in range(first, first + times):
        day = date(2026, 2, 1 + number % 25)
        cluster = Cluster.objects.create(hamlet=world.to_xa, name=f"Cụm {number}", started_on=day)
        cluster_assign(actor=world.an, membership=spell, cluster=cluster, started_on=day)
        refusal_record(actor=world.an, membership=spell, fault="refused", happened_on=day, asked="Trực đêm")
        training = Training.objects.create(
            province=world.province, commune=world.commune_a, kind="short_course", title="Tập huấn",
            organiser="commune", held_on=day,
        )  # fmt: skip
        Attendance.objects.create(training=training, membership=spell, is_certified=True)
        EquipmentIssue.objects.create(team=spell.team, membership=spell, kind="flashlight", started_on=day)


def test_a_members_life_is_one_line_newest_first(world, force, person):
    live(world, force, person)
    spell = person.memberships.get()
    membership_end(
        actor=world.an, membership=spell, version=1, ended_on=date(2026, 11, 1), end_kind="moved_away"
    )
    events = life_of(world.an, person)
    assert [event.on for event in events] == sorted((event.on for event in events), reverse=True)
    said = " | ".join(event.text for event in events)
    for part in (
        "Thôi: Chuyển nơi cư trú",
        "Thôi phụ trách Cụm 0",
        "Không chấp hành",
        "Dự ",
        "Được cấp: Đèn pin",
    ):
        assert part in said
    page = world.client(world.an).get(reverse("teams:membership", args=[spell.pk])).content.decode()
    assert "được cấp chứng nhận" in page and "Trực đêm" in page
    assert life_of(world.binh, person) == []


def test_a_long_life_takes_no_more_queries(world, force, person):
    def queries():
        with CaptureQueriesContext(connection) as found:
            life_of(world.an, person)
        return len(found)

    live(world, force, person, 1)
    one = queries()
    live(world, force, person, 20, first=1)
    assert queries() == one <= 2 * len(timelines)
