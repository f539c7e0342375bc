"""Conditions of the list of Quy chế hoạt động."""

import django_filters as filters

from teams.filters.scope import CommuneFilter, ScopedFilter
from teams.models import Regulation


class RegulationFilter(ScopedFilter):
    """By the paper's number and title, by commune, in force or not."""

    search_path = "document__search_key"
    search_hint = "Số, trích yếu"

    don_vi = CommuneFilter(field_name="commune")
    con_hieu_luc = filters.ChoiceFilter(
        label="Hiệu lực", choices=[("con", "Còn hiệu lực"), ("het", "Hết hiệu lực")], method="by_force"
    )

    class Meta:
        model = Regulation
        fields: list[str] = []

    def by_force(self, rows, name, which):
        """Open, or ended."""
        return rows.open() if which == "con" else rows.filter(ended_on__isnull=False)
