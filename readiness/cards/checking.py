"""What the public is told of a card: whether it holds, with position and unit. Nothing of the person is even read."""

from dataclasses import dataclass
from datetime import date

from readiness.cards.codes import read_code
from readiness.models import EquipmentIssue
from teams.models import Membership

_UNIT = ("started_on", "ended_on", "position", "team__name", "team__ended_on", "team__commune__name")


@dataclass(frozen=True)
class CardAnswer:
    """A known card; `number` is "" where it was printed without one."""

    label: str
    holds: bool
    position: str
    team: str
    commune: str
    number: str


def card_answer(code: str, on: date) -> CardAnswer | None:
    """What is told of the card with that code; None for a code that was never made here."""
    read = read_code(code)
    if read is None:
        return None
    rows = Membership.objects.open_to_all(read.membership).select_related("team__commune").only(*_UNIT)
    spell = rows.first()
    issue = EquipmentIssue.objects.open_to_all(read.issue, read.membership).first() if read.issue else None
    if spell is None or (read.issue and issue is None):
        return None
    team = spell.team
    serves = spell.is_in_force(on) and (team.ended_on is None or team.ended_on > on)
    return CardAnswer(
        label=read.kind.label, holds=serves and (issue is None or issue.is_held(on)),
        position=spell.get_position_display(), team=str(team), commune=str(team.commune),
        number=issue.serial if issue else "",
    )  # fmt: skip
