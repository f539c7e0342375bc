"""The plan's targets on recruiting, judged from the campaign of 2025 (T002-07, -08, -23)."""

from datetime import date

import pytest

from targets.choices import Verdict
from targets.models import Adoption, Figure, Target
from targets.scoreboard import Scoreboard
from targets.services.adoptions import due_date_move
from targets.services.figures import figures_refresh_all
from tests.once import once
from tests.recruitment.conftest import Story, on
from tests.targets.conftest import TODAY, adopt

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(world, force, catalogue) -> Story:
    """The campaign of Quảng Trạch; nobody has applied yet."""
    with on(date(2025, 8, 20)):
        return Story(world, force)


def judged(world, code: str, *, province: bool = False):
    board = Scoreboard(
        adoptions=Adoption.objects.all(), figures=Figure.objects.all(), targets=Target.objects.filter(code=code),
        communes=[world.commune_a], on=TODAY, today=TODAY, province=world.province if province else None,
    )  # fmt: skip
    (asked,) = board.asked
    return board.for_province(asked) if province else board.for_commune(asked, world.commune_a)


@once
def _take_up(world) -> Adoption:
    adoption = adopt(world, "QT-KH-TBV", world.commune_a)
    figures_refresh_all(TODAY)
    return adoption


def test_who_was_chosen_after_the_seventh_came_too_late_for_the_day_the_plan_names(world, story):
    story.met()
    _take_up(world)
    found = judged(world, "T002-07")
    assert found.verdict == Verdict.MISSED
    assert "0 người, mục tiêu 1 người, còn thiếu 1 người, đã hết hạn 07/09/2025" in found.sentence


def test_with_the_day_of_decision_set_by_the_province_each_hamlet_is_judged_by_itself(world, story):
    story.met()
    adoption = _take_up(world)
    for code in ("T002-07", "T002-08"):
        target = Target.objects.get(code=code)
        due_date_move(actor=world.duc, adoption=adoption, target=target, due_on=date(2025, 9, 30))
        for province in (False, True):
            found = judged(world, code, province=province)
            assert (found.verdict, found.numerator) == (Verdict.MET, 1)


def test_applications_in_time_meet_the_window(world, story):
    story.listed()
    _take_up(world)
    found = judged(world, "T002-23")
    assert (found.verdict, found.numerator, found.base) == (Verdict.MET, 0, 2)
    assert judged(world, "T002-23", province=True).verdict == Verdict.MET


def test_without_applications_nothing_arose(world, story):
    _take_up(world)
    assert judged(world, "T002-23").sentence.startswith("Không phát sinh (hồ sơ nhận được: 0)")
