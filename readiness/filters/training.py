"""Filters of classes, topics and attendance."""

import django_filters as filters
from django.http import QueryDict
from django.utils import timezone

from contracts.records import in_force
from pages.filters import DayFilter, ListFilter
from readiness.choices import (
    TOPIC_CHOICES,
    Audience,
    Organiser,
    Result,
    TaskGroup,
    Topic,
    TrainingKind,
    TrainingState,
)
from readiness.learning import STAGES, at_stage, with_classes
from readiness.models import Attendance, Training, TrainingTopic
from teams.choices import Position
from teams.filters.scope import CommuneFilter, ScopedFilter, teams_of
from teams.models import Membership


class TrainingFilter(ScopedFilter):
    """Conditions of the list of classes."""

    search_hint = "Tên lớp"

    trang_thai = filters.ChoiceFilter(field_name="state", label="Trạng thái", choices=TrainingState.choices)
    don_vi = CommuneFilter(field_name="commune")
    doi_tuong = filters.ChoiceFilter(field_name="audience", label="Đối tượng", choices=Audience.choices)
    loai = filters.ChoiceFilter(field_name="kind", label="Hình thức", choices=TrainingKind.choices)
    cap = filters.ChoiceFilter(field_name="organiser", label="Cấp tổ chức", choices=Organiser.choices)
    noi_dung = filters.ChoiceFilter(label="Nội dung", choices=TOPIC_CHOICES, method="teaching")
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

    noi_dung = filters.ChoiceFilter(field_name="topic", label="Nội dung", choices=TOPIC_CHOICES)
    danh_muc = filters.ChoiceFilter(
        label="Danh mục", choices=[("kh", "Theo kế hoạch"), ("luat", "Theo luật")], method="of_list"
    )

    class Meta:
        model = TrainingTopic
        fields: list[str] = []

    def search(self, rows, name, text):
        """By the class's title."""
        return rows.filter(training__title__icontains=text.strip())

    def of_list(self, rows, name, chosen):
        """Skills of the plan, or task groups of the law."""
        return rows.filter(topic__in=TaskGroup.values if chosen == "luat" else Topic.values)


class AttendanceFilter(ScopedFilter):
    """Conditions of the list of attendance."""

    search_path = "membership__person__search_key"
    search_hint = "Họ tên (không cần dấu)"

    don_vi = CommuneFilter(field_name="membership__team__commune")
    ket_qua = filters.ChoiceFilter(field_name="result", label="Kết quả", choices=Result.choices)
    chung_nhan = filters.BooleanFilter(field_name="is_certified", label="Được cấp chứng nhận")
    tu_ngay = DayFilter(field_name="training__held_on", lookup_expr="gte", label="Từ ngày")
    den_ngay = DayFilter(field_name="training__held_on", lookup_expr="lte", label="Đến ngày")

    class Meta:
        model = Attendance
        fields: list[str] = []


class LearnerFilter(ScopedFilter):
    """Conditions of the list of members and their training; without a day it is today."""

    search_path = "person__search_key"
    search_hint = "Họ tên (không cần dấu)"
    quiet = ("q", "muc")

    muc = filters.ChoiceFilter(label="Tập huấn", choices=STAGES, method="by_stage")
    tai_ngay = DayFilter(label="Tại ngày", method="as_of")
    don_vi = CommuneFilter(field_name="team__commune")
    to = filters.ModelChoiceFilter(label="Tổ", field_name="team", queryset=teams_of)
    chuc_danh = filters.ChoiceFilter(label="Chức danh", field_name="position", choices=Position.choices)

    class Meta:
        model = Membership
        fields: list[str] = []

    def __init__(self, data=None, *args, **kwargs):
        """Asked even where nothing was typed: the day and the classes belong to every row."""
        super().__init__(QueryDict() if data is None else data, *args, **kwargs)

    @property
    def day(self):
        """The day the list is asked as of."""
        given = self.form.cleaned_data.get("tai_ngay") if self.form.is_valid() else None
        return given or timezone.localdate()

    def filter_queryset(self, rows):
        """Who served on the day, with their classes."""
        return super().filter_queryset(with_classes(rows.filter(in_force(self.day)), self.day))

    def by_stage(self, rows, name, stage):
        """Never trained, not this year, or this year."""
        return at_stage(rows, stage)

    def as_of(self, rows, name, day):
        """Handled for all rows alike."""
        return rows
