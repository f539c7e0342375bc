"""Where this app stands in the menu."""

from django.db.models import QuerySet

from contracts.registry import NavItem, nav_items
from contracts.roles import REGISTRARS, REVIEWERS, Role
from reporting.choices import DutyState
from reporting.models import ReportDuty
from reporting.policies import SEES_PEOPLE, can_see_quality


def _waiting(user) -> QuerySet | None:
    """Reports that wait for a reviewer; those returned to a commune."""
    rows = ReportDuty.objects.visible_to(user).of_communes()
    if user.role_codes & {*REVIEWERS}:
        return rows.filter(state=DutyState.SIGNED)
    if user.role_codes & {*REGISTRARS}:
        return rows.filter(state=DutyState.RETURNED)
    return None


nav_items.add(
    NavItem("reporting.home", "work", "Việc của tôi", "reporting:home", order=10),
    NavItem(
        "reporting.quality",
        "teams",
        "Chất lượng dữ liệu",
        "reporting:quality",
        order=90,
        may_open=can_see_quality,
    ),
    NavItem("reporting.duties", "reports", "Báo cáo tháng", "reporting:duties", order=10, waiting=_waiting),
    NavItem(
        "reporting.summary",
        "reports",
        "Tổng hợp của tỉnh",
        "reporting:summary",
        order=20,
        roles=(*REVIEWERS, Role.ADMIN),
    ),  # fmt: skip
    NavItem(
        "reporting.bm1",
        "reports",
        "Biểu mẫu BM1",
        "reporting:bm1",
        order=30,
        roles=SEES_PEOPLE,
    ),  # fmt: skip
)
