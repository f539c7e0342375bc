"""Clocks of leaving and dissolving: 05 working days to propose, 05 to decide (TT 14/2024/TT-BCA, Điều 5)."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse

from contracts.registry import DeadlineSource, DueItem, deadline_sources
from contracts.roles import REGISTRARS, Role
from law.limits import Limit, Limits
from teams.choices import PUT_FORWARD, LeavingPaperKind, ProposalKind, ProposalState
from teams.clocks import DECIDE, DISSOLVE, PROPOSE
from teams.models import LeavingPaper, Proposal, ProposalLine, Team

_DECIDERS = (*REGISTRARS, Role.LEADER)


def leavings_to_propose(on: date) -> Iterable[DueItem]:
    """Letters of members who still serve, without the proposal (Mẫu 07): from the day it was received."""
    proposed = LeavingPaper.objects.standing().filter(
        membership=OuterRef("membership"), kind=LeavingPaperKind.PROPOSAL, dated_on__lte=on
    )
    lines = ProposalLine.objects.filter(membership=OuterRef("membership"))
    answered = lines.filter(
        proposal__state__in=PUT_FORWARD, paper=OuterRef("pk"), proposal__submitted_on__lte=on
    )
    draft = lines.filter(proposal__state=ProposalState.DRAFT).values("proposal")[:1]
    rows = _papers(LeavingPaperKind.LETTER, on).exclude(Exists(proposed)).exclude(Exists(answered))
    for row, limit in _limited(rows.annotate(draft=Subquery(draft)), PROPOSE):
        if row.draft:
            url, action = reverse("teams:proposal", args=[row.draft]), "Trình đề xuất"
        else:
            url, action = reverse("teams:leaving_propose", args=[row.membership_id]), "Lập đề xuất"
        yield _of_paper(row, limit, "Đề xuất cho thôi (Mẫu 07)", REGISTRARS, url, action)


def leavings_to_decide(on: date) -> Iterable[DueItem]:
    """Proposals before the chairman, in the product and on paper, about members who still serve."""
    waiting = Proposal.objects.waiting().filter(kind=ProposalKind.LEAVING, submitted_on__lte=on)
    limits = Limits(DECIDE)
    joined = waiting.select_related("commune").prefetch_related("lines__membership__person")
    for one in joined.defer("grounds", "close_reason").order_by("submitted_on", "pk"):
        limit = limits.limit(DECIDE, one.submitted_on, one.commune.province_id)
        if limit:
            yield DueItem(
                key=f"proposal:{one.pk}", title=f"Quyết định cho thôi (Mẫu 08): {one.about}",
                due_on=limit.due_on, commune=one.commune_id, province=one.commune.province_id, roles=_DECIDERS,
                rule=limit.citation, url=one.get_absolute_url(), action="Mở đề xuất", started_on=one.submitted_on,
            )  # fmt: skip
    in_product = ProposalLine.objects.filter(
        membership=OuterRef("membership"), proposal__state__in=PUT_FORWARD, proposal__submitted_on__lte=on
    )
    rows = _papers(LeavingPaperKind.PROPOSAL, on).exclude(Exists(in_product))
    for row, limit in _limited(rows, DECIDE):
        url = reverse("teams:membership", args=[row.membership_id])
        yield _of_paper(row, limit, "Quyết định cho thôi (Mẫu 08)", _DECIDERS, url, "Xem hồ sơ")


def dissolutions_to_decide(on: date) -> Iterable[DueItem]:
    """Teams whose dissolution was proposed, in the product or on paper, and not decided."""
    limits = Limits(DISSOLVE)
    waiting = Proposal.objects.waiting().filter(team=OuterRef("pk")).values("pk")[:1]
    rows = Team.objects.filter(dissolution_proposed_on__lte=on, ended_on=None).annotate(
        proposal=Subquery(waiting)
    )
    for team in rows.select_related("commune"):
        limit = limits.limit(DISSOLVE, team.dissolution_proposed_on, team.commune.province_id)
        if limit is None:
            continue
        url = reverse("teams:proposal", args=[team.proposal]) if team.proposal else ""
        yield DueItem(
            key=f"{team.pk}:{team.dissolution_proposed_on}",
            title=f"Quyết định giải thể {team}",
            due_on=limit.due_on,
            commune=team.commune_id,
            province=team.commune.province_id,
            roles=_DECIDERS,
            rule=limit.citation,
            url=url or reverse("teams:team", args=[team.pk]),
            action="Mở đề xuất" if url else "Xem Tổ",
            started_on=team.dissolution_proposed_on,
        )


def _papers(kind: LeavingPaperKind, on: date):
    rows = LeavingPaper.objects.standing().filter(kind=kind, dated_on__lte=on, membership__ended_on=None)
    return rows.select_related("membership__person", "membership__team__commune")


def _limited(rows, code: str) -> Iterable[tuple[LeavingPaper, Limit]]:
    limits = Limits(code)
    for row in rows:
        limit = limits.limit(code, row.counted_on, row.membership.team.commune.province_id)
        if limit:
            yield row, limit


def _of_paper(row: LeavingPaper, limit: Limit, words: str, roles, url: str, action: str) -> DueItem:
    spell = row.membership
    return DueItem(
        key=f"{row.pk}",
        title=f"{words}: {spell.person.full_name}, {spell.team}",
        due_on=limit.due_on,
        commune=spell.team.commune_id,
        province=spell.team.commune.province_id,
        roles=tuple(roles),
        rule=limit.citation,
        url=url,
        action=action,
        started_on=limit.since,
    )


deadline_sources.add(
    DeadlineSource("teams.leave.propose", "Hạn đề xuất cho thôi", leavings_to_propose),
    DeadlineSource("teams.leave.decide", "Hạn quyết định cho thôi", leavings_to_decide),
    DeadlineSource("teams.dissolve.decide", "Hạn quyết định giải thể Tổ", dissolutions_to_decide),
)
