"""Where this app stands in the menu."""

from contracts.registry import NavItem, nav_items

nav_items.add(
    NavItem("readiness.training", "teams", "Tập huấn, diễn tập", "readiness:training_list", order=40),
    NavItem("readiness.equipment", "teams", "Trang bị", "readiness:equipment_list", order=50),
)
