"""Who comes first on a list of equals: by the priority criteria of Điều 15, without weights of our own."""

from collections.abc import Iterable

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.db.models.expressions import Combinable, OrderBy

from recruitment.eligibility import PRIORITY_FACTS
from recruitment.models import Application

ORDER = "recruit.priority_order"


def with_priority(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Applications with `priority`: how many of the criteria they meet."""
    met: Combinable = Value(0)
    for code in PRIORITY_FACTS:
        met = met + _meets(code)
    return rows.annotate(priority=met)


def by_priority(rows: QuerySet[Application], order: Iterable[str]) -> QuerySet[Application]:
    """Those who come first by that `order`, the value of the law's parameter `ORDER` (the number of criteria, or one
    after the other), then by name."""
    first = ["-priority" if code == "count" else OrderBy(_meets(code), descending=True) for code in order]
    return with_priority(rows).order_by(*first, "person__sort_key", "pk")


def _meets(code: str) -> Case:
    owner, name = PRIORITY_FACTS[code]
    path = f"person__{name}" if owner == "person" else name
    return Case(When(**{path: True}, then=Value(1)), default=Value(0), output_field=IntegerField())
