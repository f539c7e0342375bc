"""Lists of campaigns, applications, quotas."""

from django.db.models import Count, Sum
from django.urls import reverse

from audit.lists import AuditedList
from contracts.policy import require
from pages.lists import Empty, Tab
from pages.measured import MeasuredListMixin
from pages.views import Action
from recruitment import policies
from recruitment.choices import ApplicationState
from recruitment.filters import ApplicationFilter, CampaignFilter, LineFilter
from recruitment.lanes import per_row
from recruitment.models import Application, Campaign, CampaignLine
from recruitment.services.applications_import import CAMPAIGN
from recruitment.tables import ApplicationTable, CampaignTable, LineTable
from teams.views.lists import UnitListMixin


def import_address(campaign: Campaign | None = None) -> str:
    """Where a list of applicants is brought in, with that campaign chosen."""
    address = reverse("jobs:import_new", args=["applications"])
    return f"{address}?{CAMPAIGN}={campaign.pk}" if campaign else address


class CampaignList(UnitListMixin, AuditedList):
    """Campaigns with their quotas and applications, the newest first."""

    model, table_class, filterset_class = Campaign, CampaignTable, CampaignFilter
    title, noun = "Đợt tuyển chọn", "đợt"

    def narrow(self, rows):
        """With the sums its columns show."""
        applications = Application.objects.visible_to(self.request.user)
        lines = CampaignLine.objects.visible_to(self.request.user)
        recognised = applications.filter(state=ApplicationState.RECOGNISED)
        return (
            rows.select_related("commune")
            .annotate(
                wanted=per_row(lines, "campaign", Sum("count")),
                received=per_row(applications, "campaign", Count("pk")),
                recognised=per_row(recognised, "campaign", Count("pk")),
            )
            .order_by("-opens_on", "-pk")
        )

    def get_table_kwargs(self):
        return super().get_table_kwargs() | {
            "opens_applicants": bool(policies.can_see_papers(self.request.user))
        }

    def get_subtitle(self):
        return f"Kế hoạch, hồ sơ, Hội đồng và quyết định, {self.unit()}."

    def get_actions(self):
        user = self.request.user
        if user.commune is None:
            return []
        answer = policies.can_prepare(user, user.commune)
        return [Action("Lập đợt tuyển chọn", reverse("recruitment:campaign_new"), answer, "primary")]

    def get_empty(self):
        actions = self.get_actions()
        return Empty(
            "Chưa có đợt tuyển chọn nào. Lập đợt cho các Tổ đang thiếu người.",
            actions[0] if actions else None,
        )


class ApplicationList(UnitListMixin, MeasuredListMixin, AuditedList):
    """Applications of all campaigns."""

    model, table_class, filterset_class = Application, ApplicationTable, ApplicationFilter
    register = "recruitment"
    title, noun = "Hồ sơ dự tuyển", "hồ sơ"
    empty = Empty("Chưa có hồ sơ nào. Mở một đợt đang nhận hồ sơ rồi chọn “Nhận hồ sơ”.")

    def dispatch(self, request, *args, **kwargs):
        """Partners see campaigns, not applicants."""
        require(policies.can_see_papers(request.user))
        return super().dispatch(request, *args, **kwargs)

    def narrow(self, rows):
        """With what the columns need; no secret is decrypted for a list."""
        joined = rows.select_related("person", "campaign__commune", "line__team")
        return joined.without_secrets().order_by("-received_on", "person__sort_key", "pk")

    def get_actions(self):
        """A hamlet's list goes into the campaign that is listed, else into one that takes applications."""
        user = self.request.user
        if user.commune is None:
            return []
        if (campaign := self._asked(user)) is None:
            return [Action("Nhập từ Excel", import_address(), policies.can_import(user, user.commune))]
        answer = policies.can_receive(user, campaign)
        return [Action("Nhập từ Excel", import_address(campaign), answer)]

    def _asked(self, user) -> Campaign | None:
        """The own commune's campaign whose applications are listed."""
        asked = self.request.GET.get(CAMPAIGN, "")
        if not (asked.isascii() and asked.isdigit()):
            return None
        campaigns = Campaign.objects.visible_to(user).filter(commune=user.commune, pk=asked)
        return campaigns.select_related("commune").first()

    def get_tabs(self):
        chosen = self.request.GET.get("trang_thai", "")
        states = ("incomplete", "received", "eligible", "submitted", "recognised")
        tabs = [Tab("Tất cả", "?", None, not chosen)]
        return tabs + [
            Tab(ApplicationState(state).label, f"?trang_thai={state}", None, chosen == state)
            for state in states
        ]


class LineList(UnitListMixin, MeasuredListMixin, AuditedList):
    """How many people which team was to get in which campaign."""

    model, table_class, filterset_class = CampaignLine, LineTable, LineFilter
    register = "recruitment_quotas"
    title, noun = "Chỉ tiêu tuyển chọn", "dòng"
    empty = Empty("Chưa có chỉ tiêu nào. Chỉ tiêu được đặt khi lập đợt tuyển chọn.")

    def narrow(self, rows):
        """With how many of each quota were recognised."""
        recognised = Application.objects.visible_to(self.request.user).filter(
            state=ApplicationState.RECOGNISED
        )
        return (
            rows.select_related("team", "hamlet", "campaign__commune")
            .annotate(used=per_row(recognised, "line", Count("pk")))
            .order_by("-campaign__opens_on", "team__sort_key", "pk")
        )
