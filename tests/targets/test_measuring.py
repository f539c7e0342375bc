"""All measures of a register in one statement, equal to each alone; paths that multiply nothing."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Aggregate, F, Q
from django.db.models.constants import LOOKUP_SEP
from django.db.models.expressions import Combinable, Subquery

from contracts.measuring import Days, aggregate, condition
from contracts.registry import Register, measures, registers
from law.models import Parameter
from targets.measuring import (
    measure_register,
    measured,
    narrowing,
    open_url,
    percentage,
    province_total,
    until,
)
from targets.models import Indicator
from teams.models import Membership
from tests.targets.conftest import MINIMUM, give

pytestmark = pytest.mark.django_db
YEAR = Days(date(2026, 1, 1), date(2026, 12, 31))


def _paths(expression) -> set[str]:
    """The look-up paths of an expression, those inside a subquery aside: it multiplies nothing."""
    if isinstance(expression, Q):
        found = set()
        for child in expression.children:
            if isinstance(child, tuple):
                found.add(child[0])
            else:
                found |= _paths(child)
        return found
    if isinstance(expression, F):
        return {expression.name}
    if isinstance(expression, Subquery) or not isinstance(expression, Combinable | Aggregate):
        return set()
    return set().union(*(_paths(part) for part in expression.get_source_expressions() if part is not None))


def _to_many(model, path: str) -> bool:
    for part in path.split(LOOKUP_SEP):
        if part == "pk":
            return False
        try:
            field = model._meta.get_field(part)
        except FieldDoesNotExist:
            return False  # a transform or comparison
        if field.one_to_many or field.many_to_many:
            return True
        if not field.is_relation:
            return False
        model = field.related_model
    return False


@pytest.mark.parametrize("measure", list(measures), ids=lambda measure: measure.code)
def test_a_measure_follows_to_one_paths_only(measure, law):
    register = registers.get(measure.register)
    paths = _paths(condition(measure, YEAR)) | _paths(aggregate(measure, YEAR)) | {register.commune}
    assert [path for path in paths if _to_many(register.model, path)] == []


@pytest.mark.parametrize("register", list(registers), ids=lambda register: register.code)
def test_narrowing_paths_of_a_register_are_to_one(register):
    assert [path for path in register.paths.values() if _to_many(register.model, path)] == []


@pytest.fixture
def equipped(world, force, law):
    """Thanh Lương has all four things, Tô Xá two of them."""
    give(world, force.thanh_luong, *MINIMUM, on=date(2026, 3, 1))
    give(world, force.to_xa, *MINIMUM[:2], on=date(2026, 3, 1))
    return force


@pytest.mark.parametrize("register", list(registers), ids=lambda register: register.code)
def test_each_measure_alone_gives_what_the_joint_statement_gives(world, equipped, register):
    communes = [world.commune_a.code, world.commune_b.code]
    joint = measure_register(register.code, YEAR, communes)
    for measure in [m for m in measures if m.register == register.code]:
        for commune in communes:
            rows = register.model._default_manager.filter(
                condition(measure, YEAR), **{register.commune: commune}
            )
            alone = rows.aggregate(n=aggregate(measure, YEAR))["n"] or 0
            assert joint[commune][measure.code] == alone, measure.code


def test_a_register_is_read_in_one_statement_whatever_the_communes(
    world, equipped, django_assert_num_queries
):
    codes = [
        "team_members_current",
        "team_members_before",
        "team_members_trained",
        "members_badge_and_certificate",
    ]
    for communes in ([world.commune_a.code], [world.commune_a.code, world.commune_b.code]):
        with django_assert_num_queries(1):
            found = measure_register("team_members", YEAR, communes, codes)
        assert list(found) == communes
    assert found[world.commune_a.code]["team_members_current"] == 4
    assert found[world.commune_b.code]["team_members_current"] == 1


def test_a_commune_without_rows_has_zeros(world, equipped):
    found = measure_register("protection_teams", YEAR, [world.commune_other.code])
    assert set(found[world.commune_other.code].values()) == {Decimal(0)}


def test_measures_whose_law_is_missing_are_named_and_the_others_measured(world, force, law):
    Parameter.objects.filter(code="equipment.minimum").delete()
    found = measured("protection_teams", YEAR, [world.commune_a.code])
    assert found.numbers[world.commune_a.code]["teams_current"] == 2
    assert "equipment.minimum" in found.unmeasured["teams_min_equipped"]


def test_rows_may_be_narrowed(world, equipped):
    only = Q(team__name="Tô Xá")
    found = measure_register("team_members", YEAR, [world.commune_a.code], ["team_members_current"], only)
    assert found == {world.commune_a.code: {"team_members_current": 2}}


def test_a_targets_filter_needs_a_path_of_the_register():
    register = Register("x", "x", Membership, "team__commune_id", paths={"hamlet": "team__name"})
    assert narrowing(register, {"hamlet": "Tô Xá"}) == Q(team__name="Tô Xá")
    assert narrowing(register, {"street": "1"}) is None


def test_nothing_is_measured_in_days_to_come():
    assert until(YEAR, date(2026, 11, 16)) == Days(date(2026, 1, 1), date(2026, 11, 16))
    assert until(YEAR, date(2027, 3, 1)) == YEAR


@pytest.mark.parametrize(
    ("space", "total"), [("sum", 5), ("max", 3), ("avg", Decimal(5) / 3), ("count_true", 2), ("none", None)]
)
def test_the_provinces_figure_follows_the_indicators_rule(space, total):
    values = [Decimal(2), Decimal(3), Decimal(0)]
    assert province_total(Indicator(aggregation_space=space), values) == total
    assert province_total(Indicator(aggregation_space=space), []) is None


def test_a_ratio_without_a_base_is_none():
    assert percentage(Decimal(1), Decimal(3)) == Decimal("33.3333")
    assert percentage(Decimal(1), Decimal(0)) is None


def test_a_figure_opens_the_list_of_its_register(world, equipped):
    url = open_url("teams_min_equipped", YEAR, world.commune_a.code, user=world.an)
    page = world.client(world.an).get(url)
    assert [str(row) for row in page.context["table"].data] == ["Tổ Thanh Lương"]
    assert open_url("commune_count", YEAR, user=world.an).startswith("/don-vi/?so_lieu=commune_count")
    assert open_url("security_hotspots", YEAR, user=world.an) == ""
