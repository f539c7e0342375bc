"""The public page of recruitment: switched on by the commune, the least of people, nothing of who was not chosen."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from contracts.policy import PolicyDenied
from documents.services import document_recall
from recruitment.models import Application
from recruitment.services.publishing import campaign_publish
from tests.audited import one_entry_per_object
from tests.recruitment.browsing import text, url
from tests.recruitment.conftest import LOC, on

pytestmark = pytest.mark.django_db


def publish(story, is_public: bool = True, actor=None):
    return campaign_publish(
        actor=actor or story.an, campaign=story.fresh(), version=None, is_public=is_public
    )


def page(story, day: date, commune: str = "19057"):
    with on(day):
        return story.world.client().get(reverse("recruitment:public", args=[commune]))


def test_nothing_is_public_until_the_commune_puts_it_there(story):
    story.open()
    assert page(story, date(2025, 8, 25)).status_code == 404
    with one_entry_per_object():
        publish(story)
    answer = page(story, date(2025, 8, 25))
    assert answer.status_code == 200 and answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer["Cache-Control"]
    assert page(story, date(2025, 8, 25), "19033").status_code == 404
    publish(story, is_public=False)
    assert page(story, date(2025, 8, 25)).status_code == 404


def test_the_notice_says_window_place_quotas_papers_and_standards(story):
    story.open()
    publish(story)
    said = text(page(story, date(2025, 8, 25)))
    for words in (
        "Từ 22/08/2025 đến hết 07/09/2025", "Công an xã Quảng Trạch", "Tổ Thanh Lương, Thôn Thanh Lương: 1 người",
        "Giấy chứng nhận sức khỏe", "Từ đủ 18 đến đủ 70 tuổi", "30/KH-UBND",
    ):  # fmt: skip
        assert words in said, words


def test_it_stands_for_the_laws_days_after_the_window(story):
    story.open()
    publish(story)
    assert "Tuyển chọn bổ sung" in text(page(story, date(2025, 10, 7)))
    assert "Tuyển chọn bổ sung" not in text(page(story, date(2025, 10, 8)))
    assert "Hiện không có đợt tuyển chọn nào" in text(page(story, date(2025, 10, 8)))


def test_a_recalled_plan_is_no_notice(story):
    story.open()
    publish(story)
    plan = story.fresh().plan
    with on(date(2025, 8, 25)):
        document_recall(actor=story.an, document=plan, reason="Ban hành nhầm")
    assert "Tuyển chọn bổ sung" not in text(page(story, date(2025, 8, 25)))


def test_of_people_stands_there_who_was_recognised_and_the_least_of_them(story):
    story.submitted()
    publish(story)
    before = text(page(story, date(2025, 9, 15)))
    assert "Phan Văn Lộc" not in before and "Nguyễn Thị Ánh" not in before
    story.decide(refused={story.anh.pk: "Chưa bảo đảm sức khỏe"})
    said = text(page(story, date(2025, 9, 16)))
    assert (
        "Phan Văn Lộc" in said
        and "1985" in said
        and "61/QĐ-UBND" in said
        and "Tổ viên Tổ Thanh Lương" in said
    )
    for secret in (
        "Nguyễn Thị Ánh", "04/03/1985", LOC["citizen_id"], "0001", "Chưa bảo đảm", "phiếu", "từ chối", "Kinh",
    ):  # fmt: skip
        assert secret not in said, secret
    assert "Phan Văn Lộc" in text(page(story, date(2025, 10, 15)))
    assert "Phan Văn Lộc" not in text(page(story, date(2025, 10, 16)))


def test_the_page_takes_few_queries_whatever_the_number(story, django_assert_max_num_queries):
    story.submitted()
    story.decide()
    publish(story)
    with django_assert_max_num_queries(8):
        page(story, date(2025, 9, 16))
    assert Application.objects.filter(state="recognised").count() == 2


def test_who_may_publish_and_when(story):
    story.draft()
    with pytest.raises(PolicyDenied, match="chưa phê duyệt"):
        publish(story)
    story.open()
    with pytest.raises(PolicyDenied):
        publish(story, actor=story.world.le)
    publish(story)
    with pytest.raises(ValidationError):
        publish(story)
    client = story.world.client(story.an)
    said = text(client.get(url("publish", story.campaign)))
    assert "/tuyen-chon/cong-khai/19057/" in said and "Thôi công khai" in said
    assert client.post(url("publish", story.campaign), {"version": story.fresh().version}).status_code == 302
    assert not story.fresh().is_public
