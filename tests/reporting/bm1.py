"""What the tests of BM1 share: a world with the law only, and columns whose registers are not furnished yet."""

import pytest
from django.db.models import Count, Q

from communes.services.communes import communes_renumber
from contracts.registry import Measure, measures
from reporting.bm1.form import CODES
from tests import world as worlds
from tests.shared import once_a_module, own_copy
from tests.world import load_law


def build() -> worlds.World:
    """The world in the official order, with the law."""
    load_law()
    built = worlds.build()
    communes_renumber({"44"})
    return built


_module_ordered_world = once_a_module(build)


@pytest.fixture
def world(db, _module_ordered_world) -> worlds.World:
    """That world, for this test alone."""
    return own_copy(_module_ordered_world) or build()


@pytest.fixture
def all_columns(monkeypatch):
    """Every column has a measure; a stand-in counts nothing."""
    for code in CODES:
        if code not in measures:
            nothing = Measure(code, "personnel_changes", Count("pk"), dated="ended_on", where=Q(pk=0))
            monkeypatch.setitem(measures._items, code, nothing)
