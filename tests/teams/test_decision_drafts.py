"""The decision of a leaving as the police draw it up: edited before it is signed, thrown away when it became pointless
(NĐ 30/2020, Điều 12; TT 14/2024, Mẫu 08)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from contracts.policy import PolicyDenied
from documents.layout.blocks import from_json, to_json
from documents.models import Document
from documents.services import document_edit
from teams.models import Membership, Proposal
from teams.papers.decisions import LEAVING_DECISION
from teams.services.decision_drafts import decision_draft
from teams.services.proposal_decisions import proposal_refuse
from teams.services.proposals import leaving_propose, proposal_agree, proposal_withdraw
from tests.audited import one_entry_per_object
from tests.papers import whole
from tests.teams.test_proposals import (
    DECISION,
    HEADS,
    TODAY,
    decide,
    drafted,
    fresh,
    letter_of,
    on,
    propose,
    record,
    sign,
    submitted,
)

pytestmark = pytest.mark.django_db
THANKS = "Công an xã tặng quà người thôi tham gia"


@pytest.fixture(autouse=True)
def today():
    with on(TODAY):
        yield


@pytest.fixture
def member(force) -> Membership:
    """Nguyễn Văn An, Tổ viên of Tổ Tô Xá."""
    return force.member("Nguyễn Văn An")


def draw(world, proposal, actor=None) -> Document:
    return decision_draft(actor=actor or world.an, proposal=fresh(proposal), version=None)


def edited(world, draft: Document) -> Document:
    """One sentence put in by hand."""
    blocks = [
        {**block, "text": block["text"].replace("được giải quyết", f"{THANKS}; được giải quyết")}
        if "text" in block
        else block
        for block in draft.blocks
    ]
    return document_edit(
        actor=world.an, document=draft, version=draft.version, title=draft.title, blocks=from_json(blocks)
    )


def decisions() -> list[Document]:
    return list(Document.objects.filter(template_code=LEAVING_DECISION))


def test_the_chairman_signs_the_decision_as_it_was_edited_with_the_day_he_says(world, member):
    proposal = submitted(world, member)
    with one_entry_per_object():
        draft = draw(world, proposal)
    assert "kể từ ngày ………… tháng ………… năm …………" in whole(draft)
    edited(world, draft)
    with one_entry_per_object():
        done = sign(world, proposal)
    assert done.decision == draft and done.drafted is None and decisions() == [draft]
    said = whole(Document.objects.get(pk=draft.pk))
    assert THANKS in said and "kể từ ngày 17 tháng 11 năm 2026" in said and "…………" not in said
    member.refresh_from_db()
    assert member.ended_on == date(2026, 11, 17)


def test_who_lets_only_some_go_signs_a_decision_of_its_own(world, force, member):
    other = Membership.objects.filter(team=member.team).exclude(pk=member.pk).first()
    proposal = propose(world, member, paper=letter_of(world, member))
    leaving_propose(
        actor=world.an,
        membership=other,
        end_kind="resigned",
        paper=letter_of(world, other),
        proposal=proposal,
    )
    proposal_agree(actor=world.an, proposal=fresh(proposal), version=None, **HEADS)
    record(world, proposal)
    draft = draw(world, proposal)
    line = fresh(proposal).lines.get(membership=other)
    done = sign(world, proposal, refused={line.pk: "Tổ còn thiếu người"})
    assert done.decision != draft and decisions() == [done.decision]
    assert other.person.full_name not in whole(done.decision)


def test_the_draft_signed_on_paper_takes_its_number(world, member):
    proposal = submitted(world, member)
    draft = edited(world, draw(world, proposal))
    done = decide(world, proposal)
    assert (done.decision, done.decision.symbol, done.drafted) == (draft, DECISION["symbol"], None)


def test_a_refusal_and_a_proposal_taken_back_leave_no_draft(world, force, member):
    for end in (
        lambda one: proposal_refuse(actor=world.le, proposal=one, version=None, reason="Còn đủ sức khỏe"),
        lambda one: proposal_withdraw(
            actor=world.an, proposal=one, version=None, reason="Rút đơn", letters_too=True
        ),
    ):
        proposal = submitted(world, member)
        draw(world, proposal)
        end(fresh(proposal))
        assert decisions() == [] and fresh(proposal).drafted is None


def test_it_is_drawn_up_once_by_the_police_while_the_chairman_has_the_proposal(world, member):
    proposal = drafted(world, member)
    with pytest.raises(PolicyDenied, match="Chỉ soạn quyết định khi đề xuất đã trình"):
        draw(world, proposal)
    record(world, proposal)
    for name in ("le", "phuc", "bich", "phu"):
        with pytest.raises(PolicyDenied):
            draw(world, proposal, getattr(world, name))
    draw(world, proposal)
    with pytest.raises(PolicyDenied, match="Đã có bản thảo quyết định"):
        draw(world, proposal)


def test_a_refused_signature_keeps_the_draft(world, member):
    proposal = submitted(world, member)
    draft = draw(world, proposal)
    with pytest.raises(ValidationError, match="quyết định không ký trước đó"):
        sign(world, proposal, signed_on=date(2026, 11, 13))
    assert Proposal.objects.get(pk=proposal.pk).drafted == draft and to_json(from_json(draft.blocks))


def test_on_the_pages_it_is_drawn_up_read_where_it_is_signed_and_named_once(world, member):
    proposal = submitted(world, member)
    an, le = world.client(world.an), world.client(world.le)
    address = f"{proposal.get_absolute_url()}soan-quyet-dinh/"
    assert address in an.get(proposal.get_absolute_url()).content.decode()
    assert address not in le.get(proposal.get_absolute_url()).content.decode()
    answer = an.post(address, {"version": fresh(proposal).version})
    draft = fresh(proposal).drafted
    assert answer.url == draft.get_absolute_url()
    page = an.get(proposal.get_absolute_url()).content.decode()
    assert "Bản thảo quyết định" in page and address not in page
    edited(world, draft)
    signing = le.get(f"{proposal.get_absolute_url()}phe-duyet/").content.decode()
    assert THANKS in signing and "Số sẽ cấp khi ký: 01/QĐ-UBND" in signing
    home = le.get("/").content.decode()
    assert home.count("Quyết định cho thôi") >= 1 and draft.get_absolute_url() not in home
    assert "Ký ở hồ sơ" in le.get(draft.get_absolute_url()).content.decode()
