"""Columns of the lists of classes, topics and attendance."""

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
from readiness.choices import TrainingState
from readiness.models import Attendance, Training, TrainingTopic
from teams.models import Membership

STATE_TONES = {"planned": "info", "held": "ok", "cancelled": "idle"}


class TrainingTable(RegisterTable):
    """Classes and drills."""

    title = NameColumn(lambda row: reverse("readiness:training", args=[row.pk]), verbose_name="Lớp, buổi")
    kind = Column(verbose_name="Hình thức", accessor="get_kind_display", order_by=("kind",), room=INLINE)
    commune = Column(verbose_name="Đơn vị", default="Toàn tỉnh", room=INLINE)
    state = StateColumn(TrainingState, STATE_TONES, verbose_name="Trạng thái", room=INLINE)
    held_on = DayColumn(verbose_name="Khai mạc", room=INLINE)
    days = NumberColumn(verbose_name="Số ngày", room=DROPS)
    organiser = Column(
        verbose_name="Cấp tổ chức", accessor="get_organiser_display", order_by=("organiser",), room=DROPS
    )
    audience = Column(
        verbose_name="Đối tượng",
        accessor="get_audience_display",
        order_by=("audience",),
        room=DROPS,
        hidden=True,
    )
    attended = NumberColumn(verbose_name="Thành viên dự", room=INLINE)
    holders = NumberColumn(verbose_name="Người không chuyên trách dự", room=DROPS, hidden=True)
    others = NumberColumn(verbose_name="Người dự khác", room=DROPS, hidden=True)
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
    result = Column(verbose_name="Kết quả", accessor="get_result_display", order_by=("result",), room=INLINE)
    is_certified = YesColumn(verbose_name="Chứng nhận", room=DROPS)
    certificate_number = Column(verbose_name="Số chứng nhận", room=DROPS)
    certified_on = DayColumn(verbose_name="Ngày cấp", room=DROPS, hidden=True)

    class Meta(RegisterTable.Meta):
        model = Attendance
        fields = ()


class LearnerTable(RegisterTable):
    """Members in service and when they were last trained."""

    person = NameColumn(
        lambda row: reverse("teams:membership", args=[row.pk]), verbose_name="Họ và tên",
        order_by=("person__sort_key",),
    )  # fmt: skip
    position = Column(
        verbose_name="Chức danh", accessor="get_position_display", order_by=("position",), room=INLINE
    )
    team = Column(verbose_name="Tổ", order_by=("team__sort_key",), room=INLINE)
    commune = Column(verbose_name="Đơn vị", accessor="team__commune", room=DROPS)
    started_on = DayColumn(verbose_name="Tham gia từ", room=DROPS)
    last_class = DayColumn(verbose_name="Lớp gần nhất", room=INLINE)
    classes_this_year = NumberColumn(verbose_name="Lớp trong năm", room=DROPS)

    class Meta(RegisterTable.Meta):
        model = Membership
        fields = ()
