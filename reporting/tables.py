"""Columns of this app's lists, on the screen and in Excel."""

from django.utils import timezone

from pages.tables import (
    INLINE,
    Column,
    DayColumn,
    MomentColumn,
    NameColumn,
    NumberColumn,
    RegisterTable,
    StateColumn,
)
from pages.templatetags.pages import st
from reporting.choices import DUTY_TONES, DutyState
from reporting.models import ReportDuty
from vietnam.calendar import working_days_between


def lateness(duty: ReportDuty, today, extra) -> tuple[str, str]:
    """How an expected report stands to its due day: tone and words."""
    if duty.handed_in_on is not None:
        late = working_days_between(duty.due_on, duty.handed_in_on, extra)
        return ("warn", f"Muộn {late} ngày làm việc") if duty.is_late else ("ok", "Đúng hạn")
    if today > duty.due_on:
        return "bad", f"Quá {working_days_between(duty.due_on, today, extra)} ngày làm việc"
    return "idle", "Chưa đến hạn"


class LatenessColumn(Column):
    """In time, late, or over the day."""

    def render(self, record):
        return st(*self._of(record))

    def value(self, record, **kwargs):
        return self._of(record)[1]

    def _of(self, record):
        return lateness(record, timezone.localdate(), self.extra)


class DutyColumns(RegisterTable):
    """What both lists of expected reports say; `extra_days` are the special days of the calendar."""

    state = StateColumn(DutyState, DUTY_TONES, verbose_name="Trạng thái", accessor="state", room=INLINE)
    due_on = DayColumn(verbose_name="Hạn")
    signed_at = MomentColumn(verbose_name="Gửi lúc")
    late = LatenessColumn(verbose_name="So với hạn", accessor="pk", orderable=False, room=INLINE)
    returns = NumberColumn(verbose_name="Trả lại")
    reminders = NumberColumn(verbose_name="Đã nhắc", hidden=True)

    class Meta(RegisterTable.Meta):
        model = ReportDuty
        fields = ("state", "due_on", "signed_at", "late", "returns", "reminders")

    def __init__(self, *args, extra_days, **kwargs):
        super().__init__(*args, **kwargs)
        self.columns["late"].column.extra = extra_days


class DutyTable(DutyColumns):
    """A province's: one period, a row a commune."""

    commune = NameColumn(lambda row: row.get_absolute_url(), verbose_name="Xã, phường", accessor="commune",
                         order_by=("commune__sort_key",))  # fmt: skip

    class Meta(DutyColumns.Meta):
        sequence = ("commune", "...")


class OwnDutyTable(DutyColumns):
    """A commune's own: a row a period."""

    period = NameColumn(lambda row: row.get_absolute_url(), verbose_name="Kỳ", accessor="period__label",
                        order_by=("period__last_day",))  # fmt: skip

    class Meta(DutyColumns.Meta):
        sequence = ("period", "...")
