"""What can be found: campaigns, applicants; accents aside."""

from contracts.registry import SearchHit, SearchSource, search_sources
from recruitment.models import Application, Campaign
from recruitment.policies import can_see_papers


def _words(rows, path: str, text: str):
    for word in text.split():
        rows = rows.filter(**{f"{path}__contains": word})
    return rows


def find_applicants(user, text: str, limit: int) -> list[SearchHit]:
    """Applicants, the latest first; partners find nobody."""
    if not can_see_papers(user):
        return []
    rows = _words(Application.objects.visible_to(user), "person__search_key", text)
    found = (
        rows.select_related("person", "line__team", "campaign")
        .without_secrets()
        .order_by("-received_on", "-pk")
    )
    return [
        SearchHit(
            row.person.full_name,
            f"Dự tuyển {row.line.team}, {row.campaign.title} ({row.get_state_display().lower()})",
            row.get_absolute_url(),
        )
        for row in found[:limit]
    ]


def find_campaigns(user, text: str, limit: int) -> list[SearchHit]:
    """Campaigns by title."""
    rows = _words(Campaign.objects.visible_to(user), "search_key", text).select_related("commune")
    return [
        SearchHit(row.title, f"{row.commune}, {row.get_state_display().lower()}", row.get_absolute_url())
        for row in rows[:limit]
    ]


search_sources.add(
    SearchSource("recruitment.applicants", "Người dự tuyển", find_applicants, order=30),
    SearchSource("recruitment.campaigns", "Đợt tuyển chọn", find_campaigns, order=40),
)
