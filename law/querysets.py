"""Query words of the law."""

from datetime import date

from django.db.models import Q

from contracts.records import DatedQuerySet
from contracts.roles import Scope
from contracts.scoping import PublicQuerySet


class ParameterQuerySet(DatedQuerySet, PublicQuerySet):
    """Legal parameters: everybody may read the law."""

    def visible_to(self, user):
        """All rows in force; drafts only within their province."""
        rows = super().visible_to(user)
        if not user.is_authenticated or user.scope == Scope.COUNTRY:
            return rows
        return rows.filter(Q(is_draft=False) | Q(province_id=user.province_id))

    def applying(self, on: date, province: str = ""):
        """Rows in force on that day for the country or that province."""
        return self.in_force(on).filter(
            Q(province__isnull=True) | Q(province_id=province or None), is_draft=False
        )


class SpecialDayQuerySet(PublicQuerySet):
    """Days that differ from the ordinary calendar."""
