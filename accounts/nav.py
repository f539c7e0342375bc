"""Where accounts stand in the menu, and the menu of kept views that every list shows."""

from django.http import HttpRequest
from django.urls import reverse

from accounts.models import SavedView
from contracts.registry import NavItem, nav_items
from contracts.roles import Role
from pages.saved import SavedLink, SavedMenu, saved_menus

nav_items.add(
    NavItem(
        "accounts.users",
        "admin",
        "Người dùng",
        "accounts:user_list",
        order=10,
        roles=(Role.ADMIN, Role.CHIEF),
    ),
)


def _saved(request: HttpRequest, code: str, query: str) -> SavedMenu:
    """The kept views of that list, one's own first; one query."""
    user = request.user
    rows = SavedView.objects.visible_to(user).in_use().filter(list_code=code)
    links = [
        SavedLink(row.name, f"{request.path}?{row.query}", row.query == query and bool(query), row.is_shared)
        for row in sorted(rows, key=lambda row: (row.user_id != user.pk, row.name))
    ]
    return SavedMenu(tuple(links), reverse("accounts:saved_view_new"), reverse("accounts:saved_views"))


saved_menus.append(_saved)
