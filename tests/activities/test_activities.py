"""Meetings, propaganda, inspections, good deeds: what is registered, what is refused."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from activities.about import subject_of
from activities.choices import KIND_RULES, ActivityGroup, ActivityKind, kinds_of
from activities.models import Absence, Activity
from activities.services.activities import activity_create, activity_update
from activities.services.records import record_cancel
from audit.models import Entry
from contracts.policy import PolicyDenied
from contracts.records import StaleRecord
from contracts.registry import subject_kinds
from tests.activities.conftest import TODAY, meet
from tests.audited import one_entry_per_object
from tests.force import make_person, make_spell

pytestmark = pytest.mark.django_db


def held(world, kind=ActivityKind.BROADCAST, **changes):
    facts = {
        "actor": world.an, "held_on": date(2026, 10, 5), "topic": "Phòng, chống ma túy",
        "quantity": 12 if KIND_RULES[kind].quantity else None, **changes,
    }  # fmt: skip
    return activity_create(kind=kind, **facts)


def test_every_kind_belongs_to_one_register_and_names_subjects_that_exist():
    assert set(KIND_RULES) == set(ActivityKind)
    assert sum(len(kinds_of(group)) for group in ActivityGroup) == len(ActivityKind)
    for rule in KIND_RULES.values():
        assert all(code in subject_kinds for code in rule.subjects)


def test_a_team_meets_and_who_missed_it_is_kept_with_one_entry_each(world, force):
    away = force.member("Phan Thanh Hà").person

    with one_entry_per_object():
        meeting = meet(world, force.thanh_luong, date(2026, 11, 5), absent=[away])

    assert (meeting.commune, meeting.participants) == (world.commune_a, 1)
    assert [row.subject_name for row in meeting.absences.all()] == ["Phan Thanh Hà"]
    assert str(meeting) == "Sinh hoạt, giao ban tháng của Tổ: Tổ Thanh Lương (05/11/2026)"


def test_correcting_who_was_absent_writes_what_changed_only(world, force):
    dung, ha = (force.member(name).person for name in ("Hoàng Văn Dũng", "Phan Thanh Hà"))
    meeting = meet(world, force.thanh_luong, date(2026, 11, 5), absent=[ha])

    with one_entry_per_object():
        activity_update(
            actor=world.chien,
            activity=meeting,
            version=1,
            absent=[dung],
            participants=None,
            place="Nhà văn hóa",
        )

    assert Absence.objects.get().subject_name == "Hoàng Văn Dũng"
    assert Entry.objects.filter(act="activities.absence.remove").count() == 1


def test_who_was_not_in_the_team_that_day_cannot_have_missed_its_meeting(world, force):
    late = make_person(world.commune_a, "Lý Văn Muộn")
    make_spell(force.thanh_luong, late, started_on=date(2026, 11, 6))

    with pytest.raises(ValidationError, match="không thuộc Tổ ngày 05/11/2026"):
        meet(world, force.thanh_luong, date(2026, 11, 5), absent=[late])
    assert meet(world, force.thanh_luong, date(2026, 11, 6), absent=[late]).participants == 2


def test_a_meeting_without_a_team_and_one_twice_a_day_are_refused(world, force):
    with pytest.raises(ValidationError) as refused:
        activity_create(
            actor=world.an, kind=ActivityKind.TEAM_MEETING, held_on=date(2026, 11, 5), topic="Giao ban"
        )
    assert list(refused.value.message_dict) == ["subject"]
    meet(world, force.to_xa, date(2026, 11, 5))
    with pytest.raises(ValidationError, match="đã có buổi sinh hoạt ngày này"):
        meet(world, force.to_xa, date(2026, 11, 5))


def test_a_cancelled_meeting_stays_to_be_seen_and_makes_room(world, force):
    meeting = meet(world, force.to_xa, date(2026, 11, 5))

    with one_entry_per_object():
        record_cancel(actor=world.an, record=meeting, version=1, reason="Ghi nhầm Tổ")

    assert Activity.objects.get().cancel_reason == "Ghi nhầm Tổ"
    assert not Activity.objects.standing().exists()
    meet(world, force.to_xa, date(2026, 11, 5))
    with pytest.raises(PolicyDenied, match="đã hủy"):
        record_cancel(actor=world.an, record=meeting, version=2, reason="Lần nữa")


def test_cancelling_asks_why_and_whom_somebody_was_quicker_is_told(world, force):
    meeting = meet(world, force.to_xa, date(2026, 11, 5))
    with pytest.raises(ValidationError, match="Ghi lý do hủy"):
        record_cancel(actor=world.an, record=meeting, version=1, reason="  ")
    activity_update(actor=world.chien, activity=Activity.objects.get(), version=1, place="Trụ sở")
    with pytest.raises(StaleRecord):
        record_cancel(actor=world.an, record=meeting, version=1, reason="Ghi nhầm")


def test_what_has_not_been_held_yet_is_refused_and_today_is_not(world, force):
    with pytest.raises(ValidationError, match="chưa đến"):
        meet(world, force.to_xa, date(2026, 11, 21))
    assert meet(world, force.to_xa, TODAY).pk


def test_a_team_that_was_not_yet_founded_cannot_have_met(world, force):
    with pytest.raises(ValidationError) as refused:
        meet(world, force.to_xa, date(2025, 6, 30))
    assert list(refused.value.message_dict) == ["subject"]
    assert meet(world, force.to_xa, date(2025, 7, 1)).pk


def test_the_numbers_of_a_kind_are_asked_and_those_of_others_left_empty(world):
    with pytest.raises(ValidationError, match="Ghi số lượt phát"):
        held(world, quantity=None)
    broadcast = held(world, part=90, participants=40)
    assert (broadcast.quantity, broadcast.part, broadcast.participants) == (12, 90, None)
    conference = held(world, ActivityKind.COMMUNE_CONFERENCE, quantity=7, part=2, participants=120)
    assert (conference.quantity, conference.part, conference.participants) == (None, None, 120)


def test_no_more_issues_are_resolved_than_were_raised(world):
    with pytest.raises(ValidationError, match="không thể nhiều hơn số phản ánh"):
        held(world, ActivityKind.COMMUNE_BRIEFING, quantity=3, part=4)
    assert held(world, ActivityKind.COMMUNE_BRIEFING, quantity=4, part=4).pk


def test_a_subject_of_another_kind_and_a_foreign_hamlet_are_refused(world, force):
    with pytest.raises(ValidationError, match="không phải đối tượng của việc này"):
        held(world, ActivityKind.DIRECT_SESSION, subject=subject_of("team", force.to_xa))
    with pytest.raises(ValidationError, match="thuộc xã khác"):
        held(world, ActivityKind.DIRECT_SESSION, hamlet=world.hamlet_b)
    session = held(
        world, ActivityKind.DIRECT_SESSION, hamlet=world.to_xa, subject=subject_of("hamlet", world.to_xa)
    )
    assert session.subject_name == "Thôn Tô Xá"


def test_the_minutes_are_a_paper_of_the_register(world, force):
    paper = {
        "symbol": "07/BB-CAX", "signed_on": date(2026, 11, 5), "title": "Sinh hoạt tháng 11", "scan": None,
        "signer_name": "Trần Minh Chiến", "signer_title": "Trưởng Công an xã", "type": "bb",
        "agency": world.agency(world.commune_a, "commune_police"),
    }  # fmt: skip
    with one_entry_per_object():
        meeting = meet(world, force.to_xa, date(2026, 11, 5), paper=paper)
    assert meeting.paper.commune == world.commune_a
    again = activity_update(actor=world.an, activity=meeting, version=1, place="Nhà văn hóa")
    assert again.paper == meeting.paper


def test_only_the_communes_own_registrars_write_its_activities(world, force):
    for who in ("binh", "le", "phuc", "phu", "quang", "hai", "admin"):
        with pytest.raises(PolicyDenied):
            meet(world, force.to_xa, date(2026, 11, 5), actor=getattr(world, who))
    assert not Activity.objects.exists()


def test_the_province_writes_its_own_and_what_is_about_a_whole_commune(world, force):
    own = held(world, ActivityKind.STEERING_REVIEW, actor=world.phu)
    visit = held(
        world,
        ActivityKind.STEERING_INSPECTION,
        actor=world.phu,
        subject=subject_of("commune", world.commune_a),
    )

    assert (own.commune, visit.commune) == (None, world.commune_a)
    assert set(Activity.objects.visible_to(world.an)) == {visit}
    assert not Activity.objects.visible_to(world.hai).exists()
    assert set(Activity.objects.visible_to(world.duc)) == {own, visit}
