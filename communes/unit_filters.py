"""The condition on communes, for the lists of all registers above."""

import django_filters as filters
from django.db.models import Q

from communes.models import Commune, Province
from contracts.roles import Scope
from pages.filters import ListFilter


def communes_of(request):
    """The communes a user may choose among; one's own commune is no choice, and the country's thousands no menu."""
    if request is None or request.user.scope == Scope.COMMUNE:
        return Commune.objects.none()
    rows = Commune.objects.visible_to(request.user)
    if request.user.scope == Scope.COUNTRY:
        rows = rows.filter(Q(province=request.GET.get("tinh", "")) | Q(pk=request.GET.get("don_vi", "")))
    return rows


def provinces_of(request):
    """The provinces to choose among, for those who see the whole country."""
    if request is None or request.user.scope != Scope.COUNTRY:
        return Province.objects.none()
    return Province.objects.visible_to(request.user)


class CommuneFilter(filters.ModelChoiceFilter):
    """A commune, for those who see several."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label="Xã, phường", queryset=communes_of, **kwargs)


class ScopedFilter(ListFilter):
    """Province and commune to choose among, as far as the user sees several; a province first, for the country."""

    tinh = filters.ModelChoiceFilter(label="Tỉnh, thành phố", queryset=provinces_of, method="of_province")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.request and self.request.user.scope == Scope.COMMUNE:
            self.filters.pop("don_vi", None)
        if self.request and self.request.user.scope != Scope.COUNTRY:
            self.filters.pop("tinh", None)

    def of_province(self, rows, name, province):
        """Rows of that province, by the model's own path."""
        return rows.filter(**{rows.province_path: province.pk})
