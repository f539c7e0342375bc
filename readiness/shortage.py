"""What teams lack against the norms on a day, and what a commune has to ask for (TT 14/2024/TT-BCA, Điều 8)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Sum

from communes.models import Commune
from readiness.choices import EquipmentKind, NormBasis
from readiness.models import EquipmentIssue
from readiness.norms import Need, NormBook
from readiness.stock import balances
from teams.models import Membership, Team

_NUMBERS = {kind: place for place, kind in enumerate(EquipmentKind.values)}


@dataclass(slots=True)
class Line:
    """One kind for one team, one commune or all of them. `stock` and `ask` are a commune's, not a team's."""

    kind: str
    on: date
    team: Team | None = None
    commune: Commune | None = None
    teams: int = 1
    short_teams: int = 0
    members: int = 0
    by_law: int = 0
    by_plan: int = 0
    needed: int = 0
    usable: int = 0
    missing: int = 0
    stock: int = 0
    ask: int = 0

    @property
    def kind_label(self) -> str:
        """What it is called."""
        return str(EquipmentKind(self.kind).label)

    def add(self, other: "Line") -> None:
        """Sum up; one team's surplus does not make up for what another lacks."""
        for name in (
            "teams", "short_teams", "members", "by_law", "by_plan", "needed", "usable", "missing", "stock", "ask",
        ):  # fmt: skip
            setattr(self, name, getattr(self, name) + getattr(other, name))


class Books:
    """The norms of each province on one day, read once."""

    def __init__(self, on: date):
        self.on = on
        self._books: dict[str, NormBook] = {}

    def of(self, province: str) -> NormBook:
        """The norms of that province. `MissingRule` where the law says shares but not how to round them."""
        if province not in self._books:
            self._books[province] = NormBook(self.on, province)
        return self._books[province]


def team_lines(teams: QuerySet[Team], on: date, books: Books, kind: str = "") -> list[Line]:
    """What each of these teams should have and has, kind by kind: three statements and the law, however many teams."""
    being = teams.in_force(on).select_related("commune").order_by("commune__sort_key", "sort_key", "pk")
    keys = being.order_by().values("pk")
    members = dict(
        Membership.objects.in_force(on)
        .filter(team__in=keys)
        .order_by()
        .values_list("team")
        .annotate(Count("pk"))
    )
    usable: dict[tuple[int, str], int] = {
        (team, of): total
        for team, of, total in EquipmentIssue.objects.usable(on).filter(team__in=keys).order_by()
        .values_list("team", "kind").annotate(Sum("quantity"))
    }  # fmt: skip
    lines = []
    for team in being:
        count = members.get(team.pk, 0)
        for of, needs in books.of(team.commune.province_id).needs(count).items():
            if not kind or of == kind:
                lines.append(_line(on, team, of, count, needs, usable.get((team.pk, of), 0)))
    return lines


def _line(on: date, team: Team, kind: str, members: int, needs: dict[NormBasis, Need], usable: int) -> Line:
    plan = needs.get(NormBasis.PLAN)
    law = max((need.least for basis, need in needs.items() if basis != NormBasis.PLAN), default=0)
    needed = max(law, plan.least if plan else 0)
    missing = max(needed - usable, 0)
    return Line(
        kind=kind, on=on, team=team, commune=team.commune, members=members, by_law=law,
        by_plan=plan.least if plan else 0, needed=needed, usable=usable, missing=missing, short_teams=int(missing > 0),
    )  # fmt: skip


def commune_lines(lines: Iterable[Line], on: date) -> list[Line]:
    """The teams' lines summed up by commune, with what lies in its store and what is then to be asked for."""
    found = _summed(lines, lambda line: (line.commune.pk, line.kind), keep_commune=True)
    stores = balances({line.commune.pk for line in found}, on)
    for line in found:
        balance = stores.get((line.commune.pk, line.kind))
        line.stock = balance.left if balance else 0
        line.ask = max(line.missing - line.stock, 0)
    return found


def kind_lines(lines: Iterable[Line]) -> list[Line]:
    """Communes' lines summed up by kind, in the order of the list of kinds."""
    found = _summed(lines, lambda line: line.kind, keep_commune=False)
    return sorted(found, key=lambda line: _NUMBERS[line.kind])


def _summed(lines: Iterable[Line], key: Callable, *, keep_commune: bool) -> list[Line]:
    found: dict[Any, Line] = {}
    for line in lines:
        group = key(line)
        if group not in found:
            found[group] = Line(
                kind=line.kind, on=line.on, commune=line.commune if keep_commune else None, teams=0
            )
        found[group].add(line)
    return list(found.values())
