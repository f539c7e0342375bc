"""Filters of members, comings and goings."""

import django_filters as filters
from django.db.models import Q

from contracts.records import in_force
from pages.asof import AsOfFilter
from pages.filters import DayFilter
from teams.choices import Education, EndKind, Position, Sex, StartKind
from teams.filters.scope import CommuneFilter, ScopedFilter, teams_of
from teams.models import Membership
from vietnam.dates import latest_birth


class MembershipFilter(ScopedFilter, AsOfFilter):
    """Conditions of the list of members. Without a day it is today; `trang_thai` chooses serving or left."""

    search_hint = "Họ tên, Tổ, thôn, xã (không cần dấu)"

    trang_thai = filters.ChoiceFilter(
        label="Trạng thái", choices=[("dang", "Đang tham gia"), ("thoi", "Đã thôi")], method="by_state"
    )
    don_vi = CommuneFilter(field_name="team__commune")
    to = filters.ModelChoiceFilter(label="Tổ", field_name="team", queryset=teams_of)
    chuc_danh = filters.ChoiceFilter(label="Chức danh", field_name="position", choices=Position.choices)
    gioi = filters.ChoiceFilter(label="Giới tính", field_name="person__sex", choices=Sex.choices)
    trinh_do = filters.ChoiceFilter(
        label="Trình độ", field_name="person__education", choices=Education.choices
    )
    tuoi_tu = filters.NumberFilter(label="Từ (tuổi)", method="at_least")
    thieu = filters.BooleanFilter(label="Thiếu số liệu BM1", method="incomplete")

    class Meta:
        model = Membership
        fields: list[str] = []

    def search(self, rows, name, text):
        """By the person's name; by the name of team, hamlet or commune, present or former, where it names one."""
        return rows.called(text, self.request.user)

    def by_state(self, rows, name, state):
        """Serving on the day, or left by then."""
        return rows.filter(in_force(self.day)) if state == "dang" else rows.filter(ended_on__lte=self.day)

    def at_least(self, rows, name, years):
        """That old on the day."""
        return rows.filter(person__birth_date__lte=latest_birth(int(years), self.day))

    def incomplete(self, rows, name, wanted):
        """Members that BM1 cannot place."""
        lacking = (
            Q(person__sex="") | Q(person__birth_date=None) | Q(person__education__in=("", Education.NONE))
        )
        return rows.filter(lacking) if wanted else rows


class ChangeFilter(ScopedFilter):
    """Conditions of the list of comings and goings."""

    search_hint = "Họ tên, Tổ, thôn, xã (không cần dấu)"

    don_vi = CommuneFilter(field_name="team__commune")
    vao = filters.ChoiceFilter(label="Vì sao vào", field_name="start_kind", choices=StartKind.choices)
    ra = filters.ChoiceFilter(label="Vì sao thôi", field_name="end_kind", choices=EndKind.choices)
    tu_ngay = DayFilter(label="Từ ngày", method="since")
    den_ngay = DayFilter(label="Đến ngày", method="until")

    class Meta:
        model = Membership
        fields: list[str] = []

    def search(self, rows, name, text):
        """As in the list of members."""
        return rows.called(text, self.request.user)

    def since(self, rows, name, day):
        """Came or left on or after the day."""
        return rows.filter(Q(started_on__gte=day) | Q(ended_on__gte=day))

    def until(self, rows, name, day):
        """Came or left on or before the day."""
        return rows.filter(Q(started_on__lte=day) | Q(ended_on__lte=day))
