"""A new member in one step: the person, found or registered, and the spell."""

from datetime import date

from django.db import transaction

from teams.choices import Position, StartKind
from teams.models import Membership, Person, Team
from teams.services.memberships import membership_start
from teams.services.people import person_create


@transaction.atomic
def member_join(
    *, actor, team: Team, position: Position, started_on: date, person: Person | None = None, **facts
) -> Membership:
    """Register who already serves: a new person with `facts`, or one already known, begins a spell.

    All or nothing: a refused spell leaves no person behind. Raises as `person_create` and `membership_start`.
    """
    person = person or person_create(actor=actor, commune=team.commune, **facts)
    return membership_start(
        actor=actor, person=person, team=team, position=position, started_on=started_on,
        start_kind=StartKind.TAKEN_OVER,
    )  # fmt: skip
