"""The rows of all tables as the database keeps them: read, compared, and put in again."""

from collections.abc import Mapping
from contextlib import closing
from functools import cache
from typing import NamedTuple

from django.apps import apps
from django.db import connection, transaction

#: Written by the framework when the tables are made.
FRAMEWORK = ("django_content_type", "auth_permission")

Rows = Mapping[str, Mapping[object, tuple]]
#: What leads from one state of the tables to another: statements, and the rows that each is for.
Changes = list[tuple[str, list[tuple]]]


class _Table(NamedTuple):
    name: str
    columns: tuple[str, ...]
    key: str

    @property
    def place(self) -> int:
        """The place of the key among the columns."""
        return self.columns.index(self.key)


@cache
def _tables() -> tuple[_Table, ...]:
    found = {}
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if meta.managed and not meta.proxy and meta.db_table not in FRAMEWORK:
            columns = tuple(field.column for field in meta.concrete_fields)
            found[meta.db_table] = _Table(meta.db_table, columns, meta.pk.column)
    return tuple(found.values())


def _cursor():
    """A cursor of the driver: what goes through it is no query of the product's."""
    connection.ensure_connection()
    return closing(connection.connection.cursor())


def read() -> Rows:
    """All rows of all tables, by table and key."""
    # On SQLite the sign keeps a column from being read as its declared type: the value comes as it is stored.
    sign = "+" if connection.vendor == "sqlite" else ""
    found = {}
    with _cursor() as cursor:
        for table in _tables():
            columns = ", ".join(f'{sign}"{column}"' for column in table.columns)
            cursor.execute(f'SELECT {columns} FROM "{table.name}"')
            found[table.name] = {row[table.place]: row for row in cursor.fetchall()}
    return found


def changes(before: Rows, after: Rows) -> Changes:
    """What happened between the two: rows that went, changed, came."""
    went, changed, came = [], [], []
    for table in _tables():
        old, new = before[table.name], after[table.name]
        if old == new:
            continue
        columns = [f'"{column}"' for column in table.columns]
        where = f'WHERE "{table.key}" = %s'
        went.append((f'DELETE FROM "{table.name}" {where}', [(key,) for key in old.keys() - new.keys()]))
        setting = ", ".join(f"{column} = %s" for column in columns)
        rows = [(*row, key) for key, row in new.items() if old.get(key, row) != row]
        changed.append((f'UPDATE "{table.name}" SET {setting} {where}', rows))
        values = ", ".join(["%s"] * len(columns))
        rows = [row for key, row in new.items() if key not in old]
        came.append((f'INSERT INTO "{table.name}" ({", ".join(columns)}) VALUES ({values})', rows))
    made = [(statement, rows) for statement, rows in went + changed + came if rows]
    if connection.vendor == "sqlite":
        return [(statement.replace("%s", "?"), rows) for statement, rows in made]
    return [(_as_one(made), [])] if made else []


def _as_one(made: Changes) -> str:
    """All of it in one message to the server."""
    with _cursor() as cursor:
        return b";\n".join(
            cursor.mogrify(statement, row) for statement, rows in made for row in rows
        ).decode()


def put(made: Changes) -> None:
    """Let the same happen again."""
    with transaction.atomic(), _cursor() as cursor:
        for statement, rows in made:
            if rows:
                cursor.executemany(statement, rows)
            else:
                cursor.execute(statement)
