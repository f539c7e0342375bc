"""Columns of the list of requests to take somebody over: only what both sides may read."""

from django.urls import reverse

from pages.tables import DROPS, INLINE, Column, DayColumn, MaskColumn, NameColumn, RegisterTable, StateColumn
from teams.choices import TransferState
from teams.models import TransferRequest

TRANSFER_TONES = {
    TransferState.WAITING: "warn",
    TransferState.ACCEPTED: "ok",
    TransferState.REFUSED: "bad",
    TransferState.WITHDRAWN: "idle",
}


class TransferTable(RegisterTable):
    """Requests; who keeps the person is no column."""

    full_name = NameColumn(
        lambda row: reverse("teams:transfer", args=[row.pk]),
        verbose_name="Họ và tên đã ghi", order_by=("search_key",),
    )  # fmt: skip
    citizen_id = MaskColumn(verbose_name="CCCD", accessor="citizen_id_tail", orderable=False, room=DROPS)
    commune = Column(verbose_name="Xã đề nghị", order_by=("commune__official_order",), room=INLINE)
    wanted_on = DayColumn(verbose_name="Tiếp nhận từ", room=INLINE)
    requested_on = DayColumn(verbose_name="Ngày đề nghị", room=DROPS)
    due_on = DayColumn(verbose_name="Hạn trả lời", room=INLINE)
    state = StateColumn(
        TransferState,
        TRANSFER_TONES,
        verbose_name="Trạng thái",
        accessor="state",
        orderable=False,
        room=INLINE,
    )

    class Meta(RegisterTable.Meta):
        model = TransferRequest
        fields = ()
