"""Columns of this app's lists, on the screen and in Excel."""

from django.urls import reverse

from pages.tables import (
    DROPS,
    INLINE,
    Column,
    DayColumn,
    FigureColumn,
    LinkColumn,
    NameColumn,
    NumberColumn,
    RegisterTable,
    StateColumn,
    YesColumn,
)
from recruitment.choices import APPLICATION_TONES, CAMPAIGN_TONES, ApplicationState, CampaignState
from recruitment.eligibility import PRIORITY_FACTS
from recruitment.models import Application, Campaign, CampaignLine
from recruitment.resources import ApplicationResource


def _campaign(row) -> str:
    return reverse("recruitment:campaign", args=[row.campaign_id])


class CampaignTable(RegisterTable):
    """Campaigns. `opens_applicants`: the number of applications leads to their list, which partners do not see."""

    title = NameColumn(lambda row: row.get_absolute_url(), verbose_name="Đợt", order_by=("search_key",))
    commune = Column(verbose_name="Xã, phường", order_by=("commune__official_order",), room=INLINE)
    opens_on = DayColumn(verbose_name="Nhận từ ngày", room=INLINE)
    closes_on = DayColumn(verbose_name="Đến hết ngày", room=INLINE)
    wanted = NumberColumn(verbose_name="Chỉ tiêu", room=INLINE)
    received = FigureColumn(
        lambda row: f"{reverse('recruitment:application_list')}?dot={row.pk}",
        verbose_name="Hồ sơ",
        room=INLINE,
    )
    recognised = NumberColumn(verbose_name="Đã công nhận", room=DROPS)
    state = StateColumn(CampaignState, CAMPAIGN_TONES, verbose_name="Bước", room=INLINE)

    class Meta(RegisterTable.Meta):
        model = Campaign
        fields = ()

    def __init__(self, *args, opens_applicants: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        if not opens_applicants:
            self.columns["received"].column.url = lambda row: ""


def _priority(fact: str) -> YesColumn:
    """Whether one of the six priority criteria applies, under the heading by which a list is brought in."""
    owner, name = PRIORITY_FACTS[fact]
    return YesColumn(
        verbose_name=ApplicationResource.fields[name].column_name,
        accessor=f"person__{name}" if owner == "person" else name, room=DROPS, hidden=True,
    )  # fmt: skip


class ApplicationTable(RegisterTable):
    """Applications."""

    person = NameColumn(
        lambda row: row.get_absolute_url(), verbose_name="Họ và tên", accessor="person__full_name",
        order_by=("person__sort_key",),
    )  # fmt: skip
    commune = Column(
        verbose_name="Xã, phường", accessor="campaign__commune", order_by=("campaign__commune__official_order",),
        room=INLINE,
    )  # fmt: skip
    team = Column(
        verbose_name="Dự tuyển vào", accessor="line__team", order_by=("line__team__sort_key",), room=INLINE
    )
    campaign = LinkColumn(_campaign, verbose_name="Đợt", accessor="campaign__title", room=DROPS)
    received_on = DayColumn(verbose_name="Ngày nhận", room=INLINE)
    source = Column(verbose_name="Nguồn", accessor="get_source_display", order_by=("source",), room=DROPS)
    state = StateColumn(ApplicationState, APPLICATION_TONES, verbose_name="Trạng thái", room=INLINE)
    state_since = DayColumn(verbose_name="Từ ngày", room=DROPS, hidden=True)
    reason = Column(verbose_name="Lý do từ chối, rút", room=DROPS, hidden=True)
    served_police = _priority("P01")
    served_army = _priority("P02")
    was_part_time_police = _priority("P03")
    has_prestige = _priority("P04")
    was_member = _priority("P05")
    lives_in_hamlet = _priority("P06")

    class Meta(RegisterTable.Meta):
        model = Application
        fields = ()


class LineTable(RegisterTable):
    """Quotas of campaigns."""

    team = NameColumn(_campaign, verbose_name="Tổ", order_by=("team__sort_key",))
    hamlet = Column(verbose_name="Thôn, tổ dân phố", order_by=("hamlet__sort_key",), room=INLINE)
    commune = Column(
        verbose_name="Xã, phường", accessor="campaign__commune", order_by=("campaign__commune__official_order",),
        room=INLINE,
    )  # fmt: skip
    campaign = Column(
        verbose_name="Đợt", accessor="campaign__title", order_by=("campaign__search_key",), room=INLINE
    )
    count = NumberColumn(verbose_name="Số người", room=INLINE)
    used = NumberColumn(verbose_name="Đã công nhận", room=INLINE)

    class Meta(RegisterTable.Meta):
        model = CampaignLine
        fields = ()
