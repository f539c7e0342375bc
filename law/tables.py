"""Columns of the list of legal parameters."""

from law.choices import Certainty
from law.models import Parameter
from pages.tables import DROPS, INLINE, Column, DayColumn, NameColumn, RegisterTable, StateColumn

#: How sure we are, as states: what is not stated wants checking.
CERTAINTY_TONES = {Certainty.STATED: "ok", Certainty.RECALLED: "ask", Certainty.ASSUMED: "ask"}


class ParameterTable(RegisterTable):
    """Values in force today."""

    label = NameColumn(lambda row: row.get_absolute_url(), verbose_name="Tham số", order_by=("label",))
    words = Column(verbose_name="Giá trị hôm nay", orderable=False)
    citation = Column(verbose_name="Căn cứ", room=DROPS)
    certainty = StateColumn(Certainty, CERTAINTY_TONES, verbose_name="Độ chắc chắn", room=INLINE)
    region = Column(verbose_name="Phạm vi", accessor="region", orderable=False, room=INLINE)
    started_on = DayColumn(verbose_name="Từ ngày", room=DROPS)
    note = Column(verbose_name="Ghi chú", hidden=True, room=DROPS)

    class Meta(RegisterTable.Meta):
        model = Parameter
        fields = ("label", "words", "citation", "certainty", "region", "started_on", "note")
