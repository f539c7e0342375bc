"""Columns of the list of Quy chế hoạt động."""

from django.urls import reverse

from pages.tables import DROPS, INLINE, Column, DayColumn, NameColumn, RegisterTable
from pages.templatetags.pages import st
from teams.choices import RegulationTopic
from teams.models import Regulation


class MissingColumn(Column):
    """What the rules leave out."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, empty_values=(), orderable=False, **kwargs)

    def render(self, record):
        missing = record.missing_topics
        return (
            st("warn", f"Thiếu {len(missing)} nội dung")
            if missing
            else st("ok", f"Đủ {len(RegulationTopic)} nội dung")
        )

    def value(self, record, **kwargs):
        return ", ".join(str(topic.label) for topic in record.missing_topics)


class RegulationTable(RegisterTable):
    """Working rules."""

    document = NameColumn(
        lambda row: reverse("teams:regulation", args=[row.pk]),
        verbose_name="Văn bản", order_by=("document__symbol",),
    )  # fmt: skip
    commune = Column(verbose_name="Xã, phường", order_by=("commune__official_order",), room=INLINE)
    team = Column(verbose_name="Cho", accessor="team", default="Mọi Tổ của xã", orderable=False, room=INLINE)
    missing = MissingColumn(verbose_name="Nội dung", room=INLINE)
    started_on = DayColumn(verbose_name="Từ ngày", room=INLINE)
    ended_on = DayColumn(verbose_name="Đến trước ngày", room=DROPS)

    class Meta(RegisterTable.Meta):
        model = Regulation
        fields = ()
