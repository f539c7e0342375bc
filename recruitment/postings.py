"""Where a campaign's plan must be posted, and what is lacking (TT 14/2024/TT-BCA, Điều 3; seed 002.VI.2, 002.VI.6)."""

from collections.abc import Collection, Iterable
from datetime import date

from django.core.exceptions import ValidationError

from communes.models import Commune, Hamlet
from documents.choices import HAMLET_PLACES, PostingPlace
from documents.services import Place
from law.values import due_after, rule, value
from recruitment.models import Campaign
from teams.models import TeamHamlet

PLACES, DAYS = "recruit.posting_places", "recruit.posting_days"
DECISION_DAYS = "recruit.decision_posting_days"
RULE = "TT 14/2024, Điều 3"


def places_of(campaign: Campaign, on: date, teams: Collection[int] | None = None) -> list[Place]:
    """The places that the rules of that day name: the commune's, and those of each hamlet concerned: of all teams that
    recruit, or of `teams` (their keys) alone."""
    hamlets = hamlets_of(campaign, teams)
    places = []
    for kind in _kinds(campaign, on):
        if kind in HAMLET_PLACES:
            places += [Place(kind, f"{kind.label} {_within(str(one))}", one) for one in hamlets]
        else:
            places.append(Place(kind, _called(kind, campaign.commune)))
    return places


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
        return [str(kind.label) for kind in _kinds(campaign, campaign.plan.signed_on)]
    return _not_hanging(postings)


def list_places_lacking(campaign: Campaign) -> list[str]:
    """Names of the places where the approved list of candidates does not hang yet."""
    return _not_hanging(campaign.list_approval.postings.all()) if campaign.list_approval else []


def _not_hanging(postings) -> list[str]:
    return [str(one) for one in postings if one.posted_on is None]


def named(places: Iterable[str]) -> str:
    """Places as a sentence lists them."""
    return "; ".join(places)


def _kinds(campaign: Campaign, on: date) -> list[PostingPlace]:
    """The kinds of place in force; a province may have written its own."""
    found = rule(PLACES, on=on, province=campaign.commune.province_id)
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
