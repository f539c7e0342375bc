"""Columns of the list of proposals."""

from django.utils import timezone
from django.utils.functional import cached_property

from pages.tables import DROPS, INLINE, Column, DayColumn, NameColumn, RegisterTable, StateColumn
from pages.templatetags.pages import clock
from teams.choices import LEGAL_CASES, ProposalState
from teams.clocks import ProposalClocks
from teams.models import Proposal

PROPOSAL_TONES = {
    ProposalState.DRAFT: "info", ProposalState.SUBMITTED: "warn", ProposalState.APPROVED: "ok",
    ProposalState.REFUSED: "bad", ProposalState.WITHDRAWN: "idle",
}  # fmt: skip


class PeopleColumn(NameColumn):
    """Whom or what the proposal is about."""

    def render(self, record, **kwargs):
        return super().render(value=record.about, record=record)

    def value(self, record, **kwargs):
        return record.about


class PointsColumn(Column):
    """The points of Điều 17, khoản 3: a, b; what lies behind them is on the proposal's own page."""

    def render(self, record):
        points = sorted({LEGAL_CASES.get(line.end_kind, "") for line in record.lines.all()} - {""})
        return ", ".join(points) if record.is_leaving else ""

    def value(self, record, **kwargs):
        return self.render(record)


class ClockColumn(Column):
    """The clock that runs now."""

    def render(self, record, table):
        face = table.clocks.face(table.clocks.running(record), table.today)
        return clock(face) if face else ""

    def value(self, record, table, **kwargs):
        face = table.clocks.face(table.clocks.running(record), table.today)
        return face.text if face else ""


class ProposalTable(RegisterTable):
    """Proposals; reasons are no column."""

    people = PeopleColumn(
        lambda row: row.get_absolute_url(),
        verbose_name="Người, Tổ được đề xuất",
        empty_values=(),
        orderable=False,
    )
    kind = Column(verbose_name="Đề xuất", accessor="get_kind_display", order_by=("kind",), room=INLINE)
    points = PointsColumn(
        verbose_name="Điểm (khoản 3 Điều 17)", empty_values=(), orderable=False, default="", room=DROPS
    )
    commune = Column(verbose_name="Xã, phường", order_by=("commune__official_order",), room=INLINE)
    created_on = DayColumn(verbose_name="Lập ngày", room=DROPS)
    submitted_on = DayColumn(verbose_name="Trình ngày", room=INLINE)
    clock = ClockColumn(verbose_name="Hạn", empty_values=(), orderable=False, default="", room=INLINE)
    state = StateColumn(ProposalState, PROPOSAL_TONES, verbose_name="Trạng thái", room=INLINE)
    closed_on = DayColumn(verbose_name="Xong ngày", room=DROPS, hidden=True)

    class Meta(RegisterTable.Meta):
        model = Proposal
        fields = ()

    @cached_property
    def clocks(self) -> ProposalClocks:
        """Limits and days off, read once for all rows."""
        return ProposalClocks()

    @cached_property
    def today(self):
        """The day the clocks are read on."""
        return timezone.localdate()
