"""One field of many people: old and new shown first, all or nobody, one entry each, taken back while untouched."""

import re

import pytest
from django.core.exceptions import ValidationError

from audit.models import Entry
from contracts.policy import PolicyDenied
from jobs.models import UndoLog
from jobs.services import undo_apply
from teams.models import Membership, Person
from teams.services.bulk import people_bulk_update
from tests.audited import one_entry_per_object

pytestmark = pytest.mark.django_db
PAGE = "/to-bao-ve/thanh-vien/sua-hang-loat/"


def _own(world):
    return list(
        Person.objects.filter(home_commune=world.commune_a).select_related("home_commune").order_by("pk")
    )


def _update(world, people, field="education", value="college", **changes):
    arguments = {"actor": world.an, "people": people, "field": field, "value": value,
                 "versions": {person.pk: person.version for person in people}}  # fmt: skip
    return people_bulk_update(**arguments | changes)


def test_all_chosen_people_get_the_value_and_each_an_entry_of_the_same_batch(world, force):
    with one_entry_per_object():
        log = _update(world, _own(world))
    assert set(Person.objects.filter(home_commune=world.commune_a).values_list("education", "version")) == {
        ("college", 2)
    }
    entries = Entry.objects.filter(batch=log.batch)
    assert entries.count() == 5
    assert entries[0].before == {"education": "upper_secondary"} and entries[0].after == {
        "education": "college"
    }
    world.commune_a.refresh_from_db()
    assert world.commune_a.data_version > 0


def test_undo_gives_everybody_their_own_value_back(world, force):
    people = _own(world)
    people[0].education = "primary"
    people[0].save()
    people[1].hamlet = world.to_xa
    people[1].save()
    log = _update(world, _own(world))
    with one_entry_per_object():
        undo_apply(actor=world.chien, log=log)
    assert sorted(p.education for p in _own(world)) == ["primary", *["upper_secondary"] * 4]
    moved = _update(world, _own(world), "hamlet", world.thanh_luong)
    undo_apply(actor=world.an, log=moved)
    assert [p.hamlet_id for p in _own(world)].count(world.to_xa.pk) == 1
    assert [p.hamlet_id for p in _own(world)].count(None) == 4


def test_who_was_changed_since_the_preview_is_named_and_nobody_is_written(world, force):
    people = _own(world)
    Person.objects.filter(pk=people[0].pk).update(version=7)
    with pytest.raises(ValidationError, match=f"{people[0]}: vừa được người khác sửa"):
        _update(world, _own(world), versions={person.pk: 1 for person in people})
    assert not Person.objects.filter(education="college").exists()


def test_undo_is_refused_once_somebody_went_on_with_a_row(world, force):
    log = _update(world, _own(world))
    Person.objects.filter(pk=_own(world)[0].pk).update(version=3)
    with pytest.raises(PolicyDenied, match="1 trên 5 dòng đã được sửa tiếp"):
        undo_apply(actor=world.an, log=log)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("citizen_id", "1", "không sửa hàng loạt"),
        ("education", "phd", "không phải"),
        ("full_name", "A", "không sửa"),
    ],
)
def test_what_cannot_be_set_is_refused(world, force, field, value, words):
    with pytest.raises(ValidationError, match=words):
        _update(world, _own(world), field, value)


def test_hamlets_of_another_commune_and_people_of_another_commune_are_refused(world, force):
    with pytest.raises(ValidationError, match="hồ sơ thuộc Xã Quảng Trạch, không có Thôn Hòa Lạc"):
        _update(world, _own(world), "hamlet", world.hamlet_b)
    theirs = list(Person.objects.filter(home_commune=world.commune_b).select_related("home_commune"))
    with pytest.raises(ValidationError, match="đơn vị khác"):
        _update(world, theirs)
    with pytest.raises(PolicyDenied):
        _update(world, _own(world), actor=world.le)


def _hidden(page: str, name: str) -> str:
    return re.search(f'name="{name}" value="([^"]*)"', page)[1]


def test_the_pages_show_old_and_new_before_anything_is_written(world, force):
    client = world.client(world.an)
    assert 'formmethod="post"' in client.get("/to-bao-ve/thanh-vien/").content.decode()
    spells = [*Membership.objects.filter(team__commune=world.commune_a).values_list("pk", flat=True)[:2]]
    page = client.post(PAGE, {"chon": spells}).content.decode()
    assert "2 người đã chọn" in page and "Trình độ học vấn" in page
    kept = {"ban": _hidden(page, "ban")}
    page = client.post(PAGE, kept | {"buoc": "muc", "muc": "is_party_member"}).content.decode()
    assert "Xem trước" in page
    step = {"muc": "is_party_member", "value": "1"}
    page = client.post(PAGE, kept | step | {"buoc": "gia-tri"}).content.decode()
    assert page.count("<b>→ Có</b>") == 2 and not Person.objects.filter(is_party_member=True).exists()
    answer = client.post(PAGE, kept | step | {"buoc": "ghi"}, follow=True)
    assert Person.objects.filter(is_party_member=True).count() == 2
    log = UndoLog.objects.get()
    assert f'<a href="{log.get_absolute_url()}">Hoàn tác</a>' in answer.content.decode()
    client.post(log.get_absolute_url())
    assert not Person.objects.filter(is_party_member=True).exists()


def test_a_change_between_preview_and_confirmation_is_shown(world, force):
    client = world.client(world.an)
    person = _own(world)[0]
    sent = {"ban": f"{person.pk}:{person.version}", "muc": "education", "value": "college", "buoc": "ghi"}
    Person.objects.filter(pk=person.pk).update(version=5)
    answer = client.post(PAGE, sent)
    assert answer.status_code == 409
    assert "vừa được người khác sửa" in answer.content.decode()


def test_other_communes_people_cannot_be_slipped_in(world, force):
    theirs = Person.objects.get(home_commune=world.commune_b)
    answer = world.client(world.an).post(
        PAGE, {"ban": f"{theirs.pk}:1", "muc": "education", "value": "college", "buoc": "ghi"}
    )
    assert "Chưa chọn ai" in answer.content.decode()
    theirs.refresh_from_db()
    assert theirs.education != "college"


def test_nobody_chosen_and_a_wrong_field_are_said(world, force):
    client = world.client(world.an)
    assert "Chưa chọn ai" in client.get(PAGE).content.decode()
    kept = {"ban": f"{_own(world)[0].pk}:1"}
    assert client.post(PAGE, kept | {"buoc": "muc", "muc": "position"}).status_code == 422
