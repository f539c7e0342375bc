"""A team is dissolved upon the police's proposal: approved in the product, or recorded from paper."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from contracts.policy import PolicyDenied
from documents.models import Posting
from teams.choices import EndKind, Position, ProposalState
from teams.deadlines.decisions import dissolutions_to_decide
from teams.models import Membership, Proposal, Team
from teams.services.dissolving import team_dissolution_propose, team_dissolve
from teams.services.proposal_decisions import proposal_decide, proposal_refuse, proposal_sign
from teams.services.proposals import (
    dissolution_draft,
    dissolution_revise,
    proposal_agree,
    proposal_present,
    proposal_withdraw,
)
from tests.audited import one_entry_per_object
from tests.force import make_decision

pytestmark = pytest.mark.django_db
TODAY, DAY = date(2026, 11, 16), date(2026, 12, 1)


def team_of(force) -> Team:
    """Tổ Tô Xá as a new request would load it."""
    return Team.objects.select_related("commune").get(pk=force.to_xa.pk)


def fresh(proposal: Proposal) -> Proposal:
    rows = Proposal.objects.select_related("commune", "team__commune", "report", "submitted_by", "created_by")
    return rows.get(pk=proposal.pk)


def drafted(world, force, moves=None) -> Proposal:
    facts = {"grounds": "Sáp nhập thôn Tô Xá vào thôn Thanh Lương", "moves": moves or {}}
    return fresh(dissolution_draft(actor=world.an, team=team_of(force), **facts))


def presented(world, force, moves=None) -> Proposal:
    proposal = drafted(world, force, moves)
    proposal_agree(
        actor=world.an, proposal=proposal, version=None, hamlet_head="Trần Văn Thôn", front_head="Lê Thị Mặt",
        agreed_on=date(2026, 11, 13),
    )  # fmt: skip
    proposal_present(actor=world.chien, proposal=fresh(proposal), version=None, signed_on=TODAY)
    return fresh(proposal)


def sign(world, proposal, **facts) -> Proposal:
    facts = {"actor": world.le, "signed_on": TODAY, "ended_on": DAY, "version": None, **facts}
    return proposal_sign(proposal=proposal, **facts)


def test_the_chairman_dissolves_in_the_product_and_members_go_where_proposed(world, force):
    moves = {
        force.member("Nguyễn Văn An"): force.thanh_luong,
        force.member("Đặng Hữu Đức"): force.thanh_luong,
    }
    proposal = presented(world, force, moves)
    said = str(proposal.report.blocks)
    assert "Nguyễn Văn An, Tổ viên: chuyển sang Tổ Thanh Lương;" in said
    assert "Thành viên khác của Tổ thôi tham gia do giải thể Tổ." in said
    (due,) = dissolutions_to_decide(TODAY)
    assert (due.due_on, due.url) == (date(2026, 11, 23), proposal.get_absolute_url())

    done = sign(world, proposal)
    team = team_of(force)
    assert (team.ended_on, team.dissolving) == (DAY, done.decision)
    ends = dict(team.memberships.values_list("person__full_name", "end_kind"))
    assert ends == {
        "Nguyễn Văn An": EndKind.TEAM_CHANGE, "Đặng Hữu Đức": EndKind.TEAM_CHANGE,
        "Phạm Minh Chiến": EndKind.TEAM_DISSOLVED,
    }  # fmt: skip
    moved = Membership.objects.get(person__full_name="Đặng Hữu Đức", team=force.thanh_luong)
    assert (moved.position, moved.started_on) == (Position.MEMBER, DAY)
    decided = str(done.decision.blocks)
    assert (
        "Giải thể Tổ bảo vệ an ninh, trật tự Tô Xá, xã Quảng Trạch kể từ" in decided
        and "01/BC-CAX" in decided
    )
    assert "Thành viên khác của Tổ thôi tham gia kể từ ngày giải thể." in decided
    hung = Posting.objects.filter(document=done.decision)
    assert hung.count() == 4 and hung.get(place="culture_house").hamlet == world.to_xa
    assert list(dissolutions_to_decide(TODAY)) == []


def test_dissolved_from_the_day_it_is_signed_the_hamlets_are_told_all_the_same(world, force):
    decision = sign(world, presented(world, force), ended_on=TODAY).decision
    hung = Posting.objects.filter(document=decision)
    assert {(one.place, one.hamlet) for one in hung if one.hamlet} == {
        ("culture_house", world.to_xa), ("community_point", world.to_xa),
    }  # fmt: skip


def test_where_everybody_goes_on_nobody_is_said_to_leave(world, force):
    team = team_of(force)
    moves = dict.fromkeys(team.memberships.open(), force.thanh_luong)
    proposal = presented(world, force, moves)
    decision = sign(world, proposal).decision
    for paper in (proposal.report, decision):
        assert "thôi tham gia" not in str(paper.blocks).replace("người thôi tham gia", "")


def test_recorded_from_paper_it_ends_the_same(world, force):
    proposal = presented(world, force)
    paper = {
        "symbol": "88/QĐ-UBND", "signed_on": TODAY, "title": "Giải thể Tổ", "signer_name": "Phạm Thị Lê",
        "signer_title": "Chủ tịch",
    }  # fmt: skip
    with one_entry_per_object():
        proposal_decide(actor=world.an, proposal=proposal, version=None, paper=paper, ended_on=DAY)
    assert team_of(force).dissolving.symbol == "88/QĐ-UBND"
    assert fresh(proposal).state == ProposalState.APPROVED


def test_hamlet_and_front_take_part_and_a_ground_is_given(world, force):
    with pytest.raises(ValidationError, match="Ghi lý do giải thể"):
        dissolution_draft(actor=world.an, team=team_of(force), grounds=" ", moves={})
    proposal = drafted(world, force)
    with pytest.raises(ValidationError, match="Trưởng Ban công tác Mặt trận"):
        proposal_present(actor=world.chien, proposal=proposal, version=None, signed_on=TODAY)


def test_members_go_on_in_the_same_commune_only(world, force):
    with pytest.raises(ValidationError, match="một Tổ khác của xã"):
        drafted(world, force, {force.member("Nguyễn Văn An"): force.hoa_lac})


def test_a_draft_is_revised_with_an_entry_for_what_changed(world, force):
    proposal = drafted(world, force, {force.member("Nguyễn Văn An"): force.thanh_luong})
    moves = {force.member("Phạm Minh Chiến"): force.thanh_luong}
    with one_entry_per_object():
        dissolution_revise(actor=world.an, proposal=proposal, version=1, grounds="Sắp xếp lại", moves=moves)
    assert [str(line.membership.person) for line in proposal.lines.all()] == ["Phạm Minh Chiến"]


def test_one_way_at_a_time(world, force):
    proposal = drafted(world, force)
    for way in (team_dissolution_propose, dissolution_draft):
        facts = (
            {"version": None, "proposed_on": TODAY} if way is team_dissolution_propose
            else {"grounds": "Lặp", "moves": {}}
        )  # fmt: skip
        with pytest.raises(PolicyDenied, match="đang có một đề xuất giải thể"):
            way(actor=world.an, team=team_of(force), **facts)
    presented_day = {"version": None, "ended_on": DAY, "moves": {}, "decision": make_decision(world)}
    with pytest.raises(PolicyDenied, match="đang có một đề xuất giải thể"):
        team_dissolve(actor=world.an, team=team_of(force), **presented_day)
    proposal_withdraw(actor=world.an, proposal=proposal, version=None, reason="Thôn không đồng ý")
    team_dissolution_propose(actor=world.an, team=team_of(force), version=None, proposed_on=TODAY)
    with pytest.raises(PolicyDenied, match="trên giấy"):
        drafted(world, force)


@pytest.mark.parametrize("ending", ["refused", "withdrawn"])
def test_refused_or_withdrawn_the_team_is_no_longer_proposed(world, force, ending):
    proposal = presented(world, force)
    assert team_of(force).dissolution_proposed_on == TODAY
    with one_entry_per_object():
        if ending == "refused":
            proposal_refuse(actor=world.le, proposal=proposal, version=None, reason="Giữ lại Tổ")
        else:
            proposal_withdraw(actor=world.an, proposal=proposal, version=None, reason="Thôn không đồng ý")
    assert team_of(force).dissolution_proposed_on is None and list(dissolutions_to_decide(TODAY)) == []


def test_the_team_does_not_end_before_the_decision(world, force):
    proposal = presented(world, force)
    with pytest.raises(ValidationError, match="Chọn ngày từ đó trở đi"):
        sign(world, proposal, ended_on=date(2026, 11, 15))
    assert team_of(force).ended_on is None
