"""Where this app stands in the menu."""

from contracts.registry import NavItem, nav_items

nav_items.add(
    NavItem("activities.meetings", "teams", "Sinh hoạt, hoạt động", "activities:meetings", order=80),
    NavItem("activities.honours", "teams", "Thi đua, khen thưởng", "activities:commendations", order=90),
)
