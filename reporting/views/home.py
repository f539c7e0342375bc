"""The first page, by role."""

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from contracts.roles import REVIEWERS, Role, Scope
from jobs.health import health
from pages.views import Action, PageMixin
from reporting.feed import feed_url
from reporting.home import (
    ProvinceHome,
    campaigns_to_sign,
    papers_to_sign,
    proposals_to_sign,
    province_home,
    reports_to_sign,
    strength_card,
    users_by_role,
)
from reporting.policies import can_review, can_see_quality
from reporting.quality import quality_total
from reporting.work import WorkGroup, weekday, work_groups
from vietnam.dates import format_date
from vietnam.names import within

#: What the health page calls its parts.
_PARTS = {"database": "Cơ sở dữ liệu", "broker": "Hàng đợi", "worker": "Xử lý nền", "beat": "Hẹn giờ"}


class Home(PageMixin, TemplateView):
    """Officer, partner: what to do; chief, leader: the commune and what waits for a signature; province: all
    communes; administrator: health and users."""

    @property
    def face(self) -> str:
        """Which of the four pages the user's roles open."""
        user, roles = self.request.user, self.request.user.role_codes
        if user.scope == Scope.PROVINCE and roles & {*REVIEWERS}:
            return "province"
        if roles & {Role.CHIEF, Role.LEADER}:
            return "glance"
        return "admin" if roles == {Role.ADMIN} else "work"

    def get_template_names(self):
        return [f"reporting/home_{self.face}.html"]

    def get_title(self):
        user = self.request.user
        return {
            "province": f"Toàn {_lower(user.province)}", "glance": str(user.commune or "Việc của tôi"),
            "admin": "Quản trị hệ thống", "work": "Việc của tôi",
        }[self.face]  # fmt: skip

    def get_subtitle(self):
        today = f"{weekday(timezone.localdate())}, {format_date(timezone.localdate())}."
        if self.face in ("work", "glance") and self.groups:
            over = sum(item.count for group in self.groups for item in group.items if item.clock.left < 0)
            waiting = sum(group.count for group in self.groups)
            return f"{today} {waiting} việc đang chờ" + (f", {over} việc đã quá hạn." if over else ".")
        if self.face != "province" or not self.province.expected:
            return today
        waiting, late = self.province.waiting, len(self.province.late)
        return f"{today} {waiting} báo cáo chờ duyệt, {late} đơn vị quá hạn chưa gửi."

    @cached_property
    def groups(self) -> list[WorkGroup]:
        """What falls due for the user."""
        return work_groups(self.request.user, timezone.localdate())

    @cached_property
    def province(self) -> ProvinceHome:
        """All communes of the province."""
        return province_home(self.request.user, timezone.localdate())

    def get_actions(self):
        if self.face == "admin":
            return []
        actions = [Action("Thêm vào lịch điện thoại", feed_url(self.request.user))]
        if self.face == "province" and self.province.waiting and self.province.period:
            url = f"{reverse('reporting:approve_many')}?ky={self.province.period.pk}"
            actions.append(Action(f"Duyệt {self.province.waiting} báo cáo", url, look="primary"))
        return actions

    def get_context_data(self, **kwargs):
        """What the page of that role shows."""
        return super().get_context_data(**kwargs) | getattr(self, f"_{self.face}")(timezone.localdate())

    def _work(self, on):
        user = self.request.user
        to_mend = quality_total(user, on) if can_see_quality(user) else 0
        return {"groups": self.groups, "card": strength_card(user, on), "to_mend": to_mend}

    def _glance(self, on):
        user = self.request.user
        return self._work(on) | {
            "reports": reports_to_sign(user, on), "papers": papers_to_sign(user), "proposals": proposals_to_sign(user),
            "campaigns": campaigns_to_sign(user),
        }  # fmt: skip

    def _province(self, on):
        user = self.request.user
        late = self.province.late
        return {
            "home": self.province,
            "papers": papers_to_sign(user),
            "may_review": can_review(user, late[0].duty) if late else None,
            "list_url": reverse("reporting:duties"),
            "remind_url": reverse("reporting:remind"),
        }

    def _admin(self, on):
        report = health(timezone.now())
        parts = [(label, report[code] == "ok") for code, label in _PARTS.items()]
        return {"parts": parts, "health": report, "roles": users_by_role(self.request.user, on)}


def _lower(province) -> str:
    return within(province.name) if province else "quốc"
