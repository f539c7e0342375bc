"""The force of the tests on 16/11/2026, with the shipped law."""

import pytest
import time_machine

from teams.models import ReviewRound
from tests.force import Force, force_of
from tests.teams.reviewing import opened


@pytest.fixture
def force(world, _module_force) -> Force:
    """Thanh Lương with two members and Tô Xá with three in A, Hòa Lạc with one in B; quota three each."""
    return force_of(_module_force, world)


@pytest.fixture(autouse=True)
def _on_16_november():
    with time_machine.travel("2026-11-16 09:00+07:00", tick=False):
        yield


@pytest.fixture
def review(world, force) -> ReviewRound:
    """Both teams of Quảng Trạch, from 01/10 to 31/10/2026."""
    return opened(world, [force.thanh_luong, force.to_xa])
