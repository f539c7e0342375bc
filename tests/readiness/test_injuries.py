"""Accidents, injuries, illness and death of members; what they and duty are counted for; what falls due."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError

from contracts.measuring import Days
from contracts.policy import PolicyDenied
from readiness.deadlines.duty import rosters_missing, sheets_open
from readiness.models import Injury
from readiness.services.injuries import injury_claim, injury_record, injury_update
from readiness.services.rosters import roster_open
from readiness.services.sheets import sheet_check, sheet_draft, sheet_lock
from teams.models import Membership
from tests.audited import one_entry_per_object
from tests.readiness.payments import OCTOBER, set_levels, stand, walk
from tests.readiness.test_measures import measured
from tests.world import load_law

pytestmark = pytest.mark.django_db
YEAR = Days(date(2026, 1, 1), date(2026, 12, 31))
MARCH = Days(date(2026, 3, 1), date(2026, 3, 31))
DECISION = {
    "symbol": "12/QĐ-UBND", "signed_on": date(2026, 4, 2), "title": "Về việc chi trả chi phí điều trị",
    "signer_name": "Phạm Thị Lê", "signer_title": "Chủ tịch",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _on_16_november(db):
    with time_machine.travel("2026-11-16 09:00+07:00", tick=False):
        load_law()
        yield


def hurt(world, member: Membership, **facts) -> Injury:
    usual = {
        "happened_on": date(2026, 3, 5),
        "kind": "injury",
        "task": "task_patrol",
        "circumstances": "Ngã xe khi tuần tra",
    }
    return injury_record(actor=world.an, membership=member, **{**usual, **facts})


def test_an_injury_is_recorded_and_its_claim_settled_by_a_decision(world, force):
    with one_entry_per_object():
        injury = hurt(world, force.member("Hoàng Văn Dũng"))
    claim = {"claimed": 4_200_000, "claimed_on": date(2026, 3, 20), "has_request": True, "has_receipts": True}
    with one_entry_per_object():
        injury_claim(
            actor=world.chien, injury=injury, version=1, claim_state="paid", paid=4_000_000,
            paid_on=date(2026, 4, 5), paper=DECISION, **claim,
        )  # fmt: skip
    injury.refresh_from_db()
    assert (injury.decision.symbol, injury.claim_state) == ("12/QĐ-UBND", "paid")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"happened_on": date(2026, 11, 17)}, "happened_on"),
        ({"happened_on": date(2025, 6, 30)}, "happened_on"),
        ({"exclusion": "not_on_duty"}, "exclusion"),
        ({"task": ""}, "task"),
    ],
)
def test_what_is_refused_of_an_event(world, force, facts, field):
    with pytest.raises(ValidationError) as refused:
        hurt(world, force.member("Hoàng Văn Dũng"), **facts)
    assert list(refused.value.message_dict) == [field]


def test_off_duty_and_excluded_cases_are_recorded_but_not_paid(world, force):
    injury = hurt(world, force.member("Hoàng Văn Dũng"), on_duty=False, task="")
    assert injury.exclusion == "not_on_duty"
    with pytest.raises(ValidationError, match="Điều 5"):
        injury_claim(actor=world.an, injury=injury, version=1, claim_state="approved", claimed=1,
                     claimed_on=date(2026, 3, 6))  # fmt: skip
    paid = hurt(world, force.member("Phan Thanh Hà"))
    injury_claim(actor=world.an, injury=paid, version=1, claim_state="approved", claimed=1,
                 claimed_on=date(2026, 3, 6))  # fmt: skip
    with pytest.raises(ValidationError) as refused:
        injury_update(actor=world.an, injury=paid, version=2, exclusion="alcohol")
    assert list(refused.value.message_dict) == ["exclusion"]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"claim_state": "claimed"}, "claimed"),
        ({"claim_state": "paid", "claimed": 1, "claimed_on": date(2026, 3, 6)}, "paid"),
        ({"claim_state": "claimed", "claimed": 1, "claimed_on": date(2026, 3, 6), "paid": 1}, "claim_state"),
        ({"claim_state": "claimed", "claimed": 1, "claimed_on": date(2026, 3, 4)}, "claimed_on"),
        ({"claim_state": "claimed", "claimed": 1, "claimed_on": date(2026, 11, 17)}, "claimed_on"),
    ],
)
def test_a_claim_says_what_its_state_needs(world, force, facts, field):
    injury = hurt(world, force.member("Hoàng Văn Dũng"))
    with pytest.raises(ValidationError) as refused:
        injury_claim(actor=world.an, injury=injury, version=1, **facts)
    assert field in refused.value.message_dict


@pytest.mark.parametrize("who", ["binh", "le", "phuc", "phu"])
def test_only_the_communes_registrars_write_it(world, force, who):
    world.an = getattr(world, who)
    with pytest.raises(PolicyDenied):
        hurt(world, force.member("Hoàng Văn Dũng"))


def test_column_17_counts_each_member_hurt_on_duty_once_and_who_died_in_column_18_alone(world, force):
    dung, ha = force.member("Hoàng Văn Dũng"), force.member("Phan Thanh Hà")
    hurt(world, dung)
    hurt(world, dung, happened_on=date(2026, 3, 31), kind="accident")
    hurt(world, ha, kind="illness")
    hurt(world, force.member("Nguyễn Văn An"), on_duty=False, task="")
    hurt(world, force.member("Phạm Minh Chiến"), exclusion="alcohol")
    assert measured("bm1_17", world.commune_a, MARCH) == 1
    assert measured("bm1_17", world.commune_a, Days(date(2026, 4, 1), date(2026, 4, 30))) == 0
    Membership.objects.filter(pk=dung.pk).update(ended_on=date(2026, 4, 1), end_kind="died_on_duty")
    hurt(world, force.member("Hoàng Văn Dũng"), kind="death", happened_on=date(2026, 4, 1))
    assert measured("bm1_17", world.commune_a, MARCH) == 1
    assert measured("bm1_17", world.commune_a, YEAR) == 0
    assert measured("bm1_18", world.commune_a, YEAR) == 1


def test_patrols_turns_of_duty_and_locked_money_are_counted(world, force):
    set_levels(world)
    dung = force.member("Hoàng Văn Dũng")
    walk(world, force.thanh_luong, dung, on=date(2026, 3, 31))
    walk(world, force.thanh_luong, dung, on=date(2026, 4, 1))
    stand(world, dung, (5, "night"), (6, "night"))
    assert measured("patrols_conducted", world.commune_a, MARCH) == 1
    assert measured("duty_turns", world.commune_a) == 2
    sheet = sheet_draft(actor=world.an, commune=world.commune_a, month=OCTOBER)
    assert measured("team_policy_expenditure", world.commune_a) == 0
    sheet_check(actor=world.phuc, sheet=sheet, version=None)
    sheet_lock(actor=world.chien, sheet=sheet, version=None)
    assert measured("team_policy_expenditure", world.commune_a) == 7_300_000
    assert measured("team_policy_expenditure", world.commune_a, MARCH) == 0


def test_rosters_fall_due_for_communes_that_keep_them_from_the_25th(world, force):
    assert list(rosters_missing(date(2026, 11, 25))) == []
    for team in (force.thanh_luong, force.to_xa):
        roster_open(actor=world.an, team=team, month=date(2026, 11, 1))
    assert list(rosters_missing(date(2026, 11, 24))) == []
    (due,) = rosters_missing(date(2026, 11, 25))
    assert (due.commune, due.due_on, due.key) == ("19057", date(2026, 11, 30), "19057:2026-12")
    roster_open(actor=world.an, team=force.to_xa, month=date(2026, 12, 1))
    (due,) = rosters_missing(date(2026, 12, 3))
    assert due.title == "Lập lịch trực tháng 12/2026: 1 Tổ chưa có"


def test_sheets_fall_due_on_the_5th_until_they_are_locked(world, force):
    assert list(sheets_open(date(2026, 11, 16))) == []
    set_levels(world)
    sheet = sheet_draft(actor=world.an, commune=world.commune_a, month=OCTOBER)
    assert list(sheets_open(date(2026, 10, 31))) == []
    (due,) = sheets_open(date(2026, 11, 1))
    assert (due.due_on, due.title) == (date(2026, 11, 5), "Kiểm tra bảng chi chế độ tháng 10/2026")
    sheet_check(actor=world.phuc, sheet=sheet, version=None)
    assert [due.title for due in sheets_open(date(2026, 11, 16))] == ["Khóa bảng chi chế độ tháng 10/2026"]
    sheet_lock(actor=world.chien, sheet=sheet, version=None)
    assert list(sheets_open(date(2026, 11, 30))) == []
    (due,) = sheets_open(date(2026, 12, 1))
    assert (due.key, due.due_on) == ("19057:2026-11", date(2026, 12, 5))
