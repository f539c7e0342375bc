"""How much equipment a team should have: by share of its members, by its size, by the plan. All of it rows of `law`."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from law.values import Rule, RuleBook
from readiness.choices import EquipmentKind, NormBasis

SHARES = {
    "equipment.rubber_baton_share": (EquipmentKind.RUBBER_BATON, NormBasis.TOOLS),
    "equipment.metal_baton_share": (EquipmentKind.METAL_BATON, NormBasis.TOOLS),
    "equipment.vest_share": (EquipmentKind.STAB_VEST, NormBasis.TOOLS),
    "equipment.gloves_share": (EquipmentKind.KNIFE_GLOVES, NormBasis.TOOLS),
    "equipment.chair_share": (EquipmentKind.CHAIR, NormBasis.FURNITURE),
}
SIZES = {
    "equipment.desks": EquipmentKind.DESK,
    "equipment.meeting_tables": EquipmentKind.MEETING_TABLE,
    "equipment.cabinets": EquipmentKind.CABINET,
    "equipment.beds": EquipmentKind.BED,
}
PER_TEAM, PER_MEMBER = "equipment.minimum", "equipment.per_member"
ROUNDING = {"up": ROUND_CEILING, "down": ROUND_FLOOR, "nearest": ROUND_HALF_UP}


@dataclass(frozen=True)
class Need:
    """From how many to how many pieces of a kind a team should have; what is asked for is the least."""

    least: int
    most: int


@dataclass(frozen=True)
class Norm:
    """One rule on one kind: pieces a team, pieces a member (a share, rounded), or pieces by the team's size."""

    kind: str
    basis: NormBasis
    rule: Rule
    per_team: int = 0
    per_member: Decimal = Decimal(0)
    by_size: tuple[tuple[int, Need | None], ...] = ()
    rounding: str = ROUND_CEILING

    def need(self, members: int) -> Need | None:
        """For a team of so many members; None where the sources give no number for that size."""
        if self.by_size:
            found = [need for size, need in self.by_size if members >= size]
            return found[-1] if found else None
        count = (self.per_member * members).to_integral_value(self.rounding) + self.per_team
        return Need(int(count), int(count))


@dataclass
class NormBook:
    """All norms in force on one day for one province."""

    on: date
    province: str = ""
    norms: list[Norm] = field(default_factory=list)

    def __post_init__(self):
        self._needs: dict[int, dict[str, dict[NormBasis, Need]]] = {}
        book = RuleBook(self.on, self.province, prefix="equipment.")
        self.norms = [*_shares(book), *_sizes(book), *_plans(book)]
        self.notice_days = book.get("equipment.expiry_notice_days")

    def needs(self, members: int) -> dict[str, dict[NormBasis, Need]]:
        """What a team of that size should have: kind → basis → need. Kinds without a number are left out."""
        if members not in self._needs:
            found: dict[str, dict[NormBasis, Need]] = {}
            for norm in self.norms:
                need = norm.need(members)
                if need and need.least:
                    found.setdefault(norm.kind, {})[norm.basis] = need
            self._needs[members] = found
        return self._needs[members]

    def open_questions(self) -> list[str]:
        """What the sources leave open, one sentence each; nothing is reckoned there."""
        said = []
        for norm in self.norms:
            label = str(EquipmentKind(norm.kind).label)
            if norm.by_size and norm.by_size[0][0] > 1:
                said.append(f"{label}: chưa có định mức cho Tổ dưới {norm.by_size[0][0]} người.")
            said += [
                f"{label}: chưa tìm thấy định mức cho Tổ từ {size} người."
                for size, need in norm.by_size
                if need is None
            ]
        return said

    def unknown(self, members: int) -> list[str]:
        """Kinds that have a norm by size, but none that was found for a team of that size."""
        return [norm.kind for norm in self.norms if norm.need(members) is None]


def _shares(book: RuleBook) -> Iterable[Norm]:
    for code, (kind, basis) in SHARES.items():
        rule = book.get(code)
        if rule:
            rounding = ROUNDING[book.value("equipment.rounding")]
            yield Norm(kind, basis, rule, per_member=Decimal(str(rule.value)), rounding=rounding)


def _sizes(book: RuleBook) -> Iterable[Norm]:
    for code, kind in SIZES.items():
        rule = book.get(code)
        if rule:
            bands = sorted((int(size), _need(count)) for size, count in rule.value.items())
            yield Norm(kind, NormBasis.FURNITURE, rule, by_size=tuple(bands))


def _need(count) -> Need | None:
    if count is None:
        return None
    least, most = (count[0], count[-1]) if isinstance(count, list) else (count, count)
    return Need(int(least), int(most))


def _plans(book: RuleBook) -> Iterable[Norm]:
    team, member = book.get(PER_TEAM), book.get(PER_MEMBER)
    for kind, count in (team.value if team else {}).items():
        yield Norm(kind, NormBasis.PLAN, team, per_team=int(count))
    for kind, count in (member.value if member else {}).items():
        yield Norm(kind, NormBasis.PLAN, member, per_member=Decimal(str(count)))


def lifetime_years(kind: str, on: date, province: str) -> int | None:
    """How many years a thing of that kind may be used when given out on that day; None where nothing is laid down."""
    rule = RuleBook(on, province, prefix="equipment.life_years").get("equipment.life_years")
    years = rule.value.get(kind) if rule else None
    return int(years) if years else None
