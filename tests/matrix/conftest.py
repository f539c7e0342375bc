"""What every address of the matrix finds: the law, the catalogue, the outlines, and a month to be reported."""

from datetime import date
from http.cookies import SimpleCookie

import pytest
from django.test import Client

from pages.frame import numbers
from reporting.services.outlines import outlines_load
from reporting.services.periods import periods_open
from tests.matrix.rules import ACTORS
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


@pytest.fixture(scope="module")
def logins(_module_world) -> dict[str, SimpleCookie]:
    """Each actor's cookies after logging in once."""
    return {actor: _module_world.client(_module_world.users[name]).cookies for actor, name in ACTORS.items()}


def browser(cookies: SimpleCookie) -> Client:
    """A browser that has just logged in: what an earlier request did to its cookies is forgotten."""
    client = Client()
    client.cookies = SimpleCookie({name: morsel.value for name, morsel in cookies.items()})
    return client


@pytest.fixture(scope="module", autouse=True)
def _menu_counted_once(_module_installed):
    """The numbers beside the menu are the same on every page: counted once for each user."""
    counted: dict[int, dict[str, int]] = {}

    def known(user) -> dict[str, int]:
        if user.pk not in counted:
            counted[user.pk] = numbers(user)
        return counted[user.pk]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pages.context.numbers", known)
        yield
