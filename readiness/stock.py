"""What lies in communes' stores on a day: received − issued + handed back fit for use − written off.

A store is only reckoned for a kind from the first day something of it was received: what was given out before, when
nobody recorded receipts, came from elsewhere.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Min, OuterRef, Q, QuerySet, Subquery, Sum

from readiness.choices import PERSONAL_KINDS, UNUSABLE, StockMove
from readiness.models import EquipmentIssue, StockEntry

#: Commune's code, kind.
Shelf = tuple[str, str]


@dataclass
class Balance:
    """One kind in one commune's store."""

    received: int = 0
    issued: int = 0
    returned: int = 0
    written_off: int = 0

    @property
    def left(self) -> int:
        """What should lie there."""
        return self.received - self.issued + self.returned - self.written_off

    def __add__(self, other: "Balance") -> "Balance":
        return Balance(
            self.received + other.received, self.issued + other.issued,
            self.returned + other.returned, self.written_off + other.written_off,
        )  # fmt: skip


def balances(communes: Iterable[str] | QuerySet, on: date) -> dict[Shelf, Balance]:
    """The stores of these communes at the end of that day, in three statements; only kinds ever received."""
    found: dict[Shelf, Balance] = defaultdict(Balance)
    entries = StockEntry.objects.filter(commune__in=communes, happened_on__lte=on).order_by()
    for commune, kind, move, total in entries.values_list("commune", "kind", "move").annotate(
        total=Sum("quantity")
    ):
        if move == StockMove.RECEIVED:
            found[commune, kind].received = total
        else:
            found[commune, kind].written_off += total
    issues = _reckoned(EquipmentIssue.objects.filter(team__commune__in=communes))
    for commune, kind, total in _by_shelf(issues.filter(GIVEN, started_on__lte=on)):
        found[commune, kind].issued = total
    for commune, kind, total in _by_shelf(issues.filter(BACK, ended_on__lte=on)):
        found[commune, kind].returned = total
    return dict(found)


#: Given out of, and handed back into, a store that is reckoned; after `_reckoned`.
GIVEN = Q(started_on__gte=F("first"))
BACK = Q(ended_on__gte=F("first")) & ~Q(condition__in=UNUSABLE) & ~Q(kind__in=PERSONAL_KINDS)


def _reckoned(issues: QuerySet) -> QuerySet:
    """Each issue with the first day its kind was received in its commune."""
    first = (
        StockEntry.objects.filter(
            commune=OuterRef("team__commune"), kind=OuterRef("kind"), move=StockMove.RECEIVED
        )
        .order_by().values("kind").annotate(day=Min("happened_on")).values("day")
    )  # fmt: skip
    return issues.annotate(first=Subquery(first)).filter(first__isnull=False).order_by()


def _by_shelf(issues: QuerySet) -> QuerySet:
    return issues.values_list("team__commune", "kind").annotate(total=Sum("quantity"))


@dataclass(frozen=True)
class Low:
    """The day on which a store would lie lowest, and what would be left then."""

    on: date
    left: int


def lowest(commune: str, kind: str) -> Low | None:
    """The lowest point of one kind's store over all days; None where it is not reckoned.

    What comes in on a day is there before anything goes out on it.
    """
    days: dict[date, list[int]] = defaultdict(lambda: [0, 0])
    for happened_on, move, quantity in StockEntry.objects.filter(commune=commune, kind=kind).values_list(
        "happened_on", "move", "quantity"
    ):
        days[happened_on][move != StockMove.RECEIVED] += quantity
    if not days:
        return None
    issues = _reckoned(EquipmentIssue.objects.filter(team__commune=commune, kind=kind))
    for day, quantity in issues.filter(GIVEN).values_list("started_on", "quantity"):
        days[day][1] += quantity
    for day, quantity in issues.filter(BACK).values_list("ended_on", "quantity"):
        days[day][0] += quantity
    left, found = 0, []
    for day in sorted(days):
        left += days[day][0] - days[day][1]
        found.append(Low(day, left))
    return min(found, key=lambda low: low.left)
