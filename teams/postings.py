"""Where a decision on a leaving or on dissolving a team must be posted (TT 14/2024/TT-BCA, Điều 5: posted publicly; the
places and the days are parameters, since the circular names none)."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError

from communes.models import Commune, Hamlet
from documents.choices import HAMLET_PLACES, PostingPlace
from documents.services import Place
from law.values import due_after, rule, value
from teams.models import Proposal, ProposalLine, TeamHamlet

PLACES, DAYS = "leave.posting_places", "leave.posting_days"


def places_of(proposal: Proposal, lines: Iterable[ProposalLine], on: date) -> list[Place]:
    """The places that the rules of that day name: those of the commune, and those of the hamlets of the teams."""
    hamlets = _hamlets(proposal, lines, on)
    places = []
    for kind in _kinds(proposal.commune, on):
        if kind in HAMLET_PLACES:
            places += [Place(kind, f"{kind.label} {_within(str(one))}", one) for one in hamlets]
        else:
            places.append(Place(kind, _called(kind, proposal.commune)))
    return places


def due_on(proposal: Proposal, signed_on: date) -> date:
    """The last day to post a decision signed that day."""
    return due_after(signed_on, value(DAYS, on=signed_on, province=proposal.commune.province_id))


def _hamlets(proposal: Proposal, lines: Iterable[ProposalLine], on: date) -> list[Hamlet]:
    teams = {proposal.team_id} if proposal.team_id else {line.membership.team_id for line in lines}
    links = TeamHamlet.objects.in_force(on).filter(team__in=teams, hamlet__commune=proposal.commune)
    ordered = links.select_related("hamlet").order_by("hamlet__sort_key", "hamlet_id")
    return list({link.hamlet_id: link.hamlet for link in ordered}.values())


def _kinds(commune: Commune, on: date) -> list[PostingPlace]:
    """The kinds of place in force; a province may have written its own."""
    found = rule(PLACES, on=on, province=commune.province_id)
    if unknown := [str(code) for code in found.value if code not in PostingPlace.values]:
        raise ValidationError(
            f"Quy định “{found.label}” ({PLACES}) có nơi hệ thống không biết: {', '.join(unknown)}. "
            f"Nhờ quản trị sửa thành các mã: {', '.join(PostingPlace.values)}."
        )
    return [PostingPlace(code) for code in found.value]


def _called(kind: PostingPlace, commune: Commune) -> str:
    """Trụ sở HĐND, UBND xã Quảng Trạch."""
    label = "Trụ sở Công an" if kind == PostingPlace.POLICE else kind.label
    return f"{label} {_within(commune.name)}"


def _within(name: str) -> str:
    """A name as it stands within a sentence: xã Quảng Trạch."""
    return f"{name[0].lower()}{name[1:]}"
