"""Columns of the lists of activities, assessments, commendations and discipline."""

from activities.choices import RESULT_TONES, Result
from activities.models import Activity, Assessment, Commendation, Discipline
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
from pages.templatetags.pages import st


class CancelledColumn(Column):
    """Says that a row was cancelled; nothing for those that stand."""

    def __init__(self, *args, **kwargs):
        super().__init__(
            *args, verbose_name="Hủy", accessor="cancel_reason", orderable=False, default="", room=DROPS, hidden=True,
            **kwargs,
        )  # fmt: skip

    def render(self, value, record):
        return st("idle", f"Đã hủy: {value}")


def _subject() -> NameColumn:
    return NameColumn(lambda row: row.get_absolute_url(), verbose_name="Đối tượng", accessor="subject_name")


def _capacity() -> Column:
    """One person may stand in a register as a member of a team and as holder of a post."""
    return Column(
        verbose_name="Loại đối tượng", accessor="subject_label", order_by=("subject_kind",), room=DROPS
    )


def _commune() -> Column:
    return Column(verbose_name="Đơn vị", default="Tỉnh", order_by=("commune__official_order",), room=INLINE)


class ActivityTable(RegisterTable):
    """Activities of one register."""

    topic = NameColumn(lambda row: row.get_absolute_url(), verbose_name="Nội dung")
    kind = Column(verbose_name="Loại", accessor="get_kind_display", order_by=("kind",), room=INLINE)
    held_on = DayColumn(verbose_name="Ngày", room=INLINE)
    commune = _commune()
    subject = Column(verbose_name="Đối tượng", accessor="subject_name", room=INLINE)
    hamlet = Column(verbose_name="Thôn, tổ dân phố", order_by=("hamlet__sort_key",), room=DROPS)
    participants = NumberColumn(verbose_name="Người dự", room=DROPS)
    quantity = NumberColumn(verbose_name="Số lượng", room=DROPS)
    part = NumberColumn(verbose_name="Trong đó, số phút", room=DROPS, hidden=True)
    cancelled = CancelledColumn()

    class Meta(RegisterTable.Meta):
        model = Activity
        fields = ()


class AssessmentTable(RegisterTable):
    """Assessments."""

    subject_name = _subject()
    capacity = _capacity()
    kind = Column(verbose_name="Loại", accessor="get_kind_display", order_by=("kind",), room=INLINE)
    year = Column(verbose_name="Năm", room=INLINE)
    result = StateColumn(Result, RESULT_TONES, verbose_name="Kết quả", room=INLINE)
    ground = Column(
        verbose_name="Căn cứ phải thay thế", accessor="ground_label", order_by=("ground",), room=DROPS
    )
    commune = _commune()
    decided_on = DayColumn(verbose_name="Ngày đánh giá", room=DROPS)
    paper = Column(verbose_name="Văn bản", orderable=False, room=DROPS)
    cancelled = CancelledColumn()

    class Meta(RegisterTable.Meta):
        model = Assessment
        fields = ()


class CommendationTable(RegisterTable):
    """Commendations."""

    subject_name = _subject()
    capacity = _capacity()
    form = Column(verbose_name="Hình thức", accessor="get_form_display", order_by=("form",), room=INLINE)
    level = Column(verbose_name="Cấp tặng", accessor="get_level_display", order_by=("level",), room=INLINE)
    issued_on = DayColumn(verbose_name="Ngày tặng", room=INLINE)
    commune = _commune()
    reason = Column(verbose_name="Thành tích", orderable=False, room=DROPS)
    paper = Column(verbose_name="Quyết định", orderable=False, room=DROPS)
    cancelled = CancelledColumn()

    class Meta(RegisterTable.Meta):
        model = Commendation
        fields = ()


class DisciplineTable(RegisterTable):
    """Discipline."""

    subject_name = _subject()
    capacity = _capacity()
    form = Column(verbose_name="Hình thức", accessor="get_form_display", order_by=("form",), room=INLINE)
    decided_on = DayColumn(verbose_name="Ngày quyết định", room=INLINE)
    valid_until = DayColumn(verbose_name="Đến trước ngày", room=DROPS)
    commune = _commune()
    reason = Column(verbose_name="Lý do", orderable=False, room=DROPS)
    paper = Column(verbose_name="Văn bản", orderable=False, room=DROPS)
    cancelled = CancelledColumn()

    class Meta(RegisterTable.Meta):
        model = Discipline
        fields = ()
