"""Hours that a page fills in are taken as they stand: of a session planned, moved, held, corrected."""

from datetime import date, time

import pytest
from django.test import Client

from recruitment.models import CouncilSession, SessionPlan
from recruitment.services.councils import session_plan_set
from tests.recruitment.browsing import url
from tests.recruitment.conftest import Story, on

pytestmark = pytest.mark.django_db
DAY = date(2025, 9, 10)


@pytest.fixture
def planned(story: Story) -> Story:
    """The council meets on 10/9/2025 at half past eight."""
    story.listed()
    story.council()
    with on(date(2025, 9, 9)):
        session_plan_set(
            actor=story.an, campaign=story.fresh(), version=None, held_on=DAY, starts_at=time(8, 30),
            place="Trụ sở UBND xã", agenda="Xét tuyển hai người",
        )  # fmt: skip
    return story


def filled_in(client: Client, address: str) -> dict:
    """What the page's form shows before anybody types."""
    form = client.get(address).context["form"]
    return {bound.html_name: bound.value() if bound.value() is not None else "" for bound in form} | {
        bound.html_name: bound.field.widget.format_value(bound.value())
        for bound in form
        if bound.html_name in ("starts_at", "started_at", "ended_at", "held_on")
    }


def test_a_session_is_moved_to_another_day_at_its_hour(planned: Story):
    address = url("session_plan", planned.campaign)
    with on(date(2025, 9, 9)):
        client = planned.world.client(planned.an)
        found = filled_in(client, address)
        assert found["starts_at"] == "08:30"
        assert client.post(address, found | {"held_on": "11/09/2025"}).status_code == 302
    plan = SessionPlan.objects.get()
    assert (plan.held_on, plan.starts_at) == (date(2025, 9, 11), time(8, 30))


@pytest.mark.parametrize("typed", ["", "8h30", "8:30"])
def test_a_session_is_recorded_at_the_hour_planned_or_typed(planned: Story, typed: str):
    address = url("step_council", planned.campaign)
    seats = planned.fresh().council.members.order_by("pk")
    with on(DAY):
        client = planned.world.client(planned.an)
        found = filled_in(client, address)
        found |= {f"present_{seat.pk}": "on" for seat in seats}
        found |= {f"yes_{one.pk}": "8" for one in (planned.loc, planned.anh)}
        found |= {"ended_at": "10h30", "secretary": "Đỗ Công Chức", "method": "hand", "presider": seats[0].pk}
        if typed:
            found["started_at"] = typed
        assert client.post(address, found).status_code == 302
    session = CouncilSession.objects.get()
    assert (session.started_at, session.ended_at) == (time(8, 30), time(10, 30))


def test_a_correction_begins_with_the_hours_recorded(story: Story):
    story.met()
    with on(DAY):
        found = filled_in(story.world.client(story.an), url("session_correct", story.campaign))
    assert (found["started_at"], found["ended_at"]) == ("08:00", "10:30")
