"""Tables of lists: django-tables2 columns that know how they look on a screen, a phone, paper and in Excel."""

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import django_tables2 as tables
from django.db.models import Choices, QuerySet
from django.db.models.expressions import OrderBy
from django.template import Context
from django.template.base import render_value_in_context
from django.utils.encoding import force_str
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django_tables2.data import TableQuerysetData
from django_tables2.rows import BoundRow

from pages.templatetags.pages import NOTHING, gio, mask, ngay, so, st

#: How many rows are held at once where all of a list is taken out.
CHUNK = 1000

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
    """A number that opens the records behind it; without an address the number alone."""

    def __init__(self, url: Callable[[Any], str], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.url = url

    def render(self, value, record):
        address = self.url(record)
        return format_html('<a class="fig" href="{}">{}</a>', address, so(value)) if address else so(value)


class MaskColumn(Column):
    """The last digits of a number that stays hidden, also in exports: all of the value, or its `last` digits."""

    def __init__(self, *args, last: int = 0, **kwargs):
        super().__init__(*args, **kwargs)
        self.last = last

    @property
    def cell_class(self) -> str:
        return f"mask {self.room}".strip()

    def render(self, value):
        return mask(value[-self.last :])

    def value(self, **kwargs):
        return mask(kwargs["value"][-self.last :]) if kwargs["value"] else ""


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


#: Values are written as a template writes them: escaped, numbers and times as Vietnamese reads them.
_AS_IN_TEMPLATES = Context()


def _sparing(method: Callable) -> Callable:
    """`method`, given of all there is to know of a cell only what it takes.

    Asking django-tables2 for each cell inspects the signature anew every time: what is the same in every row is found
    once.
    """
    parameters = inspect.signature(method).parameters.values()
    if any(one.kind is inspect.Parameter.VAR_KEYWORD for one in parameters):
        return method
    takes = frozenset(one.name for one in parameters)
    return lambda **given: method(**{name: each for name, each in given.items() if name in takes})


class _Cells:
    """The cells of one column: what each holds."""

    def __init__(self, bound, method: Callable, default: Any):
        self.bound, self.method, self.default = bound, _sparing(method), default

    def of(self, row: BoundRow) -> Any:
        """What the cell of that row holds."""
        return row._get_and_render_with(self.bound, render_func=self._call(row), default=self.default)

    def _call(self, row: BoundRow) -> Callable:
        return lambda bound, value=None: self.method(**row._optional_cell_arguments(bound, value))


class _Drawer:
    """Draws the cells of one column. A template loop, which looks everything up by name, took most of the time of a
    page of 100 rows."""

    def __init__(self, bound):
        column = bound.column
        self.cells = _Cells(bound, bound.render, bound.default)
        shape = '<th scope="row" class="{1}">' if column.is_heading else '<td data-l="{0}" class="{1}">'
        self.opening = format_html(shape, bound.header, column.cell_class)
        # On a phone, where cells join one line, a cell with nothing is left out.
        self.blank = format_html(shape, bound.header, f"{column.cell_class} nil".strip())
        self.closing = "</th>" if column.is_heading else "</td>"

    def cell(self, row: BoundRow) -> str:
        """The cell of that row."""
        held = self.cells.of(row)
        opening = self.blank if held in (NOTHING, "") else self.opening
        return f"{opening}{render_value_in_context(held, _AS_IN_TEMPLATES)}{self.closing}"


def settled(rows: QuerySet) -> QuerySet:
    """In an order that tells any two rows apart, so that pages neither repeat a row nor miss one."""
    meta, query = rows.model._meta, rows.query
    order = list(query.order_by or (meta.ordering if query.default_ordering else ()))
    keys = {"pk", "-pk", meta.pk.name, f"-{meta.pk.name}"}
    if any(part in keys for part in order if isinstance(part, str)):
        return rows
    # The way the last part runs: an index on it then serves both.
    last = order[-1] if order else ""
    falls = last.startswith("-") if isinstance(last, str) else isinstance(last, OrderBy) and last.descending
    return rows.order_by(*order, "-pk" if falls else "pk")


class PagedRows(TableQuerysetData):
    """Rows of a queryset, read a page at a time.

    The keys of the page are found first, among rows as narrow as conditions and order allow; what the columns need is
    joined for these alone. A page in the middle of 100,000 rows is then about as quick as the first.
    """

    def __getitem__(self, key):
        """A page, in one statement; or one row."""
        rows = settled(self.data)
        query = rows.query
        # Where rows are not those of one table, their keys do not stand for them.
        if not isinstance(key, slice) or query.distinct or query.combinator or query.values_select:
            return rows[key]
        return rows.filter(pk__in=rows.values("pk")[key])

    def stream(self) -> Iterator[Any]:
        """All rows in their order, of which only some are held at a time."""
        return settled(self.data).iterator(chunk_size=CHUNK)


class RegisterTable(tables.Table):
    """Base of all list tables. The row's heading is the first `NameColumn`."""

    #: What stands for nothing on the screen.
    NOTHING = NOTHING

    class Meta:
        template_name = "components/table.html"
        attrs = {"class": "tb stick cards"}
        empty_text = ""

    def __init__(self, data, *args, **kwargs):
        kwargs.setdefault("empty_text", None)
        super().__init__(PagedRows(data) if isinstance(data, QuerySet) else data, *args, **kwargs)

    @property
    def optional_columns(self) -> list[tuple[str, str, bool]]:
        """Columns the user may switch: (name, heading, shown)."""
        shown = set(self.columns.names())
        return [
            (name, str(column.verbose_name or name), name in shown)
            for name, column in self.base_columns.items()
            if getattr(column, "optional", False)
        ]

    def lines(self) -> Iterator[tuple[Any, SafeString]]:
        """The rows of the page: the record, and its cells drawn."""
        drawers = [_Drawer(bound) for bound in self.columns]
        for row in self.paginated_rows:
            yield row.record, mark_safe("".join(drawer.cell(row) for drawer in drawers))

    def values(self) -> Iterator[list[Any]]:
        """All rows as Excel gets them: the values of the columns, in their order."""
        cells = [_Cells(bound, bound.value, None) for bound in self.columns]
        records = self.data.stream() if isinstance(self.data, PagedRows) else self.data
        for record in records:
            row = BoundRow(record, table=self)
            yield [force_str(each.of(row), strings_only=True) for each in cells]
