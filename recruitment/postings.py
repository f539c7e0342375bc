"""Where a campaign's plan must be posted, and what is lacking (TT 14/2024/TT-BCA, Điều 3; seed 002.VI.2, 002.VI.6)."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import prefetch_related_objects

from communes.models import Hamlet
from documents.models import Document
from documents.places import Place, kinds_named, places_named
from law.values import due_after, value
from recruitment.choices import UNTIL_LISTED, CampaignState
from recruitment.models import Campaign
from teams.models import TeamHamlet

PLACES, DAYS = "recruit.posting_places", "recruit.posting_days"
DECISION_DAYS = "recruit.decision_posting_days"
RULE = "TT 14/2024, Điều 3"


def places_of(campaign: Campaign, on: date, teams: Collection[int] | None = None) -> list[Place]:
    """The places that the rules of that day name: the commune's, and those of each hamlet concerned: of all teams that
    recruit, or of `teams` (their keys) alone."""
    return places_named(PLACES, campaign.commune, hamlets_of(campaign, teams), on)


def due_on(campaign: Campaign, signed_on: date) -> date:
    """The last day to post a plan signed that day."""
    return due_after(signed_on, value(DAYS, on=signed_on, province=campaign.commune.province_id))


def decision_due_on(campaign: Campaign, signed_on: date) -> date:
    """The last day to post a decision on recognition signed that day (Điều 4)."""
    return due_after(signed_on, value(DECISION_DAYS, on=signed_on, province=campaign.commune.province_id))


def hamlets_of(campaign: Campaign, only: Collection[int] | None = None) -> list[Hamlet]:
    """The hamlets of the teams that recruit, or of some of them, on the opening day."""
    teams = campaign.lines.values("team") if only is None else only
    links = TeamHamlet.objects.in_force(campaign.opens_on).filter(team__in=teams).select_related("hamlet")
    found = {link.hamlet_id: link.hamlet for link in links.order_by("hamlet__sort_key", "hamlet_id")}
    return list(found.values())


def places_lacking(campaign: Campaign) -> list[str]:
    """Names of the places where the plan does not hang yet; the kinds alone for a plan that was given no places."""
    if campaign.plan_id is None:
        return []
    postings = list(campaign.plan.postings.all())
    if not postings:
        return [str(kind.label) for kind in kinds_named(PLACES, campaign.commune, campaign.plan.signed_on)]
    return _not_hanging(postings)


class Unposted(NamedTuple):
    """A paper that does not hang everywhere yet: what it is, the paper, the names of the places."""

    what: str
    paper: Document
    places: list[str]

    def __str__(self) -> str:
        return named(self.places)


def unposted(campaign: Campaign, extensions: Sequence[Document], decision: Document | None) -> list[Unposted]:
    """What the public is to read now and cannot everywhere: the plan and what extended it last while the list is open,
    then the approved list, at last the decision; in one query."""
    found = []
    if campaign.state == CampaignState.LISTED and campaign.list_approval:
        approval = campaign.list_approval
        found = [Unposted("danh sách dự tuyển", approval, list_places_lacking(campaign))]
    elif campaign.state in UNTIL_LISTED and campaign.plan:
        newest = extensions[-1:]
        prefetch_related_objects([campaign.plan, *newest], "postings")
        found = [Unposted("kế hoạch", campaign.plan, places_lacking(campaign))]
        found += [Unposted("kế hoạch điều chỉnh", one, _not_hanging(one.postings.all())) for one in newest]
    elif campaign.state == CampaignState.DECIDED and decision:
        found = [Unposted("quyết định", decision, _not_hanging(decision.postings.all()))]
    return [one for one in found if one.places]


def list_places_lacking(campaign: Campaign) -> list[str]:
    """Names of the places where the approved list of candidates does not hang yet."""
    return _not_hanging(campaign.list_approval.postings.all()) if campaign.list_approval else []


def _not_hanging(postings) -> list[str]:
    return [str(one) for one in postings if one.posted_on is None]


def named(places: Iterable[str]) -> str:
    """Places as a sentence lists them."""
    return "; ".join(places)
