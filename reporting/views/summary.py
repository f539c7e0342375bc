"""What the approved reports of a period add up to."""

from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from contracts.policy import holds, require
from contracts.roles import REVIEWERS, Role
from pages.views import PageMixin
from reporting.home import period_at_hand
from reporting.summary import Summary, summary
from reporting.views.desk import list_crumb
from targets.models import Period


class SummaryPage(PageMixin, TemplateView):
    """The province's figures of one period, and who is missing."""

    template_name = "reporting/summary.html"

    def dispatch(self, request, *args, **kwargs):
        """For those who review reports, and administrators."""
        if request.user.is_authenticated:
            require(holds(request.user, *REVIEWERS, Role.ADMIN))
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def period(self) -> Period | None:
        """The period asked for, else the one at hand; 404 for one that is not there."""
        chosen = self.request.GET.get("ky", "")
        if not chosen:
            return period_at_hand(self.request.user, timezone.localdate())
        rows = Period.objects.visible_to(self.request.user)
        found = rows.filter(pk=chosen).first() if chosen.isdigit() else None
        if found is None:
            raise Http404("Không có kỳ báo cáo này.")
        return found

    @cached_property
    def summary(self) -> Summary | None:
        """Its figures; None where no period was opened yet."""
        return summary(self.request.user, self.period) if self.period else None

    def get_title(self):
        return f"Tổng hợp báo cáo {self.period.label.lower()}" if self.period else "Tổng hợp báo cáo"

    def get_subtitle(self):
        if self.summary is None:
            return "Chưa có kỳ báo cáo nào. Hệ thống mở kỳ vào ngày đầu kỳ."
        whole = self.summary.approved + len(self.summary.missing)
        return f"Từ {self.summary.approved} báo cáo đã duyệt trong {whole} đơn vị."

    def get_crumbs(self):
        return [list_crumb()]

    def get_context_data(self, **kwargs):
        """The figures and the missing."""
        return super().get_context_data(**kwargs) | {"summary": self.summary, "period": self.period}
