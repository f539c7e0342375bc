"""Query words of reports, deadlines and reminders."""

from datetime import date

from django.db.models import Q

from contracts.records import DatedQuerySet
from contracts.roles import Role, Scope
from contracts.scoping import PublicQuerySet, ScopedQuerySet
from reporting.choices import HANDED_IN, LIVING, DeadlineState, ReminderState


class OfProvinceOrAllQuerySet(PublicQuerySet):
    """Rows shipped for everybody, or added by one province for itself."""

    province_key = "province_id"

    def visible_to(self, user):
        """Shipped rows, and those of the user's province; all for a country user."""
        rows = super().visible_to(user)
        if not user.is_authenticated or user.scope == Scope.COUNTRY:
            return rows
        return rows.filter(
            Q(**{f"{self.province_key}__isnull": True}) | Q(**{self.province_key: user.province_id})
        )


class OutlineQuerySet(OfProvinceOrAllQuerySet):
    """Outlines."""


class SectionQuerySet(OfProvinceOrAllQuerySet):
    """Sections of outlines."""

    province_key = "outline__province_id"


class SectionIndicatorQuerySet(OfProvinceOrAllQuerySet):
    """Figures of sections."""

    province_key = "section__outline__province_id"


class RegimeQuerySet(DatedQuerySet, OfProvinceOrAllQuerySet):
    """Regimes."""


class DutyQuerySet(ScopedQuerySet):
    """Expected reports: a commune sees its own, never the province's."""

    commune_path, province_path = "commune_id", "province_id"

    def overdue(self, on: date):
        """Not handed in although the due day has passed."""
        return self.filter(due_on__lt=on).exclude(state__in=HANDED_IN)

    def missing(self):
        """Not handed in."""
        return self.exclude(state__in=HANDED_IN)

    def of_communes(self):
        """Those of communes."""
        return self.filter(commune__isnull=False)


class ReportQuerySet(ScopedQuerySet):
    """Versions of reports."""

    commune_path, province_path = "duty__commune_id", "duty__province_id"

    def living(self):
        """Not returned, not replaced: at most one a duty."""
        return self.filter(state__in=LIVING)


class OfReportQuerySet(ScopedQuerySet):
    """Rows of a report."""

    commune_path, province_path = "report__duty__commune_id", "report__duty__province_id"


class DeadlineQuerySet(ScopedQuerySet):
    """Deadlines hold their unit as codes, as lower floors gave them."""

    commune_path, province_path = "commune_code", "province_code"

    def open(self):
        """Still to be done."""
        return self.filter(state=DeadlineState.OPEN)


class ReminderQuerySet(ScopedQuerySet):
    """Reminders: one's own, and those of one's unit."""

    commune_path, province_path = "deadline__commune_code", "deadline__province_code"

    def pending(self):
        """Written down, not yet delivered."""
        return self.filter(state=ReminderState.PENDING)


class CollectionQuerySet(ScopedQuerySet):
    """When deadlines were collected; of the installation."""

    def visible_to(self, user):
        """All of them, for administrators."""
        is_admin = user.is_authenticated and user.is_active and Role.ADMIN in user.role_codes
        return self.all() if is_admin else self.none()
