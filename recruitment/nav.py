"""Where this app stands in the menu."""

from contracts.registry import NavItem, nav_items
from recruitment.policies import can_see_papers

nav_items.add(
    NavItem("recruitment.campaigns", "recruitment", "Đợt tuyển chọn", "recruitment:campaign_list", order=10),
    NavItem(
        "recruitment.applications", "recruitment", "Hồ sơ dự tuyển", "recruitment:application_list", order=20,
        may_open=can_see_papers,
    ),
    NavItem("recruitment.lines", "recruitment", "Chỉ tiêu tuyển", "recruitment:line_list", order=30),
)  # fmt: skip
