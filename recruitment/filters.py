"""Conditions of this app's lists."""

import django_filters as filters

from pages.filters import DayFilter, ListFilter
from recruitment.choices import ApplicationState, CampaignState, Source
from recruitment.lanes import LANES
from recruitment.models import Application, Campaign, CampaignLine
from teams.filters.scope import CommuneFilter, ScopedFilter


class CampaignFilter(ScopedFilter):
    """Conditions of the list of campaigns."""

    search_hint = "Tên đợt"

    don_vi = CommuneFilter(field_name="commune")
    buoc = filters.ChoiceFilter(label="Bước", field_name="state", choices=CampaignState.choices)

    class Meta:
        model = Campaign
        fields: list[str] = []


class ApplicationFilter(ScopedFilter):
    """Conditions of the list of applications."""

    search_path = "person__search_key"
    search_hint = "Họ tên (không cần dấu)"

    don_vi = CommuneFilter(field_name="campaign__commune")
    dot = filters.ModelChoiceFilter(
        label="Đợt", field_name="campaign", queryset=lambda request: Campaign.objects.visible_to(request.user)
    )
    trang_thai = filters.ChoiceFilter(
        label="Trạng thái", field_name="state", choices=ApplicationState.choices
    )
    giai_doan = filters.ChoiceFilter(
        label="Cột trên bảng", method="in_lane", choices=[(code, lane[0]) for code, lane in LANES.items()]
    )
    nguon = filters.ChoiceFilter(label="Nguồn", field_name="source", choices=Source.choices)
    tu_ngay = DayFilter(label="Nhận từ ngày", field_name="received_on", lookup_expr="gte")
    den_ngay = DayFilter(label="Nhận đến ngày", field_name="received_on", lookup_expr="lte")

    class Meta:
        model = Application
        fields: list[str] = []

    def in_lane(self, rows, name, code):
        """What stands in that lane of the board."""
        return rows.filter(state__in=LANES[code][2])


class RuleFilter(ListFilter):
    """Conditions of the table by rules: of one campaign."""

    search_hint = "Họ tên, tên Tổ (không cần dấu)"

    trang_thai = filters.ChoiceFilter(
        label="Trạng thái", field_name="state", choices=ApplicationState.choices
    )

    class Meta:
        model = Application
        fields: list[str] = []

    def search(self, rows, name, text):
        """By the applicant's name or the team's."""
        return rows.named(text)


class LineFilter(ScopedFilter):
    """Conditions of the list of quotas."""

    search_path = "team__search_key"
    search_hint = "Tên Tổ"

    don_vi = CommuneFilter(field_name="campaign__commune")

    class Meta:
        model = CampaignLine
        fields: list[str] = []
