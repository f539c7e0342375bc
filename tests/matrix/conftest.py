"""What every address of the matrix finds: the law, the catalogue, the outlines, and a month to be reported."""

from datetime import date

import pytest

from reporting.services.outlines import outlines_load
from reporting.services.periods import periods_open
from tests.shared import once_a_module
from tests.targets.conftest import load_shipped

#: A day of the month that is to be reported.
MONTH = date(2025, 8, 14)


def _install(world):
    load_shipped()
    outlines_load()
    periods_open(MONTH)
    return world


_module_installed = once_a_module(_install, needs="_module_world")


@pytest.fixture(autouse=True)
def _installed(db, _module_installed):
    """As an installation is before anybody opens a page."""
