"""Lists and search: who sees whom, with how many queries."""

from datetime import date

import pytest
from django.urls import reverse

from recruitment.models import Application, Campaign
from tests.force import make_person
from tests.recruitment.browsing import text, url
from tests.recruitment.conftest import ANH, LOC

pytestmark = pytest.mark.django_db


def test_partners_see_the_campaign_but_no_applicants(story):
    story.open()
    one = story.receive("Thanh Lương", LOC)
    client = story.world.client(story.world.phuc)
    page = text(client.get(story.campaign.get_absolute_url()))
    assert "Thanh Lương" in page and "Phan Văn Lộc" not in page
    assert client.get(one.get_absolute_url()).status_code == 403
    assert client.get(reverse("recruitment:application_list")).status_code == 403
    opens = reverse("recruitment:application_list") + f"?dot={story.campaign.pk}"
    assert opens not in text(client.get(reverse("recruitment:campaign_list")))
    assert opens in text(story.world.client(story.an).get(reverse("recruitment:campaign_list")))
    assert "Phan Văn Lộc" not in text(client.get("/tim-kiem/", {"q": "phan van loc"}))
    assert "Phan Văn Lộc" in text(story.world.client(story.an).get("/tim-kiem/", {"q": "phan van loc"}))


def test_another_units_campaigns_and_applications_are_not_there(story):
    story.open()
    one = story.receive("Thanh Lương", LOC)
    for user in (story.world.binh, story.world.hai, story.world.hung):
        client = story.world.client(user)
        assert client.get(story.campaign.get_absolute_url()).status_code == 404
        assert client.get(one.get_absolute_url()).status_code == 404
        assert "Phan Văn Lộc" not in text(client.get(reverse("recruitment:application_list")))
        assert "Tuyển chọn bổ sung" not in text(client.get("/tim-kiem/", {"q": "tuyen chon bo sung"}))


@pytest.mark.parametrize("name", ["campaign", "application_list", "campaign_list", "line_list"])
def test_queries_do_not_grow_with_the_rows(story, name, django_assert_max_num_queries):
    story.open()
    story.receive("Thanh Lương", LOC)
    client = story.world.client(story.an)
    address = url(name, story.campaign) if name == "campaign" else reverse(f"recruitment:{name}")
    client.get(address)
    with django_assert_max_num_queries(30) as few:
        client.get(address)
    line = story.line("Tô Xá")
    for number in range(30):
        Application.objects.create(
            campaign=story.campaign, line=line, person=make_person(story.world.commune_a, f"Người Thứ {number}"),
            source="own_wish", received_on=date(2025, 8, 26),
        )  # fmt: skip
        Campaign.objects.create(
            commune=story.world.commune_a,
            title=f"Đợt {number}",
            opens_on=date(2025, 9, 1),
            closes_on=date(2025, 9, 9),
        ).lines.create(team=story.force.to_xa, count=1)
    with django_assert_max_num_queries(len(few)):
        assert client.get(f"{address}?dong=100").status_code == 200


def test_lists_count_recognised_and_open_figures(story):
    story.submitted()
    story.decide()
    client = story.world.client(story.world.phu)
    page = text(client.get(reverse("recruitment:campaign_list")))
    assert "Tuyển chọn bổ sung" in page and "Quảng Trạch" in page
    query = {"so_lieu": "recruit_selected", "tu": "01/09/2025", "den": "30/09/2025", "xa": "19057"}
    page = text(client.get(reverse("recruitment:application_list"), query))
    assert "Phan Văn Lộc" in page and "Nguyễn Thị Ánh" in page
    query["den"] = "07/09/2025"
    assert "Phan Văn Lộc" not in text(client.get(reverse("recruitment:application_list"), query))


def test_a_list_of_applicants_is_taken_out_without_numbers(story):
    story.open()
    story.receive("Tô Xá", ANH)
    answer = story.world.client(story.an).get(reverse("recruitment:application_list"), {"xuat": "xlsx"})
    assert answer.status_code == 200 and b"".join(answer.streaming_content)[:2] == b"PK"
