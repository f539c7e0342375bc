"""Query words of people, teams and memberships."""

from datetime import date

from django.db.models import Count, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from contracts.records import DatedQuerySet, in_force
from contracts.scoping import ScopedQuerySet
from teams.choices import LEAVING_ENDS, StartKind
from vietnam.names import fold


class PersonQuerySet(ScopedQuerySet):
    """People: read and written by their home commune; their province sees them."""

    commune_path, province_path = "home_commune_id", "home_commune__province_id"

    def named(self, text: str):
        """People whose name contains the text, accents and case aside."""
        return self.filter(search_key__contains=fold(text))


class TeamQuerySet(DatedQuerySet, ScopedQuerySet):
    """Teams."""

    def with_strength(self, on: date):
        """Each team with `members` in service, `quota` (null where none is set) and `missing` on that day."""
        from_membership = self.model._meta.get_field("memberships").related_model
        from_quota = self.model._meta.get_field("quotas").related_model
        serving = (
            from_membership.objects.in_force(on)
            .filter(team=OuterRef("pk")).order_by().values("team").annotate(n=Count("pk")).values("n")
        )  # fmt: skip
        quota = from_quota.objects.in_force(on).filter(team=OuterRef("pk")).values("members")[:1]
        return self.annotate(
            members=Coalesce(Subquery(serving, output_field=IntegerField()), 0),
            quota=Subquery(quota, output_field=IntegerField()),
        ).annotate(missing=F("quota") - F("members"))

    def short(self):
        """Teams with fewer members than their quota; after `with_strength`."""
        return self.filter(missing__gt=0)


class OfTeamQuerySet(DatedQuerySet, ScopedQuerySet):
    """Dated rows of a team."""

    commune_path, province_path = "team__commune_id", "team__commune__province_id"


class MembershipQuerySet(OfTeamQuerySet):
    """Spells of people in teams."""

    def serving(self, on: date):
        """In service on that day."""
        return self.in_force(on)

    def recruited_within(self, first_day: date, last_day: date):
        """Recruits: spells of kind recruited that began within the days, both included."""
        return self.filter(start_kind=StartKind.RECRUITED, started_on__range=(first_day, last_day))

    def left_within(self, first_day: date, last_day: date):
        """Leavers: spells of a leaving kind whose first day out of service lies within the days."""
        return self.filter(end_kind__in=LEAVING_ENDS, ended_on__range=(first_day, last_day))

    def named(self, text: str):
        """Spells of people whose name contains the text, accents and case aside."""
        return self.filter(person__search_key__contains=fold(text))


class QuotaQuerySet(DatedQuerySet, ScopedQuerySet):
    """Quota lines."""

    def of_communes(self):
        """The province's lines for whole communes."""
        return self.filter(team__isnull=True)

    def of_teams(self):
        """The communes' lines for single teams."""
        return self.filter(team__isnull=False)


class ClusterAssignmentQuerySet(DatedQuerySet, ScopedQuerySet):
    """Who looks after which cluster."""

    commune_path, province_path = "membership__team__commune_id", "membership__team__commune__province_id"

    def serving(self, on: date):
        """Assignments in force on that day whose member is still in service."""
        return self.filter(in_force(on) & in_force(on, "membership__"))
