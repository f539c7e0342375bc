"""Query words of the audit. Entries hold units as plain codes, so they may lie below `communes`."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import models
from django.db.models import Q

from contracts.roles import Scope


class EntryQuerySet(models.QuerySet):
    """Entries can be read and added, never changed."""

    def visible_to(self, user):
        """Entries of the user's unit; a province user sees their province, a country user everything."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        if user.scope == Scope.COUNTRY:
            return self.all()
        if user.scope == Scope.PROVINCE:
            return self.filter(province_code=user.province_id)
        return self.filter(commune_code__in=user.commune_ids)

    def readable_about(self, subject: models.Model, user, also: Iterable[models.Model] = ()):
        """Entries of an object the user sees, as far as they were written in the user's unit or above it; of the rows
        in `also`, which hang on it and which the user sees, as well.

        What happened to a person elsewhere is not for the commune where the person once served.
        """
        rows = self.about(subject, *also)
        if user.scope == Scope.COUNTRY:
            return rows
        above = Q(province_code="", commune_code="") | Q(province_code=user.province_id, commune_code="")
        own = Q(province_code=user.province_id)
        if user.scope == Scope.COMMUNE:
            own = Q(commune_code__in=user.commune_ids)
        return rows.filter(above | own)

    def about(self, *subjects: models.Model):
        """Entries of one object, or of several read together, newest first."""
        keys: dict[str, list[str]] = defaultdict(list)
        for subject in subjects:
            keys[subject._meta.label_lower].append(str(subject.pk))
        of_any = Q()
        for label, pks in keys.items():
            of_any |= Q(subject_type=label, subject_id__in=pks)
        return self.filter(of_any).order_by("-id")

    def update(self, **kwargs):
        """Refused: the audit is append only."""
        raise TypeError("audit entries are append only")

    def bulk_update(self, objs, fields, batch_size=None):
        """Refused: the audit is append only."""
        raise TypeError("audit entries are append only")

    def delete(self):
        """Refused: the audit is append only."""
        raise TypeError("audit entries are append only")
