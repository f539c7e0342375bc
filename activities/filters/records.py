"""Filters of activities, assessments, commendations and discipline."""

from collections.abc import Callable

import django_filters as filters

from activities import policies
from activities.about import codes_where, grounds_of
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
from contracts.registry import subject_kinds
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


#: What the condition on grounds offers before the grounds themselves.
ANY_GROUND = "co"


def _capacities(**rule) -> Callable[[], list[tuple[str, str]]]:
    """In what capacity subjects may be named; asked when a page is drawn, as floors above add kinds."""
    return lambda: [(code, subject_kinds.get(code).label) for code in codes_where(**rule)]


def _grounds() -> list[tuple[str, str]]:
    return [(ANY_GROUND, "Có căn cứ"), *grounds_of(codes_where()).items()]


class CapacityFilter(filters.ChoiceFilter):
    """As what the subject is named: the same person may be a member of a team and hold a post."""

    def __init__(self, **rule):
        super().__init__(label="Loại đối tượng", field_name="subject_kind", choices=_capacities(**rule))


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
    doi_tuong = CapacityFilter(assessed_by=AssessmentKind.ANNUAL_RATING)
    can_cu = filters.ChoiceFilter(label="Căn cứ phải thay thế", choices=_grounds, method="on_ground")

    class Meta:
        model = Assessment
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        """Who may not see grounds may not ask for them either."""
        super().__init__(*args, **kwargs)
        if self.request and not policies.can_see_ground(self.request.user):
            self.filters.pop("can_cu", None)

    def on_ground(self, rows, name, wanted):
        """That ground, or any."""
        return rows.exclude(ground="") if wanted == ANY_GROUND else rows.filter(ground=wanted)


class RecognitionFilter(EvaluationFilter):
    """Titles of units."""

    loai = filters.ChoiceFilter(
        label="Danh hiệu", field_name="kind", choices=[(k.value, k.label) for k in TITLES]
    )
    doi_tuong = CapacityFilter(assessed_by=AssessmentKind.SAFE_AREA)
    can_cu = None


class HonourFilter(RecordFilter):
    """Commendations."""

    hinh_thuc = filters.ChoiceFilter(label="Hình thức", field_name="form", choices=CommendationForm.choices)
    cap = filters.ChoiceFilter(label="Cấp tặng", field_name="level", choices=CommendationLevel.choices)
    ai = filters.ChoiceFilter(
        label="Tặng cho", choices=[("tap-the", "Tập thể"), ("ca-nhan", "Cá nhân")], method="to_whom"
    )
    doi_tuong = CapacityFilter()
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
    doi_tuong = CapacityFilter(collective=False)
    don_vi = CommuneFilter(field_name="commune")
    tu_ngay = DayFilter(field_name="decided_on", lookup_expr="gte", label="Từ ngày")
    den_ngay = DayFilter(field_name="decided_on", lookup_expr="lte", label="Đến ngày")

    class Meta:
        model = Discipline
        fields: list[str] = []
