"""Classes planned ahead, what they teach, who passed, and what of it counts."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError

from audit.models import Entry
from contracts.policy import PolicyDenied
from readiness.choices import Audience, Organiser, Result, TaskGroup, Topic, TrainingKind, TrainingState
from readiness.deadlines.training import classes_planned
from readiness.models import Attendance, Training
from readiness.services.attendance import attendance_add, attendance_result
from readiness.services.training import (
    training_attach,
    training_cancel,
    training_create,
    training_hold,
    training_update,
)
from tests.audited import one_entry_per_object
from tests.readiness.test_measures import measured
from tests.world import load_law

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 16)


@pytest.fixture(autouse=True)
def _on_16_november():
    with time_machine.travel("2026-11-16 09:00+07:00", tick=False):
        yield


def course(world, **changes) -> Training:
    facts = {
        "province": world.province, "commune": world.commune_a, "kind": TrainingKind.SHORT_COURSE,
        "title": "Tập huấn nghiệp vụ năm 2026", "organiser": Organiser.COMMUNE, "held_on": date(2026, 10, 20),
        "days": Decimal("2"), "topics": [Topic.LAW],
    }  # fmt: skip
    return training_create(actor=changes.pop("actor", world.an), **{**facts, **changes})


def planned(world, **changes) -> Training:
    return course(world, state=TrainingState.PLANNED, held_on=date(2026, 12, 1), **changes)


def test_a_planned_class_counts_only_once_it_is_held(world, force):
    training = planned(world)
    with pytest.raises(ValidationError, match="chưa mở"):
        attendance_add(actor=world.an, training=training, memberships=[force.member("Phan Thanh Hà")])
    assert measured("team_training_classes", world.commune_a) == 0
    assert measured("training_topics_covered", world.commune_a) == 0
    (due,) = classes_planned(TODAY)
    assert (due.due_on, due.commune) == (date(2026, 12, 1), world.commune_a.pk)

    with pytest.raises(ValidationError, match="chưa đến"):
        training_hold(actor=world.an, training=training, version=1, held_on=date(2026, 12, 1))
    training.refresh_from_db()
    with one_entry_per_object():
        training_hold(actor=world.an, training=training, version=1, held_on=TODAY)
    assert measured("team_training_classes", world.commune_a) == 1
    assert list(classes_planned(TODAY)) == []
    with pytest.raises(ValidationError, match="không còn ở trạng thái dự kiến"):
        training_cancel(actor=world.an, training=training, version=2, reason="Trời mưa")


def test_a_class_called_off_stays_with_its_reason_and_counts_for_nothing(world):
    training = planned(world)
    with pytest.raises(ValidationError, match="ghi lý do hủy"):
        training_cancel(actor=world.an, training=training, version=1, reason=" ")
    training.refresh_from_db()
    training_cancel(actor=world.an, training=training, version=1, reason="Bão số 9")
    assert measured("team_training_classes", world.commune_a) == 0
    with pytest.raises(ValidationError, match="đã hủy nên không sửa được"):
        training_update(actor=world.an, training=training, version=2, topics=[Topic.LAW])


def test_skills_of_the_plan_and_task_groups_of_the_law_are_counted_apart(world):
    course(world, topics=[Topic.LAW, Topic.PATROL, TaskGroup.PATROL])
    course(world, topics=[TaskGroup.PATROL, TaskGroup.FIRE])
    assert measured("training_topics_covered", world.commune_a) == 2
    assert measured("training_task_groups_covered", world.commune_a) == 2


def test_classes_for_others_are_no_classes_of_the_teams(world):
    course(world)
    course(world, audience=Audience.HAMLET_POSTS, days=Decimal("3"), others=20)
    course(world, audience=Audience.HAMLET_POSTS, days=Decimal("3.5"), others=9)
    course(world, audience=Audience.STEERING, others=14)
    figures = {
        code: measured(code, world.commune_a)
        for code in (
            "team_training_classes", "core_force_training_courses", "kct_training_classes",
            "kct_training_classes_valid_duration", "bcd_training_classes", "bcd_training_turns",
        )
    }  # fmt: skip
    assert list(figures.values()) == [1, 1, 2, 1, 1, 14]


def listed(world, force, *names) -> tuple[Training, list[Attendance]]:
    training = course(world)
    attendance_add(actor=world.an, training=training, memberships=[force.member(name) for name in names])
    rows = training.attendance.select_related("membership__person", "membership__team__commune", "training")
    return training, list(rows.order_by("membership__person__sort_key"))


def certify(world, training, rows, **changes) -> int:
    facts = {"result": Result.PASSED, "certified_on": date(2026, 10, 22), "first_number": 7, "suffix": "/CN"}
    return attendance_result(actor=world.an, training=training, attendance=rows, **{**facts, **changes})


def test_who_passed_gets_a_certificate_numbered_on_from_the_first(world, force):
    training, rows = listed(world, force, "Hoàng Văn Dũng", "Phan Thanh Hà", "Nguyễn Văn An")
    with one_entry_per_object():
        assert certify(world, training, rows[:2]) == 2
    attendance_result(actor=world.an, training=training, attendance=rows[2:], result=Result.FAILED)

    kept = list(
        training.attendance.order_by("certificate_number").values_list("certificate_number", "result")
    )
    assert kept == [("", "failed"), ("07/CN", "passed"), ("08/CN", "passed")]
    assert measured("training_certificates", world.commune_a) == 2
    with pytest.raises(ValidationError, match="Số 08/CN đã cấp"):
        certify(world, training, rows[2:], first_number=8)
    certify(world, training, rows[:2], first_number=8)  # the same two, one number on
    assert Entry.objects.filter(act="readiness.attendance.certify").count() == 5


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"result": Result.FAILED}, "certified_on"),
        ({"certified_on": date(2026, 10, 19)}, "certified_on"),
        ({"certified_on": date(2026, 11, 17)}, "certified_on"),
        ({"certified_on": None}, "certified_on"),
    ],
)
def test_a_certificate_is_for_who_passed_with_a_plausible_day(world, force, change, field):
    training, rows = listed(world, force, "Phan Thanh Hà")
    with pytest.raises(ValidationError) as refused:
        certify(world, training, rows, **change)
    assert list(refused.value.message_dict) == [field]


def test_results_of_another_communes_members_are_refused(world, force):
    training, rows = listed(world, force, "Phan Thanh Hà")
    with pytest.raises(PolicyDenied):
        attendance_result(actor=world.binh, training=training, attendance=rows, result=Result.PASSED)
    with pytest.raises(ValidationError, match="Chọn ít nhất một người"):
        certify(world, training, [])


def test_the_plan_of_a_class_is_a_paper_of_its_organiser(world):
    load_law()
    paper = {
        "symbol": "03/KH-CAX", "signed_on": date(2026, 10, 1), "title": "Tập huấn", "signer_name": "Trần Minh Chiến",
        "signer_title": "Trưởng Công an xã",
    }  # fmt: skip
    training = training_attach(actor=world.an, training=course(world), version=1, paper=paper)
    assert (training.plan.symbol, training.plan.agency.kind) == ("03/KH-CAX", "commune_police")
    province = course(world, actor=world.phu, commune=None)
    training_attach(actor=world.phu, training=province, version=1, paper={**paper, "symbol": "9/KH-CAT-PV05"})
    assert province.plan.agency.kind == "province_office"
