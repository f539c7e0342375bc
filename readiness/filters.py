"""Conditions of this app's lists."""

import django_filters as filters

from contracts.records import in_force
from pages.filters import DayFilter, ListFilter
from readiness.choices import Condition, EquipmentKind, Organiser, Topic, TrainingKind
from readiness.models import Attendance, EquipmentIssue, Training, TrainingTopic
from vietnam.names import fold


class TrainingFilter(ListFilter):
    """Conditions of the list of classes."""

    search_hint = "Tên lớp, địa điểm"

    loai = filters.ChoiceFilter(field_name="kind", label="Hình thức", choices=TrainingKind.choices)
    cap = filters.ChoiceFilter(field_name="organiser", label="Cấp tổ chức", choices=Organiser.choices)
    noi_dung = filters.ChoiceFilter(label="Nội dung", choices=Topic.choices, method="teaching")
    tu_ngay = DayFilter(field_name="held_on", lookup_expr="gte", label="Từ ngày")
    den_ngay = DayFilter(field_name="held_on", lookup_expr="lte", label="Đến ngày")

    class Meta:
        model = Training
        fields: list[str] = []

    def search(self, rows, name, text):
        """Titles are few and short: plain contains, case aside."""
        return rows.filter(title__icontains=text.strip())

    def teaching(self, rows, name, topic):
        """Classes that taught the topic."""
        return rows.filter(pk__in=TrainingTopic.objects.filter(topic=topic).values("training"))


class TopicFilter(ListFilter):
    """Conditions of the list of topics."""

    noi_dung = filters.ChoiceFilter(field_name="topic", label="Nội dung", choices=Topic.choices)

    class Meta:
        model = TrainingTopic
        fields: list[str] = []

    def search(self, rows, name, text):
        """By the class's title."""
        return rows.filter(training__title__icontains=text.strip())


class AttendanceFilter(ListFilter):
    """Conditions of the list of attendance."""

    search_path = "membership__person__search_key"
    search_hint = "Họ tên (không cần dấu)"

    class Meta:
        model = Attendance
        fields: list[str] = []


class EquipmentFilter(ListFilter):
    """Conditions of the list of equipment."""

    search_hint = "Tổ, người, số hiệu"
    quiet = ("q", "dang_giu")

    loai = filters.ChoiceFilter(field_name="kind", label="Loại trang bị", choices=EquipmentKind.choices)
    tinh_trang = filters.ChoiceFilter(field_name="condition", label="Tình trạng", choices=Condition.choices)
    tai_ngay = DayFilter(label="Đang cấp tại ngày", method="held_on_day")

    class Meta:
        model = EquipmentIssue
        fields: list[str] = []

    def held_on_day(self, rows, name, day):
        """Given out and not handed back on that day."""
        return rows.filter(in_force(day))

    def search(self, rows, name, text):
        """By team, member or number."""
        key = fold(text)
        by_team = rows.filter(team__search_key__contains=key)
        return (
            by_team
            | rows.filter(membership__person__search_key__contains=key)
            | rows.filter(serial=text.strip())
        )
