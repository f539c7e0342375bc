"""Duty rosters and the patrol log as the officers of a commune keep them."""

from datetime import date, time

import pytest
import time_machine
from django.core.exceptions import ValidationError

from contracts.policy import PolicyDenied
from contracts.records import StaleRecord
from readiness.choices import Outcome, ShiftKind
from readiness.models import DutyAssignment, DutyShift, Patrol
from readiness.rotas import Planned, copied, rotated
from readiness.services.patrols import patrol_update
from readiness.services.rosters import (
    roster_assignments,
    roster_fill,
    roster_open,
    roster_record,
    shift_add,
    shift_note,
    shift_remove,
)
from teams.models import Membership
from tests.audited import one_entry_per_object
from tests.readiness.payments import OCTOBER, stand, walk
from tests.world import load_law

pytestmark = pytest.mark.django_db
NOVEMBER = date(2026, 11, 1)


@pytest.fixture(autouse=True)
def _on_16_november(db):
    with time_machine.travel("2026-11-16 09:00+07:00", tick=False):
        load_law()
        yield


def night(member: Membership, day: int, month: date = NOVEMBER) -> Planned:
    return Planned(member.pk, month.replace(day=day), ShiftKind.NIGHT)


def test_a_roster_is_opened_filled_and_filled_again_each_row_audited_once(world, force):
    dung, ha = force.member("Hoàng Văn Dũng"), force.member("Phan Thanh Hà")
    with one_entry_per_object():
        roster = roster_open(
            actor=world.an,
            team=force.thanh_luong,
            month=date(2026, 11, 9),
            plan=[night(dung, 3), night(ha, 4)],
        )
    assert (roster.month, roster.shifts.count()) == (NOVEMBER, 2)
    shift = roster.shifts.get(day=date(2026, 11, 3))
    assert (shift.starts_at, shift.ends_at) == (time(22), time(6))

    with one_entry_per_object():
        roster_fill(actor=world.an, roster=roster, version=1, plan=[night(dung, 3), night(ha, 3)])
    assert {row.membership for row in roster_assignments(roster)} == {dung, ha}
    assert roster.shifts.count() == 1
    with pytest.raises(StaleRecord):
        roster_fill(actor=world.an, roster=roster, version=1, plan=[])


def test_a_team_has_one_roster_a_month_and_only_while_it_is_in_being(world, force):
    roster_open(actor=world.an, team=force.thanh_luong, month=NOVEMBER)
    with pytest.raises(ValidationError, match="đã có lịch trực"):
        roster_open(actor=world.chien, team=force.thanh_luong, month=NOVEMBER)
    with pytest.raises(ValidationError, match="không hoạt động"):
        roster_open(actor=world.an, team=force.to_xa, month=date(2025, 6, 1))


@pytest.mark.parametrize("who", ["binh", "le", "phuc", "phu", "hai"])
def test_only_the_communes_registrars_keep_rosters(world, force, who):
    with pytest.raises(PolicyDenied):
        roster_open(actor=getattr(world, who), team=force.thanh_luong, month=NOVEMBER)


def test_nobody_stands_before_joining_after_leaving_or_in_another_team(world, force):
    ha, an = force.member("Phan Thanh Hà"), force.member("Nguyễn Văn An")
    Membership.objects.filter(pk=ha.pk).update(ended_on=date(2026, 11, 10), end_kind="resigned")
    roster = roster_open(actor=world.an, team=force.thanh_luong, month=NOVEMBER, plan=[night(ha, 9)])
    with pytest.raises(ValidationError, match="không phải là thành viên"):
        roster_fill(actor=world.an, roster=roster, version=1, plan=[night(ha, 10)])
    with pytest.raises(ValidationError, match="không thuộc Tổ"):
        roster_fill(actor=world.an, roster=roster, version=1, plan=[night(an, 3)])
    with pytest.raises(ValidationError, match="không thuộc tháng"):
        roster_fill(actor=world.an, roster=roster, version=1, plan=[night(ha, 3, OCTOBER)])
    assert roster_assignments(roster).count() == 1


def test_shifts_that_overlap_are_refused_also_over_midnight_and_over_the_end_of_the_month(world, force):
    dung = force.member("Hoàng Văn Dũng")
    stand(world, dung, (31, "night"))
    roster = roster_open(actor=world.an, team=force.thanh_luong, month=NOVEMBER)
    early = {"day": date(2026, 11, 1), "starts_at": time(5), "members": [dung]}
    with pytest.raises(ValidationError, match="trùng giờ"):
        shift_add(actor=world.an, roster=roster, version=1, ends_at=time(8), **early)
    roster.refresh_from_db()
    early["starts_at"] = time(6)  # the night ends at six
    assert shift_add(actor=world.an, roster=roster, version=1, ends_at=time(8), **early).kind == "other"


def test_an_absence_is_recorded_and_another_stands_in_at_the_same_hours(world, force):
    dung, ha = force.member("Hoàng Văn Dũng"), force.member("Phan Thanh Hà")
    roster = roster_open(
        actor=world.an, team=force.thanh_luong, month=NOVEMBER, plan=[night(dung, 3), night(dung, 20)]
    )
    first, later = roster_assignments(roster)
    with one_entry_per_object():
        roster_record(actor=world.an, roster=roster, version=1, outcomes={first.pk: Outcome.MISSED})
    with pytest.raises(ValidationError, match="chưa đến"):
        roster_record(actor=world.an, roster=roster, version=2, outcomes={later.pk: Outcome.DONE})
    roster.refresh_from_db()
    roster_fill(actor=world.an, roster=roster, version=2, plan=[night(ha, 3)])
    rows = {(row.membership_id, row.outcome) for row in roster_assignments(roster)}
    assert rows == {(dung.pk, "missed"), (ha.pk, "planned")}  # what was recorded stays, what was planned went


def test_a_shift_of_its_own_hours_may_be_heavy_work_and_is_taken_out_while_nothing_is_recorded(world, force):
    dung = force.member("Hoàng Văn Dũng")
    roster = roster_open(actor=world.an, team=force.thanh_luong, month=NOVEMBER)
    facts = {"day": date(2026, 11, 5), "starts_at": time(13), "members": [dung]}
    with pytest.raises(ValidationError) as refused:
        shift_add(actor=world.an, roster=roster, version=1, ends_at=time(13), **facts)
    assert list(refused.value.message_dict) == ["ends_at"]
    roster.refresh_from_db()
    with one_entry_per_object():
        shift = shift_add(actor=world.an, roster=roster, version=1, ends_at=time(16), **facts)
    with one_entry_per_object():
        shift_note(actor=world.an, shift=shift, version=2, is_heavy=True, note="Chữa cháy rừng")
    roster_record(
        actor=world.an, roster=roster, version=3, outcomes={shift.assignments.get().pk: Outcome.DONE}
    )
    shift = DutyShift.objects.get(pk=shift.pk)
    with pytest.raises(ValidationError, match="đã ghi kết quả"):
        shift_remove(actor=world.an, shift=shift, version=4)
    roster_record(
        actor=world.an, roster=roster, version=4, outcomes={shift.assignments.get().pk: Outcome.PLANNED}
    )
    with one_entry_per_object():
        shift_remove(actor=world.an, shift=DutyShift.objects.get(pk=shift.pk), version=5)
    assert not DutyAssignment.objects.exists()


def test_last_months_plan_is_copied_by_weekday_for_those_still_in_service(world, force):
    dung, ha = force.member("Hoàng Văn Dũng"), force.member("Phan Thanh Hà")
    ha.ended_on = date(2026, 11, 3)
    duties = [(dung.person_id, date(2026, 10, 6), "night"), (ha.person_id, date(2026, 10, 6), "night"),
              (dung.person_id, date(2026, 10, 26), "day")]  # fmt: skip
    assert copied(NOVEMBER, duties, [dung, ha]) == {
        Planned(dung.pk, date(2026, 11, 3), "night"),  # the Tuesday four weeks on
        Planned(dung.pk, date(2026, 11, 23), "day"),
        Planned(dung.pk, date(2026, 11, 30), "day"),  # five weeks on, four would lie in the same month
    }


def test_members_take_turns(force):
    members = [force.member(name) for name in ("Đặng Hữu Đức", "Phạm Minh Chiến", "Nguyễn Văn An")]
    members[2].ended_on = date(2026, 11, 4)
    plan = sorted(rotated(NOVEMBER, members, by_day=0, by_night=1, first=members[1]), key=lambda row: row.day)
    who = [next(n for n, row in enumerate(members) if row.pk == item.membership) for item in plan[:6]]
    assert who == [1, 2, 0, 1, 0, 1]  # the third left on the 4th
    assert len(plan) == 30
    assert rotated(NOVEMBER, [], by_day=1, by_night=1) == set()


def test_a_patrol_is_logged_with_who_took_part_and_corrected(world, force):
    dung, ha = force.member("Hoàng Văn Dũng"), force.member("Phan Thanh Hà")
    with one_entry_per_object():
        patrol = walk(world, force.thanh_luong, dung, ha, on=date(2026, 11, 10), incidents_found=1)
    with one_entry_per_object():
        patrol_update(
            actor=world.chien,
            patrol=patrol,
            version=1,
            members=[dung],
            handed_over=1,
            note="Bàn giao Công an xã",
        )
    assert list(patrol.members.values_list("membership", flat=True)) == [dung.pk]
    with pytest.raises(StaleRecord):
        patrol_update(actor=world.an, patrol=patrol, version=1, members=[dung])


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"on": date(2026, 11, 17)}, "patrolled_on"),
        ({"on": date(2025, 6, 30)}, "patrolled_on"),
        ({"ends_at": time(19)}, "ends_at"),
        ({"incidents_found": -1}, "incidents_found"),
        ({"route": "  "}, "route"),
    ],
)
def test_what_a_patrol_may_not_be(world, force, facts, field):
    with pytest.raises(ValidationError) as refused:
        walk(world, force.thanh_luong, force.member("Hoàng Văn Dũng"), **{"on": date(2026, 11, 1), **facts})
    assert field in refused.value.message_dict
    assert not Patrol.objects.exists()


def test_only_members_in_service_that_day_patrol_and_nobody_twice_at_once(world, force):
    dung, an = force.member("Hoàng Văn Dũng"), force.member("Nguyễn Văn An")
    for members in ([], [an]):
        with pytest.raises(ValidationError) as refused:
            walk(world, force.thanh_luong, *members, on=date(2026, 11, 1))
        assert list(refused.value.message_dict) == ["members"]
    walk(world, force.thanh_luong, dung, on=date(2026, 11, 1), starts_at=time(22), ends_at=time(2))
    with pytest.raises(ValidationError, match="Mở buổi đó"):
        walk(world, force.thanh_luong, dung, on=date(2026, 11, 2), starts_at=time(1), ends_at=time(3))
    assert walk(world, force.thanh_luong, dung, on=date(2026, 11, 2), starts_at=time(2), ends_at=time(3))


def test_a_patrol_belongs_to_a_shift_of_its_team_and_day(world, force):
    dung = force.member("Hoàng Văn Dũng")
    shift = stand(world, dung, (5, "night")).shifts.get()
    walk(
        world, force.thanh_luong, dung, on=date(2026, 10, 5), starts_at=time(23), ends_at=time(1), shift=shift
    )
    with pytest.raises(ValidationError) as refused:
        walk(world, force.thanh_luong, dung, on=date(2026, 10, 6), shift=shift)
    assert list(refused.value.message_dict) == ["shift"]
    with pytest.raises(ValidationError, match="buổi tuần tra"):
        shift_remove(actor=world.an, shift=shift, version=2)
