"""Quotas: a commune's line, what the province's criteria propose for its teams, the criteria themselves."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from communes.models import Commune
from contracts.roles import Scope
from pages.templatetags.pages import so
from pages.views import Action, Crumb, DetailPage, ServiceFormView
from teams import policies
from teams.choices import QuotaBasis
from teams.forms.quotas import CommuneQuotaForm, QuotaRuleForm, TakeOverForm
from teams.models import Quota, QuotaRule
from teams.services.quota_rules import quota_proposals, quota_rule_set
from teams.services.quotas import quota_set, quotas_take_over


def _crumbs() -> list[Crumb]:
    return [Crumb("Định mức", reverse("teams:quota_list"))]


class OfCommune(ServiceFormView):
    """Base of the pages of one commune's quotas."""

    def get_subject(self):
        return get_object_or_404(Commune.objects.visible_to(self.request.user), pk=self.kwargs["commune"])

    def get_crumbs(self):
        return _crumbs()

    def get_initial(self):
        return {"started_on": timezone.localdate()}


class CommuneQuota(OfCommune):
    """Set a commune's quota after the province's decision."""

    form_class, done_message = CommuneQuotaForm, "Đã đặt định mức của xã."

    def policy(self):
        return policies.can_set_commune_quota(self.request.user, self.subject)

    def get_title(self):
        return f"Đặt định mức của {self.subject}"

    def perform(self, form):
        return quota_set(actor=self.request.user, commune=self.subject, **form.cleaned_data)

    def get_success_url(self, result=None):
        return reverse("teams:quota_list")


class QuotaBoard(OfCommune):
    """Each team's line, strength and what the criteria propose; nothing is written here."""

    template_name = "teams/quota_board.html"
    http_method_names = ["get", "head"]

    def get_title(self):
        return f"Định mức các Tổ của {self.subject}"

    def get_subtitle(self):
        whole, given = self.lines()
        if whole is None:
            return "UBND tỉnh chưa giao định mức cho xã (Luật 30/2023, Điều 14, khoản 4)."
        left = whole - given
        return f"Xã được {so(whole)} người, đã phân cho các Tổ {so(given)}, chưa phân bổ {so(left)}."

    def lines(self) -> tuple[int | None, int]:
        """The commune's line and what its teams have of it."""
        rows = Quota.objects.visible_to(self.request.user).filter(commune=self.subject)
        lines = dict(rows.in_force(timezone.localdate()).values_list("team_id", "members"))
        whole = lines.pop(None, None)
        return whole, sum(lines.values())

    def get_actions(self):
        user, code = self.request.user, self.subject.pk
        take = policies.can_register(user, self.subject)
        actions = [
            Action("Nhận theo tiêu chí", reverse("teams:quota_take_over", args=[code]), take, "primary")
        ]
        if user.scope != Scope.COMMUNE:
            own = policies.can_set_commune_quota(user, self.subject)
            actions.insert(0, Action("Đặt định mức của xã", reverse("teams:commune_quota", args=[code]), own))
        return actions

    def get_context_data(self, **kwargs):
        """The proposals of today."""
        rule, proposals = quota_proposals(self.subject, timezone.localdate())
        known = [one for one in proposals if one.proposed is not None]
        return super().get_context_data(**kwargs) | {
            "rule": rule, "proposals": proposals, "total": sum(one.proposed for one in known),
            "unknown": len(proposals) - len(known), "differing": sum(one.differs for one in known),
        }  # fmt: skip


class QuotaTakeOver(OfCommune):
    """Set the lines of all teams in one step, filled with what the criteria propose."""

    form_class, template_name, submit_label = (
        TakeOverForm,
        "teams/quota_take_over.html",
        "Đặt định mức các Tổ",
    )
    consequence = "Dòng nào giữ nguyên số thì không ghi lại. Cộng các Tổ không được vượt định mức của xã."

    def policy(self):
        return policies.can_register(self.request.user, self.subject)

    def get_title(self):
        return f"Đặt định mức các Tổ của {self.subject}"

    def get_crumbs(self):
        board = reverse("teams:quota_board", args=[self.subject.pk])
        return [*_crumbs(), Crumb(str(self.subject), board)]

    def get_form_kwargs(self):
        _, proposals = quota_proposals(self.subject, timezone.localdate())
        return super().get_form_kwargs() | {"proposals": proposals}

    def perform(self, form):
        return quotas_take_over(
            actor=self.request.user, commune=self.subject, members=form.members(),
            started_on=form.cleaned_data["started_on"],
        )  # fmt: skip

    def get_done_message(self, result):
        return f"Đã đặt định mức của {len(result)} Tổ."

    def get_success_url(self, result=None):
        return reverse("teams:quota_board", args=[self.subject.pk])


class QuotaRulePage(DetailPage):
    """The criteria in force in the user's province, and those before them."""

    model = QuotaRule
    template_name = "teams/quota_rule.html"

    def get_object(self, queryset=None):
        return self.get_queryset().prefetch_related("bands").order_by("-started_on", "-pk").first()

    def get_title(self):
        return "Tiêu chí số lượng thành viên Tổ"

    def get_subtitle(self):
        return "Theo đó đề xuất định mức từng Tổ (Luật 30/2023, Điều 14, khoản 3)."

    def get_crumbs(self):
        return _crumbs()

    def get_actions(self):
        user = self.request.user
        if user.scope != Scope.PROVINCE:
            return []
        answer = policies.can_set_quota_rule(user, user.province_id)
        return [Action("Đặt tiêu chí mới", reverse("teams:quota_rule_new"), answer, "primary")]

    def get_context_data(self, **kwargs):
        """All criteria, newest first."""
        rules = (
            QuotaRule.objects.visible_to(self.request.user)
            .prefetch_related("bands")
            .select_related("province")
        )
        return super().get_context_data(**kwargs) | {"rules": rules.order_by("province", "-started_on")}


class QuotaRuleNew(ServiceFormView):
    """Lay down the criteria from a day on."""

    form_class = QuotaRuleForm
    title, done_message = "Đặt tiêu chí số lượng thành viên Tổ", "Đã đặt tiêu chí."
    subtitle = "Mỗi mức: từ bao nhiêu hộ (người) thì bao nhiêu thành viên. Dòng không dùng để trống."
    consequence = (
        "Tiêu chí cũ hết hiệu lực từ ngày này. Định mức đang có chỉ đổi khi xã nhận theo tiêu chí mới."
    )

    def policy(self):
        return policies.can_set_quota_rule(self.request.user, self.request.user.province_id or "")

    def get_crumbs(self):
        return [Crumb("Tiêu chí", reverse("teams:quota_rule"))]

    def perform(self, form):
        data, user = form.cleaned_data, self.request.user
        return quota_rule_set(
            actor=user, province=user.province, basis=QuotaBasis(data["basis"]), legal_basis=data["legal_basis"],
            started_on=data["started_on"], bands=form.bands(),
        )  # fmt: skip

    def get_success_url(self, result=None):
        return reverse("teams:quota_rule")
