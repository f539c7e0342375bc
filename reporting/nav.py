"""Where this app stands in the menu."""

from contracts.registry import NavItem, nav_items

nav_items.add(NavItem("reporting.home", "work", "Việc của tôi", "reporting:home", order=10))
