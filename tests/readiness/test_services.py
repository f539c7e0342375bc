"""Training and equipment as the officers of a commune register them."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError

from audit.models import Entry
from contracts.policy import PolicyDenied
from contracts.records import StaleRecord
from readiness.choices import Condition, EquipmentKind, Organiser, Topic, TrainingKind
from readiness.models import Attendance, EquipmentIssue, Training
from readiness.services.attendance import attendance_add, attendance_remove
from readiness.services.equipment import equipment_inspect, equipment_issue, equipment_return
from readiness.services.training import training_create, training_update
from tests.readiness.conftest import give

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 16)


@pytest.fixture(autouse=True)
def _on_16_november():
    with time_machine.travel("2026-11-16 09:00+07:00", tick=False):
        yield


def course(world, actor=None, **changes) -> Training:
    facts = {
        "province": world.province,
        "commune": world.commune_a,
        "kind": TrainingKind.SHORT_COURSE,
        "title": "Tập huấn nghiệp vụ năm 2026",
        "organiser": Organiser.COMMUNE,
        "held_on": date(2026, 10, 20),
        "days": Decimal("2"),
        "topics": [Topic.LAW, Topic.PATROL],
    }
    return training_create(actor=actor or world.an, **{**facts, **changes})


def test_an_officer_registers_a_class_with_its_topics_and_every_row_is_audited_once(world):
    training = course(world)

    assert [row.topic for row in training.topics.all()] == ["law", "patrol"]
    assert Entry.objects.about(training).count() == 1
    assert Entry.objects.filter(act="readiness.topic.add").count() == 2


def test_a_class_without_topics_is_refused_at_the_field(world):
    with pytest.raises(ValidationError) as refused:
        course(world, topics=[])
    assert list(refused.value.message_dict) == ["topics"]
    assert not Training.objects.exists()


def test_a_class_that_has_not_begun_is_refused(world):
    with pytest.raises(ValidationError) as refused:
        course(world, held_on=date(2026, 11, 17))
    assert "chưa đến" in refused.value.message_dict["held_on"][0]


def test_a_class_of_zero_days_is_refused_at_the_field(world):
    with pytest.raises(ValidationError) as refused:
        course(world, days=Decimal("0"))
    assert list(refused.value.message_dict) == ["days"]


@pytest.mark.parametrize("who", ["binh", "le", "phuc", "phu", "hai"])
def test_only_the_communes_own_registrars_write_its_classes(world, who):
    with pytest.raises(PolicyDenied):
        course(world, actor=getattr(world, who))
    assert not Entry.objects.filter(act__startswith="readiness").exists()


def test_a_class_of_the_province_is_registered_by_the_province_and_seen_by_its_communes(world):
    training = course(world, actor=world.phu, commune=None, organiser=Organiser.PROVINCE)

    assert training in Training.objects.visible_to(world.an)
    assert training in Training.objects.visible_to(world.binh)
    assert training not in Training.objects.visible_to(world.hai)


def test_correcting_a_class_keeps_what_is_right_and_says_what_changed(world):
    training = course(world)

    training_update(
        actor=world.chien, training=training, version=1, topics=[Topic.PATROL, Topic.TOOLS], days=Decimal("3")
    )

    assert {row.topic for row in training.topics.all()} == {"patrol", "tools"}
    entry = Entry.objects.about(training).first()
    assert (entry.before, entry.after) == ({"days": "2"}, {"days": "3"})
    assert Entry.objects.filter(act="readiness.topic.remove").count() == 1


def test_two_people_on_one_class_the_second_is_told(world):
    training = course(world)
    training_update(actor=world.an, training=training, version=1, topics=[Topic.LAW], place="Hội trường UBND")

    with pytest.raises(StaleRecord):
        training_update(
            actor=world.chien, training=training, version=1, topics=[Topic.LAW], place="Nhà văn hóa"
        )
    assert Training.objects.get().place == "Hội trường UBND"


def test_attendance_is_written_once_for_each_member_however_often_it_is_sent(world, force):
    training = course(world)
    members = [force.member("Hoàng Văn Dũng"), force.member("Phan Thanh Hà")]

    assert attendance_add(actor=world.an, training=training, memberships=members) == 2
    assert attendance_add(actor=world.an, training=training, memberships=members) == 0
    assert Entry.objects.filter(act="readiness.attendance.add").count() == 2


def test_who_joined_after_the_class_cannot_have_attended_it(world, force):
    training = course(world, held_on=date(2025, 6, 30))

    with pytest.raises(ValidationError, match="không phải là thành viên ngày 30/06/2025"):
        attendance_add(actor=world.an, training=training, memberships=[force.member("Hoàng Văn Dũng")])
    assert not Attendance.objects.exists()


def test_attendance_of_another_communes_member_is_refused_and_nothing_is_saved(world, force):
    training = course(world, actor=world.phu, commune=None)

    with pytest.raises(PolicyDenied):
        attendance_add(
            actor=world.an, training=training,
            memberships=[force.member("Hoàng Văn Dũng"), force.member("Cao Xuân Hiền")],
        )  # fmt: skip
    assert not Attendance.objects.exists()


def test_a_name_taken_off_a_class_stays_in_the_audit(world, force):
    training = course(world)
    attendance_add(actor=world.an, training=training, memberships=[force.member("Phan Thanh Hà")])
    attendance = Attendance.objects.get()
    number = str(attendance.pk)

    attendance_remove(actor=world.an, attendance=attendance)

    assert not Attendance.objects.exists()
    assert Entry.objects.get(act="readiness.attendance.remove").subject_id == number


def test_a_certificate_goes_to_one_member_and_only_once_at_a_time(world, force):
    dung = force.member("Hoàng Văn Dũng")
    facts = {
        "actor": world.an,
        "team": force.thanh_luong,
        "kind": EquipmentKind.CERTIFICATE,
        "membership": dung,
    }
    first = equipment_issue(**facts, issued_on=date(2025, 8, 1), serial="QT-001")

    with pytest.raises(ValidationError, match="Thu hồi bản cũ trước"):
        equipment_issue(**facts, issued_on=date(2026, 8, 1), serial="QT-050")
    equipment_return(
        actor=world.an, issue=first, version=1, returned_on=date(2026, 8, 1), condition=Condition.WORN
    )
    equipment_issue(**facts, issued_on=date(2026, 8, 1), serial="QT-050")
    assert EquipmentIssue.objects.filter(membership=dung).count() == 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"issued_on": date(2026, 11, 17)}, "issued_on"),
        ({"issued_on": date(2025, 6, 30)}, "issued_on"),
        ({"quantity": 0}, "quantity"),
        ({"valid_until": date(2025, 8, 1)}, "valid_until"),
    ],
)
def test_things_given_out_are_plausible(world, force, change, field):
    facts = {"issued_on": date(2025, 8, 1), "quantity": 2, **change}
    with pytest.raises(ValidationError) as refused:
        equipment_issue(actor=world.an, team=force.to_xa, kind=EquipmentKind.FLASHLIGHT, **facts)
    assert list(refused.value.message_dict) == [field]


def test_a_badge_for_nobody_and_a_member_of_another_team_are_refused(world, force):
    with pytest.raises(ValidationError, match="Chọn thành viên"):
        give(world, force.to_xa, EquipmentKind.NAME_BADGE, on=date(2025, 8, 1))
    with pytest.raises(ValidationError, match="thuộc Tổ khác"):
        give(
            world, force.to_xa, EquipmentKind.NAME_BADGE, on=date(2025, 8, 1),
            membership=force.member("Hoàng Văn Dũng"),
        )  # fmt: skip


def test_handing_back_before_the_day_of_issue_or_twice_is_refused(world, force):
    (issue,) = give(world, force.to_xa, EquipmentKind.RADIO, on=date(2025, 8, 1))
    back = {"actor": world.an, "issue": issue, "condition": Condition.GOOD}

    with pytest.raises(ValidationError, match="phải sau ngày cấp 01/08/2025"):
        equipment_return(**back, version=1, returned_on=date(2025, 8, 1))
    equipment_return(**back, version=1, returned_on=TODAY)
    with pytest.raises(ValidationError, match="đã thu hồi ngày 16/11/2026"):
        equipment_return(**back, version=2, returned_on=TODAY)


def test_things_of_another_commune_are_out_of_reach(world, force):
    with pytest.raises(PolicyDenied):
        equipment_issue(
            actor=world.binh, team=force.to_xa, kind=EquipmentKind.FLASHLIGHT, issued_on=date(2025, 8, 1)
        )
    (issue,) = give(world, force.to_xa, EquipmentKind.FLASHLIGHT, on=date(2025, 8, 1))
    with pytest.raises(PolicyDenied):
        equipment_inspect(actor=world.binh, issue=issue, version=1, condition=Condition.BROKEN)
    assert issue not in EquipmentIssue.objects.visible_to(world.binh)
