"""What can be found: people, holders of posts and teams, accents aside."""

from django.db.models import F
from django.urls import reverse

from contracts.registry import SearchHit, SearchSource, search_sources
from teams.models import HamletPost, Membership, Team
from teams.policies import can_see_masked


def find_people(user, text: str, limit: int) -> list[SearchHit]:
    """Members, serving ones first, by their name or their team's; partners find nobody."""
    if not can_see_masked(user):
        return []
    rows = Membership.objects.visible_to(user).called(text, user)
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
    """Teams by their own name, their hamlet's or their commune's, present or former; those in being first."""
    rows = Team.objects.visible_to(user).called(text).select_related("commune")
    rows = rows.order_by(F("ended_on").desc(nulls_first=True), "sort_key", "pk")
    return [
        SearchHit(str(row), str(row.commune), reverse("teams:team", args=[row.pk])) for row in rows[:limit]
    ]


def find_posts(user, text: str, limit: int) -> list[SearchHit]:
    """Who holds or held a post of a hamlet, present holders first; partners find nobody."""
    if not can_see_masked(user):
        return []
    rows = HamletPost.objects.visible_to(user).named(text)
    found = rows.select_related("person", "hamlet__commune").order_by(
        F("ended_on").desc(nulls_first=True), "person__sort_key"
    )[:limit]
    return [
        SearchHit(
            row.person.full_name,
            f"{row.title} {row.hamlet}, {row.hamlet.commune}" + (" (đã thôi)" if row.ended_on else ""),
            row.get_absolute_url(),
        )
        for row in found
    ]


search_sources.add(
    SearchSource("teams.people", "Người", find_people, order=10),
    SearchSource("teams.posts", "Chức danh thôn", find_posts, order=15),
    SearchSource("teams.teams", "Tổ bảo vệ", find_teams, order=20),
)
