"""What is told to who hands in: the receipt as it was, supplements asked for and due."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from contracts.policy import PolicyDenied
from contracts.registry import deadline_sources
from law.models import Parameter
from recruitment.models import Receipt, SupplementRequest
from recruitment.services.applications import application_supplement
from recruitment.services.receipts import supplement_request
from tests.audited import one_entry_per_object
from tests.recruitment.browsing import text, url
from tests.recruitment.conftest import ANH, LOC, PAPERS, on

pytestmark = pytest.mark.django_db

CERTIFICATE = {"health_certificate": PAPERS["health_certificate"]}


@pytest.fixture
def loc(story):
    """Lộc handed in on 25/8/2025 without the health certificate."""
    story.open()
    papers = {kind: facts for kind, facts in PAPERS.items() if kind != "health_certificate"}
    with one_entry_per_object():
        return story.receive("Thanh Lương", LOC, papers=papers)


def ask(story, application, asked_on=date(2025, 8, 26), today=date(2025, 8, 26), **facts):
    with on(today):
        return supplement_request(
            actor=story.an, application=application, told="phone", asked_on=asked_on, **facts
        )


def due(day: date) -> list:
    return [
        (item.due_on, item.started_on) for item in deadline_sources.get("recruitment.supplement").collect(day)
    ]


def test_the_receipt_keeps_what_was_handed_in_and_what_was_missing_on_that_day(story, loc):
    receipt = loc.receipt
    assert (receipt.number, str(receipt), receipt.received_on) == (1, "Biên nhận số 01", date(2025, 8, 25))
    assert [paper["kind"] for paper in receipt.content["papers"]] == ["application", "cv", "diploma"]
    assert receipt.content["missing"] == ["Thiếu giấy chứng nhận sức khỏe"]
    assert (
        receipt.content["received_by"] == "Nguyễn Văn An" and receipt.content["applicant"] == "Phan Văn Lộc"
    )
    with on(date(2025, 8, 27)):
        application_supplement(actor=story.an, application=loc, version=None, papers=CERTIFICATE)
    assert Receipt.objects.get().content == receipt.content
    assert story.receive("Tô Xá", ANH).receipt.number == 2


def test_a_supplement_is_due_after_the_laws_days_and_never_after_the_window(story, loc):
    with one_entry_per_object():
        request = ask(story, loc)
    assert request.due_on == date(2025, 8, 29) and request.wanted == ["Thiếu giấy chứng nhận sức khỏe"]
    late = ask(story, loc, date(2025, 9, 5), date(2025, 9, 5))
    assert late.due_on == date(2025, 9, 7)
    Parameter.objects.filter(code="recruit.supplement_after_window").update(value=True)
    assert ask(story, loc, date(2025, 9, 5), date(2025, 9, 5)).due_on == date(2025, 9, 10)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"due_on": date(2025, 9, 8)}, "hạn bổ sung không quá ngày đó"),
        ({"due_on": date(2025, 8, 25)}, "từ ngày yêu cầu trở đi"),
        ({"asked_on": date(2025, 8, 27)}, "Ngày yêu cầu chưa đến"),
        ({"asked_on": date(2025, 8, 24)}, "không yêu cầu trước đó"),
    ],
)
def test_days_that_cannot_be_are_refused(story, loc, facts, words):
    with pytest.raises(ValidationError, match=words):
        ask(story, loc, **facts)
    assert not SupplementRequest.objects.exists()


def test_nothing_is_asked_for_where_nothing_is_missing(story, loc):
    with on(date(2025, 8, 26)):
        application_supplement(actor=story.an, application=loc, version=None, papers=CERTIFICATE)
    with pytest.raises(PolicyDenied, match="không có gì phải bổ sung"):
        ask(story, loc)
    with pytest.raises(PolicyDenied), on(date(2025, 8, 26)):
        supplement_request(actor=story.world.le, application=loc, told="phone", asked_on=date(2025, 8, 26))


def test_the_latest_request_is_due_until_the_papers_come(story, loc, django_assert_num_queries):
    ask(story, loc)
    ask(story, loc, date(2025, 8, 28), date(2025, 8, 28))
    assert due(date(2025, 8, 30)) == [(date(2025, 9, 4), date(2025, 8, 28))]  # 2/9 is a holiday
    with django_assert_num_queries(1):
        due(date(2025, 8, 30))
    with on(date(2025, 8, 30)):
        application_supplement(actor=story.an, application=loc, version=None, papers=CERTIFICATE)
    assert due(date(2025, 8, 30)) == []


def test_it_is_asked_on_a_page_and_overdue_on_the_board(story, loc):
    with on(date(2025, 8, 26)):
        client = story.world.client(story.an)
        page = text(client.get(url("application_request", loc)))
        assert "Báo người nộp: Thiếu giấy chứng nhận sức khỏe" in page and "29/08/2025" in page
        data = {"told": "in_person", "asked_on": "26/8/2025", "due_on": ""}
        assert client.post(url("application_request", loc), data).status_code == 302
        page = text(client.get(loc.get_absolute_url()))
        assert "Trực tiếp khi nộp, hạn 29/08/2025" in page and "Quá hạn" not in page
        assert "Biên nhận số 01" in page
        assert "bổ sung đến 29/08/2025" in text(client.get(story.campaign.get_absolute_url()))
    with on(date(2025, 8, 30)):
        client = story.world.client(story.an)
        assert "Quá hạn" in text(client.get(loc.get_absolute_url()))
        assert "Quá hạn bổ sung" in text(client.get(story.campaign.get_absolute_url()))
