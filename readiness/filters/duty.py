"""Filters of rosters, turns of duty, patrols, levels, sheets and injuries."""

from datetime import date

import django_filters as filters
from django.utils import timezone

from contracts.records import in_force
from pages.filters import DayFilter
from readiness.choices import CaseKind, ClaimState, Outcome, RateKind, SheetState, ShiftKind
from readiness.models import AllowanceRate, AllowanceSheet, DutyAssignment, DutyRoster, Injury, Patrol
from readiness.rotas import months_around
from teams.filters.scope import CommuneFilter, ScopedFilter, teams_of
from vietnam.names import fold


def month_choices(ahead: int = 1) -> list[tuple[str, str]]:
    """Months to choose among, newest first: (mm/yyyy, mm/yyyy)."""
    months = months_around(timezone.localdate(), ahead=ahead)
    return [(f"{month:%m/%Y}", f"{month:%m/%Y}") for month in months]


def month_of(text: str) -> date:
    """The first day of a month chosen."""
    month, year = text.split("/")
    return date(int(year), int(month), 1)


class MonthFilter(filters.ChoiceFilter):
    """A month; rows keep its first day."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label="Tháng", choices=month_choices, **kwargs)

    def filter(self, qs, value):
        return super().filter(qs, month_of(value) if value else value)


class TeamChoice(filters.ModelChoiceFilter):
    """A team of the commune one is in or has chosen."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label="Tổ", queryset=teams_of, **kwargs)


class RosterFilter(ScopedFilter):
    """Conditions of the list of rosters."""

    search_path = "team__search_key"
    search_hint = "Tên Tổ"

    don_vi = CommuneFilter(field_name="team__commune")
    thang = MonthFilter(field_name="month")

    class Meta:
        model = DutyRoster
        fields: list[str] = []


class DutyFilter(ScopedFilter):
    """Conditions of the list of turns of duty."""

    search_path = "membership__person__search_key"
    search_hint = "Họ tên (không cần dấu)"

    don_vi = CommuneFilter(field_name="shift__roster__team__commune")
    to = TeamChoice(field_name="shift__roster__team")
    ca = filters.ChoiceFilter(field_name="shift__kind", label="Ca", choices=ShiftKind.choices)
    ket_qua = filters.ChoiceFilter(field_name="outcome", label="Kết quả", choices=Outcome.choices)
    tu_ngay = DayFilter(field_name="shift__day", lookup_expr="gte", label="Từ ngày")
    den_ngay = DayFilter(field_name="shift__day", lookup_expr="lte", label="Đến ngày")

    class Meta:
        model = DutyAssignment
        fields: list[str] = []


class PatrolFilter(ScopedFilter):
    """Conditions of the log of patrols."""

    search_hint = "Tên Tổ, tuyến"

    don_vi = CommuneFilter(field_name="team__commune")
    to = TeamChoice(field_name="team")
    tu_ngay = DayFilter(field_name="patrolled_on", lookup_expr="gte", label="Từ ngày")
    den_ngay = DayFilter(field_name="patrolled_on", lookup_expr="lte", label="Đến ngày")

    class Meta:
        model = Patrol
        fields: list[str] = []

    def search(self, rows, name, text):
        """By team or route."""
        return rows.filter(team__search_key__contains=fold(text)) | rows.filter(route__icontains=text.strip())


class RateFilter(ScopedFilter):
    """Conditions of the list of levels."""

    search_hint = "Nghị quyết"

    khoan = filters.ChoiceFilter(field_name="kind", label="Khoản", choices=RateKind.choices)
    tai_ngay = DayFilter(label="Có hiệu lực ngày", method="held_on_day")

    class Meta:
        model = AllowanceRate
        fields: list[str] = []

    def held_on_day(self, rows, name, day):
        """In force on that day."""
        return rows.filter(in_force(day))

    def search(self, rows, name, text):
        """By the resolution's number."""
        return rows.filter(decision__symbol__icontains=text.strip())


class SheetFilter(ScopedFilter):
    """Conditions of the list of sheets."""

    search_path = "commune__search_key"
    search_hint = "Tên xã"

    don_vi = CommuneFilter(field_name="commune")
    thang = MonthFilter(field_name="month")
    trang_thai = filters.ChoiceFilter(field_name="state", label="Trạng thái", choices=SheetState.choices)

    class Meta:
        model = AllowanceSheet
        fields: list[str] = []


class InjuryFilter(ScopedFilter):
    """Conditions of the list of injuries."""

    search_path = "membership__person__search_key"
    search_hint = "Họ tên (không cần dấu)"

    don_vi = CommuneFilter(field_name="membership__team__commune")
    loai = filters.ChoiceFilter(field_name="kind", label="Loại", choices=CaseKind.choices)
    giai_quyet = filters.ChoiceFilter(
        field_name="claim_state", label="Giải quyết chế độ", choices=ClaimState.choices
    )
    tu_ngay = DayFilter(field_name="happened_on", lookup_expr="gte", label="Từ ngày")
    den_ngay = DayFilter(field_name="happened_on", lookup_expr="lte", label="Đến ngày")

    class Meta:
        model = Injury
        fields: list[str] = []
