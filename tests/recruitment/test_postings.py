"""The plan is posted before applications are taken: where, the step of the path, what is lacking, the figures."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from contracts.measuring import Days
from contracts.policy import PolicyDenied
from documents.models import Posting
from documents.services import document_recall, posting_record, posting_remove
from law.models import Parameter
from recruitment.services.campaigns import campaign_approve, campaign_create, campaign_open, campaign_post
from reporting.services.collecting import deadlines_collect
from tests.audited import one_entry_per_object
from tests.recruitment.browsing import text, url
from tests.recruitment.conftest import on, paper
from tests.recruitment.test_offers import measured

pytestmark = pytest.mark.django_db

SIGNED = date(2025, 8, 20)
AUGUST = Days(date(2025, 7, 15), date(2025, 8, 14))
SEPTEMBER = Days(date(2025, 8, 15), date(2025, 9, 14))


@pytest.fixture
def approved(story):
    """The plan of 20/8/2025 recorded on the next day, nothing posted yet."""
    story.draft()
    with on(date(2025, 8, 21)):
        campaign_approve(
            actor=story.an, campaign=story.campaign, version=None, paper=paper("30/KH-UBND", SIGNED)
        )
        yield story


def hang(story, *kinds: str) -> None:
    """The plan hangs at all places of these kinds (without any: everywhere) since 21/8/2025."""
    rows = Posting.objects.filter(posted_on=None).select_related("document__agency", "document__commune")
    for row in rows.filter(place__in=kinds) if kinds else rows:
        posting_record(
            actor=story.an, posting=row, version=None, posted_on=date(2025, 8, 21), posted_by="Lê Văn Tám"
        )


def test_an_approved_plan_knows_where_it_must_hang_and_until_when(approved):
    rows = Posting.objects.order_by("pk")
    assert [str(row) for row in rows] == [
        "Trụ sở HĐND, UBND xã Quảng Trạch", "Trụ sở Công an xã Quảng Trạch",
        "Nhà văn hóa thôn Thanh Lương", "Nhà văn hóa thôn Tô Xá",
        "Điểm sinh hoạt cộng đồng thôn Thanh Lương", "Điểm sinh hoạt cộng đồng thôn Tô Xá",
        "Trang thông tin điện tử xã Quảng Trạch",
    ]  # fmt: skip
    assert {row.due_on for row in rows} == {date(2025, 8, 21)}  # one working day from Wednesday 20/8
    assert [str(row.hamlet) for row in rows if row.hamlet] == 2 * ["Thôn Thanh Lương", "Thôn Tô Xá"]


def test_approving_tells_each_place_once(story):
    story.draft()
    with on(date(2025, 8, 21)), one_entry_per_object():
        campaign_approve(
            actor=story.an, campaign=story.campaign, version=None, paper=paper("30/KH-UBND", SIGNED)
        )


def test_a_second_campaign_on_the_same_plan_adds_only_what_is_new(approved):
    story = approved
    story.more_room()
    again = campaign_create(
        actor=story.an, commune=story.world.commune_a, title="Đợt hai", opens_on=date(2025, 8, 22),
        closes_on=date(2025, 9, 7), filing_place="Công an xã", quotas={story.force.to_xa: 1},
    )  # fmt: skip
    campaign_approve(actor=story.an, campaign=again, version=None, paper=paper("30/KH-UBND", SIGNED))
    assert Posting.objects.count() == 7


def test_the_campaign_is_posted_when_the_plan_hangs_everywhere(approved):
    story = approved
    hang(story, "headquarters", "police", "website", "community_point")
    lacking = "chưa niêm yết ở: Nhà văn hóa thôn Thanh Lương; Nhà văn hóa thôn Tô Xá .TT 14/2024, Điều 3"
    with pytest.raises(PolicyDenied, match=lacking):
        campaign_post(actor=story.an, campaign=story.fresh(), version=None)
    hang(story)
    with one_entry_per_object():
        campaign = campaign_post(actor=story.an, campaign=story.fresh(), version=None)
    assert campaign.state == "posted"
    assert campaign_open(actor=story.an, campaign=story.fresh(), version=None).state == "receiving"


def test_a_place_that_a_hamlet_does_not_have_is_struck_out_and_no_longer_asked_for(approved):
    story = approved
    hang(story, "headquarters", "police", "website", "culture_house")
    for row in Posting.objects.filter(posted_on=None).select_related("document__agency", "document__commune"):
        posting_remove(actor=story.an, posting=row, reason="Thôn không có điểm sinh hoạt riêng")
    assert campaign_post(actor=story.an, campaign=story.fresh(), version=None).state == "posted"


def test_a_plan_approved_before_places_were_kept_lacks_every_kind(approved):
    Posting.objects.all().delete()
    with pytest.raises(
        PolicyDenied, match="Trụ sở HĐND, UBND; Trụ sở Công an xã; Nhà văn hóa; Điểm sinh hoạt"
    ):
        campaign_post(actor=approved.an, campaign=approved.fresh(), version=None)


def test_receiving_begins_on_its_day_with_a_warning_that_names_rule_and_places(approved):
    story = approved
    hang(story, "headquarters", "police", "community_point", "culture_house")
    client, campaign = story.world.client(story.an), story.campaign
    board = text(client.get(campaign.get_absolute_url()))
    assert "Kế hoạch chưa niêm yết ở:" in board and "Ghi niêm yết từng nơi" in board
    assert "Trang thông tin điện tử xã Quảng Trạch" in board
    asked = text(client.get(url("step_open", campaign)))
    assert (
        "chưa niêm yết ở: Trang thông tin điện tử xã Quảng Trạch" in asked and "TT 14/2024, Điều 3" in asked
    )
    campaign.refresh_from_db()
    assert client.post(url("step_open", campaign), {"version": campaign.version}).status_code == 302
    board = text(client.get(campaign.get_absolute_url()))
    assert "Kế hoạch chưa niêm yết ở:" in board and "Chưa đủ" in board
    hang(story)
    board = text(client.get(campaign.get_absolute_url()))
    assert "Kế hoạch chưa niêm yết ở:" not in board and "Chưa đủ" not in board


def test_the_board_leads_to_the_step_once_the_plan_hangs_everywhere(approved):
    story = approved
    hang(story)
    client, campaign = story.world.client(story.an), story.campaign
    assert f'href="{url("step_post", campaign)}"' in text(client.get(campaign.get_absolute_url()))
    campaign.refresh_from_db()
    answer = client.post(url("step_post", campaign), {"version": campaign.version}, follow=True)
    assert "Kế hoạch đã niêm yết" in text(answer) and "Bắt đầu nhận hồ sơ" in text(answer)


def test_an_overdue_plan_stands_among_the_officers_work(approved):
    story = approved
    with on(date(2025, 8, 25)):
        deadlines_collect(date(2025, 8, 25))
        client = story.world.client(story.an)
        page = text(client.get(reverse("reporting:home")))
    assert "Niêm yết Kế hoạch số 30/KH-UBND" in page and "và 4 nơi khác" in page
    hang(story)
    with on(date(2025, 8, 25)):
        deadlines_collect(date(2025, 8, 25))
        assert "Niêm yết Kế hoạch số 30/KH-UBND" not in text(client.get(reverse("reporting:home")))


def test_a_province_may_name_other_places_and_a_slip_there_is_told(story):
    row = Parameter.objects.get(code="recruit.posting_places")
    row.value = ["headquarters", "nhà văn hóa"]
    row.save()
    story.draft()
    with on(date(2025, 8, 21)), pytest.raises(ValidationError, match="nơi hệ thống không biết: nhà văn hóa"):
        campaign_approve(
            actor=story.an, campaign=story.campaign, version=None, paper=paper("30/KH-UBND", SIGNED)
        )
    story.campaign.refresh_from_db()
    assert story.campaign.state == "draft"


# ── Figures (T002-18, T002-19, T002-20) ──────────────────────────────────────


def figures(story, span=SEPTEMBER) -> tuple[int, ...]:
    codes = ("plan_posted_headquarters", "plan_posted_website", "hamlets_informed")
    return tuple(measured(story, code, span) for code in codes)


def test_the_plans_postings_are_counted_once_a_commune_and_once_a_hamlet(approved):
    story = approved
    assert figures(story) == (0, 0, 0)
    hang(story, "headquarters", "culture_house")
    assert figures(story) == (1, 0, 2)
    assert figures(story, AUGUST) == (0, 0, 0)
    hang(story)
    assert figures(story) == (1, 1, 2)
    document_recall(actor=story.an, document=story.fresh().plan, reason="Thay kế hoạch")
    assert figures(story) == (1, 1, 2)  # the public was told


def test_postings_of_other_papers_are_no_postings_of_the_plan(approved):
    story = approved
    hang(story)
    other = story.fresh().plan
    story.campaign.__class__.objects.update(plan=None)
    assert other.postings.count() == 7 and figures(story) == (0, 0, 0)


def test_a_figure_opens_to_the_places_behind_it(approved):
    story = approved
    hang(story)
    query = {"so_lieu": "hamlets_informed", "tu": "15/08/2025", "den": "14/09/2025", "xa": "19057"}
    answer = story.world.client(story.world.phu).get(reverse("documents:postings"), query)
    assert answer.context["count"] == 2 and "Nhà văn hóa thôn Tô Xá" in text(answer)
