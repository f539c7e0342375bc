"""Stores, tools and furniture of the demo, and a class planned ahead; written in bulk."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import ClassVar

from communes.models import Commune
from demo.invent import Inventor
from demo.services.force import QUANG_TRACH
from demo.services.writing import Written
from readiness.choices import (
    Condition,
    EquipmentKind,
    Organiser,
    StockMove,
    TaskGroup,
    TrainingKind,
    TrainingState,
)
from readiness.models import EquipmentIssue, StockEntry, Training, TrainingTopic
from teams.models import Team

RECEIVED_ON, GIVEN_ON = date(2025, 10, 1), date(2025, 10, 10)
#: Kind, pieces a team, price of one.
TOOLS = (
    (EquipmentKind.RUBBER_BATON, 2, 180_000), (EquipmentKind.METAL_BATON, 1, 320_000),
    (EquipmentKind.STAB_VEST, 1, 1_450_000), (EquipmentKind.KNIFE_GLOVES, 1, 410_000),
    (EquipmentKind.DESK, 1, 1_900_000), (EquipmentKind.CHAIR, 3, 350_000),
)  # fmt: skip
LIFETIME_YEARS = 10
FURNITURE = frozenset({EquipmentKind.DESK, EquipmentKind.CHAIR})


@dataclass
class Stores(Written):
    """All rows before they are written."""

    ACTS: ClassVar[dict[str, str]] = {
        "entries": "readiness.stock.receive", "issues": "readiness.equipment.issue",
        "trainings": "readiness.training.create", "topics": "readiness.topic.add",
    }  # fmt: skip

    entries: list[StockEntry] = field(default_factory=list)
    issues: list[EquipmentIssue] = field(default_factory=list)
    trainings: list[Training] = field(default_factory=list)
    topics: list[TrainingTopic] = field(default_factory=list)


def stores_seed(communes: Iterable[Commune], teams: Iterable[Team], today: date) -> None:
    """Tools and furniture out of the communes' stores, for most teams not quite what the norms ask for.

    Quảng Trạch shows everything: vests that run out within 90 days, a lamp that broke, a class planned ahead.
    """
    inventor, made = Inventor(seed=2026), Stores()
    of_commune: dict[str, list[Team]] = {}
    for team in teams:
        of_commune.setdefault(team.commune_id, []).append(team)
    for commune in communes:
        model = commune.code == QUANG_TRACH
        for kind, each, price in TOOLS:
            served = [team for team in of_commune.get(commune.code, []) if model or inventor.chance(0.7)]
            spare = inventor.random.randint(0, 4)
            if served:
                made.entries.append(_receipt(commune, kind, each * len(served) + spare, price))
            made.issues += [_issue(team, kind, each, today, expires=model) for team in served]
        if model or inventor.chance(0.2):
            _plan_class(made, commune, today)
    broken = next(issue for issue in made.issues if issue.team.commune_id == QUANG_TRACH)
    broken.condition, broken.inspected_on = Condition.BROKEN, max(GIVEN_ON, today - timedelta(days=40))
    made.write()


def _receipt(commune: Commune, kind: str, quantity: int, price: int) -> StockEntry:
    return StockEntry(
        commune=commune, kind=kind, move=StockMove.RECEIVED, happened_on=RECEIVED_ON, quantity=quantity,
        source="UBND xã mua" if kind in FURNITURE else "Công an tỉnh cấp", unit_price=price, made_in=2025,
        note="dữ liệu mẫu",
    )  # fmt: skip


def _issue(team: Team, kind: str, quantity: int, today: date, *, expires: bool) -> EquipmentIssue:
    until = None
    if kind in FURNITURE:
        until = GIVEN_ON.replace(year=GIVEN_ON.year + LIFETIME_YEARS) - timedelta(days=1)
    elif kind == EquipmentKind.STAB_VEST and expires:
        until = max(today, GIVEN_ON) + timedelta(days=60)
    return EquipmentIssue(team=team, kind=kind, quantity=quantity, started_on=GIVEN_ON, valid_until=until)


def _plan_class(made: Stores, commune: Commune, today: date) -> None:
    training = Training(
        province_id=commune.province_id, commune=commune, kind=TrainingKind.SHORT_COURSE, state=TrainingState.PLANNED,
        title="Tập huấn chữa cháy, cứu nạn, cứu hộ", organiser=Organiser.COMMUNE, held_on=today + timedelta(days=21),
        days=Decimal("1"), place=f"Nhà văn hóa {commune.short_name}",
    )  # fmt: skip
    made.trainings.append(training)
    made.topics.append(TrainingTopic(training=training, topic=TaskGroup.FIRE))
