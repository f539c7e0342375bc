"""Columns of this app's lists, on the screen and in Excel."""

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
    YesColumn,
)
from readiness.choices import Condition
from readiness.models import Attendance, EquipmentIssue, Training, TrainingTopic

CONDITION_TONES = {"good": "ok", "worn": "warn", "broken": "bad", "lost": "bad"}


class TrainingTable(RegisterTable):
    """Classes and drills."""

    title = NameColumn(lambda row: reverse("readiness:training", args=[row.pk]), verbose_name="Lớp, buổi")
    kind = Column(verbose_name="Hình thức", accessor="get_kind_display", order_by=("kind",), room=INLINE)
    commune = Column(verbose_name="Đơn vị", default="Toàn tỉnh", room=INLINE)
    held_on = DayColumn(verbose_name="Khai mạc", room=INLINE)
    days = NumberColumn(verbose_name="Số ngày", room=DROPS)
    organiser = Column(
        verbose_name="Cấp tổ chức", accessor="get_organiser_display", order_by=("organiser",), room=DROPS
    )
    attended = NumberColumn(verbose_name="Người dự", room=INLINE)
    uses_ministry_material = YesColumn(verbose_name="Tài liệu của Bộ", room=DROPS, hidden=True)

    class Meta(RegisterTable.Meta):
        model = Training
        fields = ()


class TopicTable(RegisterTable):
    """Topics that were taught."""

    training = NameColumn(
        lambda row: reverse("readiness:training", args=[row.training_id]), verbose_name="Lớp, buổi"
    )
    topic = Column(verbose_name="Nội dung", accessor="get_topic_display", order_by=("topic",), room=INLINE)
    commune = Column(verbose_name="Đơn vị", accessor="training__commune", default="Toàn tỉnh", room=INLINE)
    held_on = DayColumn(verbose_name="Khai mạc", accessor="training__held_on", room=INLINE)

    class Meta(RegisterTable.Meta):
        model = TrainingTopic
        fields = ()


class AttendanceTable(RegisterTable):
    """Who attended what."""

    person = NameColumn(
        lambda row: reverse("readiness:training", args=[row.training_id]),
        verbose_name="Họ và tên", accessor="membership__person", order_by=("membership__person__sort_key",),
    )  # fmt: skip
    team = Column(
        verbose_name="Tổ", accessor="membership__team", order_by=("membership__team__sort_key",), room=INLINE
    )
    commune = Column(verbose_name="Đơn vị", accessor="membership__team__commune", room=DROPS)
    training = LinkColumn(
        lambda row: reverse("readiness:training", args=[row.training_id]), verbose_name="Lớp, buổi",
        order_by=("training__held_on",),
    )  # fmt: skip
    is_certified = YesColumn(verbose_name="Chứng nhận", room=DROPS)

    class Meta(RegisterTable.Meta):
        model = Attendance
        fields = ()


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
    ended_on = DayColumn(verbose_name="Thu hồi", room=DROPS)
    condition = StateColumn(Condition, CONDITION_TONES, verbose_name="Tình trạng", room=INLINE)

    class Meta(RegisterTable.Meta):
        model = EquipmentIssue
        fields = ()
