"""Tables of lists: django-tables2 columns that know how they look on a screen, a phone, paper and in Excel."""

from collections.abc import Callable
from typing import Any

import django_tables2 as tables
from django.db.models import Choices
from django.utils.html import format_html

from pages.templatetags.pages import NOTHING, gio, mask, ngay, so, st

#: How a column behaves where there is little room: stays, joins one line on a phone, or drops.
STAYS, INLINE, DROPS = "", "inl", "opt"


class Column(tables.Column):
    """A column of a register's list.

    `room` says what happens where there is little room; `kind` how Excel gets it; `optional` columns may be
    switched off by the user; `hidden` ones are off until switched on.
    """

    kind = "text"
    numeric = False
    is_heading = False

    def __init__(self, *args, room: str = STAYS, optional: bool = True, hidden: bool = False, **kwargs):
        kwargs.setdefault("default", NOTHING)
        super().__init__(*args, **kwargs)
        self.room, self.optional, self.hidden = room, optional, hidden

    @property
    def cell_class(self) -> str:
        """Classes of header and cells."""
        return " ".join(part for part in ("num" if self.numeric else "", self.room) if part)

    def value(self, **kwargs) -> Any:
        """What Excel gets: the plain value."""
        return kwargs["value"]


class NameColumn(Column):
    """The name that heads a row and opens its page; always shown."""

    is_heading = True

    def __init__(self, url: Callable[[Any], str], *args, **kwargs):
        super().__init__(*args, optional=False, **kwargs)
        self.url = url

    def render(self, value, record):
        return format_html('<a href="{}">{}</a>', self.url(record), value)


class LinkColumn(Column):
    """A value that opens another page."""

    def __init__(self, url: Callable[[Any], str], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.url = url

    def render(self, value, record):
        address = self.url(record)
        return format_html('<a href="{}">{}</a>', address, value) if address else value


class DayColumn(Column):
    """A date."""

    kind, numeric = "date", True

    def render(self, value):
        return ngay(value)


class MomentColumn(Column):
    """A date and time."""

    kind, numeric = "datetime", True

    def render(self, value):
        return gio(value)


class NumberColumn(Column):
    """A number."""

    kind, numeric = "number", True

    def render(self, value):
        return so(value)


class FigureColumn(NumberColumn):
    """A number that opens the records behind it."""

    def __init__(self, url: Callable[[Any], str], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.url = url

    def render(self, value, record):
        return format_html('<a class="fig" href="{}">{}</a>', self.url(record), so(value))


class MaskColumn(Column):
    """The last digits of a number that stays hidden, also in exports."""

    @property
    def cell_class(self) -> str:
        return f"mask {self.room}".strip()

    def render(self, value):
        return mask(value)

    def value(self, **kwargs):
        return mask(kwargs["value"]) if kwargs["value"] else ""


class StateColumn(Column):
    """A coded state as word, sign and colour: `tones` maps codes to tones of `st`."""

    def __init__(self, choices: type[Choices], tones: dict[str, str], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.labels, self.tones = dict(choices.choices), tones

    def render(self, value, record, bound_column):
        code = bound_column.accessor.resolve(record)
        return st(self.tones.get(code, "idle"), self.labels.get(code, value))

    def value(self, record, bound_column, **kwargs):
        code = bound_column.accessor.resolve(record)
        return str(self.labels.get(code, code))


class YesColumn(Column):
    """Yes or nothing."""

    def render(self, value):
        return "Có" if value else ""

    def value(self, **kwargs):
        return "Có" if kwargs["value"] else ""


class RegisterTable(tables.Table):
    """Base of all list tables. The row's heading is the first `NameColumn`."""

    #: What stands for nothing on the screen.
    NOTHING = NOTHING

    class Meta:
        template_name = "components/table.html"
        attrs = {"class": "tb stick cards"}
        empty_text = ""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("empty_text", None)
        super().__init__(*args, **kwargs)

    @property
    def optional_columns(self) -> list[tuple[str, str, bool]]:
        """Columns the user may switch: (name, heading, shown)."""
        shown = set(self.columns.names())
        return [
            (name, str(column.verbose_name or name), name in shown)
            for name, column in self.base_columns.items()
            if getattr(column, "optional", False)
        ]
