"""Two teams of Quảng Trạch with their members, and one of Hòa Trạch."""

from dataclasses import dataclass
from datetime import date

import pytest

from communes.models import Commune
from readiness.choices import EquipmentKind
from readiness.services import equipment_issue
from teams.choices import Position, StartKind
from teams.models import Membership, Person, Team

SINCE = date(2025, 7, 1)


def make_team(commune: Commune, name: str, *people: str) -> Team:
    """A team in being since 01/7/2025, its first person the leader."""
    team = Team.objects.create(commune=commune, name=name, started_on=SINCE)
    for number, full_name in enumerate(people):
        person = Person.objects.create(home_commune=commune, full_name=full_name, birth_date=date(1980, 2, 5))
        Membership.objects.create(
            person=person, team=team, started_on=SINCE, start_kind=StartKind.TAKEN_OVER,
            position=Position.MEMBER if number else Position.LEADER,
        )  # fmt: skip
    return team


@dataclass
class Force:
    """The teams by name."""

    thanh_luong: Team
    to_xa: Team
    hoa_lac: Team

    def member(self, full_name: str) -> Membership:
        """The spell of that person."""
        return Membership.objects.select_related("person", "team__commune").get(person__full_name=full_name)


@pytest.fixture
def force(world) -> Force:
    """Thanh Lương and Tô Xá with two members each in A, Hòa Lạc with one in B."""
    return Force(
        thanh_luong=make_team(world.commune_a, "Thanh Lương", "Hoàng Văn Dũng", "Phan Thanh Hà"),
        to_xa=make_team(world.commune_a, "Tô Xá", "Đặng Hữu Đức", "Phạm Minh Chiến"),
        hoa_lac=make_team(world.commune_b, "Hòa Lạc", "Cao Xuân Hiền"),
    )


def give(world, team: Team, *kinds: EquipmentKind, on: date, **more):
    """Issue one of each kind to the team on that day."""
    return [equipment_issue(actor=world.an, team=team, kind=kind, issued_on=on, **more) for kind in kinds]
