"""Lists of registers: count, filters as chips, sorted columns, pages, export, print; the same queryset for all."""

from dataclasses import dataclass
from io import BytesIO

from django.http import FileResponse
from django.utils import timezone
from django.utils.text import slugify
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from contracts.policy import ALLOWED, Answer
from pages.filters import Chip, without
from pages.tables import RegisterTable
from pages.views import Action, PageMixin, ScopedMixin
from sheets.writing import Column as SheetColumn
from sheets.writing import write_list
from vietnam.dates import format_date
from vietnam.names import fold

PAGE_SIZES = (20, 50, 100)
#: Query parameters of the list machinery; everything else is a filter.
COLUMNS, SIZE, EXPORT, PRINT = "cot", "dong", "xuat", "in"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Tab:
    """A ready-made view of the list: its query string and how many rows it has."""

    label: str
    query: str
    count: int | None = None
    is_current: bool = False


@dataclass(frozen=True)
class BulkAction:
    """What can be done to the chosen rows: a page that takes `?chon=…` of them."""

    label: str
    url: str
    answer: Answer = ALLOWED


@dataclass(frozen=True)
class Empty:
    """What an empty list says: why, and what to do next."""

    text: str
    action: Action | None = None


class RegisterList(PageMixin, SingleTableMixin, ScopedMixin, FilterView):
    """Base of all list pages.

    A subclass names `model`, `table_class`, `filterset_class`, `title`, `noun` ("người") and may override the
    hooks. Its queryset is always `model.objects.visible_to(user)`, narrowed by `narrow`.
    """

    template_name = "components/list_page.html"
    strict = False
    noun = "dòng"
    landscape = True
    signature = "TRƯỞNG CÔNG AN XÃ"
    empty = Empty("Chưa có dòng nào.")
    table_class: type[RegisterTable]

    def narrow(self, rows):
        """The rows of this list among those the user may see, with what its columns need joined."""
        return rows

    def get_queryset(self):
        """Scoped, then narrowed."""
        return self.narrow(super().get_queryset())

    def get_tabs(self) -> list[Tab]:
        """Ready-made filters above the list."""
        return []

    def get_bulk_actions(self) -> list[BulkAction]:
        """What can be done to chosen rows."""
        return []

    def get_empty(self) -> Empty:
        """What the list says without rows."""
        return self.empty

    def get_chips(self) -> list[Chip]:
        """The conditions in force."""
        return self.filterset.chips(self.request.GET)

    def exported(self, count: int) -> None:
        """Called when the list is taken out as a file. Recording it is the audit's: see `audit.lists.AuditedList`."""
        raise TypeError(f"{type(self).__name__}: a list that is taken out must be recorded")

    # ── Columns, pages ───────────────────────────────────────────────────────
    def get_table_kwargs(self) -> dict:
        """Leave out optional columns the user switched off, and hidden ones nobody asked for."""
        asked = self.request.GET.get(COLUMNS)
        chosen = set(asked.split(",")) if asked is not None else None
        base = self.table_class.base_columns
        left_out = [
            name for name, column in base.items()
            if getattr(column, "optional", False)
            and (name not in chosen if chosen is not None else getattr(column, "hidden", False))
        ]  # fmt: skip
        return {"exclude": left_out}

    def get_table_pagination(self, table):
        """The page size asked for; none for print and for "xem cả"."""
        size = self.request.GET.get(SIZE, "")
        if size == "tat-ca" or PRINT in self.request.GET:
            return False
        return {"per_page": int(size) if size.isdigit() and int(size) in PAGE_SIZES else PAGE_SIZES[0]}

    def get(self, request, *args, **kwargs):
        """The page, or the same rows as a workbook."""
        response = super().get(request, *args, **kwargs)
        if request.GET.get(EXPORT) == "xlsx":
            return self.export()
        return response

    def get_context_data(self, **kwargs):
        """Add all that the list page shows."""
        context = super().get_context_data(**kwargs)
        table = context["table"]
        page = getattr(table, "page", None)
        query = self.request.GET
        return context | {
            "noun": self.noun, "count": page.paginator.count if page else len(table.rows),
            "page_range": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1) if page else (),
            "tabs": self.get_tabs(), "chips": self.get_chips(), "bulk_actions": self.get_bulk_actions(),
            "empty": self.get_empty(), "page_sizes": PAGE_SIZES, "printing": PRINT in query,
            "landscape": self.landscape, "signature": self.signature, "clear_query": self._clear_query(),
            "export_query": f"{without(query, EXPORT, PRINT)}&{EXPORT}=xlsx",
            "print_query": f"{without(query, EXPORT, PRINT)}&{PRINT}=1",
            "all_query": f"{without(query, SIZE)}&{SIZE}=tat-ca", "keep": self._kept(), "today": timezone.localdate(),
        }  # fmt: skip

    def _clear_query(self) -> str:
        names = list(self.filterset.form.fields)
        return without(self.request.GET, *names)

    def _kept(self) -> list[tuple[str, str]]:
        """Parameters that a form of conditions must carry along: columns, size, order."""
        return [
            (name, self.request.GET[name]) for name in (COLUMNS, SIZE, "sort") if name in self.request.GET
        ]

    # ── Export ───────────────────────────────────────────────────────────────
    def export(self) -> FileResponse:
        """Exactly what the list shows, all pages of it."""
        table = self.get_table(**self.get_table_kwargs())
        columns = [column for column in table.columns if column.name != "pick"]
        rows = list(table.as_values(exclude_columns=["pick"]))[1:]
        self.exported(len(rows))
        buffer = BytesIO()
        write_list(
            [
                SheetColumn(column.name, str(column.header), getattr(column.column, "kind", "text"))
                for column in columns
            ],
            [[_cell(value) for value in row] for row in rows],
            path_or_buffer=buffer,
            title=self.get_title(),
            subtitle=f"{self.get_subtitle()} Xuất ngày {format_date(timezone.localdate())}.".strip(),
        )
        buffer.seek(0)
        name = slugify(fold(self.get_title()))
        return FileResponse(buffer, as_attachment=True, filename=f"{name}.xlsx", content_type=EXCEL)


def _cell(value):
    """A plain cell: nothing for the sign that stands for nothing on the screen; times as local, without zone."""
    if value == RegisterTable.NOTHING:
        return None
    if hasattr(value, "tzinfo") and value.tzinfo is not None:
        return timezone.localtime(value).replace(tzinfo=None)
    return value
