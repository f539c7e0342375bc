"""What each card says: gathered for many members in two queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from documents.layout.check_codes import qr_data
from readiness.cards.codes import CardCode
from readiness.choices import CardKind, EquipmentKind
from readiness.models import EquipmentIssue
from teams.models import Membership

#: The thing given out whose number a card bears; a membership card bears that of the certificate.
NUMBERED = {
    CardKind.MEMBER: EquipmentKind.CERTIFICATE,
    CardKind.BADGE: EquipmentKind.NAME_BADGE,
    CardKind.CERTIFICATE: EquipmentKind.CERTIFICATE,
}


@dataclass(frozen=True)
class Card:
    """One card as it is drawn. Without a registered number it says none."""

    kind: CardKind
    name: str
    position: str
    team: str
    commune: str
    province: str
    number: str
    issued_on: date | None
    decision: str
    address: str

    @property
    def qr(self) -> str:
        """The code as a picture."""
        return qr_data(self.address)


def serving(rows, on: date):
    """Of spells that are scoped already those in service on the day, in the order of the sheets."""
    return (
        rows.in_force(on).select_related("person", "team__commune__province", "start_decision")
        .defer("person__citizen_id", "person__bank_account", "person__health_note", "person__legal_record")
        .order_by("team__commune__official_order", "team__sort_key", "position", "person__sort_key", "pk")
    )  # fmt: skip


def issues_of(user, kind: CardKind, spells: Iterable[Membership], on: date) -> dict[int, EquipmentIssue]:
    """By spell: what gives its card the number."""
    rows = EquipmentIssue.objects.visible_to(user).usable(on).exclude(serial="")
    wanted = rows.filter(kind=NUMBERED[kind], membership__in=[spell.pk for spell in spells])
    return {row.membership_id: row for row in wanted}


def cards(user, kind: CardKind, spells: list[Membership], on: date) -> list[Card]:
    """The cards of these spells."""
    issues = issues_of(user, kind, spells, on)
    return [_card(kind, spell, issues.get(spell.pk)) for spell in spells]


def _card(kind: CardKind, spell: Membership, issue: EquipmentIssue | None) -> Card:
    commune = spell.team.commune
    return Card(
        kind=kind, name=spell.person.full_name, position=spell.get_position_display(), team=str(spell.team),
        commune=str(commune), province=str(commune.province), number=issue.serial if issue else "",
        issued_on=issue.started_on if issue else None,
        decision=spell.start_decision.symbol if spell.start_decision else "",
        address=CardCode(kind, spell.pk, issue.pk if issue else 0).address,
    )  # fmt: skip
