"""Columns of the list of equipment."""

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
)
from readiness.choices import Condition
from readiness.models import EquipmentIssue

CONDITION_TONES = {"good": "ok", "worn": "warn", "broken": "bad", "lost": "bad"}


class EquipmentTable(RegisterTable):
    """Things given out."""

    kind = NameColumn(
        lambda row: reverse("readiness:equipment", args=[row.pk]),
        verbose_name="Trang bị", accessor="get_kind_display", order_by=("kind",),
    )  # fmt: skip
    team = Column(verbose_name="Tổ", order_by=("team__sort_key",), room=INLINE)
    commune = Column(verbose_name="Đơn vị", accessor="team__commune", room=DROPS, hidden=True)
    member = Column(
        verbose_name="Cấp cho", accessor="membership__person", order_by=("membership__person__sort_key",),
        default="Cả Tổ", room=INLINE,
    )  # fmt: skip
    quantity = NumberColumn(verbose_name="Số lượng", room=INLINE)
    serial = Column(verbose_name="Số hiệu", room=DROPS)
    started_on = DayColumn(verbose_name="Ngày cấp", room=DROPS)
    valid_until = DayColumn(verbose_name="Dùng đến", room=DROPS)
    ended_on = DayColumn(verbose_name="Thu hồi", room=DROPS)
    condition = StateColumn(Condition, CONDITION_TONES, verbose_name="Tình trạng", room=INLINE)

    class Meta(RegisterTable.Meta):
        model = EquipmentIssue
        fields = ()
