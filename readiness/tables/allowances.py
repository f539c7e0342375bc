"""Columns of the lists of levels, allowance sheets and injuries."""

from django.urls import reverse

from pages.tables import (
    DROPS,
    INLINE,
    Column,
    DayColumn,
    NameColumn,
    NumberColumn,
    RegisterTable,
    StateColumn,
    YesColumn,
)
from readiness.choices import ClaimState, SheetState
from readiness.models import AllowanceRate, AllowanceSheet, Injury

SHEET_TONES = {"draft": "warn", "checked": "info", "locked": "ok"}
CLAIM_TONES = {"none": "idle", "claimed": "info", "approved": "info", "paid": "ok", "refused": "bad"}


class RateTable(RegisterTable):
    """Levels of a province."""

    kind = NameColumn(
        lambda row: reverse("readiness:rate", args=[row.pk]),
        verbose_name="Khoản", accessor="get_kind_display", order_by=("kind",),
    )  # fmt: skip
    province = Column(verbose_name="Tỉnh", room=DROPS, hidden=True)
    position = Column(
        verbose_name="Chức danh", accessor="get_position_display", order_by=("position",), room=INLINE
    )
    words = Column(verbose_name="Mức", orderable=False, room=INLINE)
    occasions = Column(verbose_name="Áp dụng cho", orderable=False, room=DROPS)
    monthly_days = NumberColumn(verbose_name="Tối đa ngày/tháng", room=DROPS)
    started_on = DayColumn(verbose_name="Từ ngày", room=INLINE)
    ended_on = DayColumn(verbose_name="Đến trước ngày", room=DROPS)
    decision = Column(verbose_name="Nghị quyết", room=DROPS)

    class Meta(RegisterTable.Meta):
        model = AllowanceRate
        fields = ()


class SheetTable(RegisterTable):
    """Allowance sheets by month."""

    month = NameColumn(lambda row: reverse("readiness:sheet", args=[row.pk]), verbose_name="Tháng")
    commune = Column(verbose_name="Đơn vị", order_by=("commune__official_order",), room=INLINE)
    people = NumberColumn(verbose_name="Số dòng", room=DROPS)
    total = NumberColumn(verbose_name="Tổng cộng (đồng)", room=INLINE)
    state = StateColumn(SheetState, SHEET_TONES, verbose_name="Trạng thái", room=INLINE)
    checked_by = Column(verbose_name="Người kiểm tra", room=DROPS)
    locked_on = DayColumn(verbose_name="Khóa ngày", room=DROPS)

    class Meta(RegisterTable.Meta):
        model = AllowanceSheet
        fields = ()

    def render_month(self, value, record, column):
        """The month as mm/yyyy."""
        return column.render(f"{value:%m/%Y}", record)

    def value_month(self, value):
        """The month as mm/yyyy in Excel too."""
        return f"{value:%m/%Y}"


class InjuryTable(RegisterTable):
    """Accidents, injuries, illness and death."""

    person = NameColumn(
        lambda row: reverse("readiness:injury", args=[row.pk]),
        verbose_name="Họ và tên", accessor="membership__person", order_by=("membership__person__sort_key",),
    )  # fmt: skip
    team = Column(
        verbose_name="Tổ", accessor="membership__team", order_by=("membership__team__sort_key",), room=INLINE
    )
    commune = Column(verbose_name="Đơn vị", accessor="membership__team__commune", room=DROPS, hidden=True)
    happened_on = DayColumn(verbose_name="Ngày xảy ra", room=INLINE)
    kind = Column(verbose_name="Loại", accessor="get_kind_display", order_by=("kind",), room=INLINE)
    on_duty = YesColumn(verbose_name="Khi làm nhiệm vụ", room=DROPS)
    claim_state = StateColumn(ClaimState, CLAIM_TONES, verbose_name="Giải quyết chế độ", room=INLINE)
    claimed = NumberColumn(verbose_name="Đề nghị (đồng)", room=DROPS)
    paid = NumberColumn(verbose_name="Đã chi (đồng)", room=DROPS)

    class Meta(RegisterTable.Meta):
        model = Injury
        fields = ()
