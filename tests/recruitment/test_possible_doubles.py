"""Somebody of the same name and birth waits in another commune: warned, confirmed, and nothing of them is told."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from recruitment.models import Application, Campaign
from recruitment.services.intake_rules import PossibleDouble
from tests.force import make_person
from tests.recruitment.browsing import text
from tests.recruitment.conftest import LOC
from tests.recruitment.test_intake_pages import receive

pytestmark = pytest.mark.django_db


def elsewhere(story, commune, team, state: str = "received", **facts) -> None:
    """Lộc, or somebody called so, waits in another commune's campaign."""
    campaign = Campaign.objects.create(
        commune=commune, title="Đợt kín của Hòa Trạch", state="receiving", opens_on=date(2025, 8, 1),
        closes_on=date(2025, 9, 30), filing_place="Công an xã",
    )  # fmt: skip
    person = make_person(commune, "Phan Văn Lộc", **{"birth_date": date(1985, 3, 4), **facts})
    Application.objects.create(
        campaign=campaign, line=campaign.lines.create(team=team, count=1), person=person, source="hamlet",
        received_on=date(2025, 8, 2), state=state,
    )  # fmt: skip


def test_the_same_name_and_birth_in_another_commune_is_confirmed_first(story):
    story.open()
    elsewhere(story, story.world.commune_b, story.force.hoa_lac)
    with pytest.raises(PossibleDouble, match="hỏi người nộp"):
        story.receive("Thanh Lương", LOC)
    assert Application.objects.filter(campaign=story.campaign).count() == 0
    assert story.receive("Thanh Lương", LOC, is_somebody_else=True).pk


def test_the_page_tells_nothing_of_the_other_commune_and_takes_it_on_the_second_button(story):
    story.open()
    elsewhere(story, story.world.commune_b, story.force.hoa_lac)
    answer = receive(story)
    page = text(answer)
    assert answer.status_code == 422 and "Là người khác, vẫn nhận" in page
    assert "Hòa Trạch" not in page and "Hòa Lạc" not in page and "Đợt kín" not in page
    assert receive(story, somebody_else="1").status_code == 302
    assert Application.objects.filter(campaign=story.campaign).count() == 1


@pytest.mark.parametrize(
    "facts", [{"state": "withdrawn"}, {"birth_date": date(1985, 3, 5)}, {"birth_date": None}]
)
def test_who_is_over_or_born_on_another_day_is_no_double(story, facts):
    story.open()
    elsewhere(story, story.world.commune_b, story.force.hoa_lac, **facts)
    assert story.receive("Thanh Lương", LOC).pk


def test_another_province_is_not_looked_into(story):
    story.open()
    elsewhere(story, story.world.commune_other, story.force.hoa_lac)
    assert story.receive("Thanh Lương", LOC).pk


def test_confirming_does_not_help_the_same_person_of_ones_own_commune(story):
    story.open()
    story.receive("Thanh Lương", LOC)
    with pytest.raises(ValidationError, match="đã có hồ sơ trong đợt này"):
        story.receive("Tô Xá", LOC, is_somebody_else=True)
