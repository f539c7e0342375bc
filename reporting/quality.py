"""How good the registers are: what every app's checks find, counted by commune. Reads only, in one statement."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.db.models import CharField, Count, F, Value
from django.urls import reverse

from communes.models import Commune
from contracts.registry import QUALITY_KINDS, QualityCheck, quality_checks
from contracts.roles import Scope

#: How long counts are kept that no write has made stale, in seconds.
_KEPT = 300
Counts = dict[str, Counter]


@dataclass(frozen=True)
class CheckLine:
    """A check and how many rows it finds."""

    check: QualityCheck
    count: int
    url: str


@dataclass(frozen=True)
class QualityGroup:
    """The checks of one kind that find something."""

    label: str
    lines: list[CheckLine]

    @property
    def count(self) -> int:
        """All that they find."""
        return sum(line.count for line in self.lines)


@dataclass(frozen=True)
class CommuneLine:
    """A commune and how many rows the checks of each kind find there."""

    commune: Commune
    numbers: list[int]
    url: str

    @property
    def by_kind(self) -> list[tuple[str, int]]:
        """The number under the name of its kind."""
        return list(zip(QUALITY_KINDS.values(), self.numbers, strict=True))

    @property
    def total(self) -> int:
        """All kinds together."""
        return sum(self.numbers)


def checks() -> list[QualityCheck]:
    """All checks in the order of the page."""
    kinds = list(QUALITY_KINDS)
    return sorted(quality_checks, key=lambda check: (kinds.index(check.kind), check.order))


def counts(user, communes: list[Commune], on: date) -> Counts:
    """By commune code, how many rows each check finds there; kept until one of these communes changes."""
    state = sum(commune.data_version for commune in communes)
    unit = user.commune_id or user.province_id or ""
    key = f"reporting.quality:{unit}:{len(communes)}:{on}:{state}"
    return cache.get_or_set(key, lambda: _count(user, on), _KEPT)


def _count(user, on: date) -> Counts:
    """One statement for all checks and communes."""
    parts = [
        check.find(user, on).order_by()
        .annotate(check_code=Value(check.code, output_field=CharField()), place=F(check.commune))
        .values("check_code", "place").annotate(n=Count("pk")).values_list("check_code", "place", "n")
        for check in checks()
    ]  # fmt: skip
    found: Counts = defaultdict(Counter)
    if parts:
        for code, commune, number in parts[0].union(*parts[1:], all=True):
            found[commune][code] += number
    return dict(found)


def communes_of(user, on: date) -> list[Commune]:
    """The communes one answers for; a commune's user the own one, with what it took over."""
    rows = Commune.objects.visible_to(user)
    return list(rows if user.scope == Scope.COMMUNE else rows.existing_on(on).order_by("official_order"))


def quality_groups(found: Counts, commune: str = "") -> list[QualityGroup]:
    """What is found, of one commune or of all, by kind; checks that find nothing are left out."""
    places = [commune] if commune else list(found)
    total: Counter = sum((found.get(place, Counter()) for place in places), Counter())
    query = f"?xa={commune}" if commune else ""
    groups = []
    for kind, label in QUALITY_KINDS.items():
        lines = [
            CheckLine(check, total[check.code], reverse("reporting:quality_rows", args=[check.code]) + query)
            for check in checks() if check.kind == kind and total[check.code]
        ]  # fmt: skip
        if lines:
            groups.append(QualityGroup(label, lines))
    return groups


def commune_lines(communes: list[Commune], found: Counts) -> list[CommuneLine]:
    """The communes where something is found, most first."""
    kinds = {check.code: check.kind for check in checks()}
    lines = []
    for commune in communes:
        by_kind: Counter = Counter()
        for code, number in found.get(commune.pk, Counter()).items():
            by_kind[kinds[code]] += number
        if by_kind:
            numbers = [by_kind[kind] for kind in QUALITY_KINDS]
            lines.append(CommuneLine(commune, numbers, f"{reverse('reporting:quality')}?xa={commune.pk}"))
    return sorted(lines, key=lambda line: -line.total)


def quality_total(user, on: date) -> int:
    """How much there is to mend in one's own commune, for the first page; 0 for those who mend nothing."""
    if user.commune is None:
        return 0
    found = counts(user, [user.commune], on)
    return sum(sum(numbers.values()) for numbers in found.values())
