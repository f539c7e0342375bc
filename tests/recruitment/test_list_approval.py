"""The closed list of candidates: approved by UBND xã, posted where the plan was, then the council meets."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from contracts.policy import PolicyDenied
from contracts.records import StaleRecord
from documents.models import Posting
from law.models import Parameter
from recruitment.services.campaigns import list_approve
from tests.audited import one_entry_per_object
from tests.recruitment.browsing import text, url
from tests.recruitment.conftest import ANH, LOC, on, paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(story):
    """The list is closed, not yet approved."""
    story.open()
    story.loc = story.appraise(story.receive("Thanh Lương", LOC))
    story.anh = story.appraise(story.receive("Tô Xá", ANH))
    story.close_list(is_approved=False)
    return story


def approve(story, signed_on=date(2025, 9, 9), **changes):
    facts = {
        "actor": story.an,
        "campaign": story.fresh(),
        "version": None,
        "paper": paper("12/DS-UBND", signed_on),
    }
    with on(date(2025, 9, 9)):
        return list_approve(**{**facts, **changes})


def test_the_approved_list_must_hang_where_the_plan_does(closed):
    with one_entry_per_object():
        campaign = approve(closed)
    assert (campaign.state, campaign.list_approval.symbol) == ("listed", "12/DS-UBND")
    rows = Posting.objects.filter(document=campaign.list_approval)
    assert rows.count() == Posting.objects.filter(document=campaign.plan).count() == 7
    assert {row.due_on for row in rows} == {date(2025, 9, 10)}


def test_the_council_does_not_meet_on_a_list_that_is_not_approved(closed):
    closed.council()
    with pytest.raises(PolicyDenied, match="chưa được UBND xã phê duyệt .TT 14/2024/TT-BCA, Điều 3"):
        closed.meet({closed.loc: {"yes": 8}, closed.anh: {"yes": 8}})
    approve(closed)
    assert closed.meet({closed.loc: {"yes": 8}, closed.anh: {"yes": 8}})


def test_where_the_law_does_not_ask_for_it_the_council_meets_without(closed):
    Parameter.objects.filter(code="recruit.list_approval_required").update(value=False)
    closed.council()
    assert closed.meet({closed.loc: {"yes": 8}, closed.anh: {"yes": 8}})


def test_it_is_approved_once_after_the_window_by_who_may(closed):
    with pytest.raises(ValidationError, match="phê duyệt từ ngày hôm sau"):
        approve(closed, signed_on=date(2025, 9, 7))
    with pytest.raises(PolicyDenied):
        approve(closed, actor=closed.world.phuc)
    stale = closed.fresh()
    approve(closed)
    with pytest.raises(PolicyDenied, match="đã được phê duyệt"):
        approve(closed)
    with pytest.raises(StaleRecord):
        approve(closed, campaign=stale)


def test_the_board_leads_from_approval_to_posting_to_the_council(closed):
    campaign = closed.campaign
    with on(date(2025, 9, 9)):
        client = closed.world.client(closed.an)
        page = text(client.get(campaign.get_absolute_url()))
        assert "Ghi phê duyệt danh sách dự tuyển" in page and "Danh sách dự tuyển chưa niêm yết" not in page
        data = {
            "symbol": "12/DS-UBND", "signed_on": "9/9/2025", "title": "Danh sách", "signer_name": "Phạm Thị Lê",
            "signer_title": "Chủ tịch", "version": closed.fresh().version,
        }  # fmt: skip
        assert client.post(url("step_approve_list", campaign), data).status_code == 302
        page = text(client.get(campaign.get_absolute_url()))
    assert "Danh sách dự tuyển chưa niêm yết ở:" in page and "Nhà văn hóa thôn Tô Xá" in page
    assert "phê duyệt 09/09/2025" in page and "Ghi quyết định thành lập Hội đồng" in page
