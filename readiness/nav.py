"""Where this app stands in the menu."""

from contracts.registry import NavItem, nav_items
from readiness.policies import can_see_sheets
from teams.policies import can_see_masked

nav_items.add(
    NavItem("readiness.duty", "operations", "Lịch trực", "readiness:roster_list", order=72),
    NavItem("readiness.patrols", "operations", "Tuần tra", "readiness:patrol_list", order=74),
    NavItem(
        "readiness.sheets", "readiness", "Bảng chi chế độ", "readiness:sheet_list", order=76,
        may_open=can_see_sheets,
    ),
    NavItem(
        "readiness.injuries", "readiness", "Tai nạn, bị thương", "readiness:injury_list", order=78,
        may_open=can_see_masked,
    ),
    NavItem("readiness.training", "readiness", "Tập huấn, diễn tập", "readiness:training_list", order=40),
    NavItem(
        "readiness.learners", "readiness", "Ai chưa tập huấn", "readiness:learner_list", order=42,
        may_open=can_see_masked,
    ),
    NavItem("readiness.equipment", "readiness", "Trang bị", "readiness:equipment_list", order=50),
    NavItem("readiness.needs", "readiness", "Nhu cầu trang bị", "readiness:need_list", order=52),
    NavItem("readiness.stock", "readiness", "Kho trang bị", "readiness:stock_list", order=54),
)  # fmt: skip
