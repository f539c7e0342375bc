"""Query words of background work. Units are plain codes: `communes` lies above this floor."""

from datetime import datetime

from django.db.models import Q

from contracts.roles import Role, Scope
from contracts.scoping import ScopedQuerySet
from jobs.choices import ACTIVE, JobState


class OwnedQuerySet(ScopedQuerySet):
    """Rows of one owner; administrators also see those of their unit."""

    commune_path, province_path = "commune_code", "province_code"

    def visible_to(self, user):
        """The user's own rows; for an administrator those of the unit as well."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        own = Q(owner_id=user.pk)
        if Role.ADMIN not in user.role_codes:
            return self.filter(own)
        return self.filter(own | Q(pk__in=super().visible_to(user).values("pk")))


class JobQuerySet(OwnedQuerySet):
    """Background work."""

    def owned_by(self, user):
        """The user's own jobs."""
        return self.filter(owner_id=user.pk)

    def active(self):
        """Queued or running."""
        return self.filter(state__in=ACTIVE)

    def stale(self, since: datetime):
        """Running, but without a sign of life since then: their worker was killed."""
        return self.filter(state=JobState.RUNNING, heartbeat_at__lt=since)

    def unsent(self, since: datetime):
        """Queued and not sent to the broker since then: the message was lost, or never left."""
        return self.filter(Q(sent_at__isnull=True) | Q(sent_at__lt=since), state=JobState.QUEUED)


class StoredFileQuerySet(OwnedQuerySet):
    """Uploaded and produced files."""

    def expired(self, now: datetime):
        """Past their day, with content still on disk."""
        return self.filter(expires_at__lte=now, wiped_at__isnull=True)


class UndoLogQuerySet(ScopedQuerySet):
    """Batches of writes: the unit's, whoever of it wrote them."""

    commune_path, province_path = "commune_code", "province_code"

    def not_undone(self):
        """Those that still stand."""
        return self.filter(undone_at__isnull=True)


class HeartbeatQuerySet(ScopedQuerySet):
    """Signs of life; they belong to the installation, to no unit."""

    def visible_to(self, user):
        """All of them, for administrators."""
        is_admin = user.is_authenticated and user.is_active and Role.ADMIN in user.role_codes
        return self.all() if is_admin else self.none()


class UnitCodesQuerySet(ScopedQuerySet):
    """Rows of a unit that is kept as plain codes."""

    commune_path, province_path = "commune_code", "province_code"


class ImportBatchQuerySet(UnitCodesQuerySet):
    """Imports: the commune's, and for administrators those of their unit (that they were; not what is in them)."""

    def visible_to(self, user):
        """The province looks at registers, not at uploads."""
        if user.is_authenticated and user.scope != Scope.COMMUNE and Role.ADMIN not in user.role_codes:
            return self.none()
        return super().visible_to(user)

    def of_register(self, resource: str):
        """Batches into that register."""
        return self.filter(resource=resource)


class HeadingMemoryQuerySet(UnitCodesQuerySet):
    """What a unit's headings mean."""

    def of_unit(self, commune: str, resource: str):
        """The headings a commune has explained for one register."""
        return self.filter(commune_code=commune, resource=resource)
