"""Query words of training and equipment."""

from datetime import date

from django.db.models import Q

from contracts.records import DatedQuerySet
from contracts.roles import Scope
from contracts.scoping import ScopedQuerySet


class TrainingQuerySet(ScopedQuerySet):
    """Classes and drills. A class of the province is seen by the communes whose members attend it."""

    commune_path, province_path = "commune_id", "province_id"

    def visible_to(self, user):
        """Own classes; for a commune also the province's classes, which its members may attend."""
        if user.is_authenticated and user.is_active and user.scope == Scope.COMMUNE:
            of_province = Q(commune__isnull=True, province_id=user.province_id)
            return self.filter(Q(commune_id__in=user.commune_ids) | of_province)
        return super().visible_to(user)

    def held_within(self, first_day: date, last_day: date):
        """Classes that began within the days, both included."""
        return self.filter(held_on__range=(first_day, last_day))


class TopicQuerySet(ScopedQuerySet):
    """Topics of classes."""

    commune_path, province_path = "training__commune_id", "training__province_id"


class AttendanceQuerySet(ScopedQuerySet):
    """Who attended which class: seen by the commune the member belongs to."""

    commune_path, province_path = "membership__team__commune_id", "membership__team__commune__province_id"


class IssueQuerySet(DatedQuerySet, ScopedQuerySet):
    """Things given out: `started_on` the day given, `ended_on` the day handed back."""

    commune_path, province_path = "team__commune_id", "team__commune__province_id"

    def usable(self):
        """Not broken, not lost."""
        return self.exclude(condition__in=("broken", "lost"))
