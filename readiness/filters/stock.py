"""Filters of communes' stores and of what teams lack."""

import django_filters as filters
from django.utils import timezone

from pages.filters import DayFilter
from readiness.choices import EquipmentKind, StockMove
from readiness.models import StockEntry
from teams.filters.scope import CommuneFilter, ScopedFilter
from teams.models import Team


class _AskedFilter(ScopedFilter):
    """Says what was asked for, to pages that show more than the filtered rows."""

    def given(self, name: str):
        """What was asked for, or nothing."""
        return self.form.cleaned_data.get(name) if self.form.is_valid() else None


class StockFilter(_AskedFilter):
    """Conditions of the book of the store; the store itself is that of the last day asked for, else today's."""

    search_hint = "Nhận từ đâu"

    loai = filters.ChoiceFilter(field_name="kind", label="Loại trang bị", choices=EquipmentKind.choices)
    don_vi = CommuneFilter(field_name="commune")
    nhap_giam = filters.ChoiceFilter(field_name="move", label="Nhập, giảm", choices=StockMove.choices)
    tu_ngay = DayFilter(field_name="happened_on", lookup_expr="gte", label="Từ ngày")
    den_ngay = DayFilter(field_name="happened_on", lookup_expr="lte", label="Đến ngày")

    class Meta:
        model = StockEntry
        fields: list[str] = []

    @property
    def day(self):
        """The day the store is asked as of."""
        return self.given("den_ngay") or timezone.localdate()

    def search(self, rows, name, text):
        """Sources are few and short: plain contains, case aside."""
        return rows.filter(source__icontains=text.strip())


class NeedFilter(_AskedFilter):
    """Conditions of the list of what teams lack: of which teams, which kind, on which day, how summed up."""

    search_hint = "Tên Tổ (không cần dấu)"
    quiet = ("q", "gop")

    gop = filters.ChoiceFilter(
        label="Tổng hợp", choices=[("to", "Theo Tổ"), ("xa", "Theo xã")], method="later"
    )
    loai = filters.ChoiceFilter(label="Loại trang bị", choices=EquipmentKind.choices, method="later")
    don_vi = CommuneFilter(field_name="commune")
    tai_ngay = DayFilter(label="Tại ngày", method="later")
    con_thieu = filters.BooleanFilter(label="Chỉ nơi còn thiếu", method="later")

    class Meta:
        model = Team
        fields: list[str] = []

    @property
    def day(self):
        """The day the list is asked as of."""
        return self.given("tai_ngay") or timezone.localdate()

    def later(self, rows, name, given):
        """Narrows the lines, not the teams."""
        return rows
