"""The closed list of candidates: approved by UBND xã, posted where the plan was, then the council meets."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts.models import RoleGrant
from audit.models import Entry
from contracts.policy import PolicyDenied
from contracts.records import StaleRecord
from documents.models import Posting
from law.models import Parameter
from recruitment.services.approvals import list_sign
from recruitment.services.campaigns import list_approve
from recruitment.services.papers import campaign_paper_draft
from tests.audited import one_entry_per_object
from tests.recruitment.browsing import text, url
from tests.recruitment.conftest import ANH, LOC, on, paper
from tests.world import make_user

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


def drafted(story, actor=None):
    """The decision that approves the list, drawn up by the officer."""
    with on(date(2025, 9, 9)):
        return campaign_paper_draft(
            actor=actor or story.an, campaign=story.fresh(), code="recruitment.candidates_approval"
        ).document


def sign(story, **changes):
    facts = {
        "actor": story.world.le,
        "campaign": story.fresh(),
        "version": None,
        "signed_on": date(2025, 9, 9),
    }
    with on(date(2025, 9, 9)):
        return list_sign(**{**facts, **changes})


def test_the_leader_approves_the_list_in_the_product(closed):
    draft = drafted(closed)
    with one_entry_per_object():
        campaign = sign(closed)
    approval = campaign.list_approval
    assert (campaign.state, approval.pk, approval.symbol) == ("listed", draft.pk, "01/QĐ-UBND")
    assert (approval.origin, approval.signer_name) == ("issued", "Phạm Thị Lê")
    rows = Posting.objects.filter(document=approval)
    assert rows.count() == 7 and {row.due_on for row in rows} == {date(2025, 9, 10)}
    closed.council()
    assert closed.meet({closed.loc: {"yes": 8}, closed.anh: {"yes": 8}})


def test_the_leader_alone_signs_the_list_and_only_a_drafted_one(closed):
    with pytest.raises(PolicyDenied, match="chưa soạn văn bản này"):
        sign(closed)
    drafted(closed)
    for name in ("an", "chien", "phuc", "bich"):
        with pytest.raises(PolicyDenied):
            sign(closed, actor=getattr(closed.world, name))
    with pytest.raises(ValidationError, match="phê duyệt từ ngày hôm sau"):
        sign(closed, signed_on=date(2025, 9, 7))
    with pytest.raises(StaleRecord):
        sign(closed, version=closed.fresh().version - 1)
    sign(closed)
    with pytest.raises(PolicyDenied, match="đã được phê duyệt"):
        sign(closed)


def test_nobody_approves_the_list_that_they_alone_drafted_where_two_lead(closed):
    world = closed.world
    lan = make_user("lan.kiem.nhiem", "Vũ Thị Lan", "leader", world.commune_a)
    RoleGrant.objects.create(user=lan, role="officer", started_on=date(2025, 7, 1))
    drafted(closed, lan)
    with pytest.raises(PolicyDenied, match="không tự ký"):
        sign(closed, actor=world.again(lan))
    assert sign(closed).list_approval.symbol == "01/QĐ-UBND"


def test_the_only_leader_who_drafted_it_signs_with_a_note(closed):
    le = closed.world.le
    RoleGrant.objects.create(user=le, role="officer", started_on=date(2025, 7, 1))
    drafted(closed, closed.world.again(le))
    approval = sign(closed, actor=closed.world.again(le)).list_approval
    entry = Entry.objects.get(subject_id=str(approval.pk), act="documents.document.issue")
    assert entry.reason == "một người thực hiện"


def test_a_drafted_list_that_was_signed_on_paper_keeps_its_content(closed):
    draft = drafted(closed)
    approved = approve(closed)
    assert approved.list_approval.pk == draft.pk and approved.list_approval.blocks
    assert approved.list_approval.symbol == "12/DS-UBND"


def test_the_board_offers_the_leader_to_sign_the_list(closed):
    address = url("step_sign_list", closed.campaign)
    with on(date(2025, 9, 9)):
        le = closed.world.client(closed.world.le)
        page = text(le.get(closed.campaign.get_absolute_url()))
        assert "Công an xã chưa soạn văn bản này trong hệ thống" in page
        drafted(closed)
        page = text(le.get(closed.campaign.get_absolute_url()))
        assert address in page and "Phê duyệt, ký danh sách dự tuyển" in page
        assert address in text(le.get(url("papers", closed.campaign)))
        assert address not in text(closed.world.client(closed.an).get(url("papers", closed.campaign)))
        data = {"signed_on": "9/9/2025", "version": closed.fresh().version}
        assert le.post(address, data).status_code == 302
        page = text(le.get(closed.campaign.get_absolute_url()))
    assert "01/QĐ-UBND" in page and "Danh sách dự tuyển chưa niêm yết ở:" in page
