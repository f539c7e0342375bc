"""Query words of accounts."""

from datetime import date

from django.db.models import Exists, OuterRef

from contracts.records import DatedQuerySet
from contracts.roles import Scope
from contracts.scoping import ScopedQuerySet


class UserQuerySet(ScopedQuerySet):
    """Users are seen by those of the same unit, and by the unit above."""

    commune_path, province_path = "commune_id", "province_id"

    def holding(self, roles: str | list[str], on: date):
        """Active users who hold the role, or one of the roles, on that day."""
        wanted = [roles] if isinstance(roles, str) else roles
        grants = self.model._meta.get_field("grants").related_model.objects
        held = grants.in_force(on).filter(user_id=OuterRef("pk"), role__in=wanted)
        return self.filter(Exists(held), is_active=True)


class GrantQuerySet(DatedQuerySet, ScopedQuerySet):
    """Roles of users."""

    commune_path, province_path = "user__commune_id", "user__province_id"


class OwnQuerySet(ScopedQuerySet):
    """Rows that belong to one user and nobody else."""

    def visible_to(self, user):
        """Only the user's own rows."""
        return self.filter(user_id=user.pk) if user.is_authenticated and user.is_active else self.none()


class NoticeQuerySet(OwnQuerySet):
    """News for one user."""

    def unread(self):
        """Not yet read."""
        return self.filter(read_at__isnull=True)


class FormDraftQuerySet(ScopedQuerySet):
    """Drafts of forms."""

    def visible_to(self, user):
        """One's own, and nobody else's."""
        return self.filter(user_id=user.pk) if user.is_authenticated and user.is_active else self.none()


class SavedViewQuerySet(ScopedQuerySet):
    """Saved filters: one's own, and those shared within the unit."""

    def visible_to(self, user):
        """Own views, and shared ones of colleagues of the same unit."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        colleagues = {"user__scope": user.scope, "user__province_id": user.province_id}
        if user.scope == Scope.COMMUNE:
            colleagues["user__commune_id"] = user.commune_id
        return self.filter(user_id=user.pk) | self.filter(is_shared=True, **colleagues)

    def in_use(self):
        """Those not removed."""
        return self.filter(removed_at__isnull=True)
