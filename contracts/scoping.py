"""The only door from pages, exports, files, jobs and admin to a table: `visible_to(user)`."""

from django.db import models

from contracts.roles import Scope


class ScopedQuerySet(models.QuerySet):
    """A queryset that knows to which unit its rows belong.

    `commune_path` and `province_path` are look-up paths to a commune's and a province's code, following to-one
    relations only. A model whose rows belong to nobody in particular overrides `visible_to` and says why.
    """

    commune_path = "commune_id"
    province_path = "commune__province_id"

    def visible_to(self, user):
        """The rows that the user's unit may see today; none for strangers and disabled accounts."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        if user.scope == Scope.COUNTRY:
            return self.all()
        if user.scope == Scope.PROVINCE:
            return self.filter(**{self.province_path: user.province_id})
        return self.filter(**{f"{self.commune_path}__in": user.commune_ids})


class PublicQuerySet(ScopedQuerySet):
    """Rows of general knowledge (names of units, legal parameters): every active user sees them."""

    def visible_to(self, user):
        """All rows for any active user."""
        return self.all() if user.is_authenticated and user.is_active else self.none()
