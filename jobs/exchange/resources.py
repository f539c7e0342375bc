"""One resource a register: its columns, who may bring rows in, and how they are checked and written."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from import_export.resources import Resource

from contracts.policy import Answer
from contracts.registry import Registry
from jobs.exchange.fields import SheetField
from jobs.exchange.findings import Record
from jobs.exchange.guests import guests_of
from jobs.services.undo import UndoRow
from sheets.writing import Column


@dataclass(slots=True)
class ImportContext:
    """Who brings what into which commune. `options` are the user's choices for the file; `on` is today.

    `notes` is what an earlier pass noted of the whole file; `writing` says that rows will be written, so they are read
    under lock.
    """

    actor: Any
    commune: str
    on: date
    options: dict[str, Any] = field(default_factory=dict)
    batch: str = ""
    notes: dict[str, Any] = field(default_factory=dict)
    writing: bool = False


class Checker(ABC):
    """Judges rows in sets, and writes them. One object a pass over a file; it remembers the rows gone by."""

    def __init__(self, context: ImportContext):
        self.context = context

    @abstractmethod
    def check(self, records: list[Record]) -> None:
        """Set verdict, changes, findings and plan of these rows, which follow those checked before."""

    @abstractmethod
    def write(self, records: list[Record]) -> None:
        """Write rows that were checked by this object, without errors, in the caller's transaction."""

    def notes(self) -> dict[str, Any]:
        """What the person should know of the file as a whole ("new_teams": names)."""
        return {}

    def undo_rows(self) -> Iterable[UndoRow]:
        """What `write` made and changed, for the undo log."""
        return ()


@dataclass(frozen=True)
class Option:
    """A choice for a whole file: code, label, hint and the values with their labels; the first is the usual one."""

    code: str
    label: str
    choices: tuple[tuple[str, str], ...]
    hint: str = ""


class SheetResource(Resource):
    """Base of all resources.

    `fields` (declared as `SheetField`s) are the only list of columns: exports write them, imports recognise and clean
    by them. `row_code` is the hidden column by which an edited export finds its rows again.
    """

    code = ""
    label = ""
    noun = "dòng"
    list_url = ""
    row_code = "row_code"
    options: tuple[Option, ...] = ()
    checker: type[Checker]
    #: Field whose value names a row in the preview.
    name_field = "full_name"
    #: Fields whose values a preview shows masked.
    secret_fields: frozenset[str] = frozenset()
    #: Headings that may stand in a file and are never read: numbers of rows, our own marks.
    passed_over: tuple[str, ...] = ("STT", "TT", "Số TT", "Số thứ tự", "Lỗi cần sửa")

    def can_import(self, user, commune: str) -> Answer:
        """May the user write this register of the commune?"""
        raise TypeError(f"{type(self).__name__} does not say who may bring rows in")

    def options_for(self, user, commune: str) -> tuple[Option, ...]:
        """The choices for a file that this user brings in: `options`, and what only the register's rows can tell
        (into which campaign)."""
        return self.options

    @property
    def read_fields(self) -> dict[str, SheetField]:
        """Fields that an import knows, by name: its own, and those that floors above keep."""
        own = {name: field for name, field in self.fields.items() if field.imported}
        return own | {column.code: column.field for column in guests_of(self.code)}

    @property
    def written_fields(self) -> dict[str, SheetField]:
        """Fields that an export writes, by name."""
        return {name: field for name, field in self.fields.items() if field.exported}

    def wanted(self) -> dict[str, tuple[str, ...]]:
        """Headings by field, for finding the table in a sheet."""
        return {name: field.headings for name, field in self.read_fields.items()}

    def joined(self, rows: Any) -> Any:
        """The queryset with what the columns read."""
        return rows

    def columns(self, names: Iterable[str]) -> list[Column]:
        """The columns of an export."""
        return [self.fields[name].column(name) for name in names]

    def row(self, obj: Any, names: Iterable[str]) -> list[Any]:
        """One row of an export."""
        return [self.fields[name].export(obj) for name in names]


#: All registers that go in and out of workbooks.
sheet_resources: Registry[SheetResource] = Registry("sheet_resources")
