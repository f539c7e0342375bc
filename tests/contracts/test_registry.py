"""What apps offer upward is collected at start, once."""

from dataclasses import dataclass

import pytest
from django.apps import apps
from django.conf import settings

from contracts.apps import HouseConfig
from contracts.registry import Registry, measures, nav_items, registers, search_sources


@dataclass(frozen=True)
class Thing:
    code: str
    size: int = 0


def test_a_code_is_taken_once():
    things: Registry[Thing] = Registry("things")
    things.add(Thing("a"), Thing("b"))
    things.add(Thing("a"))
    with pytest.raises(ValueError, match="a is registered twice"):
        things.add(Thing("a", 2))
    assert [thing.code for thing in things] == ["a", "b"] and len(things) == 2 and "b" in things


def test_every_app_of_the_house_is_started_by_its_own_configuration():
    """Django takes neither of two configurations it finds in one module: then nothing is collected."""
    house = [
        config for config in apps.get_app_configs() if (settings.BASE_DIR / config.name / "apps.py").exists()
    ]
    assert {"teams", "readiness", "communes", "documents"} <= {config.name for config in house}
    assert [config.name for config in house if not isinstance(config, HouseConfig)] == []


def test_the_offers_are_there():
    assert "team_members" in registers and "teams_min_equipped" in measures
    assert len(nav_items) > 5 and len(search_sources) > 2


def test_every_measure_belongs_to_a_register_and_says_when_it_counts():
    for measure in measures:
        assert measure.register in registers, measure.code
        of_days = callable(measure.where) and not (
            measure.at or measure.dated
        )  # it chooses by the days itself
        assert bool(measure.at) != bool(measure.dated) or of_days, measure.code


def test_every_register_opens_its_figures():
    from django.urls import reverse

    for register in registers:
        assert reverse(register.list_url), register.code
