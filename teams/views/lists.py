"""Lists of teams, members, comings and goings, clusters, quotas."""

from django.db.models import DateField, F, IntegerField, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from audit.lists import AuditedList
from communes.models import Cluster
from contracts.policy import require
from contracts.roles import Scope
from jobs.exchange.lists import ExchangeListMixin
from pages.asof import AsOfMixin
from pages.lists import BulkAction, Empty, Tab
from pages.measured import MeasuredListMixin
from pages.templatetags.pages import ngay
from pages.views import Action
from teams import policies
from teams.choices import Position
from teams.filters.members import ChangeFilter, MembershipFilter
from teams.filters.teams import ClusterFilter, QuotaFilter, TeamFilter
from teams.models import ClusterAssignment, Membership, Quota, Team, TeamHamlet
from teams.tables.members import ChangeTable, MembershipTable
from teams.tables.teams import ClusterTable, QuotaTable, TeamTable


class UnitListMixin:
    """What the lists of this app share: the commune's column only for those who see several."""

    def withheld_columns(self):
        return {"commune"} if self.request.user.scope == Scope.COMMUNE else set()

    def unit(self) -> str:
        """The unit the list is of, for the sentence under the title."""
        user = self.request.user
        return str(user.commune or user.province or "cả nước")


class TeamList(UnitListMixin, AsOfMixin, MeasuredListMixin, AuditedList):
    """Teams with their strength against quota."""

    model, table_class, filterset_class = Team, TeamTable, TeamFilter
    register = "protection_teams"
    title, noun = "Các Tổ bảo vệ ANTT", "Tổ"

    def narrow(self, rows):
        """Teams in being on the day (all of them where a figure is opened), short ones first."""
        leader = Membership.objects.in_force(self.day).filter(team=OuterRef("pk"), position=Position.LEADER)
        hamlets = (
            TeamHamlet.objects.in_force(self.day).filter(team=OuterRef("pk")).order_by("hamlet__sort_key")
        )
        return (
            self.on_day(rows)
            .with_strength(self.day)
            .select_related("commune")
            .annotate(
                leader_name=Subquery(leader.values("person__full_name")[:1]),
                hamlet_names=Subquery(hamlets.values("hamlet__name")[:1]),
            )
            .order_by(F("missing").desc(nulls_last=True), "sort_key", "pk")
        )

    def get_subtitle(self):
        return f"Quân số tính đến ngày {ngay(self.day)}, {self.unit()}.{self._left()}"

    def _left(self) -> str:
        """What of the commune's quota no team has yet."""
        user = self.request.user
        if user.commune is None:
            return ""
        lines = Quota.objects.visible_to(user).in_force(self.day).filter(commune=user.commune)
        numbers = dict(lines.values_list("team", "members"))
        whole = numbers.pop(None, None)
        left = 0 if whole is None else whole - sum(numbers.values())
        return f" Định mức chưa phân bổ cho Tổ nào: {left} người." if left > 0 else ""
        return f"Quân số tính đến ngày {ngay(self.day)}, {self.unit()}."

    def get_tabs(self):
        chosen = self.request.GET.get("quan_so", "")
        tabs = [("Tất cả", "", ""), ("Thiếu người", "short", "?quan_so=short"), ("Đủ", "full", "?quan_so=full"),
                ("Thừa", "surplus", "?quan_so=surplus")]  # fmt: skip
        return [Tab(label, query or "?", None, chosen == code) for label, code, query in tabs]

    def get_actions(self):
        user = self.request.user
        if user.commune is None:
            return []
        answer = policies.can_register(user, user.commune)
        return [
            Action("Nhập từ Excel", reverse("jobs:import_new", args=["teams"]), answer),
            Action("Thêm Tổ", reverse("teams:team_new"), answer, "primary"),
        ]

    def get_empty(self):
        actions = self.get_actions()
        return Empty(
            "Chưa có Tổ bảo vệ nào. Thêm Tổ theo quyết định thành lập.", actions[-1] if actions else None
        )


class MembershipList(UnitListMixin, AsOfMixin, MeasuredListMixin, ExchangeListMixin, AuditedList):
    """Members, as of today or any other day."""

    model, table_class, filterset_class = Membership, MembershipTable, MembershipFilter
    register, resource_code = "team_members", "members"
    title, noun = "Thành viên Tổ bảo vệ", "người"

    def dispatch(self, request, *args, **kwargs):
        """Partners see teams and hamlets, not people."""
        require(policies.can_see_masked(request.user))
        return super().dispatch(request, *args, **kwargs)

    def narrow(self, rows):
        """With what the columns need; no secret is decrypted for a list."""
        return (
            self.on_day(rows)
            .select_related("person", "team__commune")
            .without_secrets()
            .annotate(as_of=Value(self.day, output_field=DateField()))
            .order_by("person__sort_key", "pk")
        )

    def shows_all(self):
        """The state chooses between serving and left."""
        return bool(self.request.GET.get("trang_thai"))

    def get_subtitle(self):
        return f"Tính đến ngày {ngay(self.day)}, {self.unit()}."

    def get_tabs(self):
        query = self.filter_query()
        tabs = [
            ("Đang tham gia", ""), ("Từ 69 tuổi", "tuoi_tu=69"), ("Thiếu số liệu BM1", "thieu=true"),
            ("Đã thôi", "trang_thai=thoi"),
        ]  # fmt: skip
        return [Tab(label, f"?{part}", None, query == part) for label, part in tabs]

    def get_actions(self):
        user = self.request.user
        if user.commune is None:
            return []
        return [
            Action(
                "Nhập từ Excel",
                reverse("jobs:import_new", args=["members"]),
                policies.can_register(user, user.commune),
            ),
            Action(
                "Thêm thành viên", reverse("teams:join"), policies.can_register(user, user.commune), "primary"
            ),
        ]

    def get_take_outs(self):
        """Full numbers come with the roster, which asks what for."""
        return [("Trích ngang, đủ số định danh (ghi mục đích)", reverse("teams:roster"))]

    def get_bulk_actions(self):
        """Cards for the chosen, which readiness prints, by its address; and one field of all of them at once."""
        user = self.request.user
        if user.commune is None:
            return []
        answer = policies.can_register_own(user)
        return [
            BulkAction("In thẻ, biển tên", "/bao-dam/the/in/", answer),
            BulkAction("Sửa hàng loạt", reverse("teams:bulk_edit"), answer, is_post=True),
        ]

    def get_empty(self):
        actions = self.get_actions()
        return Empty("Chưa có thành viên nào. Thêm người đầu tiên của Tổ.", actions[0] if actions else None)


class ChangeList(UnitListMixin, MeasuredListMixin, AuditedList):
    """Comings and goings, newest first."""

    model, table_class, filterset_class = Membership, ChangeTable, ChangeFilter
    register = "personnel_changes"
    title, noun = "Biến động thành viên", "lượt"

    def dispatch(self, request, *args, **kwargs):
        """Partners see teams and hamlets, not people."""
        require(policies.can_see_masked(request.user))
        return super().dispatch(request, *args, **kwargs)

    def narrow(self, rows):
        """Newest first, no secret decrypted."""
        latest = Coalesce("ended_on", "started_on")
        return rows.select_related("person", "team__commune").without_secrets().order_by(latest.desc(), "pk")


class ClusterList(UnitListMixin, AsOfMixin, MeasuredListMixin, AuditedList):
    """Cụm dân cư and who looks after them."""

    model, table_class, filterset_class = Cluster, ClusterTable, ClusterFilter
    register = "clusters"
    title, noun = "Cụm dân cư", "cụm"
    empty = Empty("Chưa có cụm dân cư nào. Mở một thôn rồi thêm cụm.")

    def narrow(self, rows):
        """With the member in charge on the day."""
        serving = ClusterAssignment.objects.serving(self.day).filter(cluster=OuterRef("pk"))
        name = serving.order_by("membership__person__sort_key").values("membership__person__full_name")[:1]
        return (
            self.on_day(rows)
            .select_related("hamlet")
            .annotate(member_name=Subquery(name))
            .order_by("hamlet__sort_key", "name", "pk")
        )


class QuotaList(AsOfMixin, MeasuredListMixin, AuditedList):
    """Quota lines of communes in force, how much of each the teams have and how much is left."""

    model, table_class, filterset_class = Quota, QuotaTable, QuotaFilter
    register = "quotas"
    title, noun = "Định mức của xã, phường", "đơn vị"
    empty = Empty(
        "Chưa có định mức nào. Cán bộ cấp tỉnh nhập theo quyết định của UBND tỉnh, từ trang của từng xã."
    )

    def get_actions(self):
        return [Action("Tiêu chí của tỉnh", reverse("teams:quota_rule"))]

    def narrow(self, rows):
        """The lines of whole communes."""
        given = (
            Quota.objects.in_force(self.day).of_teams().filter(commune=OuterRef("commune"))
            .order_by().values("commune").annotate(n=Sum("members")).values("n")
        )  # fmt: skip
        return (
            self.on_day(rows).of_communes().select_related("commune", "decision")
            .annotate(given=Coalesce(Subquery(given, output_field=IntegerField()), 0))
            .annotate(left=F("members") - F("given"))
            .order_by("commune__official_order", "pk")
        )  # fmt: skip
