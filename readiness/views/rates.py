"""Pages of the province's levels of support."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from audit.lists import AuditedList
from contracts.policy import require
from pages.lists import Empty
from pages.templatetags.pages import ngay
from pages.views import Action, ConfirmView, Crumb, DetailPage, ServiceFormView
from readiness import policies
from readiness.filters.duty import RateFilter
from readiness.forms.allowances import RateEndForm, RateForm
from readiness.models import AllowanceRate
from readiness.services.rates import rate_end, rate_set
from readiness.tables.allowances import RateTable


def _crumb() -> Crumb:
    return Crumb("Mức chi chế độ", reverse("readiness:rate_list"))


class SeesSheets:
    """Mix in before pages about money: partners that do not pay are refused."""

    def dispatch(self, request, *args, **kwargs):
        """Ask before anything is fetched: the answer does not depend on the object."""
        require(policies.can_see_sheets(request.user))
        return super().dispatch(request, *args, **kwargs)


class RateList(SeesSheets, AuditedList):
    """Levels of the province."""

    model, table_class, filterset_class = AllowanceRate, RateTable, RateFilter
    title, noun = "Mức chi chế độ", "mức"
    subtitle = "Theo nghị quyết của HĐND tỉnh (Luật 30/2023, Điều 23 và Điều 26)."

    def narrow(self, rows):
        """By kind and position, newest first."""
        return rows.select_related("province", "decision").order_by("kind", "position", "-started_on")

    def get_actions(self):
        user = self.request.user
        may = policies.can_write_rates(user, user.province_id or "")
        return [Action("Đặt mức", reverse("readiness:rate_new"), may, "primary")]

    def get_empty(self):
        return Empty(
            "Tỉnh chưa ghi mức chi nào. Cán bộ Công an tỉnh đặt từng mức theo nghị quyết của HĐND tỉnh.",
            self.get_actions()[0],
        )


class RatePage(SeesSheets, DetailPage):
    """One level."""

    model, select = AllowanceRate, ("province", "decision")
    template_name = "readiness/rate.html"

    def get_title(self):
        position = f", {self.object.get_position_display()}" if self.object.position else ""
        return f"{self.object.get_kind_display()}{position}"

    def get_crumbs(self):
        return [_crumb()]

    def get_actions(self):
        may = policies.can_write_rates(self.request.user, self.object.province_id)
        if self.object.ended_on:
            return []
        return [Action("Kết thúc mức này", reverse("readiness:rate_end", args=[self.object.pk]), may)]

    def get_context_data(self, **kwargs):
        rate = self.object
        facts = [
            ("Mức", rate.words),
            ("Áp dụng cho", rate.occasions),
            ("Tối đa ngày mỗi tháng", rate.monthly_days),
            ("Có hiệu lực từ", ngay(rate.started_on)),
            ("Không còn chi từ", ngay(rate.ended_on)),
            ("Nghị quyết", rate.decision),
        ]
        return super().get_context_data(**kwargs) | {"facts": facts}


class RateNew(ServiceFormView):
    """Give a level from a day on."""

    form_class, title, submit_label = RateForm, "Đặt mức chi", "Đặt mức"
    consequence = (
        "Mức đang chi của cùng khoản, cùng chức danh hết hiệu lực từ ngày đó. Bảng chi đã khóa không đổi."
    )
    done_message = "Đã đặt mức chi."

    def policy(self):
        return policies.can_write_rates(self.request.user, self.request.user.province_id or "")

    def get_crumbs(self):
        return [_crumb()]

    def perform(self, form):
        user = self.request.user
        return rate_set(actor=user, province=user.province, paper=form.paper_data, **form.facts())

    def get_success_url(self, result=None):
        return reverse("readiness:rate", args=[result.pk])


class RateEnd(ConfirmView):
    """No longer pay it."""

    form_class, title, submit_label = RateEndForm, "Kết thúc mức chi", "Kết thúc mức"
    consequence = "Bảng chi của các tháng từ ngày đó không còn khoản này."
    done_message = "Đã ghi kết thúc mức chi."

    def get_subject(self):
        rows = AllowanceRate.objects.visible_to(self.request.user).select_related("province")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        return policies.can_write_rates(self.request.user, self.subject.province_id)

    def get_crumbs(self):
        return [_crumb(), Crumb(self.subject.words, reverse("readiness:rate", args=[self.subject.pk]))]

    def perform(self, form):
        return rate_end(actor=self.request.user, rate=self.subject, **form.cleaned_data)

    def get_success_url(self, result=None):
        return reverse("readiness:rate", args=[self.subject.pk])
