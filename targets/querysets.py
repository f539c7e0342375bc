"""Query words of directives, targets and figures."""

from django.db.models import Exists, OuterRef, Q

from contracts.records import DatedQuerySet
from contracts.roles import Scope
from contracts.scoping import PublicQuerySet, ScopedQuerySet


class CatalogueQuerySet(PublicQuerySet):
    """The catalogue and the periods are general knowledge: what is asked of a unit is what its province adopted."""


class AdoptionQuerySet(DatedQuerySet, ScopedQuerySet):
    """Directives in force in provinces."""

    province_path = "province_id"

    def visible_to(self, user):
        """A commune sees the approved adoptions of its province that hold for it."""
        if not (user.is_authenticated and user.is_active and user.scope == Scope.COMMUNE):
            return super().visible_to(user)
        return self.filter(province_id=user.province_id, state="approved").reaching(user.commune_id)

    def reaching(self, commune: str):
        """Those that hold for that commune: named, or for all communes of the province."""
        named = self.model.communes.through.objects.filter(adoption_id=OuterRef("pk"))
        return self.filter(Q(Exists(named.filter(commune_id=commune))) | ~Q(Exists(named)))

    def approved(self):
        """Those that the director approved."""
        return self.filter(state="approved")


class FigureQuerySet(ScopedQuerySet):
    """Figures of communes and of the province; a commune sees its own and not the province's."""

    province_path = "province_id"

    def of_span(self, first_day, last_day):
        """Figures of exactly those days."""
        return self.filter(first_day=first_day, last_day=last_day)


class ReckoningQuerySet(ScopedQuerySet):
    """When the figures of a commune were last computed."""
