"""What the search box finds among units: communes by present or former name, hamlets."""

from django.urls import reverse

from communes.models import Commune, Hamlet
from contracts.registry import SearchHit, SearchSource, search_sources
from vietnam.dates import format_date


def find_communes(user, text: str, limit: int) -> list[SearchHit]:
    """Communes the user sees, those that exist first."""
    rows = Commune.objects.visible_to(user).named(text).select_related("province")
    return [
        SearchHit(
            commune.name, _commune_detail(commune), reverse("communes:commune_detail", args=[commune.pk])
        )
        for commune in rows.order_by("ended_on", "sort_key")[:limit]
    ]


def _commune_detail(commune: Commune) -> str:
    if commune.ended_on:
        return f"{commune.province}; không còn từ {format_date(commune.ended_on)}"
    return str(commune.province)


def find_hamlets(user, text: str, limit: int) -> list[SearchHit]:
    """Hamlets in being of the communes the user sees, by their own name or by one of their commune's."""
    rows = Hamlet.objects.visible_to(user).open().called(text).select_related("commune")
    return [
        SearchHit(str(hamlet), hamlet.commune.name, reverse("communes:hamlet_detail", args=[hamlet.pk]))
        for hamlet in rows.order_by("sort_key")[:limit]
    ]


search_sources.add(
    SearchSource("communes", "Đơn vị hành chính", find_communes, order=60),
    SearchSource("hamlets", "Thôn, tổ dân phố", find_hamlets, order=50),
)
