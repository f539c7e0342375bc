"""Conditions of the list of users."""

import django_filters as filters
from django.utils import timezone

from accounts.models import User
from communes.models import Commune
from contracts.roles import Role, Scope
from pages.filters import ListFilter


def _communes(request):
    return Commune.objects.visible_to(request.user).filter(users__isnull=False).distinct()


class UserFilter(ListFilter):
    """By unit, role, state."""

    search_hint = "Họ tên hoặc tên đăng nhập"

    commune = filters.ModelChoiceFilter(label="Xã, phường", queryset=_communes)
    scope = filters.ChoiceFilter(label="Phạm vi", choices=Scope.choices)
    role = filters.ChoiceFilter(label="Vai trò hôm nay", choices=Role.choices, method="of_role")
    state = filters.ChoiceFilter(
        label="Tình trạng", choices=(("dang-dung", "Đang dùng"), ("khoa", "Đã khóa")), method="of_state"
    )

    class Meta:
        model = User
        fields: list[str] = []

    def of_role(self, rows, name, value):
        """Those who hold the role today."""
        return rows.holding(value, timezone.localdate())

    def of_state(self, rows, name, value):
        """Those in use, or those closed."""
        return rows.filter(is_active=value == "dang-dung")
