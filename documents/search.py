"""Papers in the search box: by number or title."""

from contracts.registry import SearchHit, SearchSource, search_sources
from documents.models import Document
from vietnam.dates import format_date


def find(user, text: str, limit: int) -> list[SearchHit]:
    """Papers whose number, type or title contains every word, newest first."""
    rows = Document.objects.visible_to(user).select_related("agency").defer("blocks")
    for word in text.split():
        rows = rows.filter(search_key__contains=word)
    return [
        SearchHit(str(row), f"{row.title}, {row.agency.name} {format_date(row.signed_on)}".strip(),
                  row.get_absolute_url())
        for row in rows.order_by("-id")[:limit]
    ]  # fmt: skip


search_sources.add(SearchSource("documents", "Văn bản", find, order=40))
