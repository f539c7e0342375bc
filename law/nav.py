"""Where the law stands in the menu."""

from contracts.registry import NavItem, nav_items
from contracts.roles import Role

_READERS = tuple(role for role in Role if role != Role.PARTNER)

nav_items.add(
    NavItem("law.parameters", "admin", "Tham số pháp luật", "law:parameter_list", order=40, roles=_READERS),
    NavItem("law.calendar", "admin", "Lịch làm việc", "law:calendar", order=50, roles=_READERS),
)
