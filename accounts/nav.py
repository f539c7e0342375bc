"""Where accounts stand in the menu."""

from contracts.registry import NavItem, nav_items
from contracts.roles import Role

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
