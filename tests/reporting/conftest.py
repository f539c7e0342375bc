"""The catalogue with the monthly outline, and the world's two communes with their force."""

import pytest

from law.services import parameters_load
from reporting.services.outlines import outlines_load
from targets.services.catalogue import catalogue_load
from tests import world as worlds
from tests.force import build_force


def load() -> None:
    """Law, catalogue, outlines: what an installation has before anybody works."""
    parameters_load()
    catalogue_load()
    outlines_load()


@pytest.fixture(scope="module")
def catalogue(django_db_setup, django_db_blocker):
    """The catalogue in the database for all tests of a module, taken out again at its end."""
    from django.db import connection, transaction

    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        load()
        yield
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)
        connection.close_if_unusable_or_obsolete()


@pytest.fixture
def world(catalogue, db):
    """The world of all tests, with the law and the outlines loaded."""
    return worlds.build()


@pytest.fixture
def force(world):
    """Three teams since 01/7/2025."""
    return build_force(world)
