"""Filters of equipment."""

import django_filters as filters
from django.utils import timezone

from pages.asof import AsOfFilter
from pages.filters import DayFilter
from readiness.choices import UNUSABLE, Condition, EquipmentKind
from readiness.models import EquipmentIssue
from teams.filters.scope import CommuneFilter, ScopedFilter, teams_of
from vietnam.names import fold


class EquipmentFilter(AsOfFilter, ScopedFilter):
    """Conditions of the list of equipment."""

    search_hint = "Tổ, người, số hiệu"

    trang_thai = filters.ChoiceFilter(
        label="Trạng thái", choices=[("dang", "Đang cấp"), ("thu", "Đã thu hồi")], method="by_state"
    )
    don_vi = CommuneFilter(field_name="team__commune")
    to = filters.ModelChoiceFilter(label="Tổ", field_name="team", queryset=teams_of)
    loai = filters.ChoiceFilter(field_name="kind", label="Loại trang bị", choices=EquipmentKind.choices)
    tinh_trang = filters.ChoiceFilter(field_name="condition", label="Tình trạng", choices=Condition.choices)
    tai_ngay = DayFilter(label="Đang cấp tại ngày", method="as_of")
    dung_duoc = DayFilter(label="Còn dùng được ngày", method="usable_on_day")
    het_han = DayFilter(label="Đang cấp, hết hạn đến ngày", method="expired_by")
    nguoi_thoi = filters.BooleanFilter(label="Người giữ đã thôi tham gia", method="with_leavers")

    class Meta:
        model = EquipmentIssue
        fields: list[str] = []

    def by_state(self, rows, name, state):
        """Still given out, or handed back."""
        return rows.filter(ended_on__isnull=state == "dang")

    def usable_on_day(self, rows, name, day):
        """What counts for the team on that day."""
        return rows.usable(day)

    def expired_by(self, rows, name, day):
        """In use, its validity over by that day."""
        return rows.open().filter(valid_until__lte=day).exclude(condition__in=UNUSABLE)

    def with_leavers(self, rows, name, wanted):
        """Not handed back by members who have left."""
        return rows.with_leavers(timezone.localdate()) if wanted else rows

    def search(self, rows, name, text):
        """By team, member or number."""
        key = fold(text)
        by_team = rows.filter(team__search_key__contains=key)
        return (
            by_team
            | rows.filter(membership__person__search_key__contains=key)
            | rows.filter(serial=text.strip())
        )
