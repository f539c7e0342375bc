"""Views of lists kept under a name: which parameters are kept, and the menu that the app owning them fills."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

#: Parameters of the list machinery that belong to a view; page, export and print do not, nor do those of a figure.
COLUMNS, SIZE, SORT = "cot", "dong", "sort"
LONGEST = 1000


@dataclass(frozen=True)
class SavedLink:
    """A kept view of the list one looks at."""

    label: str
    url: str
    is_current: bool
    is_shared: bool


@dataclass(frozen=True)
class SavedMenu:
    """The kept views of a list, where a new one is saved and where all are looked after."""

    links: tuple[SavedLink, ...]
    save_url: str
    manage_url: str


#: Filled by the app that keeps views: gives the menu of a list (its code and the query one looks at), or None.
saved_menus: list[Callable[[HttpRequest, str, str], SavedMenu | None]] = []


def list_of(code: str) -> type | None:
    """The list page of that code (the name of its address); None where there is no such list."""
    try:
        view = resolve(reverse(code)).func
    except (NoReverseMatch, Resolver404):
        return None
    page = getattr(view, "view_class", None)
    return page if hasattr(page, "filterset_class") else None


def kept_query(page: type, query: QueryDict) -> str:
    """What of a query string makes up a view of that list: conditions, columns, order and size, always alike."""
    kept = QueryDict(mutable=True)
    for name in sorted([*page.filterset_class.base_filters, COLUMNS, SIZE, SORT]):
        values = [value for value in query.getlist(name) if value or name == COLUMNS]
        if name == COLUMNS and values:
            values = [",".join(sorted(columns_of(values)))]
        if values:
            kept.setlist(name, values)
    return kept.urlencode()


def columns_of(values: list[str]) -> set[str]:
    """The columns asked for: `cot=a,b` and `cot=a&cot=b` are the same."""
    return {name for value in values for name in value.split(",") if name}
