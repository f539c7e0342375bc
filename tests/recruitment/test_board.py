"""The board of a campaign: lanes with counts, days in the state, the first cards and the way to the others."""

import pkgutil
from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from recruitment import migrations
from recruitment.lanes import CARDS, LANES
from recruitment.models import Application
from recruitment.services.applications import application_receive, application_supplement
from recruitment.services.campaigns import campaign_close
from recruitment.services.papers import campaign_paper_draft
from tests.force import make_person
from tests.recruitment.browsing import text
from tests.recruitment.conftest import ANH, LOC, PAPERS, Story, on

pytestmark = pytest.mark.django_db


def many(story, count: int, state: str = "received", since=date(2025, 8, 26)) -> None:
    """So many applications in that state, each a day younger than the one before."""
    line = story.line("Tô Xá")
    for number in range(count):
        Application.objects.create(
            campaign=story.campaign, line=line, source="own_wish", received_on=date(2025, 8, 26), state=state,
            person=make_person(story.world.commune_a, f"Người Thứ {number:03}"),
            state_since=since + timedelta(days=number),
        )  # fmt: skip


def board(story, day=date(2025, 9, 5), who=None) -> str:
    with on(day):
        return text(story.world.client(who or story.an).get(story.campaign.get_absolute_url()))


def test_a_state_begins_on_the_day_of_its_act(story):
    story.open()
    papers = {kind: PAPERS[kind] for kind in ("application", "cv", "diploma")}
    one = story.receive("Thanh Lương", LOC, papers=papers)
    assert (one.state, one.state_since) == ("incomplete", date(2025, 8, 25))
    with on(date(2025, 8, 27)):
        given = {"health_certificate": PAPERS["health_certificate"]}
        application_supplement(actor=story.an, application=one, version=None, papers=given)
    assert (one.state, one.state_since) == ("received", date(2025, 8, 27))
    with on(date(2025, 8, 28)):  # nothing changes: the day stays
        application_supplement(actor=story.an, application=one, version=None, papers=given)
    assert one.state_since == date(2025, 8, 27)
    assert story.appraise(one).state_since == date(2025, 9, 5)
    story.appraise(story.receive("Tô Xá", ANH))
    story.close_list()
    one.refresh_from_db()
    assert (one.state, one.state_since) == ("listed", date(2025, 9, 8))


def test_an_application_typed_later_waits_since_its_receipt(story):
    story.open()
    with on(date(2025, 9, 1)):
        one = application_receive(
            actor=story.an, campaign=story.campaign, line=story.line("Tô Xá"), source="hamlet",
            received_on=date(2025, 8, 25), papers=PAPERS, **ANH,
        )  # fmt: skip
    assert one.state_since == date(2025, 8, 25)


def test_lanes_say_how_many_and_cards_for_how_long(story):
    story.open()
    story.receive("Thanh Lương", LOC, papers={})
    many(story, 3)
    page = board(story)
    assert 'Thiếu giấy tờ <span class="sub">1</span>' in page
    assert (
        'Thẩm định <span class="sub">3</span>' in page
        and 'Danh sách dự tuyển <span class="sub">0</span>' in page
    )
    assert "11 ngày" in page and "10 ngày" in page and "9 ngày" in page
    assert "từ hôm nay" in board(story, date(2025, 8, 26))


def test_who_is_settled_waits_for_nothing(story):
    story.open()
    many(story, 1, "withdrawn")
    assert " ngày</p>" not in board(story)


def test_a_full_lane_shows_who_waits_longest_and_leads_to_all(story):
    story.open()
    many(story, CARDS + 5)
    page = board(story, date(2025, 10, 30))
    assert (
        "Người Thứ 000" in page
        and f"Người Thứ {CARDS - 1:03}" in page
        and f"Người Thứ {CARDS:03}" not in page
    )
    assert f"Xem cả {CARDS + 5} hồ sơ" in page
    address = f"{reverse('recruitment:application_list')}?dot={story.campaign.pk}&giai_doan=tham-dinh"
    assert address.replace("&", "&amp;") in page
    listed = text(story.world.client(story.an).get(f"{address}&dong=100"))
    assert f"Người Thứ {CARDS + 4:03}" in listed and "Thẩm định" in listed
    other = text(story.world.client(story.an).get(address.replace("tham-dinh", "thieu")))
    assert "Người Thứ" not in other


def test_every_state_stands_in_one_lane():
    states = [state for _, _, states in LANES.values() for state in states]
    assert sorted(states) == sorted(
        Application._meta.get_field("state").choices[i][0] for i in range(len(states))
    )


@pytest.mark.parametrize("stage", ["open", "listed", "met", "submitted"])
def test_the_board_takes_few_queries_whatever_the_number(story, stage, django_assert_max_num_queries):
    getattr(story, stage)()
    many(story, 3)
    client = story.world.client(story.an)
    client.get(story.campaign.get_absolute_url())
    with django_assert_max_num_queries(12) as few:
        client.get(story.campaign.get_absolute_url())
    Application.objects.filter(state="received").delete()
    many(story, 60)
    with django_assert_max_num_queries(len(few)):
        assert client.get(story.campaign.get_absolute_url()).status_code == 200


def unapproved(story) -> None:
    """A closed list whose approval is drafted, and a council."""
    story.open()
    story.appraise(story.receive("Thanh Lương", LOC))
    story.close_list(is_approved=False)
    story.council()
    with on(date(2025, 9, 9)):
        campaign_paper_draft(actor=story.an, campaign=story.fresh(), code="recruitment.candidates_approval")


def decided(story) -> None:
    story.submitted()
    story.decide()


def closed(story) -> None:
    decided(story)
    with on(date(2025, 9, 16)):
        campaign_close(actor=story.an, campaign=story.fresh(), version=None)


def with_council(story) -> None:
    story.listed()
    story.council()


@pytest.mark.parametrize("who", ["an", "le"])
@pytest.mark.parametrize("tell", [
    Story.draft, Story.open, unapproved, with_council, Story.met, Story.submitted, decided, closed,
], ids=["draft", "open", "unapproved", "with_council", "met", "submitted", "decided", "closed"])  # fmt: skip
def test_the_page_takes_at_most_twelve_queries_in_every_state(
    story, tell, who, django_assert_max_num_queries
):
    tell(story)
    with on(date(2025, 9, 17)):
        client = story.world.client(getattr(story.world, who))
        client.get(story.campaign.get_absolute_url())
        with django_assert_max_num_queries(12):
            assert client.get(story.campaign.get_absolute_url()).status_code == 200


def test_the_council_is_shown_with_who_came_after_its_session(story):
    story.listed()
    story.council()
    story.meet({story.loc: {"yes": 6}, story.anh: {"yes": 6}}, present=6)
    page = board(story, date(2025, 9, 11))
    council = page.partition('id="council"')[2].partition("</section>")[0]
    assert (council.count("Có mặt"), council.count("Vắng"), council.count("Đi công tác")) == (6, 2, 2)
    assert "Võ Trưởng Thôn" in council and "Phiên họp" in council


@pytest.mark.parametrize("query", ["", "&giai_doan=tham-dinh", "&q=nguoi"])
def test_the_list_of_a_campaign_takes_few_queries(story, query, django_assert_max_num_queries):
    story.open()
    many(story, 30)
    client = story.world.client(story.an)
    address = f"{reverse('recruitment:application_list')}?dot={story.campaign.pk}{query}"
    client.get(address)
    with django_assert_max_num_queries(12):
        assert client.get(address).status_code == 200


def test_applications_from_before_know_since_when_by_the_days_of_the_register(story):
    story.submitted()
    many(story, 1, "refused")
    Application.objects.update(state_since=date(2026, 1, 1))
    name = next(
        one.name for one in pkgutil.iter_modules(migrations.__path__) if one.name.endswith("state_since")
    )
    backfill = import_module(f"recruitment.migrations.{name}").backfill
    backfill(apps, connection.schema_editor())
    since = dict(Application.objects.values_list("person__full_name", "state_since"))
    assert since == {
        "Phan Văn Lộc": date(2025, 9, 12), "Nguyễn Thị Ánh": date(2025, 9, 12), "Người Thứ 000": date(2025, 8, 26),
    }  # fmt: skip
