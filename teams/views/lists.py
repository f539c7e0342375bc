"""Lists of teams, members, comings and goings, clusters, quotas."""

from django.db.models import DateField, F, IntegerField, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Right
from django.urls import reverse
from django.utils import timezone

from audit.lists import AuditedList
from communes.models import Cluster
from contracts.policy import require
from contracts.roles import Scope
from pages.lists import Empty, Tab
from pages.measured import MeasuredListMixin
from pages.templatetags.pages import ngay
from pages.views import Action
from teams import policies
from teams.choices import Position
from teams.filters import ChangeFilter, ClusterFilter, MembershipFilter, QuotaFilter, TeamFilter
from teams.models import ClusterAssignment, Membership, Quota, Team, TeamHamlet
from teams.tables import ChangeTable, ClusterTable, MembershipTable, QuotaTable, TeamTable


class UnitListMixin:
    """What the lists of this app share: the commune's column only for those who see several."""

    def get_table_kwargs(self):
        kwargs = super().get_table_kwargs()
        if self.request.user.scope == Scope.COMMUNE:
            kwargs["exclude"] = [*kwargs["exclude"], "commune"]
        return kwargs

    def unit(self) -> str:
        """The unit the list is of, for the sentence under the title."""
        user = self.request.user
        return str(user.commune or user.province or "cả nước")


class TeamList(UnitListMixin, MeasuredListMixin, AuditedList):
    """Teams with their strength against quota."""

    model, table_class, filterset_class = Team, TeamTable, TeamFilter
    register = "protection_teams"
    title, noun = "Các Tổ bảo vệ ANTT", "Tổ"

    def narrow(self, rows):
        """Teams in being today (all of them where a figure of another day is opened), short ones first."""
        today = timezone.localdate()
        leader = Membership.objects.in_force(today).filter(team=OuterRef("pk"), position=Position.LEADER)
        hamlets = TeamHamlet.objects.in_force(today).filter(team=OuterRef("pk")).order_by("hamlet__sort_key")
        if "so_lieu" not in self.request.GET:
            rows = rows.in_force(today)
        return (
            rows.with_strength(today)
            .select_related("commune")
            .annotate(
                leader_name=Subquery(leader.values("person__full_name")[:1]),
                hamlet_names=Subquery(hamlets.values("hamlet__name")[:1]),
            )
            .order_by(F("missing").desc(nulls_last=True), "sort_key", "pk")
        )

    def get_subtitle(self):
        return f"Quân số tính đến ngày {ngay(timezone.localdate())}, {self.unit()}."

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
        return [Action("Thêm Tổ", reverse("teams:team_new"), answer, "primary")]

    def get_empty(self):
        actions = self.get_actions()
        return Empty(
            "Chưa có Tổ bảo vệ nào. Thêm Tổ theo quyết định thành lập.", actions[0] if actions else None
        )


class MembershipList(UnitListMixin, MeasuredListMixin, AuditedList):
    """Members, as of today or any other day."""

    model, table_class, filterset_class = Membership, MembershipTable, MembershipFilter
    register = "team_members"
    title, noun = "Thành viên Tổ bảo vệ", "người"

    def dispatch(self, request, *args, **kwargs):
        """Partners see teams and hamlets, not people."""
        require(policies.can_see_masked(request.user))
        return super().dispatch(request, *args, **kwargs)

    def narrow(self, rows):
        """With what the columns need; no secret is decrypted for a list."""
        secrets = [
            f"person__{name}" for name in ("citizen_id", "bank_account", "health_note", "legal_record")
        ]
        query = self.request.GET
        if not {"trang_thai", "so_lieu", "tai_ngay"} & set(query):
            rows = rows.in_force(timezone.localdate())
        return (
            rows.select_related("person", "team__commune")
            .defer(*secrets)
            .annotate(
                phone_tail=Right("person__phone", 3), as_of=Value(self._day(), output_field=DateField())
            )
            .order_by("person__sort_key", "pk")
        )

    def _day(self):
        form = MembershipFilter(self.request.GET, queryset=Membership.objects.none(), request=self.request)
        return form.day

    def get_subtitle(self):
        return f"Tính đến ngày {ngay(self._day())}, {self.unit()}."

    def get_tabs(self):
        query = self.request.GET.urlencode()
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
                "Thêm thành viên", reverse("teams:join"), policies.can_register(user, user.commune), "primary"
            )
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
        secrets = [
            f"person__{name}" for name in ("citizen_id", "bank_account", "health_note", "legal_record")
        ]
        latest = Coalesce("ended_on", "started_on")
        return rows.select_related("person", "team__commune").defer(*secrets).order_by(latest.desc(), "pk")


class ClusterList(UnitListMixin, MeasuredListMixin, AuditedList):
    """Cụm dân cư and who looks after them."""

    model, table_class, filterset_class = Cluster, ClusterTable, ClusterFilter
    register = "clusters"
    title, noun = "Cụm dân cư", "cụm"
    empty = Empty("Chưa có cụm dân cư nào. Mở một thôn rồi thêm cụm.")

    def narrow(self, rows):
        """With the member in charge today."""
        serving = ClusterAssignment.objects.serving(timezone.localdate()).filter(cluster=OuterRef("pk"))
        name = serving.order_by("membership__person__sort_key").values("membership__person__full_name")[:1]
        return (
            rows.open()
            .select_related("hamlet")
            .annotate(member_name=Subquery(name))
            .order_by("hamlet__sort_key", "name", "pk")
        )


class QuotaList(MeasuredListMixin, AuditedList):
    """Quota lines of communes in force, and how much of each the teams have."""

    model, table_class, filterset_class = Quota, QuotaTable, QuotaFilter
    register = "quotas"
    title, noun = "Định mức của xã, phường", "đơn vị"
    empty = Empty(
        "Chưa có định mức nào. Cán bộ cấp tỉnh nhập theo quyết định của UBND tỉnh, từ trang của từng xã."
    )

    def narrow(self, rows):
        """The lines of whole communes."""
        today = timezone.localdate()
        given = (
            Quota.objects.in_force(today).of_teams().filter(commune=OuterRef("commune"))
            .order_by().values("commune").annotate(n=Sum("members")).values("n")
        )  # fmt: skip
        return (
            rows.of_communes().in_force(today).select_related("commune", "decision")
            .annotate(given=Coalesce(Subquery(given, output_field=IntegerField()), 0))
            .order_by("commune__official_order", "pk")
        )  # fmt: skip
