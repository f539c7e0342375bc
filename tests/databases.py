"""The database of a test process: copied from one that was migrated once, and emptied after tests that commit."""

import fcntl
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase

from tests.rows import FRAMEWORK


def copy_migrated(template: str, lock: Path) -> None:
    """Make this process's test database as a copy of `template`; the first process to come migrates that one."""
    name = connection.settings_dict["TEST"]["NAME"]
    with lock.open("w") as held, connection._nodb_cursor() as cursor:
        fcntl.flock(held, fcntl.LOCK_EX)
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
        if not cursor.fetchone():
            cursor.execute(f'CREATE DATABASE "{template}"')
            _migrate(template)
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def _migrate(name: str) -> None:
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


def _empty(case) -> None:
    """Take out what a test committed, but not the framework's own rows: what refers to them keeps their keys."""
    tables = set(connection.introspection.django_table_names(only_existing=True, include_views=False))
    statements = [f'DELETE FROM "{table}"' for table in sorted(tables - set(FRAMEWORK))]
    connection.ops.execute_sql_flush(statements)


TransactionTestCase._fixture_teardown = _empty
