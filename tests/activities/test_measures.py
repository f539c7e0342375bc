"""What meetings, reviews and commendations are counted for, with the days on both sides of each boundary."""

from datetime import date

import pytest

from activities.about import subject_of
from activities.choices import ActivityKind, AssessmentKind, CommendationForm, CommendationLevel, Result
from activities.services.activities import activity_create
from activities.services.records import record_cancel
from contracts.measuring import Days, aggregate, condition, counted_rows
from contracts.registry import measures, registers
from teams.deadlines.meetings import teams_without_meeting
from tests.activities.conftest import assess, commend, meet, member

pytestmark = pytest.mark.django_db
YEAR = Days(date(2026, 1, 1), date(2026, 12, 31))
OCTOBER = Days(date(2026, 10, 1), date(2026, 10, 31))
WINDOW = Days(date(2026, 9, 15), date(2026, 10, 14))


def measured(code: str, commune, span: Days = YEAR) -> int:
    """The measure alone, for one commune."""
    measure = measures.get(code)
    register = registers.get(measure.register)
    rows = register.model.objects.filter(condition(measure, span), **{register.commune: commune.code})
    return rows.aggregate(n=aggregate(measure, span))["n"] or 0


def names(code: str, span: Days) -> list[str]:
    rows = registers.get(measures.get(code).register).model.objects.all()
    return sorted(str(row) for row in counted_rows(rows, code, span))


def test_meetings_are_counted_and_teams_that_met_once_each(world, force):
    meet(world, force.to_xa, date(2026, 10, 1))
    meet(world, force.to_xa, date(2026, 10, 31))
    meet(world, force.thanh_luong, date(2026, 9, 30))
    meet(world, force.thanh_luong, date(2026, 11, 1))

    assert measured("team_monthly_meetings", world.commune_a, OCTOBER) == 2
    assert measured("team_monthly_meetings", world.commune_a) == 4
    assert names("teams_meeting_this_month", OCTOBER) == ["Tổ Tô Xá"]
    assert measured("teams_not_met_this_month", world.commune_a, OCTOBER) == 1
    assert measured("teams_not_met_this_month", world.commune_b, OCTOBER) == 1


def test_a_window_from_the_15th_to_the_14th_is_a_month_and_a_year_ends_with_its_last(world, force):
    meet(world, force.to_xa, date(2026, 9, 15))
    meet(world, force.thanh_luong, date(2026, 10, 15))

    assert names("teams_meeting_this_month", WINDOW) == ["Tổ Tô Xá"]
    year_so_far = Days(date(2026, 1, 1), date(2026, 11, 14))
    assert names("teams_meeting_this_month", year_so_far) == ["Tổ Thanh Lương"]


def test_what_is_cancelled_counts_nowhere(world, force):
    meeting = meet(world, force.to_xa, date(2026, 10, 5))
    record_cancel(actor=world.an, record=meeting, version=1, reason="Ghi nhầm")
    assert measured("team_monthly_meetings", world.commune_a) == 0
    assert measured("teams_meeting_this_month", world.commune_a, OCTOBER) == 0


def test_bm1_counts_what_was_issued_within_the_period_to_teams_and_members(world, force):
    team, dung = subject_of("team", force.to_xa), member(force, "Hoàng Văn Dũng")
    merit = {"form": CommendationForm.MERIT, "level": CommendationLevel.PROVINCE}
    commend(world, team, issued_on=date(2026, 9, 30))
    commend(world, team, issued_on=date(2026, 10, 1))
    commend(world, team, **merit, issued_on=date(2026, 10, 31))
    commend(world, dung, **merit, issued_on=date(2026, 11, 1))
    commend(world, dung, issued_on=date(2026, 10, 15))
    commend(world, subject_of("hamlet", world.to_xa), issued_on=date(2026, 10, 15))

    found = [measured(f"bm1_{column}", world.commune_a, OCTOBER) for column in (21, 22, 23, 24)]
    assert found == [1, 0, 1, 1]
    assert [measured(f"bm1_{column}", world.commune_a) for column in (21, 22, 23, 24)] == [1, 1, 2, 1]
    assert measured("commended_collectives", world.commune_a, OCTOBER) == 3
    assert measured("commended_individuals", world.commune_a, OCTOBER) == 1
    assert measured("team_members_commended", world.commune_a) == 2


def test_titles_of_the_year(world, force):
    area = {"kind": AssessmentKind.SAFE_AREA, "result": Result.CLASSIFIED, "year": 2025}
    assess(world, subject_of("hamlet", world.to_xa), **area, decided_on=date(2026, 1, 20))

    last_year = Days(date(2025, 1, 1), date(2025, 12, 31))
    part = Days(date(2025, 1, 1), date(2025, 11, 30))
    codes = [f"safe_residential_{step}" for step in ("registered", "classified", "recognised")]
    assert [measured(code, world.commune_a, last_year) for code in codes] == [1, 1, 0]
    assert [measured(code, world.commune_a, part) for code in codes] == [0, 0, 0]


def test_numbers_beside_activities_are_added_up(world):
    for quantity, part in ((10, 60), (5, 25)):
        activity_create(
            actor=world.an, kind=ActivityKind.BROADCAST, held_on=date(2026, 10, 2), topic="Phòng cháy",
            quantity=quantity, part=part,
        )  # fmt: skip
    assert measured("prop_loudspeaker_broadcasts", world.commune_a) == 15
    assert measured("prop_loudspeaker_minutes", world.commune_a) == 85
    assert measured("prop_materials_total", world.commune_a) == 0


# ── Deadlines ────────────────────────────────────────────────────────────────
def due(on: date, commune="19057") -> list[tuple[str, date]]:
    return [(item.title, item.due_on) for item in teams_without_meeting(on) if item.commune == commune]


def test_a_team_that_has_not_met_is_due_on_the_last_day_of_the_month(world, force):
    meet(world, force.to_xa, date(2026, 11, 3))

    assert due(date(2026, 11, 20)) == [("Tổ Thanh Lương chưa sinh hoạt tháng 11/2026", date(2026, 11, 30))]
    items = {item.commune: item for item in teams_without_meeting(date(2026, 11, 20))}
    assert items["19057"].key == f"{force.thanh_luong.pk}:2026-11" and set(items) == {"19057", "19033"}


def test_in_the_first_days_of_a_month_the_one_before_is_still_asked_for(world, force):
    meet(world, force.to_xa, date(2026, 10, 3))
    meet(world, force.to_xa, date(2026, 11, 3))

    late = ("Tổ Thanh Lương chưa sinh hoạt tháng 10/2026", date(2026, 10, 31))
    assert late in due(date(2026, 11, 15)) and late not in due(date(2026, 11, 16))
    assert all("tháng 10" not in title for title, _ in due(date(2026, 11, 15)) if "Tô Xá" in title)


def test_a_team_that_was_dissolved_is_asked_for_nothing(world, force):
    force.thanh_luong.ended_on = date(2026, 11, 20)
    force.thanh_luong.save()
    meet(world, force.to_xa, date(2026, 11, 3))
    assert due(date(2026, 11, 20)) == []


def test_deadlines_take_the_same_number_of_queries_for_any_number_of_teams(
    world, force, django_assert_num_queries
):
    list(teams_without_meeting(date(2026, 11, 20)))
    with django_assert_num_queries(2):
        assert len(list(teams_without_meeting(date(2026, 11, 20)))) == 3
