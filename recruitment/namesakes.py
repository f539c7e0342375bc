"""Who in a council bears the name of a candidate: nobody judges themselves.

A council's seat has a name and nothing else to know a person by. The same name is refused until somebody has verified
that it is another person; a name that differs by its marks or a slip of the keyboard is warned of.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from recruitment.choices import ENDED_STATES
from recruitment.models import Campaign
from vietnam.alike import nearest
from vietnam.names import fold

RULE = "người dự tuyển không ngồi trong Hội đồng xét chính mình"


class Named(Protocol):
    """A seat, held or only typed."""

    @property
    def full_name(self) -> str:
        """Who sits there."""

    @property
    def is_namesake(self) -> bool:
        """Was it verified that it is not the candidate of that name?"""


@dataclass(frozen=True)
class Namesake:
    """A seat and the candidate whose name it bears; `is_same` to the letter."""

    seat: Named
    candidate: str
    is_same: bool


def namesakes(campaign: Campaign, seats: Iterable[Named]) -> list[Namesake]:
    """Seats with the name of somebody who stands in the campaign, those verified left out."""
    rows = campaign.applications.exclude(state__in=ENDED_STATES)
    names: dict[str, list[str]] = {}
    for name in rows.order_by("pk").values_list("person__full_name", flat=True):
        names.setdefault(fold(name), []).append(name)
    found = []
    for seat in seats:
        if seat.is_namesake or not (key := nearest(fold(seat.full_name), names)):
            continue
        same = [name for name in names[key] if name.casefold() == seat.full_name.casefold()]
        found.append(Namesake(seat, (same or names[key])[0], bool(same)))
    return found
