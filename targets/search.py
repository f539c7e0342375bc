"""Targets and directives in the search box: by the words of what they ask."""

from contracts.registry import SearchHit, SearchSource, search_sources
from targets import policies
from targets.models import Target
from vietnam.names import fold


def find(user, text: str, limit: int) -> list[SearchHit]:
    """Targets whose statement contains every word, accents aside. There are a few hundred: they are looked through in
    memory, which needs no key column."""
    if not policies.can_read(user):
        return []
    rows = Target.objects.visible_to(user).select_related("directive").only(
        "code", "statement", "directive__title", "directive__code"
    )  # fmt: skip
    found = [row for row in rows if all(word in fold(row.statement) for word in text.split())]
    return [SearchHit(row.statement, row.directive.title, row.get_absolute_url()) for row in found[:limit]]


search_sources.add(SearchSource("targets", "Chỉ tiêu", find, order=60))
