"""A campaign is drafted, corrected and approved on its pages."""

import pytest
from django.urls import reverse

from recruitment.models import Campaign
from tests.recruitment.browsing import text, url

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
