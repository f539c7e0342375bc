"""Columns of the lists of rosters, turns of duty and patrols."""

from django.urls import reverse

from pages.tables import (
    DROPS,
    INLINE,
    Column,
    DayColumn,
    LinkColumn,
    NameColumn,
    NumberColumn,
    RegisterTable,
    StateColumn,
)
from readiness.choices import Outcome
from readiness.models import DutyAssignment, DutyRoster, Patrol

OUTCOME_TONES = {"planned": "info", "done": "ok", "missed": "bad"}


class MonthColumn(DayColumn):
    """A month as mm/yyyy, also in Excel."""

    kind, numeric = "text", False

    def render(self, value):
        return f"{value:%m/%Y}"

    def value(self, **kwargs):
        return f"{kwargs['value']:%m/%Y}"


class RosterTable(RegisterTable):
    """Rosters of teams by month."""

    team = NameColumn(
        lambda row: reverse("readiness:roster", args=[row.pk]),
        verbose_name="Tổ",
        order_by=("team__sort_key",),
    )
    commune = Column(verbose_name="Đơn vị", accessor="team__commune", room=DROPS)
    month = MonthColumn(verbose_name="Tháng", room=INLINE)
    turns = NumberColumn(verbose_name="Lượt trực", room=INLINE)
    nights = NumberColumn(verbose_name="Trong đó ban đêm", room=DROPS)
    done = NumberColumn(verbose_name="Đã trực", room=INLINE)
    missed = NumberColumn(verbose_name="Không trực", room=DROPS)

    class Meta(RegisterTable.Meta):
        model = DutyRoster
        fields = ()


class DutyTable(RegisterTable):
    """Who was on duty when."""

    person = NameColumn(
        lambda row: reverse("readiness:roster", args=[row.shift.roster_id]),
        verbose_name="Họ và tên", accessor="membership__person", order_by=("membership__person__sort_key",),
    )  # fmt: skip
    team = Column(
        verbose_name="Tổ", accessor="shift__roster__team", order_by=("shift__roster__team__sort_key",),
        room=INLINE,
    )  # fmt: skip
    commune = Column(verbose_name="Đơn vị", accessor="shift__roster__team__commune", room=DROPS, hidden=True)
    day = DayColumn(verbose_name="Ngày", accessor="shift__day", room=INLINE)
    kind = Column(
        verbose_name="Ca", accessor="shift__get_kind_display", order_by=("shift__kind",), room=INLINE
    )
    hours = Column(verbose_name="Giờ", accessor="shift__hours", orderable=False, room=DROPS)
    outcome = StateColumn(Outcome, OUTCOME_TONES, verbose_name="Kết quả", room=INLINE)

    class Meta(RegisterTable.Meta):
        model = DutyAssignment
        fields = ()


class PatrolTable(RegisterTable):
    """The log of patrols."""

    route = NameColumn(lambda row: reverse("readiness:patrol", args=[row.pk]), verbose_name="Tuyến, địa bàn")
    team = LinkColumn(
        lambda row: reverse("teams:team", args=[row.team_id]), verbose_name="Tổ", order_by=("team__sort_key",),
        room=INLINE,
    )  # fmt: skip
    commune = Column(verbose_name="Đơn vị", accessor="team__commune", room=DROPS, hidden=True)
    patrolled_on = DayColumn(verbose_name="Ngày", room=INLINE)
    hours = Column(verbose_name="Giờ", orderable=False, room=INLINE)
    people = NumberColumn(verbose_name="Người", room=DROPS)
    incidents_found = NumberColumn(verbose_name="Vụ việc phát hiện", room=DROPS)
    people_reminded = NumberColumn(verbose_name="Lượt nhắc nhở", room=DROPS)
    handed_over = NumberColumn(verbose_name="Chuyển Công an xã", room=DROPS)

    class Meta(RegisterTable.Meta):
        model = Patrol
        fields = ()
