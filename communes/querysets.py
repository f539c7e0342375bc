"""Query words of units."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from contracts.records import DatedQuerySet
from contracts.scoping import PublicQuerySet, ScopedQuerySet
from vietnam.names import fold


class ProvinceQuerySet(PublicQuerySet):
    """Provinces are general knowledge."""


class CommuneQuerySet(DatedQuerySet, ScopedQuerySet):
    """Communes, scoped by themselves."""

    commune_path, province_path = "code", "province_id"

    def of_province(self, province: str):
        """Communes of that province, in the official order: xã, phường, đặc khu, each by name."""
        return self.filter(province_id=province).order_by("official_order")

    def existing_on(self, day: date):
        """Communes that exist on that day."""
        return self.in_force(day)

    def named(self, text: str):
        """Those whose present or former name contains the text, accents and case aside."""
        former = self.model.former_names.rel.related_model.objects
        bore_it = former.filter(commune_id=OuterRef("pk"), search_key__contains=fold(text))
        return self.filter(Q(search_key__contains=fold(text)) | Exists(bore_it))


class CommuneNameQuerySet(DatedQuerySet, PublicQuerySet):
    """Former names of communes are general knowledge."""


class HamletQuerySet(DatedQuerySet, ScopedQuerySet):
    """Thôn, tổ dân phố."""

    def called(self, text: str):
        """Those whose name has every word typed, or whose commune, now or once, bears or bore that name."""
        own, field = Q(), self.model._meta.get_field
        for word in fold(text).split():
            own &= Q(search_key__contains=word)
        communes = field("commune").related_model.objects.named(text).values("pk")
        once = field("placements").related_model.objects.filter(commune__in=communes)
        return self.filter(own | Q(commune__in=communes) | Q(pk__in=once.values("hamlet")))

    def named(self, text: str):
        """Those whose name contains the text, accents and case aside."""
        return self.filter(search_key__contains=fold(text))


class OfHamletQuerySet(ScopedQuerySet):
    """Rows that belong to a hamlet."""

    commune_path, province_path = "hamlet__commune_id", "hamlet__commune__province_id"


class DatedOfHamletQuerySet(DatedQuerySet, OfHamletQuerySet):
    """Dated rows that belong to a hamlet."""


class AreaStatusQuerySet(DatedQuerySet, ScopedQuerySet):
    """Legal areas of communes and hamlets."""


class AgencyQuerySet(ScopedQuerySet):
    """Agencies; those of the province are known to its communes, which write to them."""

    commune_path, province_path = "commune_id", "province_id"

    def visible_to(self, user):
        """Own commune's agencies and those of one's province."""
        if user.is_authenticated and user.is_active and user.scope == "commune":
            own = self.filter(commune_id__in=user.commune_ids)
            return own | self.filter(commune__isnull=True, province_id=user.province_id)
        return super().visible_to(user)


class SuccessionQuerySet(PublicQuerySet):
    """Changes of units are published acts."""
