"""A column of a register, for both ways."""

from typing import Any

from import_export.fields import Field

from jobs.exchange.widgets import CellWidget, TextWidget
from sheets.writing import Column, Kind


class SheetField(Field):
    """A column: the heading an export writes, the others under which an import finds it, and what its cells mean.

    `aliases` are other headings (compared without accents and case). `required` columns must be in the file and filled
    on every row. `imported` False is written only, `exported` False is read only. A `hidden` column
    is there for the program. `hint` stands in the blank template.
    """

    def __init__(
        self,
        attribute: str | None,
        heading: str,
        *,
        aliases: tuple[str, ...] = (),
        widget: CellWidget | None = None,
        required: bool = False,
        kind: Kind = "text",
        width: float | None = None,
        imported: bool = True,
        exported: bool = True,
        hidden: bool = False,
        hint: str = "",
        example: Any = "",
    ):
        super().__init__(attribute, heading, widget or TextWidget())
        self.aliases, self.required, self.kind, self.width = aliases, required, kind, width
        self.imported, self.exported, self.hidden = imported, exported, hidden
        self.hint, self.example = hint, example

    @property
    def headings(self) -> tuple[str, ...]:
        """All headings it is found under."""
        return (self.column_name, *self.aliases)

    def column(self, key: str) -> Column:
        """The column as a list is written with it."""
        return Column(key, self.column_name, self.kind, self.width, self.hidden)
