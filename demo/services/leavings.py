"""Two proposals of xã Hòa Trạch to let members go: one still being drawn up, one before the chairman."""

from datetime import date, timedelta

from accounts.models import User
from communes.models import Commune
from contracts.roles import Role
from teams.choices import EndKind, LeavingPaperKind, Position, PostKind
from teams.models import HamletPost, Membership, Proposal
from teams.services.leaving import leaving_paper_add
from teams.services.proposals import leaving_propose, proposal_agree, proposal_present


def propose_leavings(commune: Commune, today: date) -> None:
    """Write both, by the officer and the chief; nothing where the commune has too few members."""
    users = User.objects.filter(commune=commune).select_related("commune", "agency")
    officer, chief = (users.holding(role, today).get() for role in (Role.OFFICER, Role.CHIEF))
    ill, tired = _members(commune, today)
    day = today - timedelta(days=3)
    certificate = leaving_paper_add(
        actor=officer, membership=ill, kind=LeavingPaperKind.HEALTH, dated_on=day,
        issuer="Bệnh viện đa khoa khu vực (minh họa)",
    )  # fmt: skip
    leaving_propose(
        actor=officer, membership=ill, end_kind=EndKind.UNFIT_HEALTH, paper=certificate,
        grounds="Sức khỏe không còn bảo đảm để đi tuần tra ban đêm",
    )  # fmt: skip
    letter = leaving_paper_add(
        actor=officer, membership=tired, kind=LeavingPaperKind.LETTER, dated_on=day, issuer="Người làm đơn"
    )
    proposal = leaving_propose(
        actor=officer, membership=tired, end_kind=EndKind.RESIGNED, paper=letter,
        grounds="Có đơn xin thôi vì chuyển việc làm",
    )  # fmt: skip
    _agree(officer, proposal, tired, today - timedelta(days=1))
    proposal.refresh_from_db()
    proposal_present(actor=chief, proposal=proposal, version=None, signed_on=today)


def _members(commune: Commune, today: date) -> list[Membership]:
    """Two who serve and whom no other commune asks for; the leader of a team is not among them."""
    rows = Membership.objects.in_force(today).filter(team__commune=commune, person__transfers=None)
    known = rows.exclude(position=Position.LEADER).exclude(person__citizen_id_digest="")
    return list(known.select_related("person", "team__commune").order_by("-pk")[:2])


def _agree(officer: User, proposal: Proposal, member: Membership, day: date) -> None:
    """With the heads of the member's hamlet and of its Front committee."""
    posts = (
        HamletPost.objects.in_force(day)
        .filter(hamlet__team_links__team=member.team_id)
        .select_related("person")
    )
    names = {post.post: post.person.full_name for post in posts}
    proposal_agree(
        actor=officer, proposal=proposal, version=None, agreed_on=day,
        hamlet_head=names.get(PostKind.HAMLET_HEAD, "Trưởng thôn (minh họa)"),
        front_head=names.get(PostKind.FRONT_HEAD, "Trưởng Ban Công tác Mặt trận (minh họa)"),
    )  # fmt: skip
