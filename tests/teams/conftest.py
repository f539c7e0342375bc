"""The force of the tests on 16/11/2026, with the shipped law."""

import pytest
import time_machine

from law.services import parameters_load
from tests.force import Force, build_force


@pytest.fixture
def force(world) -> Force:
    """Thanh Lương with two members and Tô Xá with three in A, Hòa Lạc with one in B; quota three each."""
    parameters_load()
    return build_force(world)


@pytest.fixture(autouse=True)
def _on_16_november():
    with time_machine.travel("2026-11-16 09:00+07:00", tick=False):
        yield
