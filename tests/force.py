"""A small force for the tests of every app: two teams of Quảng Trạch and one of Hòa Trạch, since 01/7/2025."""

from dataclasses import dataclass
from datetime import date

from communes.models import Commune, Hamlet
from documents.choices import DocumentState, DocumentType, Origin
from documents.models import Document
from teams.choices import Position, StartKind
from teams.models import Membership, Person, Quota, Team, TeamHamlet, TeamPlacement
from tests.once import once
from tests.shared import WRITTEN, once_a_module, own_copy
from tests.world import SINCE, World, load_law


def make_person(commune: Commune, full_name: str, **facts) -> Person:
    """A person born on 05/02/1980, unless `facts` say otherwise."""
    facts = {
        "birth_date": date(1980, 2, 5),
        "sex": "male",
        "education": "upper_secondary",
        "ethnic_group": "01",
        **facts,
    }
    return Person.objects.create(home_commune=commune, full_name=full_name, **facts)


def make_spell(team: Team, person: Person, position: str = Position.MEMBER, **facts) -> Membership:
    """A spell since 01/7/2025, unless `facts` say otherwise."""
    facts = {"started_on": SINCE, "start_kind": StartKind.TAKEN_OVER, **facts}
    return Membership.objects.create(team=team, person=person, position=position, **facts)


def make_team(
    commune: Commune, name: str, *people: str, hamlet: Hamlet | None = None, quota: int | None = 3
) -> Team:
    """A team whose first person is the leader, with a quota of three."""
    team = Team.objects.create(commune=commune, name=name, started_on=SINCE)
    TeamPlacement.objects.create(team=team, commune=commune, started_on=SINCE)
    if hamlet:
        TeamHamlet.objects.create(team=team, hamlet=hamlet, started_on=SINCE)
    if quota is not None:
        Quota.objects.create(commune=commune, team=team, members=quota, started_on=SINCE)
    for number, full_name in enumerate(people):
        position = Position.MEMBER if number else Position.LEADER
        make_spell(team, make_person(commune, full_name), position)
    return team


def make_decision(
    world: World, symbol: str = "05/QĐ-UBND", commune: Commune | None = None, **facts
) -> Document:
    """A signed decision of the UBND, recorded from paper."""
    commune = commune or world.commune_a
    usual = {
        "signed_on": date(2026, 2, 5), "title": "Về việc công nhận thành viên Tổ", "state": DocumentState.ISSUED,
        "signer_name": "Phạm Thị Lê", "signer_title": "Chủ tịch",
    }  # fmt: skip
    return Document.objects.create(
        agency=world.agency(commune, "peoples_committee"), province_id=commune.province_id, commune=commune,
        type=DocumentType.DECISION, origin=Origin.RECORDED, symbol=symbol, **{**usual, **facts},
    )  # fmt: skip


@dataclass
class Force:
    """The teams by name."""

    thanh_luong: Team
    to_xa: Team
    hoa_lac: Team

    def member(self, full_name: str) -> Membership:
        """The spell of that person."""
        rows = Membership.objects.select_related("person__home_commune", "team__commune")
        return rows.get(person__full_name=full_name)


@once(at=WRITTEN)
def build_force(world: World) -> Force:
    """Write the force into the present database."""
    Quota.objects.create(commune=world.commune_a, members=6, teams=2, started_on=SINCE)
    return Force(
        thanh_luong=make_team(
            world.commune_a, "Thanh Lương", "Hoàng Văn Dũng", "Phan Thanh Hà", hamlet=world.thanh_luong
        ),
        to_xa=make_team(
            world.commune_a, "Tô Xá", "Đặng Hữu Đức", "Phạm Minh Chiến", "Nguyễn Văn An", hamlet=world.to_xa
        ),
        hoa_lac=make_team(world.commune_b, "Hòa Lạc", "Cao Xuân Hiền", hamlet=world.hamlet_b),
    )


def build_lawful_force(world: World) -> Force:
    """The force under the law as shipped."""
    load_law()
    return build_force(world)


_module_force = once_a_module(build_lawful_force, needs="_module_world")


def force_of(shared: Force | None, world: World) -> Force:
    """The module's force for one test; built anew where the module's tests commit."""
    return own_copy(shared) or build_lawful_force(world)
