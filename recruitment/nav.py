"""Where this app stands in the menu."""

from contracts.registry import NavItem, nav_items
from contracts.roles import Role

_ALL_BUT_PARTNERS = tuple(role for role in Role if role != Role.PARTNER)
nav_items.add(
    NavItem("recruitment.campaigns", "recruitment", "Đợt tuyển chọn", "recruitment:campaign_list", order=10),
    NavItem(
        "recruitment.applications", "recruitment", "Hồ sơ dự tuyển", "recruitment:application_list", order=20,
        roles=_ALL_BUT_PARTNERS,
    ),
    NavItem("recruitment.lines", "recruitment", "Chỉ tiêu tuyển", "recruitment:line_list", order=30),
)  # fmt: skip
