"""Who in service has been to which classes, as of a day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from readiness.models import Attendance

NEVER, NOT_THIS_YEAR, EARLIER, THIS_YEAR = "chua-tung", "nam-nay-chua", "nam-truoc", "nam-nay-roi"
STAGES = [
    (NEVER, "Chưa từng tập huấn"),
    (NOT_THIS_YEAR, "Năm nay chưa tập huấn"),
    (EARLIER, "Chỉ những năm trước"),
    (THIS_YEAR, "Năm nay đã tập huấn"),
]
_WHERE = {
    NEVER: Q(last_class__isnull=True),
    NOT_THIS_YEAR: Q(classes_this_year=0),
    EARLIER: Q(classes_this_year=0, last_class__isnull=False),
    THIS_YEAR: Q(classes_this_year__gt=0),
}


def with_classes(memberships: QuerySet, on: date) -> QuerySet:
    """Each spell with the person's `last_class` by that day and their `classes_this_year`, in any spell of theirs."""
    attended = Attendance.objects.filter(
        membership__person=OuterRef("person"), training__held_on__lte=on
    ).order_by("-training__held_on")
    year = (
        attended.filter(training__held_on__gte=date(on.year, 1, 1))
        .order_by().values("membership__person").annotate(n=Count("pk")).values("n")
    )  # fmt: skip
    return memberships.annotate(
        last_class=Subquery(attended.values("training__held_on")[:1]),
        classes_this_year=Coalesce(Subquery(year, output_field=IntegerField()), 0),
    )


def at_stage(memberships: QuerySet, stage: str) -> QuerySet:
    """Those of them at one of `STAGES`; after `with_classes`."""
    return memberships.filter(_WHERE[stage])


@dataclass(frozen=True)
class Share:
    """How many of those in service were trained this year, only earlier, or never."""

    this_year: int
    earlier: int
    never: int

    @property
    def total(self) -> int:
        """All in service."""
        return self.this_year + self.earlier + self.never


def share(memberships: QuerySet) -> Share:
    """The three parts, in one statement; after `with_classes`."""
    found = memberships.order_by().aggregate(
        year=Count("pk", filter=_WHERE[THIS_YEAR]), never=Count("pk", filter=_WHERE[NEVER]), total=Count("pk")
    )
    return Share(found["year"], found["total"] - found["year"] - found["never"], found["never"])
