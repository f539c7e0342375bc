"""Query words of the audit. Entries hold units as plain codes, so they may lie below `communes`."""

from django.db import models

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

    def about(self, subject: models.Model):
        """Entries of one object, newest first."""
        return self.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk)).order_by("-id")

    def update(self, **kwargs):
        """Refused: the audit is append only."""
        raise TypeError("audit entries are append only")

    def delete(self):
        """Refused: the audit is append only."""
        raise TypeError("audit entries are append only")
