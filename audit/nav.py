"""Where the audit stands in the menu."""

from contracts.registry import NavItem, nav_items
from contracts.roles import REVIEWERS, Role

nav_items.add(
    NavItem(
        "audit.unit", "admin", "Nhật ký", "audit:unit", order=60,
        roles=(Role.CHIEF, Role.LEADER, *REVIEWERS, Role.ADMIN),
    ),
)  # fmt: skip
