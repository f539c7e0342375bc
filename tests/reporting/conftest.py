"""The catalogue with the monthly outline, and the world's two communes with their force."""

import pytest

from reporting.services.outlines import outlines_load
from targets.services.catalogue import catalogue_load
from tests import world as worlds
from tests.force import build_force
from tests.once import once
from tests.shared import WRITTEN, once_a_module
from tests.world import load_law


@once(at=WRITTEN)
def load() -> bool:
    """Law, catalogue, outlines: what an installation has before anybody works."""
    load_law()
    catalogue_load()
    outlines_load()
    return True


_module_installed = once_a_module(load)


@pytest.fixture
def catalogue(db, _module_installed) -> None:
    """What an installation has, in the database for this test."""
    if not _module_installed:
        load()


@pytest.fixture
def world(catalogue, db):
    """The world of all tests, with the law and the outlines loaded."""
    return worlds.build()


@pytest.fixture
def force(world):
    """Three teams since 01/7/2025."""
    return build_force(world)
