"""Where this app stands in the menu."""

from contracts.registry import NavItem, nav_items

nav_items.add(
    NavItem("activities.meetings", "operations", "Sinh hoạt, hoạt động", "activities:meetings", order=80),
    NavItem("activities.honours", "operations", "Thi đua, khen thưởng", "activities:commendations", order=90),
)
