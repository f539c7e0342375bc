"""Columns of the lists of members, comings and goings."""

from django.urls import reverse
from django.utils.html import format_html

from pages.tables import (
    DROPS,
    INLINE,
    Column,
    DayColumn,
    LinkColumn,
    MaskColumn,
    NameColumn,
    RegisterTable,
)
from pages.templatetags.pages import st
from teams.choices import EndKind
from teams.models import Membership


class BirthColumn(Column):
    """Birth date, or the year where only that is known, with the age."""

    numeric, kind = True, "text"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, empty_values=(), **kwargs)

    def render(self, record):
        person = record.person
        if person.birth_date is None:
            return st("bad", "Chưa có", bare=True)
        return format_html('{} <span class="meta">({})</span>', person.born, person.age_on(record.as_of))

    def value(self, record, **kwargs):
        return record.person.born or None


class AttentionColumn(Column):
    """What needs attention about a member."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, empty_values=(), orderable=False, default="", **kwargs)

    def render(self, record):
        found = attention(record)
        return st(*found) if found else ""

    def value(self, record, **kwargs):
        found = attention(record)
        return found[1] if found else ""


def attention(membership: Membership) -> tuple[str, str] | None:
    """The first thing about a member that the officer should know: tone and words."""
    person = membership.person
    if membership.ended_on and membership.ended_on <= membership.as_of:
        return "idle", f"Đã thôi: {EndKind(membership.end_kind).label}"
    if person.birth_date is None:
        return "bad", "Thiếu ngày sinh"
    if person.age_on(membership.as_of) >= 70:
        return "warn", "Từ 70 tuổi"
    if not person.citizen_id_tail:
        return "warn", "Thiếu CCCD"
    if not person.education:
        return "warn", "Thiếu trình độ"
    return None


class MembershipTable(RegisterTable):
    """Members: one row a spell."""

    person = NameColumn(
        lambda row: reverse("teams:membership", args=[row.pk]),
        verbose_name="Họ và tên", accessor="person__full_name", order_by=("person__sort_key",),
    )  # fmt: skip
    position = Column(
        verbose_name="Chức danh", accessor="get_position_display", order_by=("position",), room=INLINE
    )
    team = LinkColumn(
        lambda row: reverse("teams:team", args=[row.team_id]),
        verbose_name="Tổ", accessor="team__name", order_by=("team__sort_key",), room=INLINE,
    )  # fmt: skip
    commune = Column(
        verbose_name="Xã, phường",
        accessor="team__commune",
        order_by=("team__commune__official_order",),
        room=INLINE,
    )
    birth = BirthColumn(verbose_name="Ngày sinh", order_by=("person__birth_date",), room=INLINE)
    citizen_id = MaskColumn(
        verbose_name="CCCD", accessor="person__citizen_id_tail", orderable=False, room=DROPS
    )
    phone = MaskColumn(
        verbose_name="Điện thoại", accessor="person__phone", last=3, orderable=False, room=DROPS
    )
    sex = Column(
        verbose_name="Giới tính", accessor="person__get_sex_display", orderable=False, room=DROPS, hidden=True
    )
    education = Column(
        verbose_name="Trình độ", accessor="person__get_education_display", order_by=("person__education",),
        room=DROPS, hidden=True,
    )  # fmt: skip
    started_on = DayColumn(verbose_name="Tham gia từ", room=DROPS)
    ended_on = DayColumn(verbose_name="Thôi từ", room=DROPS, hidden=True)
    attention = AttentionColumn(verbose_name="Cần chú ý", room=INLINE)

    class Meta(RegisterTable.Meta):
        model = Membership
        fields = ()


class ChangeTable(RegisterTable):
    """Comings and goings."""

    person = NameColumn(
        lambda row: reverse("teams:membership", args=[row.pk]),
        verbose_name="Họ và tên", accessor="person__full_name", order_by=("person__sort_key",),
    )  # fmt: skip
    team = Column(verbose_name="Tổ", accessor="team__name", order_by=("team__sort_key",), room=INLINE)
    commune = Column(verbose_name="Xã, phường", accessor="team__commune", room=DROPS)
    started_on = DayColumn(verbose_name="Tham gia từ", room=INLINE)
    start_kind = Column(
        verbose_name="Vì", accessor="get_start_kind_display", order_by=("start_kind",), room=DROPS
    )
    ended_on = DayColumn(verbose_name="Thôi từ", room=INLINE)
    end_kind = Column(
        verbose_name="Lý do thôi", accessor="get_end_kind_display", order_by=("end_kind",), room=INLINE
    )

    class Meta(RegisterTable.Meta):
        model = Membership
        fields = ()
