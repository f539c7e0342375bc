"""Where a decision on a leaving or on dissolving a team must be posted (TT 14/2024/TT-BCA, Điều 5: assigned to the
commune police; the places it names and the days, which it leaves open, are parameters)."""

from collections.abc import Iterable
from datetime import date

from communes.models import Hamlet
from documents.places import Place, places_named
from law.values import due_after, value
from teams.models import Proposal, ProposalLine, TeamHamlet

PLACES, DAYS = "leave.posting_places", "leave.posting_days"


def places_of(proposal: Proposal, lines: Iterable[ProposalLine], on: date) -> list[Place]:
    """The places that the rules of that day name: those of the commune, and those of the hamlets of the teams."""
    return places_named(PLACES, proposal.commune, _hamlets(proposal, lines, on), on)


def due_on(proposal: Proposal, signed_on: date) -> date:
    """The last day to post a decision signed that day."""
    return due_after(signed_on, value(DAYS, on=signed_on, province=proposal.commune.province_id))


def _hamlets(proposal: Proposal, lines: Iterable[ProposalLine], on: date) -> list[Hamlet]:
    teams = {proposal.team_id} if proposal.team_id else {line.membership.team_id for line in lines}
    links = TeamHamlet.objects.in_force(on).filter(team__in=teams, hamlet__commune=proposal.commune)
    ordered = links.select_related("hamlet").order_by("hamlet__sort_key", "hamlet_id")
    return list({link.hamlet_id: link.hamlet for link in ordered}.values())
