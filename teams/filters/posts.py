"""Filters of the lists of posts."""

from datetime import date

import django_filters as filters
from django.db.models import Exists, OuterRef
from django.utils import timezone

from communes.models import Commune, Hamlet
from contracts.records import in_force
from contracts.roles import Scope
from pages.filters import DayFilter, ListFilter
from teams.choices import PostEnd, PostKind, PostStart
from teams.core_posts import complete_hamlets, core_rows, lump_sum_hamlets, or_nothing
from teams.filters.scope import CommuneFilter, ScopedFilter
from teams.models import HamletPost
from vietnam.dates import latest_birth


def hamlets_of(request):
    """The hamlets to choose among: of the commune one is in or has chosen."""
    if request is None:
        return Hamlet.objects.none()
    rows = Hamlet.objects.visible_to(request.user).open()
    if request.user.scope == Scope.COMMUNE:
        return rows
    return rows.filter(commune_id=request.GET.get("don_vi") or request.GET.get("xa") or "")


class PostFilter(ScopedFilter):
    """Conditions of the list of posts. Without a day it is today; `trang_thai` chooses held or left."""

    search_path = "person__search_key"
    search_hint = "Họ tên (không cần dấu)"

    trang_thai = filters.ChoiceFilter(
        label="Trạng thái", choices=[("dang", "Đang giữ"), ("thoi", "Đã thôi")], method="by_state"
    )
    tai_ngay = DayFilter(label="Tại ngày", method="as_of")
    don_vi = CommuneFilter(field_name="hamlet__commune")
    thon = filters.ModelChoiceFilter(label="Thôn, tổ dân phố", field_name="hamlet", queryset=hamlets_of)
    chuc_danh = filters.ChoiceFilter(label="Chức danh", field_name="post", choices=PostKind.choices)
    khung = filters.BooleanFilter(label="Chức danh trong khung", method="core")
    khoan = filters.ChoiceFilter(
        label="Khoán kinh phí",
        choices=[("co", "Đã khoán"), ("chua", "Ngoài khung, chưa khoán")],
        method="paid",
    )
    kiem = filters.BooleanFilter(label="Kiêm nhiệm", method="several")
    cach_chon = filters.ChoiceFilter(label="Cách chọn", field_name="start_kind", choices=PostStart.choices)
    van_ban = filters.BooleanFilter(label="Bầu mà chưa có biên bản", method="without_paper")
    dang_vien = filters.BooleanFilter(label="Đảng viên", field_name="person__is_party_member")
    tuoi_tu = filters.NumberFilter(label="Từ (tuổi)", method="at_least")
    ly_do = filters.ChoiceFilter(label="Lý do thôi", field_name="end_kind", choices=PostEnd.choices)

    class Meta:
        model = HamletPost
        fields: list[str] = []

    @property
    def day(self) -> date:
        """The day the list is asked as of."""
        given = self.form.cleaned_data.get("tai_ngay") if self.form.is_valid() else None
        return given or timezone.localdate()

    def filter_queryset(self, rows):
        """A day means who held a post on that day."""
        data = self.form.cleaned_data
        if data.get("tai_ngay") and not data.get("trang_thai"):
            rows = rows.filter(in_force(data["tai_ngay"]))
        return super().filter_queryset(rows)

    def by_state(self, rows, name, state):
        """Held on the day, or left by then."""
        return rows.filter(in_force(self.day)) if state == "dang" else rows.filter(ended_on__lte=self.day)

    def as_of(self, rows, name, day):
        """Handled with the state."""
        return rows

    def core(self, rows, name, wanted):
        """Core posts, or the others."""
        core = or_nothing(core_rows, self.day)
        return rows.filter(core) if wanted else rows.exclude(core)

    def paid(self, rows, name, state):
        """Paid as a lump sum, or another post that is not."""
        if state == "co":
            return rows.contracted(self.day)
        return rows.not_contracted(self.day).exclude(or_nothing(core_rows, self.day))

    def several(self, rows, name, wanted):
        """Whose holder has another post."""
        another = HamletPost.objects.in_force(self.day).filter(person=OuterRef("person"))
        held = Exists(another.exclude(pk=OuterRef("pk")))
        return rows.filter(held) if wanted else rows.exclude(held)

    def without_paper(self, rows, name, wanted):
        """Elected, and the minutes are not here."""
        return rows.filter(start_kind=PostStart.BALLOT, start_paper=None) if wanted else rows

    def at_least(self, rows, name, years):
        """That old on the day."""
        return rows.filter(person__birth_date__lte=latest_birth(int(years), self.day))


class BoardFilter(ScopedFilter):
    """Conditions of the board of hamlets."""

    search_hint = "Tên thôn (không cần dấu)"

    don_vi = CommuneFilter(field_name="commune")
    tinh_trang = filters.ChoiceFilter(
        label="Tình trạng", method="by_state",
        choices=[("thieu", "Thiếu chức danh trong khung"), ("du", "Đủ khung"),
                 ("chua-khoan", "Còn chức danh khác chưa khoán")],
    )  # fmt: skip

    class Meta:
        model = Hamlet
        fields: list[str] = []

    def by_state(self, rows, name, state):
        """By what the hamlet has and lacks today."""
        today = timezone.localdate()
        if state == "du":
            return rows.filter(or_nothing(complete_hamlets, today))
        wanted = complete_hamlets if state == "thieu" else lump_sum_hamlets
        return rows.exclude(or_nothing(wanted, today))


class CommunePostFilter(ListFilter):
    """Conditions of the list of communes."""

    search_hint = "Tên xã, phường"

    class Meta:
        model = Commune
        fields: list[str] = []
