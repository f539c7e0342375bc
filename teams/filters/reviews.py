"""Filters of the lists of reviews."""

import django_filters as filters
from django.utils import timezone

from contracts.roles import Scope
from teams.choices import Outcome, Position, Rating
from teams.filters.scope import CommuneFilter, ScopedFilter
from teams.models import MemberReview, ReviewRound, TeamReview


def rounds_of(request):
    """The reviews to choose among: of the commune one is in or has chosen."""
    if request is None:
        return ReviewRound.objects.none()
    rows = ReviewRound.objects.visible_to(request.user)
    chosen = request.GET.get("dot", "")
    if request.user.scope == Scope.COMMUNE:
        return rows
    if chosen.isdigit():
        return rows.filter(pk=chosen)
    return rows.filter(commune_id=request.GET.get("don_vi") or request.GET.get("xa") or "")


class ReviewFilter(ScopedFilter):
    """Conditions of the list of reviews."""

    search_hint = "Tên đợt"

    don_vi = CommuneFilter(field_name="commune")
    trang_thai = filters.ChoiceFilter(
        label="Tình trạng", method="by_state",
        choices=[("dang", "Đang rà soát"), ("qua-han", "Quá hạn"), ("xong", "Đã kết thúc")],
    )  # fmt: skip

    class Meta:
        model = ReviewRound
        fields: list[str] = []

    def search(self, rows, name, text):
        """Titles are few and short: plain contains, case aside."""
        return rows.filter(title__icontains=text.strip())

    def by_state(self, rows, name, state):
        """Running, late or closed."""
        if state == "xong":
            return rows.filter(closed_on__isnull=False)
        running = rows.running()
        return running.filter(due_on__lt=timezone.localdate()) if state == "qua-han" else running


class SheetFilter(ScopedFilter):
    """Conditions of the list of sheets."""

    search_path = "team__search_key"
    search_hint = "Tên Tổ"

    don_vi = CommuneFilter(field_name="round__commune")
    dot = filters.ModelChoiceFilter(label="Đợt rà soát", field_name="round", queryset=rounds_of)
    xep_loai = filters.ChoiceFilter(label="Hoạt động", field_name="rating", choices=Rating.choices)
    chua_co = filters.BooleanFilter(label="Chưa có phiếu", field_name="reviewed_on", lookup_expr="isnull")

    class Meta:
        model = TeamReview
        fields: list[str] = []


class MemberReviewFilter(ScopedFilter):
    """Conditions of the list of results."""

    search_path = "membership__person__search_key"
    search_hint = "Họ tên (không cần dấu)"

    don_vi = CommuneFilter(field_name="sheet__round__commune")
    dot = filters.ModelChoiceFilter(label="Đợt rà soát", field_name="sheet__round", queryset=rounds_of)
    huong = filters.ChoiceFilter(label="Hướng xử lý", field_name="outcome", choices=Outcome.choices)
    chuc_danh = filters.ChoiceFilter(
        label="Chức danh", field_name="membership__position", choices=Position.choices
    )
    dat = filters.BooleanFilter(label="Đủ tiêu chuẩn", field_name="meets_standard")
    phai_thay = filters.BooleanFilter(label="Thuộc diện phải thay", field_name="is_unfit")
    con = filters.BooleanFilter(label="Còn tham gia", field_name="membership__ended_on", lookup_expr="isnull")

    class Meta:
        model = MemberReview
        fields: list[str] = []
