"""Many new rows of one table, written quickly: as `bulk_create` does, but not asking of each value how it is written.

`bulk_create` builds its statement value by value, for rows that may hold expressions or stand in several tables. The
registers' rows hold plain values: here the way to write a column is found once, and the statement is text repeated. A
roster of 5,000 people brings 20,000 rows with 600,000 values along.
"""

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any

from django.db import connections, models, router, transaction

#: Rows of one statement, fewer where they are so wide that a statement could not hold their values.
_AT_ONCE, _MOST_VALUES = 250, 16_000


def insert_rows(rows: list[Any]) -> None:
    """Insert rows of one model that have no key yet, in their order; each gets its key. One transaction.

    As with `bulk_create` an error ends the caller's transaction, no signals are sent and `save` is not called: keys to
    search and sort by are filled before.
    """
    if not rows:
        return
    model = type(rows[0])
    key = model._meta.auto_field
    if key is None or any(row.pk is not None for row in rows):
        model._base_manager.bulk_create(rows, batch_size=_AT_ONCE)
        return
    connection = connections[router.db_for_write(model)]
    columns = [field for field in model._meta.local_concrete_fields if field is not key]
    values = [_column(field, connection) for field in columns]
    quote = connection.ops.quote_name
    head = (
        f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(quote(f.column) for f in columns)}) VALUES "
    )
    one, tail = f"({', '.join(['%s'] * len(columns))})", f" RETURNING {quote(key.column)}"
    step = max(1, min(_AT_ONCE, _MOST_VALUES // len(columns)))
    with transaction.atomic(using=connection.alias, savepoint=False), connection.cursor() as cursor:
        for first in range(0, len(rows), step):
            chunk = rows[first : first + step]
            given = chain.from_iterable(zip(*(write(chunk) for write in values), strict=True))
            cursor.execute(head + ", ".join([one] * len(chunk)) + tail, list(given))
            for row, (pk,) in zip(chunk, cursor.fetchall(), strict=True):
                row.pk = pk
                row._state.adding, row._state.db = False, connection.alias


def _column(field: models.Field, connection) -> Callable[[Iterable[Any]], list[Any]]:
    """What writes a field's values for the database; where nothing is to be done, what reads them."""
    name = field.attname
    if type(field).pre_save is not models.Field.pre_save:
        return lambda rows: [field.get_db_prep_save(field.pre_save(row, True), connection) for row in rows]
    if type(field) in _PLAIN:
        return lambda rows: [getattr(row, name) for row in rows]
    if field.is_relation:
        return lambda rows: [field.get_db_prep_save(_key(row, field), connection) for row in rows]
    return lambda rows: [field.get_db_prep_save(getattr(row, name), connection) for row in rows]


def _key(row: models.Model, field: Any) -> Any:
    """The key of what the row hangs on, which may itself have got its key since the row was made."""
    if getattr(row, field.attname) is None and field.is_cached(row):
        setattr(row, field.name, field.get_cached_value(row))
    return getattr(row, field.attname)


#: Types whose values stand in a row as the database takes them.
_PLAIN = (models.BooleanField, models.CharField, models.TextField)
