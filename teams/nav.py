"""Where this app stands in the menu."""

from django.db.models import QuerySet
from django.utils import timezone

from contracts.registry import NavItem, nav_items
from contracts.roles import REGISTRARS, Scope
from teams.models import Proposal, TransferRequest
from teams.policies import can_see_masked


def transfers_waiting(user) -> QuerySet:
    """Requests that wait for the user's unit: a commune's own to answer, a province's that are over time."""
    rows = TransferRequest.objects.visible_to(user).waiting()
    if user.scope == Scope.COMMUNE:
        rows = rows.kept_by(user.commune_ids)
    else:
        rows = rows.filter(due_on__lt=timezone.localdate())
        if user.scope == Scope.PROVINCE:
            rows = rows.filter(person__home_commune__province=user.province_id)
    return rows


def proposals_waiting(user) -> QuerySet | None:
    """Proposals that wait for the chairman; for the police those they still draw up as well."""
    if user.scope != Scope.COMMUNE:
        return None
    rows = Proposal.objects.visible_to(user)
    return rows.open() if user.role_codes & {*REGISTRARS} else rows.waiting()


nav_items.add(
    NavItem("teams.teams", "teams", "Các Tổ", "teams:team_list", order=10),
    NavItem(
        "teams.members", "teams", "Thành viên", "teams:membership_list", order=20, may_open=can_see_masked
    ),
    NavItem("teams.changes", "teams", "Biến động", "teams:change_list", order=30, may_open=can_see_masked),
    NavItem("teams.roster", "teams", "Trích ngang", "teams:roster", order=25, may_open=can_see_masked),
    NavItem(
        "teams.publishing",
        "teams",
        "Danh sách công khai",
        "teams:publishing",
        order=84,
        may_open=can_see_masked,
    ),
    NavItem(
        "teams.transfers", "teams", "Tiếp nhận, chuyển đi", "teams:transfer_list", order=40, may_open=can_see_masked,
        waiting=transfers_waiting,
    ),
    NavItem(
        "teams.proposals", "teams", "Đề xuất cho thôi", "teams:proposal_list", order=35, may_open=can_see_masked,
        waiting=proposals_waiting,
    ),
    NavItem("teams.clusters", "hamlets", "Cụm dân cư", "teams:cluster_list", order=60),
    NavItem("teams.posts", "hamlets", "Chức danh thôn", "teams:post_board", order=62, may_open=can_see_masked),
    NavItem("teams.reviews", "teams", "Rà soát", "teams:review_list", order=64, may_open=can_see_masked),
    NavItem("teams.quotas", "teams", "Định mức", "teams:quota_list", order=70),
    NavItem("teams.regulations", "teams", "Quy chế hoạt động", "teams:regulation_list", order=80),
)  # fmt: skip
