"""What can be found: people and teams, accents aside."""

from django.db.models import F
from django.urls import reverse

from contracts.registry import SearchHit, SearchSource, search_sources
from teams.models import Membership, Team
from teams.policies import can_see_masked


def _words(rows, path: str, text: str):
    for word in text.split():
        rows = rows.filter(**{f"{path}__contains": word})
    return rows


def find_people(user, text: str, limit: int) -> list[SearchHit]:
    """Members, serving ones first; partners find nobody."""
    if not can_see_masked(user):
        return []
    rows = _words(Membership.objects.visible_to(user), "person__search_key", text)
    found = rows.select_related("person", "team__commune").order_by(
        F("ended_on").desc(nulls_first=True), "person__sort_key"
    )[:limit]
    return [
        SearchHit(
            row.person.full_name,
            f"{row.get_position_display()} {row.team}, {row.team.commune}"
            + (" (đã thôi)" if row.ended_on else ""),
            reverse("teams:membership", args=[row.pk]),
        )
        for row in found
    ]


def find_teams(user, text: str, limit: int) -> list[SearchHit]:
    """Teams by name."""
    rows = _words(Team.objects.visible_to(user), "search_key", text).select_related("commune")
    return [
        SearchHit(str(row), str(row.commune), reverse("teams:team", args=[row.pk])) for row in rows[:limit]
    ]


search_sources.add(
    SearchSource("teams.people", "Người", find_people, order=10),
    SearchSource("teams.teams", "Tổ bảo vệ", find_teams, order=20),
)
