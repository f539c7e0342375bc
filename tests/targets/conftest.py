"""The catalogue and the law, loaded once a test; the teams of Quảng Trạch and Hòa Trạch; 16/11/2026."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pytest
import time_machine

from communes.models import Hamlet
from readiness.choices import EquipmentKind
from readiness.services.equipment import equipment_issue
from targets.models import Adoption, Directive
from targets.services.adoptions import adoption_approve, directive_adopt
from targets.services.catalogue import catalogue_load
from targets.shipped import read_catalogue
from teams.choices import Position, StartKind
from teams.models import Membership, Person, Quota, Team, TeamHamlet
from tests.shared import once_a_module
from tests.world import load_law

TODAY = date(2026, 11, 16)
SINCE = date(2025, 8, 15)
FOUNDED = date(2025, 7, 1)
#: What a team must have at least (T002-05).
MINIMUM = (EquipmentKind.FLASHLIGHT, EquipmentKind.BATON, EquipmentKind.RAINCOAT, EquipmentKind.LOGBOOK)


@pytest.fixture(autouse=True)
def _on_16_november():
    with time_machine.travel("2026-11-16 09:00+07:00", tick=False):
        yield


@lru_cache(maxsize=1)
def shipped_files():
    """The shipped files, read once: what is tested with them is not the reading."""
    return read_catalogue()


@pytest.fixture(scope="session")
def shipped():
    """The shipped files."""
    return shipped_files()


def load_shipped(world=None):
    """Law and catalogue as shipped; gives the world back."""
    load_law()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("targets.services.catalogue.read_catalogue", lambda folder: shipped_files())
        catalogue_load()
    return world


_module_catalogue = once_a_module(load_shipped, needs="_module_world")


@pytest.fixture
def catalogue(db, _module_catalogue):
    """Law and catalogue as shipped."""
    if _module_catalogue is None:
        load_shipped()


def adopt(world, code: str, *communes, started_on: date = SINCE) -> Adoption:
    """The province takes up that directive: drafted by the reviewer, approved by the director."""
    draft = directive_adopt(
        actor=world.phu, directive=Directive.objects.get(code=code), province=world.province,
        started_on=started_on, communes=communes, note="để minh họa",
    )  # fmt: skip
    return adoption_approve(actor=world.duc, adoption=draft)


@dataclass
class Force:
    """Teams by name: Thanh Lương and Tô Xá with two members and a quota of three, Hòa Lạc full with one."""

    thanh_luong: Team
    to_xa: Team
    hoa_lac: Team


def make_team(hamlet: Hamlet, name: str, *people: str, quota: int) -> Team:
    """A team of that hamlet in being since 01/7/2025, its first person the leader."""
    commune = hamlet.commune
    team = Team.objects.create(commune=commune, name=name, started_on=FOUNDED)
    TeamHamlet.objects.create(team=team, hamlet=hamlet, started_on=FOUNDED)
    Quota.objects.create(commune=commune, team=team, members=quota, started_on=FOUNDED)
    for number, full_name in enumerate(people):
        person = Person.objects.create(home_commune=commune, full_name=full_name, birth_date=date(1980, 2, 5))
        Membership.objects.create(
            person=person, team=team, started_on=FOUNDED, start_kind=StartKind.TAKEN_OVER,
            position=Position.MEMBER if number else Position.LEADER,
        )  # fmt: skip
    return team


def build_teams(world) -> Force:
    """The teams of both communes."""
    return Force(
        thanh_luong=make_team(world.thanh_luong, "Thanh Lương", "Hoàng Văn Dũng", "Phan Thanh Hà", quota=3),
        to_xa=make_team(world.to_xa, "Tô Xá", "Đặng Hữu Đức", "Phạm Minh Chiến", quota=3),
        hoa_lac=make_team(world.hamlet_b, "Hòa Lạc", "Cao Xuân Hiền", quota=1),
    )


@pytest.fixture
def force(world) -> Force:
    """The teams of both communes."""
    return build_teams(world)


def give(world, team: Team, *kinds: EquipmentKind, on: date) -> None:
    """Issue one of each kind to the team on that day."""
    for kind in kinds:
        equipment_issue(actor=world.an, team=team, kind=kind, issued_on=on)
