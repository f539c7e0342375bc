"""Teams whose leader the public can find (seed 002.III.4.b3)."""

from django.db.models import Count, Exists, OuterRef, Q

from contracts.registry import Measure, Span, measures
from teams.choices import Position
from teams.models import LeaderListing, Membership


def _published(span: Span) -> Q:
    """The commune's public list is on at the close, and the team has a leader to stand in it."""
    listing = LeaderListing.objects.in_force(span.last_day).filter(commune=OuterRef("commune"))
    leader = Membership.objects.in_force(span.last_day).filter(team=OuterRef("pk"), position=Position.LEADER)
    return Q(Exists(listing)) & Q(Exists(leader))


measures.add(
    Measure("team_contacts_published", "protection_teams", Count("pk"), at="close", where=_published)
)
