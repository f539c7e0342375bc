"""Holders of hamlet posts at classes: who is listed, who counts among the 15 % of the year, what a class must teach."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from contracts.measuring import Days, counted_rows
from contracts.policy import PolicyDenied
from readiness.choices import POST_CONTENTS, Audience, PostTopic
from readiness.models import PostAttendance
from readiness.services.attendance import NOT_HELD
from readiness.services.post_attendance import post_attendance_add, post_attendance_remove
from teams.choices import PostEnd, PostKind, PostStart
from teams.models import HamletPost
from teams.services.posts import post_end, post_start
from tests.audited import one_entry_per_object
from tests.force import make_person
from tests.readiness.test_training_classes import course, planned
from tests.teams.test_measures import measured

pytestmark = pytest.mark.django_db
YEAR = Days(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture(autouse=True)
def _on_16_november():
    with time_machine.travel("2026-11-16 09:00+07:00", tick=False):
        yield


def hold(world, name, post=PostKind.HAMLET_HEAD, hamlet=None, person=None) -> HamletPost:
    return post_start(
        actor=world.an, person=person or make_person(world.commune_a, name), hamlet=hamlet or world.thanh_luong,
        post=post, started_on=date(2026, 3, 1), start_kind=PostStart.TAKEN_OVER,
    )  # fmt: skip


def for_posts(world, **changes):
    return course(world, **{"audience": Audience.HAMLET_POSTS, "topics": list(POST_CONTENTS), **changes})


def figure(world, code, span=YEAR) -> int:
    return measured(code, world.commune_a, span)


@pytest.fixture
def lan(world) -> HamletPost:
    """Trưởng thôn of Thanh Lương."""
    return hold(world, "Lê Thị Lan")


def test_who_attended_this_year_counts_once_by_whatever_post(world, lan):
    women = hold(world, "", PostKind.WOMEN, person=lan.person)
    hold(world, "Trần Văn Hải", PostKind.FRONT_HEAD)
    with one_entry_per_object():
        assert post_attendance_add(actor=world.an, training=for_posts(world), posts=[lan, women]) == 1
    post_attendance_add(actor=world.an, training=for_posts(world, title="Lớp hai"), posts=[women])
    assert (figure(world, "kct_trained_in_year"), figure(world, "kct_untrained_in_year")) == (1, 1)
    rows = HamletPost.objects.visible_to(world.an)
    assert counted_rows(rows, "kct_trained_in_year", YEAR).count() == 1
    assert figure(world, "kct_trained_in_year", Days(date(2026, 1, 1), date(2026, 10, 19))) == 0
    assert figure(world, "kct_trained_in_year", Days(date(2027, 1, 1), date(2027, 3, 31))) == 0


@pytest.mark.parametrize(("days", "counted"), [("0.5", 0), ("1", 1), ("3", 1), ("3.5", 0)])
def test_only_classes_of_one_to_three_days_count(world, lan, days, counted):
    post_attendance_add(actor=world.an, training=for_posts(world, days=Decimal(days)), posts=[lan])
    assert figure(world, "kct_trained_in_year") == counted


def test_a_class_has_the_contents_when_it_teaches_all_six(world):
    for_posts(world, topics=[*POST_CONTENTS[1:], PostTopic.REFORM])
    assert figure(world, "kct_training_classes_content_ok") == 0
    for_posts(world)
    course(world, topics=list(POST_CONTENTS))  # for teams: not a class of theirs
    assert (figure(world, "kct_training_classes"), figure(world, "kct_training_classes_content_ok")) == (2, 1)


def test_who_did_not_hold_the_post_that_day_and_classes_not_held_are_refused(world, lan):
    post_end(
        actor=world.an, post=lan, version=lan.version, ended_on=date(2026, 10, 20), end_kind=PostEnd.MOVED
    )
    with pytest.raises(ValidationError, match="không giữ chức danh này ngày 20/10/2026"):
        post_attendance_add(actor=world.an, training=for_posts(world), posts=[lan])
    with pytest.raises(ValidationError, match=NOT_HELD):
        post_attendance_add(actor=world.an, training=planned(world), posts=[lan])
    assert not PostAttendance.objects.exists()


def test_only_the_own_commune_names_its_people_also_at_a_class_of_the_province(world, lan):
    training = for_posts(world, actor=world.phu, commune=None)
    with pytest.raises(PolicyDenied):
        post_attendance_add(actor=world.binh, training=training, posts=[lan])
    post_attendance_add(actor=world.an, training=training, posts=[lan])
    assert PostAttendance.objects.visible_to(world.binh).count() == 0


def test_a_name_put_there_by_mistake_is_taken_off(world, lan):
    training = for_posts(world)
    post_attendance_add(actor=world.an, training=training, posts=[lan])
    with one_entry_per_object():
        post_attendance_remove(actor=world.chien, attendance=training.post_attendance.get())
    assert figure(world, "kct_trained_in_year") == 0


def test_the_page_offers_those_in_office_once_and_lists_who_came(world, lan):
    hold(world, "", PostKind.WOMEN, person=lan.person)
    training, client = for_posts(world), world.client(world.an)
    page = client.get(training_page := reverse("readiness:training", args=[training.pk])).content.decode()
    assert "Ghi người không chuyên trách dự" in page
    attend = reverse("readiness:training_post_attend", args=[training.pk])
    assert "Lê Thị Lan, Trưởng thôn" in client.get(attend).content.decode()
    answer = client.post(attend, {"posts": [lan.pk]}, follow=True).content.decode()
    assert "Đã ghi 1 người dự." in answer
    assert "Lê Thị Lan" in client.get(training_page).content.decode()
    assert "Lê Thị Lan" not in client.get(attend).content.decode()
    row = PostAttendance.objects.get()
    client.post(reverse("readiness:post_attendance_remove", args=[row.pk]))
    assert not PostAttendance.objects.exists()
    assert client.post(attend, {}).status_code == 422


def test_topics_of_the_three_lists_are_kept_when_a_class_is_corrected(world):
    training = for_posts(world)
    client, address = world.client(world.an), reverse("readiness:training_edit", args=[training.pk])
    page = client.get(address).content.decode()
    assert page.count("checked") >= len(POST_CONTENTS)
