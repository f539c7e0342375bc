"""What a team should have by the law and the plan, what it has on a day, and what a commune has to ask for."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from law.models import Parameter
from law.values import MissingRule
from readiness.choices import Condition, EquipmentKind, NormBasis
from readiness.deadlines.equipment import equipment_expiring
from readiness.models import EquipmentIssue
from readiness.norms import Need, NormBook
from readiness.services.equipment import equipment_inspect
from readiness.services.stock import stock_receive
from readiness.shortage import Books, commune_lines, kind_lines, team_lines
from teams.models import Membership, Team
from tests.force import make_team
from tests.readiness.conftest import give
from tests.world import load_law

pytestmark = pytest.mark.django_db
ON = date(2026, 6, 30)
BATON = EquipmentKind.RUBBER_BATON


@pytest.fixture(autouse=True)
def _law_on_16_november(db):
    with time_machine.travel("2026-11-16 09:00+07:00", tick=False):
        load_law()
        yield


def needs(members: int, on: date = ON) -> dict[str, int]:
    return {
        kind: max(n.least for n in found.values())
        for kind, found in NormBook(on, "44").needs(members).items()
    }


def test_tools_are_a_share_of_the_members_rounded_as_the_law_parameter_says():
    three = needs(3)
    assert [three[k] for k in ("rubber_baton", "metal_baton", "stab_vest", "knife_gloves")] == [3, 2, 1, 1]
    ten = needs(10)
    assert [ten[k] for k in ("rubber_baton", "metal_baton", "stab_vest", "knife_gloves")] == [8, 5, 3, 3]
    Parameter.objects.filter(code="equipment.rounding").update(value="down")
    assert [needs(3).get(k) for k in ("rubber_baton", "metal_baton", "stab_vest")] == [2, 1, None]


@pytest.mark.parametrize(
    ("members", "desks", "beds", "chairs"), [(2, None, None, 2), (3, 3, 2, 3), (5, 3, 2, 5), (6, 6, 4, 6),
                                             (15, 11, 6, 15), (16, 16, None, 16), (25, 20, None, 25)],
)  # fmt: skip
def test_furniture_goes_by_the_teams_size_and_unknown_numbers_are_not_invented(members, desks, beds, chairs):
    found = needs(members)
    assert (found.get("desk"), found.get("bed"), found.get("chair")) == (desks, beds, chairs)
    assert ("bed" in NormBook(ON, "44").unknown(members)) == (beds is None)


def test_the_law_gives_a_range_and_the_least_of_it_is_asked_for():
    assert NormBook(ON, "44").needs(7)["desk"][NormBasis.FURNITURE] == Need(6, 8)


def test_before_the_law_there_is_no_norm_and_without_its_rounding_none_is_guessed():
    assert NormBook(date(2024, 6, 30), "44").needs(3) == {}
    Parameter.objects.filter(code="equipment.rounding").delete()
    with pytest.raises(MissingRule, match="equipment.rounding"):
        NormBook(ON, "44")


def test_a_provinces_own_norm_beats_the_countrys(world):
    row = Parameter.objects.get(code="equipment.rubber_baton_share")
    row.pk, row.province, row.value = None, world.province, 1
    row.save()
    assert NormBook(ON, "44").needs(10)[BATON][NormBasis.TOOLS].least == 10
    assert NormBook(ON, "42").needs(10)[BATON][NormBasis.TOOLS].least == 8


def line(world, kind, on=ON, name="Tô Xá"):
    rows = team_lines(Team.objects.visible_to(world.an), on, Books(on))
    return next(row for row in rows if row.kind == kind and row.team.name == name)


def test_a_team_lacks_what_the_norm_asks_less_what_is_fit_for_use_on_the_day(world, force):
    (two,) = give(world, force.to_xa, BATON, on=date(2026, 3, 1), quantity=2, valid_until=date(2026, 9, 30))
    found = line(world, BATON)
    assert (found.members, found.by_law, found.by_plan, found.usable, found.missing) == (3, 3, 0, 2, 1)
    assert line(world, BATON, date(2026, 2, 28)).missing == 3
    assert [line(world, BATON, day).usable for day in (date(2026, 9, 30), date(2026, 10, 1))] == [2, 0]

    equipment_inspect(
        actor=world.an, issue=two, version=1, condition=Condition.BROKEN, inspected_on=date(2026, 5, 2)
    )
    assert [line(world, BATON, day).usable for day in (date(2026, 5, 1), date(2026, 5, 2))] == [2, 0]


def test_what_a_member_took_along_when_leaving_is_not_the_teams_to_use(world, force):
    member = force.member("Nguyễn Văn An")
    give(world, force.to_xa, EquipmentKind.CERTIFICATE, on=date(2026, 3, 1), membership=member)
    assert line(world, EquipmentKind.CERTIFICATE).usable == 1
    Membership.objects.filter(pk=member.pk).update(ended_on=date(2026, 6, 1), end_kind="resigned")
    found = line(world, EquipmentKind.CERTIFICATE)
    assert (found.members, found.usable, found.missing) == (2, 0, 2)
    assert EquipmentIssue.objects.with_leavers(ON).count() == 1


def test_the_commune_asks_for_what_its_teams_lack_and_its_store_has_not(world, force):
    lamp = EquipmentKind.FLASHLIGHT
    give(world, force.to_xa, lamp, on=date(2026, 3, 1), quantity=5)  # a surplus here fills no gap elsewhere
    stock_receive(
        actor=world.an,
        commune=world.commune_a,
        kind=BATON,
        quantity=2,
        received_on=date(2026, 4, 1),
        source="CA tỉnh",
    )
    lines = team_lines(Team.objects.visible_to(world.phu), ON, Books(ON))
    communes = {(row.commune.code, row.kind): row for row in commune_lines(lines, ON)}
    batons = communes[world.commune_a.code, BATON]
    assert (batons.needed, batons.missing, batons.stock, batons.ask, batons.short_teams) == (5, 5, 2, 3, 2)
    assert communes[world.commune_a.code, lamp].missing == 1

    total = next(row for row in kind_lines(communes.values()) if row.kind == BATON)
    assert (total.missing, total.ask, total.teams) == (6, 4, 3)


def test_as_many_queries_for_thirty_teams_as_for_three(world, force):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            lines = team_lines(Team.objects.visible_to(world.phu), ON, Books(ON))
            commune_lines(lines, ON)
        return len(queries)

    before = count()
    for number in range(27):
        make_team(world.commune_a, f"Thôn {number}", f"Người {number}")
    assert count() == before <= 8


def test_furniture_lasts_as_long_as_the_law_says_and_tools_as_their_maker_says(world, force):
    (desk,) = give(world, force.to_xa, EquipmentKind.DESK, on=date(2026, 3, 1))
    (baton,) = give(world, force.to_xa, BATON, on=date(2026, 3, 1))
    (own,) = give(world, force.to_xa, EquipmentKind.BED, on=date(2026, 3, 1), valid_until=date(2030, 1, 1))
    assert (desk.valid_until, baton.valid_until, own.valid_until) == (
        date(2036, 2, 29),
        None,
        date(2030, 1, 1),
    )


def test_what_runs_out_within_ninety_days_falls_due_once_for_the_commune(world, force):
    until = date(2026, 11, 30)
    for team in (force.to_xa, force.thanh_luong):
        give(world, team, EquipmentKind.STAB_VEST, on=date(2026, 3, 1), quantity=2, valid_until=until)
    assert list(equipment_expiring(date(2026, 8, 31))) == []
    (due,) = equipment_expiring(date(2026, 9, 1))
    assert (due.due_on, due.commune) == (until, world.commune_a.pk) and "4 áo giáp chống đâm" in due.title


def test_shares_are_reckoned_exactly():
    share = NormBook(ON, "44").norms[0]
    assert share.per_member == Decimal("0.8") and share.need(5).least == 4
