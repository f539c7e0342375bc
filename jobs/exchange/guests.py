"""Columns of a register's workbook that a floor above keeps: the roster of members names certificates, too."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from contracts.registry import Registry
from jobs.exchange.fields import SheetField


@dataclass(frozen=True)
class GuestColumn:
    """One such column. `code` is its field's name, `resource` the register's code.

    `held(keys)` gives what is known of these rows of the register, by key; `write(writer, values)` writes pairs of row
    and new value through the import's `BulkWriter`, so that they are audited and undone with it. A value stands for
    one row only.
    """

    code: str
    resource: str
    field: SheetField
    held: Callable[[Collection[int]], dict[int, str]]
    write: Callable[[Any, list[tuple[Any, str]]], None]


guest_columns: Registry[GuestColumn] = Registry("guest_columns")


def guests_of(resource: str) -> list[GuestColumn]:
    """The columns that others keep of that register."""
    return [column for column in guest_columns if column.resource == resource]
