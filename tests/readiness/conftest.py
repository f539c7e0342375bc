"""The force of the tests, and things given to it."""

from datetime import date

import pytest

from readiness.choices import EquipmentKind
from readiness.services.equipment import equipment_issue
from teams.models import Team
from tests.force import Force, force_of


@pytest.fixture
def force(world, _module_force) -> Force:
    """Thanh Lương with two members and Tô Xá with three in A, Hòa Lạc with one in B."""
    return force_of(_module_force, world)


def give(world, team: Team, *kinds: EquipmentKind, on: date, **more):
    """Issue one of each kind to the team on that day."""
    return [equipment_issue(actor=world.an, team=team, kind=kind, issued_on=on, **more) for kind in kinds]
