"""Filters of activities, assessments, commendations and discipline."""

import django_filters as filters

from activities.choices import (
    TITLES,
    ActivityGroup,
    ActivityKind,
    AssessmentKind,
    CommendationForm,
    CommendationLevel,
    DisciplineForm,
    Result,
    kinds_of,
)
from activities.models import Activity, Assessment, Commendation, Discipline
from activities.querysets import collective_codes
from communes.unit_filters import CommuneFilter, ScopedFilter
from pages.filters import DayFilter

#: Cancelled rows are shown where they are asked for only.
CANCELLED = (("gom", "Gồm cả bản đã hủy"), ("chi", "Chỉ bản đã hủy"))


class RecordFilter(ScopedFilter):
    """What the lists of this app share: cancelled rows are left out unless asked for."""

    search_hint = "Tên, nội dung (không cần dấu)"

    huy = filters.ChoiceFilter(
        label="Bản đã hủy", choices=CANCELLED, empty_label="Không xem", method="cancelled"
    )

    def cancelled(self, rows, name, wanted):
        """`qs` does it: the choice that is not made counts as well."""
        return rows

    @property
    def qs(self):
        """Without a choice only what stands."""
        wanted = self.form.cleaned_data.get("huy") if self.is_bound and self.form.is_valid() else ""
        rows = super().qs
        return rows if wanted == "gom" else rows.filter(cancelled_at__isnull=wanted != "chi")


def _kinds(group: ActivityGroup) -> list[tuple[str, str]]:
    return [(kind.value, str(kind.label)) for kind in kinds_of(group)]


class ActivityFilter(RecordFilter):
    """Conditions of the lists of activities; each list offers the kinds of its own register."""

    loai = filters.ChoiceFilter(label="Loại", field_name="kind", choices=ActivityKind.choices)
    don_vi = CommuneFilter(field_name="commune")
    tu_ngay = DayFilter(field_name="held_on", lookup_expr="gte", label="Từ ngày")
    den_ngay = DayFilter(field_name="held_on", lookup_expr="lte", label="Đến ngày")

    class Meta:
        model = Activity
        fields: list[str] = []


class MeetingFilter(ActivityFilter):
    """Meetings."""

    loai = filters.ChoiceFilter(label="Loại", field_name="kind", choices=_kinds(ActivityGroup.MEETINGS))


class PropagandaFilter(ActivityFilter):
    """Propaganda."""

    loai = filters.ChoiceFilter(label="Loại", field_name="kind", choices=_kinds(ActivityGroup.PROPAGANDA))


class InspectionFilter(ActivityFilter):
    """Inspections."""

    loai = filters.ChoiceFilter(label="Loại", field_name="kind", choices=_kinds(ActivityGroup.INSPECTIONS))


class DeedFilter(ActivityFilter):
    """Good deeds."""

    loai = filters.ChoiceFilter(label="Loại", field_name="kind", choices=_kinds(ActivityGroup.GOOD_DEEDS))


class EvaluationFilter(RecordFilter):
    """Reviews and ratings."""

    loai = filters.ChoiceFilter(
        label="Loại",
        field_name="kind",
        choices=[(k.value, k.label) for k in AssessmentKind if k not in TITLES],
    )
    don_vi = CommuneFilter(field_name="commune")
    nam = filters.NumberFilter(label="Năm", field_name="year")
    ket_qua = filters.ChoiceFilter(label="Kết quả", field_name="result", choices=Result.choices)

    class Meta:
        model = Assessment
        fields: list[str] = []


class RecognitionFilter(EvaluationFilter):
    """Titles of units."""

    loai = filters.ChoiceFilter(
        label="Danh hiệu", field_name="kind", choices=[(k.value, k.label) for k in TITLES]
    )


class HonourFilter(RecordFilter):
    """Commendations."""

    hinh_thuc = filters.ChoiceFilter(label="Hình thức", field_name="form", choices=CommendationForm.choices)
    cap = filters.ChoiceFilter(label="Cấp tặng", field_name="level", choices=CommendationLevel.choices)
    ai = filters.ChoiceFilter(
        label="Tặng cho", choices=[("tap-the", "Tập thể"), ("ca-nhan", "Cá nhân")], method="to_whom"
    )
    don_vi = CommuneFilter(field_name="commune")
    tu_ngay = DayFilter(field_name="issued_on", lookup_expr="gte", label="Từ ngày")
    den_ngay = DayFilter(field_name="issued_on", lookup_expr="lte", label="Đến ngày")

    class Meta:
        model = Commendation
        fields: list[str] = []

    def to_whom(self, rows, name, wanted):
        """Teams and units, or people."""
        collective = {"subject_kind__in": collective_codes()}
        return rows.filter(**collective) if wanted == "tap-the" else rows.exclude(**collective)


class DisciplineFilter(RecordFilter):
    """Discipline."""

    hinh_thuc = filters.ChoiceFilter(label="Hình thức", field_name="form", choices=DisciplineForm.choices)
    don_vi = CommuneFilter(field_name="commune")
    tu_ngay = DayFilter(field_name="decided_on", lookup_expr="gte", label="Từ ngày")
    den_ngay = DayFilter(field_name="decided_on", lookup_expr="lte", label="Đến ngày")

    class Meta:
        model = Discipline
        fields: list[str] = []
