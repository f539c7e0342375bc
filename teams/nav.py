"""Where this app stands in the menu."""

from contracts.registry import NavItem, nav_items
from contracts.roles import Role

_ALL_BUT_PARTNERS = tuple(role for role in Role if role != Role.PARTNER)
nav_items.add(
    NavItem("teams.teams", "teams", "Các Tổ", "teams:team_list", order=10),
    NavItem(
        "teams.members", "teams", "Thành viên", "teams:membership_list", order=20, roles=_ALL_BUT_PARTNERS
    ),
    NavItem("teams.changes", "teams", "Biến động", "teams:change_list", order=30, roles=_ALL_BUT_PARTNERS),
    NavItem("teams.clusters", "teams", "Cụm dân cư", "teams:cluster_list", order=60),
    NavItem("teams.quotas", "teams", "Định mức", "teams:quota_list", order=70),
)
