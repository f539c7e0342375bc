"""The month's allowance sheet: what it counts, who checks and locks it, how it is corrected."""

from datetime import date, time
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communes.models import AreaStatus
from contracts.policy import PolicyDenied
from contracts.records import StaleRecord
from law.models import Parameter
from readiness.choices import RateKind, RateMethod, SheetState
from readiness.models import AllowanceRate, AllowanceSheet
from readiness.reckoning import differences, reckon
from readiness.services.rates import rate_end, rate_set
from readiness.services.rosters import shift_note
from readiness.services.sheets import (
    fresh_lines,
    line_adjust,
    sheet_check,
    sheet_draft,
    sheet_insure,
    sheet_lines,
    sheet_lock,
    sheet_recompute,
    sheet_return,
    supplement_add,
    supplement_remove,
)
from teams.models import Membership
from tests.audited import one_entry_per_object
from tests.force import make_person, make_spell
from tests.readiness.payments import OCTOBER, set_levels, stand, walk
from tests.world import load_law

pytestmark = pytest.mark.django_db
SEPTEMBER = date(2026, 9, 1)


@pytest.fixture(autouse=True)
def _on_16_november(db):
    with time_machine.travel("2026-11-16 09:00+07:00", tick=False):
        load_law()
        yield


@pytest.fixture
def sheet(world, force) -> AllowanceSheet:
    """The draft of October by An."""
    set_levels(world)
    return sheet_draft(actor=world.an, commune=world.commune_a, month=OCTOBER)


def line_of(sheet, name: str):
    return next(line for line in sheet_lines(sheet) if line.full_name == name)


def now(sheet) -> AllowanceSheet:
    return AllowanceSheet.objects.get(pk=sheet.pk)


def lock(world, sheet) -> AllowanceSheet:
    sheet_check(actor=world.phuc, sheet=sheet, version=None)
    return sheet_lock(actor=world.chien, sheet=sheet, version=None)


# ── What it counts ───────────────────────────────────────────────────────────
def test_a_sheet_has_every_member_in_service_with_the_level_of_their_position(world, force):
    set_levels(world)
    with one_entry_per_object():
        sheet = sheet_draft(actor=world.an, commune=world.commune_a, month=date(2026, 10, 20))
    assert [(line.full_name, line.basic) for line in sheet_lines(sheet)] == [
        ("Hoàng Văn Dũng", 1_800_000), ("Phan Thanh Hà", 1_200_000),
        ("Nguyễn Văn An", 1_200_000), ("Phạm Minh Chiến", 1_200_000), ("Đặng Hữu Đức", 1_800_000),
    ]  # fmt: skip
    assert (sheet.month, sheet.total, sheet.state) == (OCTOBER, 7_200_000, SheetState.DRAFT)
    assert sheet.total_words == "Bảy triệu hai trăm nghìn đồng"


@pytest.mark.parametrize(
    ("ended_on", "days", "basic"),
    [
        (date(2026, 10, 2), 1, 38_710),
        (date(2026, 10, 31), 30, 1_161_290),
        (date(2026, 11, 1), 31, 1_200_000),
        (date(2026, 10, 1), None, None),
    ],
)
def test_part_of_a_month_counts_by_days(world, force, ended_on, days, basic):
    set_levels(world)
    Membership.objects.filter(person__full_name="Phan Thanh Hà").update(
        ended_on=ended_on, end_kind="resigned"
    )
    lines = {line.full_name: line for line in reckon(world.commune_a, OCTOBER, {})}
    line = lines.get("Phan Thanh Hà")
    assert (line and line.days, line and line.basic) == (days, basic)


def test_where_the_province_pays_whole_months_a_change_of_position_is_paid_once_by_the_later(world, force):
    set_levels(world)
    Parameter.objects.filter(code="allowance.proration").update(value="whole_month")
    ha = force.member("Phan Thanh Hà")
    Membership.objects.filter(pk=ha.pk).update(ended_on=date(2026, 10, 11), end_kind="position_change")
    make_spell(ha.team, ha.person, "deputy", started_on=date(2026, 10, 11), start_kind="position_change")
    lines = [line for line in reckon(world.commune_a, OCTOBER, {ha.person_id: (False, True)})
             if line.full_name == "Phan Thanh Hà"]  # fmt: skip
    assert [(line.days, line.basic, line.health) for line in lines] == [(10, 0, 0), (21, 1_500_000, 105_300)]


def test_a_level_may_be_a_coefficient_of_the_base_salary_and_money_is_rounded(world, force, sheet):
    rate_set(
        actor=world.duc, province=world.province, kind=RateKind.BASIC, position="member",
        method=RateMethod.COEFFICIENT, value=Decimal("0.333"), started_on=OCTOBER,
    )  # fmt: skip
    Parameter.objects.filter(code="allowance.round_to").update(value=1000)
    lines = {line.full_name: line for line in fresh_lines(sheet)}
    assert lines["Phan Thanh Hà"].basic == 779_000  # 0,333 × 2.340.000 = 779.220


def test_nights_and_days_off_are_paid_once_a_day_up_to_the_cap_and_what_was_cut_is_shown(world, force, sheet):
    dung = force.member("Hoàng Văn Dũng")
    # Saturday 3rd by night (both), Sunday 4th by day, nights of the 5th and 6th, the day of the 7th (a Wednesday)
    stand(world, dung, (3, "night"), (4, "day"), (5, "night"), (6, "night"), (7, "day"))
    line = next(line for line in fresh_lines(sheet) if line.full_name == "Hoàng Văn Dũng")
    assert (line.night_days, line.holiday_days) == (3, 2)
    assert (line.duty_days, line.cut_days, line.duty) == (3, 1, 150_000)


def test_only_duty_that_was_done_counts_and_patrols_count_as_well(world, force, sheet):
    dung = force.member("Hoàng Văn Dũng")
    walk(
        world, force.thanh_luong, dung, on=date(2026, 10, 5)
    )  # Monday 19:00–21:30: neither night nor day off
    walk(world, force.thanh_luong, dung, on=date(2026, 10, 6), starts_at=time(21), ends_at=time(22, 30))
    walk(world, force.thanh_luong, dung, on=date(2026, 10, 7), starts_at=time(5, 59), ends_at=time(7))
    walk(world, force.thanh_luong, dung, on=date(2026, 10, 8), starts_at=time(6), ends_at=time(7))
    roster = stand(world, force.member("Phan Thanh Hà"), (6, "night"))
    roster.shifts.get().assignments.update(outcome="missed")
    lines = {line.full_name: line for line in fresh_lines(sheet)}
    assert (lines["Hoàng Văn Dũng"].night_days, lines["Hoàng Văn Dũng"].duty) == (2, 100_000)
    assert lines["Phan Thanh Hà"].duty == 0


def test_heavy_work_has_a_level_of_its_own_and_the_higher_is_paid(world, force, sheet):
    rate_set(
        actor=world.phu, province=world.province, kind=RateKind.DUTY, method=RateMethod.AMOUNT,
        value=Decimal(80_000), for_heavy=True, started_on=SEPTEMBER,
    )  # fmt: skip
    shift = stand(world, force.member("Hoàng Văn Dũng"), (5, "night")).shifts.get()
    shift_note(actor=world.an, shift=shift, version=2, is_heavy=True, note="")
    line = next(line for line in fresh_lines(sheet) if line.full_name == "Hoàng Văn Dũng")
    assert (line.heavy_days, line.duty_days, line.duty) == (1, 1, 80_000)
    Parameter.objects.filter(code="allowance.same_day").update(value="each")
    line = next(line for line in fresh_lines(sheet) if line.full_name == "Hoàng Văn Dũng")
    assert line.duty == 130_000


def test_a_day_in_a_special_area_adds_to_it_for_its_teams_alone(world, force, sheet):
    rate_set(
        actor=world.phu, province=world.province, kind=RateKind.AREA, method=RateMethod.AMOUNT,
        value=Decimal(30_000), started_on=SEPTEMBER,
    )  # fmt: skip
    AreaStatus.objects.create(
        commune=world.commune_a, hamlet=world.to_xa, kind="bien_gioi", basis="QĐ 861", started_on=SEPTEMBER
    )
    for name in ("Hoàng Văn Dũng", "Đặng Hữu Đức"):
        stand(world, force.member(name), (5, "day"), (6, "day"))
    lines = {line.full_name: line for line in fresh_lines(sheet)}
    assert (lines["Đặng Hữu Đức"].area_days, lines["Đặng Hữu Đức"].area) == (2, 60_000)
    assert lines["Hoàng Văn Dũng"].area == 0
    AreaStatus.objects.update(hamlet=None)
    assert {line.area for line in fresh_lines(sheet) if line.area} == {60_000}
    assert len([line for line in fresh_lines(sheet) if line.area]) == 2


def test_a_missing_level_is_said_never_replaced(world, force):
    with pytest.raises(ValidationError, match="Tổ trưởng có hiệu lực ngày 01/10/2026"):
        sheet_draft(actor=world.an, commune=world.commune_a, month=OCTOBER)
    set_levels(world, since=date(2026, 10, 2))
    with pytest.raises(ValidationError, match="Tỉnh chưa ghi mức"):
        sheet_draft(actor=world.an, commune=world.commune_a, month=OCTOBER)
    with pytest.raises(ValidationError, match="chưa đến"):
        sheet_draft(actor=world.an, commune=world.commune_a, month=date(2026, 12, 1))


def test_drafting_takes_few_queries_whatever_the_members(world, force):
    set_levels(world)
    with CaptureQueriesContext(connection) as few:
        reckon(world.commune_a, OCTOBER, {})
    for number in range(30):
        person = make_person(world.commune_a, f"Lê Văn {number}")
        spell = make_spell(force.to_xa, person)
        walk(world, force.to_xa, spell, on=date(2026, 10, 4))
    with CaptureQueriesContext(connection) as many:
        assert len(reckon(world.commune_a, OCTOBER, {})) == 35
    assert len(many) <= len(few)


# ── Levels ───────────────────────────────────────────────────────────────────
def test_a_new_level_ends_the_one_before_and_an_ended_one_is_not_paid(world):
    set_levels(world)
    with one_entry_per_object():
        rate_set(
            actor=world.phu, province=world.province, kind=RateKind.BASIC, position="leader",
            method=RateMethod.AMOUNT, value=Decimal(2_000_000), started_on=date(2027, 1, 1),
        )  # fmt: skip
    rates = AllowanceRate.objects.filter(position="leader").order_by("started_on")
    assert [(rate.value, rate.ended_on) for rate in rates] == [
        (1_800_000, date(2027, 1, 1)),
        (2_000_000, None),
    ]
    health = AllowanceRate.objects.get(kind=RateKind.HEALTH)
    assert health.words == "100 % của 105.300 đồng"
    with one_entry_per_object():
        rate_end(actor=world.duc, rate=health, ended_on=date(2026, 10, 1))
    with pytest.raises(ValidationError, match="đã hết hiệu lực"):
        rate_end(actor=world.duc, rate=health, ended_on=date(2026, 11, 1))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": "basic"}, "position"),
        ({"kind": "health", "position": "leader"}, "position"),
        ({"kind": "duty"}, "for_night"),
        ({"kind": "area", "for_night": True}, "for_night"),
        ({"kind": "social", "method": "percent"}, "paid_in"),
        ({"kind": "social", "monthly_days": 3}, "monthly_days"),
        ({"kind": "basic", "position": "leader", "started_on": date(2025, 7, 1)}, "started_on"),
        ({"kind": "duty", "for_night": True, "started_on": date(2026, 1, 1)}, "for_night"),
        ({"kind": "social", "value": Decimal(-1)}, "value"),
    ],
)
def test_what_a_level_may_not_be(world, facts, field):
    set_levels(world)
    usual = {"method": "amount", "value": Decimal(1), "started_on": SEPTEMBER}
    with pytest.raises(ValidationError) as refused:
        rate_set(actor=world.phu, province=world.province, **{**usual, **facts})
    assert field in refused.value.message_dict


@pytest.mark.parametrize("who", ["an", "chien", "phuc", "quang", "hung"])
def test_levels_are_the_provinces(world, who):
    with pytest.raises(PolicyDenied):
        rate_set(
            actor=getattr(world, who), province=world.province, kind=RateKind.AREA, method=RateMethod.AMOUNT,
            value=Decimal(1), started_on=OCTOBER,
        )  # fmt: skip


# ── Its life ─────────────────────────────────────────────────────────────────
def test_recomputing_a_draft_takes_what_changed_and_keeps_what_was_typed(world, force, sheet):
    line = line_of(sheet, "Phan Thanh Hà")
    with one_entry_per_object():
        line_adjust(actor=world.an, line=line, version=1, adjustment=-100_000, adjustment_reason="Tạm ứng")
    with one_entry_per_object():
        sheet_insure(actor=world.an, sheet=now(sheet), version=2, social=[], health=[line.pk])
    stand(world, force.member("Phan Thanh Hà"), (5, "night"))
    Membership.objects.filter(person__full_name="Nguyễn Văn An").update(
        ended_on=date(2026, 10, 1), end_kind="resigned"
    )
    found = differences(sheet_lines(sheet), fresh_lines(now(sheet)))
    assert {(one.name, one.what) for one in found} >= {
        ("Phan Thanh Hà", "Tiền bồi dưỡng"), ("Nguyễn Văn An", "Bỏ khỏi bảng")
    }  # fmt: skip
    with one_entry_per_object():
        assert sheet_recompute(actor=world.an, sheet=now(sheet), version=3) == 2
    line = line_of(sheet, "Phan Thanh Hà")
    assert (line.duty, line.health, line.adjustment, line.total) == (50_000, 105_300, -100_000, 1_255_300)
    assert now(sheet).total == sum(line.total for line in sheet_lines(sheet))
    assert differences(sheet_lines(sheet), fresh_lines(now(sheet))) == []
    with pytest.raises(StaleRecord):
        sheet_recompute(actor=world.chien, sheet=now(sheet), version=3)


def test_who_is_insured_is_taken_over_into_the_next_month(world, force, sheet):
    sheet_insure(
        actor=world.an, sheet=sheet, version=1, social=[], health=[line_of(sheet, "Phan Thanh Hà").pk]
    )
    november = sheet_draft(actor=world.an, commune=world.commune_a, month=date(2026, 11, 1))
    assert [line.full_name for line in sheet_lines(november) if line.health] == ["Phan Thanh Hà"]


def test_an_adjustment_says_why_and_takes_no_more_than_there_is(world, sheet):
    line = line_of(sheet, "Phan Thanh Hà")
    with pytest.raises(ValidationError) as refused:
        line_adjust(actor=world.an, line=line, version=None, adjustment=5, adjustment_reason=" ")
    assert list(refused.value.message_dict) == ["adjustment_reason"]
    with pytest.raises(ValidationError, match="Trừ quá"):
        line_adjust(actor=world.an, line=line_of(now(sheet), "Phan Thanh Hà"), version=None,
                    adjustment=-1_200_001, adjustment_reason="Thu hồi")  # fmt: skip


def test_phong_kinh_te_checks_and_the_chief_locks(world, sheet):
    with pytest.raises(PolicyDenied, match="chưa kiểm tra"):
        sheet_lock(actor=world.chien, sheet=sheet, version=None)
    with one_entry_per_object():
        sheet_check(actor=world.phuc, sheet=sheet, version=1)
    assert (now(sheet).checked_by, now(sheet).sole_performer) == (world.phuc, False)
    with pytest.raises(PolicyDenied, match="đã kiểm tra"):
        sheet_recompute(actor=world.an, sheet=now(sheet), version=None)
    for actor in (world.an, world.phuc, world.le, world.bao):
        with pytest.raises(PolicyDenied):
            sheet_lock(actor=actor, sheet=now(sheet), version=None)
    with one_entry_per_object():
        sheet_lock(actor=world.chien, sheet=now(sheet), version=2)
    assert now(sheet).locked_on == date(2026, 11, 16)
    for act in (sheet_recompute, sheet_check, sheet_lock):
        with pytest.raises(PolicyDenied, match="khóa"):
            act(actor=world.chien, sheet=now(sheet), version=None)


def test_a_checked_sheet_goes_back_with_a_reason(world, sheet):
    sheet_check(actor=world.chien, sheet=sheet, version=1)
    with pytest.raises(ValidationError) as refused:
        sheet_return(actor=world.phuc, sheet=now(sheet), version=2, reason="")
    assert list(refused.value.message_dict) == ["reason"]
    with one_entry_per_object():
        sheet_return(actor=world.phuc, sheet=now(sheet), version=2, reason="Thiếu ngày trực của Tổ Tô Xá")
    assert (now(sheet).state, now(sheet).checked_by) == (SheetState.DRAFT, None)


def test_nobody_checks_what_they_drafted_where_another_could(world, sheet):
    with pytest.raises(PolicyDenied, match="Trần Minh Chiến"):
        sheet_check(actor=world.an, sheet=sheet, version=1)
    world.chien.grants.update(started_on=date(2027, 1, 1))
    with pytest.raises(PolicyDenied, match="Phòng Kinh tế"):
        sheet_check(actor=world.again(world.an), sheet=sheet, version=1)
    world.phuc.grants.update(started_on=date(2027, 1, 1))
    sheet_check(actor=world.again(world.an), sheet=sheet, version=1)
    assert now(sheet).sole_performer


def test_a_month_is_checked_once_it_is_over(world, force, sheet):
    with pytest.raises(PolicyDenied, match="Tháng chưa hết"):
        sheet_check(actor=world.phuc, sheet=sheet, version=1, today=date(2026, 10, 31))
    assert sheet_check(actor=world.phuc, sheet=sheet, version=1, today=date(2026, 11, 1))


def test_a_locked_sheet_is_corrected_by_a_supplementary_line_of_a_later_month(world, force, sheet):
    ha = force.member("Phan Thanh Hà")
    november = sheet_draft(actor=world.an, commune=world.commune_a, month=date(2026, 11, 1))
    facts = {"membership": ha, "amount": 50_000, "reason": "Thiếu đêm 05/10"}
    with pytest.raises(ValidationError, match="đã khóa"):
        supplement_add(actor=world.an, sheet=november, version=1, corrects=sheet, **facts)
    sheet = lock(world, sheet)
    with one_entry_per_object():
        line = supplement_add(actor=world.an, sheet=now(november), version=1, corrects=sheet, **facts)
    assert now(november).total == 7_250_000
    assert now(sheet).total == 7_200_000
    assert sheet_recompute(actor=world.an, sheet=now(november), version=None) == 0
    line.sheet = now(november)
    with one_entry_per_object():
        supplement_remove(actor=world.an, line=line, version=None)
    assert now(november).total == 7_200_000
    with pytest.raises(ValidationError, match="tính từ sổ"):
        supplement_remove(actor=world.an, line=line_of(november, "Phan Thanh Hà"), version=None)


@pytest.mark.parametrize("who", ["binh", "le", "phuc", "phu", "hai", "quang"])
def test_only_officers_and_chiefs_of_the_commune_draft(world, force, who):
    set_levels(world)
    with pytest.raises(PolicyDenied):
        sheet_draft(actor=getattr(world, who), commune=world.commune_a, month=OCTOBER)
    assert not AllowanceSheet.objects.exists()


def test_a_month_is_drafted_once(world, sheet):
    with pytest.raises(ValidationError, match="đã có bảng chi"):
        sheet_draft(actor=world.chien, commune=world.commune_a, month=OCTOBER)
