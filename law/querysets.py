"""Query words of the law."""

from datetime import date

from django.db.models import Q

from contracts.records import DatedQuerySet
from contracts.scoping import PublicQuerySet


class ParameterQuerySet(DatedQuerySet, PublicQuerySet):
    """Legal parameters: everybody may read the law."""

    def applying(self, on: date, province: str = ""):
        """Rows in force on that day for the country or that province."""
        return self.in_force(on).filter(Q(province__isnull=True) | Q(province_id=province or None))


class SpecialDayQuerySet(PublicQuerySet):
    """Days that differ from the ordinary calendar."""
