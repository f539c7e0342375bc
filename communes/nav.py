"""Where units stand in the menu."""

from contracts.registry import NavItem, nav_items
from contracts.roles import REVIEWERS, Role

nav_items.add(
    NavItem("communes.hamlets", "hamlets", "Thôn, tổ dân phố", "communes:hamlet_list", order=10),
    NavItem(
        "communes.communes", "admin", "Đơn vị hành chính", "communes:commune_list", order=20,
        roles=(*REVIEWERS, Role.ADMIN),
    ),
)  # fmt: skip
