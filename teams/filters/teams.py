"""Filters of teams, clusters and quotas."""

import django_filters as filters
from django.db.models import Q

from communes.models import Cluster, Commune, Hamlet
from pages.asof import AsOfFilter
from teams.choices import Strength
from teams.filters.scope import CommuneFilter, ScopedFilter
from teams.models import Quota, Team


class TeamFilter(ScopedFilter, AsOfFilter):
    """Conditions of the list of teams; the rows come with their strength."""

    search_hint = "Tên Tổ, thôn, xã (kể cả tên cũ)"

    don_vi = CommuneFilter(field_name="commune")
    quan_so = filters.ChoiceFilter(label="So với định mức", choices=Strength.choices, method="by_strength")

    class Meta:
        model = Team
        fields: list[str] = []

    def search(self, rows, name, text):
        """By the name of the team, its hamlet or its commune, present or former."""
        return rows.called(text)

    def by_strength(self, rows, name, strength):
        """Thiếu, đủ, thừa."""
        conditions = {
            Strength.SHORT: Q(missing__gt=0), Strength.FULL: Q(missing=0),
            Strength.SURPLUS: Q(missing__lt=0), Strength.NO_QUOTA: Q(quota=None),
        }  # fmt: skip
        return rows.filter(conditions[strength])


class ClusterFilter(ScopedFilter, AsOfFilter):
    """Conditions of the list of clusters."""

    search_hint = "Tên thôn, xã (kể cả tên cũ)"

    don_vi = CommuneFilter(field_name="hamlet__commune")

    class Meta:
        model = Cluster
        fields: list[str] = []

    def search(self, rows, name, text):
        """By the hamlet's name, or its commune's, present or former."""
        return rows.filter(hamlet__in=Hamlet.objects.called(text))


class QuotaFilter(AsOfFilter):
    """Conditions of the list of quotas."""

    search_hint = "Tên xã (kể cả tên cũ)"

    class Meta:
        model = Quota
        fields: list[str] = []

    def search(self, rows, name, text):
        """By the commune's present or former name."""
        return rows.filter(commune__in=Commune.objects.named(text))
