"""Where the law stands in the menu."""

from contracts.registry import NavItem, nav_items

nav_items.add(
    NavItem("law.parameters", "admin", "Tham số pháp luật", "law:parameter_list", order=40),
    NavItem("law.calendar", "admin", "Lịch làm việc", "law:calendar", order=50),
)
