"""Columns of the audit of a unit."""

from audit.models import Entry
from pages.tables import DROPS, INLINE, Column, MomentColumn, NameColumn, RegisterTable


class EntryTable(RegisterTable):
    """Entries, newest first."""

    subject_name = NameColumn(lambda row: row.get_absolute_url(), verbose_name="Đối tượng", orderable=False)
    act = Column(verbose_name="Việc", accessor="act_name", orderable=False)
    at = MomentColumn(verbose_name="Lúc", order_by=("pk",))
    actor_name = Column(verbose_name="Người làm", orderable=False, room=INLINE)
    unit = Column(verbose_name="Đơn vị", accessor="commune_code", orderable=False, room=DROPS, hidden=True)
    source = Column(verbose_name="Từ", accessor="get_source_display", orderable=False, room=DROPS)
    reason = Column(verbose_name="Lý do", orderable=False, room=DROPS)

    class Meta(RegisterTable.Meta):
        model = Entry
        fields = ("at", "subject_name", "act", "actor_name", "unit", "source", "reason")
        sequence = ("subject_name", "act", "at", "actor_name", "unit", "source", "reason")
