"""Lists of classes, topics, attendance, and of members by when they were last trained."""

from django.db.models import Count
from django.urls import reverse

from audit.lists import AuditedList
from contracts.policy import require
from contracts.roles import Scope
from pages.charts import Kpi, Part, Parts
from pages.lists import Empty, Tab
from pages.measured import MeasuredListMixin
from pages.templatetags.pages import ngay, pct
from pages.views import Action
from readiness import policies
from readiness.filters.training import AttendanceFilter, LearnerFilter, TopicFilter, TrainingFilter
from readiness.learning import EARLIER, NEVER, NOT_THIS_YEAR, STAGES, THIS_YEAR, share
from readiness.models import Attendance, Training, TrainingTopic
from readiness.tables.training import AttendanceTable, LearnerTable, TopicTable, TrainingTable
from teams.models import Membership
from teams.policies import can_see_masked
from teams.services.people import SECRETS
from teams.views.lists import UnitListMixin


def may_write(user):
    """May the user add classes of their own unit?"""
    return policies.can_write_training(
        user,
        province=user.province_id or "",
        commune=user.commune_id or "" if user.scope == Scope.COMMUNE else "",
    )


def import_actions(user) -> list[Action]:
    """Bring in who attended: for the commune's own people."""
    if user.commune is None:
        return []
    address = reverse("jobs:import_new", args=["attendance"])
    return [Action("Nhập người dự từ Excel", address, policies.can_take_attendance(user))]


class TrainingList(MeasuredListMixin, AuditedList):
    """Classes and drills."""

    model, table_class, filterset_class = Training, TrainingTable, TrainingFilter
    register = "trainings"
    title, noun = "Tập huấn, diễn tập", "lớp, buổi"

    def narrow(self, rows):
        """Newest first, with how many attended."""
        return (
            rows.select_related("commune")
            .annotate(
                attended=Count("attendance", distinct=True), holders=Count("post_attendance", distinct=True)
            )
            .order_by("-held_on", "-pk")
        )

    def get_tabs(self):
        query = self.request.GET.urlencode()
        tabs = [("Tất cả", ""), ("Đã mở", "trang_thai=held"), ("Dự kiến", "trang_thai=planned")]
        return [Tab(label, f"?{part}", None, query == part) for label, part in tabs]

    def get_actions(self):
        return [
            *import_actions(self.request.user),
            Action("Ai chưa tập huấn", reverse("readiness:learner_list"), can_see_masked(self.request.user)),
            Action(
                "Thêm lớp, buổi", reverse("readiness:training_new"), may_write(self.request.user), "primary"
            ),
        ]

    def get_empty(self):
        return Empty(
            "Chưa ghi lớp tập huấn, buổi diễn tập nào. Ghi lớp đầu tiên, rồi chọn người dự.",
            self.get_actions()[-1],
        )


class TopicList(MeasuredListMixin, AuditedList):
    """Topics that were taught: what the figure of topics opens to."""

    model, table_class, filterset_class = TrainingTopic, TopicTable, TopicFilter
    register = "training_topics"
    title, noun = "Nội dung tập huấn", "nội dung"

    def narrow(self, rows):
        """By class, newest first."""
        return rows.select_related("training__commune").order_by("-training__held_on", "pk")


class AttendanceList(MeasuredListMixin, AuditedList):
    """Who attended what."""

    model, table_class, filterset_class = Attendance, AttendanceTable, AttendanceFilter
    register = "training_attendance"
    title, noun = "Lượt dự tập huấn", "lượt"

    def narrow(self, rows):
        """By name."""
        return (
            rows.select_related("training", "membership__person", "membership__team__commune")
            .defer(*(f"membership__person__{name}" for name in SECRETS))
            .order_by("membership__person__sort_key", "pk")
        )

    def get_actions(self):
        return import_actions(self.request.user)


class LearnerList(UnitListMixin, AuditedList):
    """Members in service on a day, by whether they were trained ever, and this year."""

    model, table_class, filterset_class = Membership, LearnerTable, LearnerFilter
    template_name = "readiness/learners.html"
    title, noun = "Thành viên và tập huấn", "người"

    def dispatch(self, request, *args, **kwargs):
        """Partners see teams and hamlets, not people."""
        require(can_see_masked(request.user))
        return super().dispatch(request, *args, **kwargs)

    def narrow(self, rows):
        """By team and name; no secret is decrypted for a list."""
        secrets = [f"person__{name}" for name in SECRETS]
        return (
            rows.select_related("person", "team__commune").defer(*secrets)
            .order_by("team__sort_key", "person__sort_key", "pk")
        )  # fmt: skip

    def get_subtitle(self):
        day = self.filterset.day
        return (
            f"Người đang tham gia ngày {ngay(day)}, {self.unit()}. Năm nay: từ 01/01/{day.year}; tính cả lớp đã dự khi "
            "còn ở Tổ khác."
        )

    def _tab(self, stage: str) -> str:
        rest = self.request.GET.copy()
        for name in ("muc", "page"):
            rest.pop(name, None)
        if stage:
            rest["muc"] = stage
        return f"?{rest.urlencode()}"

    def get_tabs(self):
        chosen = self.request.GET.get("muc", "")
        tabs = [("", "Tất cả"), *STAGES]
        return [Tab(label, self._tab(stage), None, chosen == stage) for stage, label in tabs]

    def get_empty(self):
        return Empty("Không có ai: xã chưa có thành viên đang tham gia ngày này.")

    def get_context_data(self, **kwargs):
        """The share of all on the list, whichever tab is open."""
        context = super().get_context_data(**kwargs)
        day = self.filterset.day
        found = share(self._without_stage())
        ratio = found.this_year / found.total if found.total else None
        parts = [
            Part("ok", "Năm nay đã tập huấn", found.this_year, self._tab(THIS_YEAR)),
            Part("warn", "Chỉ tập huấn những năm trước", found.earlier, self._tab(EARLIER)),
            Part("bad", "Chưa từng tập huấn", found.never, self._tab(NEVER)),
        ]
        kpis = [
            Kpi(
                f"Đã tập huấn năm {day.year}", pct(ratio), note=f"{found.this_year} trên {found.total} người"
            ),
            Kpi("Năm nay chưa tập huấn", found.earlier + found.never, self._tab(NOT_THIS_YEAR)),
            Kpi("Chưa từng tập huấn", found.never, self._tab(NEVER)),
        ]
        return context | {"parts": Parts(parts), "kpis": kpis}

    def _without_stage(self):
        """The same conditions but the tab."""
        query = self.request.GET.copy()
        query.pop("muc", None)
        return LearnerFilter(query, queryset=self.get_queryset(), request=self.request).qs
