"""Reports as a list, and what the province does with them: return, approve, press."""

from django.contrib import messages
from django.db.models import Case, When
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST

from audit.services import audit_export
from contracts.policy import holds
from contracts.roles import REVIEWERS, Scope
from law.values import day_table
from pages.filters import without
from pages.lists import BulkAction, Empty, RegisterList, Tab
from pages.views import Action, Crumb, ServiceFormView
from reporting import policies
from reporting.choices import DutyState, ReportState
from reporting.filters import DutyFilter, LateChoices
from reporting.forms import ReturnForm
from reporting.home import period_at_hand
from reporting.models import Report, ReportDuty
from reporting.services.ladder import duties_remind
from reporting.services.submitting import report_approve, report_return, reports_approve_many
from reporting.tables import DutyTable, OwnDutyTable
from reporting.views.desk import get_report, list_crumb
from targets.models import Period

_DUTY = ("regime__outline", "period", "commune", "province")


class DutyList(RegisterList):
    """Expected reports: a commune's by month; a province's communes in one month."""

    model, table_class, filterset_class = ReportDuty, DutyTable, DutyFilter
    noun = "báo cáo"
    signature = "NGƯỜI DUYỆT"
    template_name = "reporting/duties.html"

    @cached_property
    def period(self) -> Period | None:
        """The one period a province looks at; None for a commune, and where one was chosen that is not there."""
        if self.request.user.scope == Scope.COMMUNE:
            return None
        chosen = self.request.GET.get("ky", "")
        if chosen.isdigit():
            return Period.objects.visible_to(self.request.user).filter(pk=chosen).first()
        return period_at_hand(self.request.user, timezone.localdate())

    def setup(self, request, *args, **kwargs):
        """A commune's rows are its months."""
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated and request.user.scope == Scope.COMMUNE:
            self.table_class = OwnDutyTable

    def narrow(self, rows):
        """Worst first: what is missing, then what waits; by name."""
        rows = rows.of_communes().select_related(*_DUTY)
        if self.request.user.scope == Scope.COMMUNE:
            return rows.order_by("-period__last_day")
        rank = Case(When(state=DutyState.APPROVED, then=2), When(state=DutyState.SIGNED, then=1), default=0)
        return rows.filter(period=self.period).order_by(rank, "commune__sort_key")

    def get_table_kwargs(self):
        return super().get_table_kwargs() | {"extra_days": day_table()}

    def get_title(self):
        return f"Báo cáo {self.period.label.lower()} của các xã" if self.period else "Báo cáo tháng"

    def get_subtitle(self):
        if self.period is None:
            return "Hạn gửi: 03 ngày làm việc sau ngày chốt số liệu."
        return f"Kỳ từ {self.period.first_day:%d/%m/%Y} đến hết {self.period.last_day:%d/%m/%Y}."

    def get_tabs(self):
        query, chosen = self.request.GET, self.request.GET.get("trang_thai", "")
        rest = without(query, "trang_thai", "han")
        join = "&" if len(rest) > 1 else ""
        states = [("Tất cả", ""), ("Chờ duyệt", DutyState.SIGNED), ("Bị trả lại", DutyState.RETURNED)]
        late = query.get("han", "")
        tabs = [
            Tab(label, f"{rest}{join}trang_thai={code}" if code else rest, None,
                not late and chosen == code)
            for label, code in states
        ]  # fmt: skip
        over = LateChoices.OVERDUE
        return [*tabs, Tab("Quá hạn", f"{rest}{join}han={over}", None, late == over)]

    def _reviews(self):
        user = self.request.user
        return holds(user, *REVIEWERS, province=user.province_id or "")

    def get_bulk_actions(self):
        if not self._reviews():
            return []
        return [
            BulkAction("Duyệt", reverse("reporting:approve_many")),
            BulkAction("Đôn đốc", reverse("reporting:remind")),
        ]

    def get_actions(self):
        if self.period is None or not self._reviews():
            return []
        period = f"?ky={self.period.pk}"
        return [
            Action("Tổng hợp", reverse("reporting:summary") + period),
            Action("Duyệt các báo cáo đang chờ", reverse("reporting:approve_many") + period, look="primary"),
        ]

    def get_context_data(self, **kwargs):
        """Whom one click presses: all of the period that are over the day."""
        late = 0
        if self.period and self._reviews():
            rows = ReportDuty.objects.visible_to(self.request.user).of_communes()
            late = rows.filter(period=self.period).overdue(timezone.localdate()).count()
        return super().get_context_data(**kwargs) | {"late": late, "period": self.period}

    def get_empty(self):
        return Empty("Chưa có báo cáo phải lập. Hệ thống ghi báo cáo vào ngày đầu kỳ.")

    def exported(self, count):
        audit_export(self.request.user, self.get_title(), count)


class ChosenMixin:
    """Acts on chosen expected reports: `?chon=…`, or all of a period `?ky=…`; another unit's are not there."""

    def chosen(self) -> list[ReportDuty]:
        """The expected reports that were chosen."""
        rows = ReportDuty.objects.visible_to(self.request.user).of_communes().select_related(*_DUTY)
        keys = [key for data in (self.request.GET, self.request.POST) for key in data.getlist("chon")]
        period = self.request.GET.get("ky") or self.request.POST.get("ky") or ""
        if period.isdigit() and not keys:
            return list(rows.filter(period=period))
        return list(rows.filter(pk__in=[key for key in keys if key.isdigit()]))

    def policy(self):
        user = self.request.user
        return holds(user, *REVIEWERS, province=user.province_id or "")

    def get_crumbs(self):
        return [list_crumb()]

    def get_success_url(self, result=None):
        return reverse("reporting:duties")


class ApproveMany(ChosenMixin, ServiceFormView):
    """Approve many at once, having seen which."""

    template_name = "reporting/many.html"
    submit_label = "Duyệt"

    @cached_property
    def waiting(self) -> list[Report]:
        """The versions among the chosen that wait for approval."""
        rows = Report.objects.visible_to(self.request.user).filter(
            duty__in=[duty.pk for duty in self.chosen()], state=ReportState.SIGNED
        )
        return list(
            rows.select_related(*(f"duty__{path}" for path in _DUTY), "document").order_by(
                "duty__commune__sort_key"
            )
        )

    def get_title(self):
        count = len(self.waiting)
        return f"Duyệt {count} báo cáo" if count else "Không có báo cáo nào đang chờ duyệt"

    def get_consequence(self):
        return "Số liệu của các báo cáo này được dùng để tổng hợp của tỉnh. Các xã nhận được thông báo."

    def get_context_data(self, **kwargs):
        """The reports one is about to approve, with what was corrected in them."""
        return super().get_context_data(**kwargs) | {
            "lines": [
                (r.duty.commune, r.get_absolute_url(), str(r.document or ""), r.signed_at)
                for r in self.waiting
            ]
        }

    def perform(self, form):
        return reports_approve_many(actor=self.request.user, reports=self.waiting)

    def get_done_message(self, result):
        return f"Đã duyệt {result} báo cáo."


class Remind(ChosenMixin, ServiceFormView):
    """Press communes that have not handed in: one click for the chosen ones, or for all that are over the day."""

    template_name = "reporting/many.html"
    submit_label = "Đôn đốc"

    @cached_property
    def late(self) -> list[ReportDuty]:
        """Those of the chosen that may be pressed today."""
        today = timezone.localdate()
        found = [duty for duty in self.chosen() if policies.can_remind(self.request.user, duty, today)]
        whole = not (self.request.GET.getlist("chon") or self.request.POST.getlist("chon"))
        return [duty for duty in found if not whole or duty.due_on < today]

    def get_title(self):
        count = len(self.late)
        return f"Đôn đốc {count} đơn vị" if count else "Không có đơn vị nào cần đôn đốc"

    def get_consequence(self):
        return "Cán bộ và Trưởng Công an xã được nhắc trong hệ thống và qua thư điện tử; mỗi đơn vị một lần một ngày."

    def get_context_data(self, **kwargs):
        """The communes one is about to press."""
        return super().get_context_data(**kwargs) | {
            "lines": [
                (d.commune, d.get_absolute_url(), d.get_state_display(), d.reminded_at) for d in self.late
            ]
        }

    def perform(self, form):
        return duties_remind(actor=self.request.user, duties=self.late)

    def get_done_message(self, result):
        return f"Đã đôn đốc {result} đơn vị." if result else "Các đơn vị này hôm nay đã được nhắc."


class Return(ServiceFormView):
    """Return a report with what is to be mended."""

    form_class = ReturnForm
    submit_label, submit_look = "Trả lại", "danger"
    done_message = "Đã trả lại báo cáo; đơn vị nhận được góp ý và bản nháp mới."

    def get_subject(self):
        return get_report(self.request, self.kwargs["pk"])

    def policy(self):
        return policies.can_return(self.request.user, self.subject)

    def get_title(self):
        return f"Trả lại báo cáo {self.subject.duty.period.label.lower()}, {self.subject.duty.commune}"

    def get_consequence(self):
        return (
            "Đơn vị có bản nháp mới cùng nội dung để sửa và ký lại; văn bản đã ký được thay khi ký bản mới."
        )

    def get_crumbs(self):
        return [list_crumb(), Crumb("Báo cáo", self.subject.get_absolute_url())]

    def perform(self, form):
        report_return(actor=self.request.user, report=self.subject, comment=form.cleaned_data["comment"])
        return self.subject


@require_POST
def approve(request, pk: int) -> HttpResponse:
    """Approve one report."""
    report = report_approve(actor=request.user, report=get_report(request, pk))
    messages.success(request, f"Đã duyệt báo cáo của {report.duty.commune}.")
    return redirect(report.duty)
