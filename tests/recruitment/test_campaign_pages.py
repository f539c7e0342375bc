"""A campaign is drafted, corrected and approved on its pages."""

from datetime import date

import pytest
from django.urls import reverse

from recruitment.models import Campaign
from recruitment.services.campaigns import campaign_close
from teams.services.memberships import membership_end
from tests.recruitment.browsing import text, url
from tests.recruitment.conftest import on

pytestmark = pytest.mark.django_db


PLAN = {
    "title": "Tuyển chọn bổ sung 2025", "opens_on": "22/8/2025", "closes_on": "7/9/2025",
    "filing_place": "Công an xã Quảng Trạch",
}  # fmt: skip


SIGNED = {
    "signed_on": "20/8/2025",
    "title": "Kiện toàn các Tổ",
    "signer_name": "Phạm Thị Lê",
    "signer_title": "Chủ tịch",
}


def test_the_form_of_a_campaign_offers_the_short_teams_of_the_commune(story):
    page = text(story.world.client(story.an).get(reverse("recruitment:campaign_new")))
    assert "Chỉ tiêu Tổ Thanh Lương" in page and "2 người trên định mức 3, thiếu 1" in page
    assert "Hòa Lạc" not in page and "Công an xã Quảng Trạch" in page


def test_a_campaign_is_drafted_corrected_and_approved(story):
    client = story.world.client(story.an)
    seats = {f"quota_{story.force.thanh_luong.pk}": "1", f"quota_{story.force.to_xa.pk}": "1"}
    answer = client.post(reverse("recruitment:campaign_new"), {**PLAN, **seats})
    campaign = Campaign.objects.get()
    assert answer.url == campaign.get_absolute_url()
    assert "Ghi phê duyệt kế hoạch" in text(client.get(answer.url))

    edited = {**PLAN, **seats, "title": "Tuyển chọn 2025", "version": campaign.version}
    assert client.post(url("campaign_edit", campaign), edited).status_code == 302
    campaign.refresh_from_db()
    paper = {**SIGNED, "symbol": "30/KH-UBND", "version": campaign.version}
    assert client.post(url("step_approve", campaign), paper).status_code == 302
    campaign.refresh_from_db()
    assert (campaign.title, campaign.state, campaign.plan.symbol) == (
        "Tuyển chọn 2025",
        "approved",
        "30/KH-UBND",
    )
    assert client.post(url("step_open", campaign), {"version": campaign.version}).status_code == 302
    assert Campaign.objects.get().state == "receiving"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"opens_on": "31/02/2025"}, "31/02/2025"),
        ({"closes_on": "21/8/2025"}, "Ngày hết hạn phải từ ngày bắt đầu"),
        ({"title": ""}, "Chưa nhập mục này"),
        ({"seats": "2"}, "chỉ còn thiếu 1; không đặt được 2"),
        ({"seats": ""}, "ít nhất 01 người"),
    ],
)
def test_a_bad_plan_comes_back_with_what_was_typed(story, change, words):
    seats = change.pop("seats", "1")
    data = {**PLAN, "note": "Theo CV 1334", f"quota_{story.force.to_xa.pk}": seats, **change}
    answer = story.world.client(story.an).post(reverse("recruitment:campaign_new"), data)
    assert answer.status_code == 422
    assert words in text(answer) and "Theo CV 1334" in text(answer)
    assert not Campaign.objects.exists()


def test_a_step_that_is_not_due_is_disabled_with_its_reason(story):
    story.open()
    page = text(story.world.client(story.world.phu).get(story.campaign.get_absolute_url()))
    assert "disabled" in page and "Việc này dành cho: " in page
    assert story.world.client(story.an).get(url("step_decide", story.campaign)).status_code == 403


def test_a_seat_that_the_recognised_never_took_is_a_shortage_again_and_the_closed_campaign_says_so(story):
    story.submitted()
    recognised = story.decide()
    loc = next(one for one in recognised if one.person.full_name == "Phan Văn Lộc")
    with on(date(2025, 9, 20)):
        client = story.world.client(story.an)
        campaign_close(actor=story.an, campaign=story.fresh(), version=None)
        assert "Hôm nay còn thiếu người" not in text(client.get(story.campaign.get_absolute_url()))
        membership_end(
            actor=story.an,
            membership=loc.membership,
            version=None,
            ended_on=date(2025, 9, 20),
            end_kind="died",
        )
        page = text(client.get(story.campaign.get_absolute_url()))
        assert (
            "Hôm nay còn thiếu người: Tổ Thanh Lương (2 trên 3)" in page
            and reverse("recruitment:campaign_new") in page
        )
        offered = text(client.get(reverse("recruitment:campaign_new")))
        assert "Tổ Thanh Lương" in offered and "Tổ Tô Xá" not in offered
        again = story.draft(
            title="Tuyển thay", opens_on=date(2025, 9, 22), closes_on=date(2025, 10, 6),
            quotas={story.force.thanh_luong: 1},
        )  # fmt: skip
    assert again.lines.get().count == 1
