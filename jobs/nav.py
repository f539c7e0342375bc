"""Where background work stands in the menu."""

from contracts.registry import NavItem, nav_items

nav_items.add(NavItem("jobs", "work", "Việc nền", "jobs:list", order=900))
