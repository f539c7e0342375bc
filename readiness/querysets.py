"""Query words of training and equipment."""

from datetime import date

from django.db.models import Q

from contracts.records import DatedQuerySet, in_force
from contracts.roles import Scope
from contracts.scoping import ScopedQuerySet
from readiness.choices import UNUSABLE, TrainingState


class RosterQuerySet(ScopedQuerySet):
    """Duty rosters of teams."""

    commune_path, province_path = "team__commune_id", "team__commune__province_id"


class ShiftQuerySet(ScopedQuerySet):
    """Shifts of rosters."""

    commune_path, province_path = "roster__team__commune_id", "roster__team__commune__province_id"


class AssignmentQuerySet(ScopedQuerySet):
    """Members on shifts."""

    commune_path = "shift__roster__team__commune_id"
    province_path = "shift__roster__team__commune__province_id"

    def within(self, first_day: date, last_day: date):
        """On shifts that begin within the days, both included."""
        return self.filter(shift__day__range=(first_day, last_day))


class PatrolQuerySet(ScopedQuerySet):
    """Patrols of teams."""

    commune_path, province_path = "team__commune_id", "team__commune__province_id"


class PatrolMemberQuerySet(ScopedQuerySet):
    """Who went on patrol."""

    commune_path, province_path = "patrol__team__commune_id", "patrol__team__commune__province_id"


class RateQuerySet(DatedQuerySet, ScopedQuerySet):
    """Levels of a province: its communes pay by them and so see them."""

    def visible_to(self, user):
        """The levels of the user's province."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        return self.all() if user.scope == Scope.COUNTRY else self.filter(province_id=user.province_id)


class SheetQuerySet(ScopedQuerySet):
    """Allowance sheets of communes."""


class LineQuerySet(ScopedQuerySet):
    """Lines of allowance sheets."""

    commune_path, province_path = "sheet__commune_id", "sheet__commune__province_id"


class InjuryQuerySet(ScopedQuerySet):
    """Accidents, injuries, illness and death of members."""

    commune_path, province_path = "membership__team__commune_id", "membership__team__commune__province_id"


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
        """Classes that began within the days, both included; planned and cancelled ones are none."""
        return self.held().filter(held_on__range=(first_day, last_day))

    def held(self):
        """Classes that took place."""
        return self.filter(state=TrainingState.HELD)

    def planned(self):
        """Classes still ahead, or whose holding nobody has recorded yet."""
        return self.filter(state=TrainingState.PLANNED)


class TopicQuerySet(ScopedQuerySet):
    """Topics of classes."""

    commune_path, province_path = "training__commune_id", "training__province_id"


class AttendanceQuerySet(ScopedQuerySet):
    """Who attended which class: seen by the commune the member belongs to."""

    commune_path, province_path = "membership__team__commune_id", "membership__team__commune__province_id"


class PostAttendanceQuerySet(ScopedQuerySet):
    """Holders of posts at classes: seen by the commune of their hamlet."""

    commune_path, province_path = "post__hamlet__commune_id", "post__hamlet__commune__province_id"


class IssueQuerySet(DatedQuerySet, ScopedQuerySet):
    """Things given out: `started_on` the day given, `ended_on` the day handed back."""

    commune_path, province_path = "team__commune_id", "team__commune__province_id"

    def open_to_all(self, pk: int, membership: int):
        """One thing given to that spell, for whoever holds the keyed code of its card."""
        return self.filter(pk=pk, membership=membership)

    def without_secrets(self):
        """With the member as far as lists show one: nothing is decrypted."""
        secrets = ("citizen_id", "bank_account", "health_note", "legal_record")
        return self.defer(*(f"membership__person__{name}" for name in secrets))

    def usable(self, on: date):
        """In somebody's hands on that day and fit for use: not broken or lost by then, its validity not run out, and
        not still with a member who has left.

        Of conditions only the last one found is kept, with its day; before that day a thing counts as usable.
        """
        unfit = Q(condition__in=UNUSABLE) & (Q(inspected_on__isnull=True) | Q(inspected_on__lte=on))
        valid = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
        with_us = Q(membership__isnull=True) | in_force(on, "membership__")
        return self.in_force(on).filter(valid & with_us).exclude(unfit)

    def with_leavers(self, on: date):
        """Given to members who have left and not handed back by that day."""
        return self.in_force(on).filter(membership__ended_on__lte=on)


class StockQuerySet(ScopedQuerySet):
    """What came into communes' stores and what was written off."""
