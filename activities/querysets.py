"""Query words of activities, assessments, commendations and discipline."""

from django.db.models import Q

from contracts.registry import subject_kinds
from contracts.roles import is_only_partner
from contracts.scoping import ScopedQuerySet


def collective_codes() -> list[str]:
    """Codes of the subjects that are teams or units, not people."""
    return [kind.code for kind in subject_kinds if kind.is_collective]


class RecordQuerySet(ScopedQuerySet):
    """Rows of one commune, or of the province itself where `commune` is empty."""

    commune_path, province_path = "commune_id", "province_id"

    def standing(self):
        """Not cancelled."""
        return self.filter(cancelled_at__isnull=True)

    def about(self, subject_kind: str, pk):
        """What is registered of one subject."""
        return self.filter(subject_kind=subject_kind, subject_id=str(pk))


class ActivityQuerySet(RecordQuerySet):
    """Meetings, propaganda, inspections, good deeds."""


class PersonalQuerySet(RecordQuerySet):
    """What may be about people: partner agencies see what concerns teams and units only (roles.md)."""

    def visible_to(self, user):
        """Own rows; for partners those about no person."""
        rows = super().visible_to(user)
        if is_only_partner(user):
            return rows.filter(self._without_people())
        return rows

    def _without_people(self) -> Q:
        return Q(subject_kind__in=collective_codes())


class AbsenceQuerySet(PersonalQuerySet):
    """Who missed a meeting."""

    commune_path, province_path = "activity__commune_id", "activity__province_id"
