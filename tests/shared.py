"""What many tests of a module begin with is written once a module and taken out again at its end.

A module's rows lie in a transaction around all its tests; each test works in a savepoint of its own and gets copies of
the objects, so that none sees what another did. Modules with tests that commit (a live server, a worker, threads) build
everything for each test.
"""

import copy
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from tests.once import once, shared

#: When what is shared was written: before anything the tests tell of.
WRITTEN = "2025-07-01 08:00+07:00"
_COMMITTING = {"transactional_db", "live_server", "live_worker", "django_db_serialized_rollback"}


def commits(request) -> bool:
    """Whether a test of this module needs a database that commits."""
    return any(item_commits(item) for item in request.session.items if item.path == request.path)


def item_commits(item) -> bool:
    """Whether this test does."""
    marks = [mark.kwargs.get("transaction") or any(mark.args) for mark in item.iter_markers("django_db")]
    return any(marks) or bool(_COMMITTING & set(getattr(item, "fixturenames", ())))


@contextmanager
def kept(blocker):
    """A transaction around what the module shares."""
    with blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        try:
            yield
        finally:
            transaction.set_rollback(True)
            atomic.__exit__(None, None, None)
            connection.close_if_unusable_or_obsolete()


def once_a_module(build, needs: str = "", at: str = WRITTEN):
    """A fixture of module scope: what `build()` wrote and named, or None where the module's tests commit or it says
    `SHARES = False`.

    `needs` names a fixture of the same make that must be there first; `build` gets its value. `at` is when it is
    written.

        _module_world = once_a_module(build)

        @pytest.fixture
        def world(db, _module_world):
            return own_copy(_module_world) or build()
    """

    @pytest.fixture(scope="module")
    def of_module(request, django_db_setup, django_db_blocker):
        if commits(request) or not getattr(request.module, "SHARES", True):
            yield None
            return
        given = [request.getfixturevalue(needs)] if needs else []
        with kept(django_db_blocker):
            made = tell(*given)
            _check()  # here once, which PostgreSQL would otherwise do after each test
            with shared():
                yield made

    tell = once(build, at=at)
    return of_module


def _check() -> None:
    """Check what is only checked at the end of a transaction. Django leaves all such for the end then: those
    that speak at once unless told otherwise (no overlapping spells) are to do so in the tests too."""
    connection.check_constraints()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT conname FROM pg_constraint WHERE condeferrable AND NOT condeferred")
            if names := ", ".join(f'"{name}"' for (name,) in cursor.fetchall()):
                cursor.execute(f"SET CONSTRAINTS {names} IMMEDIATE")


def own_copy(made):
    """The shared objects for one test, to do with as it likes."""
    return copy.deepcopy(made)
