"""Conditions of this app's lists."""

from datetime import date

import django_filters as filters
from django.db.models import Q
from django.utils import timezone

from communes.models import Cluster, Commune
from contracts.records import in_force
from contracts.roles import Scope
from pages.filters import DayFilter, ListFilter
from teams.choices import Education, EndKind, Position, Sex, StartKind, Strength
from teams.models import Membership, Quota, Team
from vietnam.dates import latest_birth


def communes_of(request):
    """The communes a user may choose among; one's own commune is no choice."""
    if request is None or request.user.scope == Scope.COMMUNE:
        return Commune.objects.none()
    return Commune.objects.visible_to(request.user)


class CommuneFilter(filters.ModelChoiceFilter):
    """A commune, for those who see several."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label="Xã, phường", queryset=communes_of, **kwargs)


class ScopedFilter(ListFilter):
    """Leaves out the condition on communes for users of one commune."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.request and self.request.user.scope == Scope.COMMUNE:
            self.filters.pop("don_vi", None)


class TeamFilter(ScopedFilter):
    """Conditions of the list of teams; the rows come with their strength."""

    search_hint = "Tên Tổ, thôn"

    don_vi = CommuneFilter(field_name="commune")
    quan_so = filters.ChoiceFilter(label="So với định mức", choices=Strength.choices, method="by_strength")

    class Meta:
        model = Team
        fields: list[str] = []

    def by_strength(self, rows, name, strength):
        """Thiếu, đủ, thừa."""
        conditions = {
            Strength.SHORT: Q(missing__gt=0), Strength.FULL: Q(missing=0),
            Strength.SURPLUS: Q(missing__lt=0), Strength.NO_QUOTA: Q(quota=None),
        }  # fmt: skip
        return rows.filter(conditions[strength])


def teams_of(request):
    """The teams to choose among: of the commune one is in or has chosen; a province's thousands are no menu."""
    if request is None:
        return Team.objects.none()
    commune = request.GET.get("don_vi", "") if request.user.scope != Scope.COMMUNE else None
    rows = Team.objects.visible_to(request.user).open()
    return rows if commune is None else rows.filter(commune_id=commune)


class MembershipFilter(ScopedFilter):
    """Conditions of the list of members. Without a day it is today; `trang_thai` chooses serving or left."""

    search_path = "person__search_key"
    search_hint = "Họ tên (không cần dấu)"
    quiet = ("q",)

    trang_thai = filters.ChoiceFilter(
        label="Trạng thái", choices=[("dang", "Đang tham gia"), ("thoi", "Đã thôi")], method="by_state"
    )
    tai_ngay = DayFilter(label="Tại ngày", method="as_of")
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

    @property
    def day(self) -> date:
        """The day the list is asked as of."""
        given = self.form.cleaned_data.get("tai_ngay") if self.form.is_valid() else None
        return given or timezone.localdate()

    def filter_queryset(self, rows):
        """A day or an age means who served on that day."""
        data = self.form.cleaned_data
        if data.get("tai_ngay") and not data.get("trang_thai"):
            rows = rows.filter(in_force(data["tai_ngay"]))
        return super().filter_queryset(rows)

    def by_state(self, rows, name, state):
        """Serving on the day, or left by then."""
        return rows.filter(in_force(self.day)) if state == "dang" else rows.filter(ended_on__lte=self.day)

    def as_of(self, rows, name, day):
        """Handled with the state."""
        return rows

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

    search_path = "person__search_key"
    search_hint = "Họ tên (không cần dấu)"

    don_vi = CommuneFilter(field_name="team__commune")
    vao = filters.ChoiceFilter(label="Vì sao vào", field_name="start_kind", choices=StartKind.choices)
    ra = filters.ChoiceFilter(label="Vì sao thôi", field_name="end_kind", choices=EndKind.choices)
    tu_ngay = DayFilter(label="Từ ngày", method="since")
    den_ngay = DayFilter(label="Đến ngày", method="until")

    class Meta:
        model = Membership
        fields: list[str] = []

    def since(self, rows, name, day):
        """Came or left on or after the day."""
        return rows.filter(Q(started_on__gte=day) | Q(ended_on__gte=day))

    def until(self, rows, name, day):
        """Came or left on or before the day."""
        return rows.filter(Q(started_on__lte=day) | Q(ended_on__lte=day))


class ClusterFilter(ScopedFilter):
    """Conditions of the list of clusters."""

    search_path = "hamlet__search_key"
    search_hint = "Tên thôn"

    don_vi = CommuneFilter(field_name="hamlet__commune")

    class Meta:
        model = Cluster
        fields: list[str] = []


class QuotaFilter(ScopedFilter):
    """Conditions of the list of quotas."""

    search_path = "commune__search_key"
    search_hint = "Tên xã"

    class Meta:
        model = Quota
        fields: list[str] = []
