"""Lists of registers: count, filters as chips, sorted columns, pages, export, print; the same queryset for all."""

from dataclasses import dataclass, replace
from io import BytesIO
from typing import IO

from django.http import FileResponse, QueryDict
from django.utils import timezone
from django.utils.text import slugify
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from contracts.policy import ALLOWED, Answer
from pages.filters import Chip, without
from pages.saved import COLUMNS, SIZE, SORT, SavedMenu, columns_of, kept_query, saved_menus
from pages.tables import RegisterTable
from pages.views import Action, PageMixin, ScopedMixin
from sheets.writing import Column as SheetColumn
from sheets.writing import write_list
from vietnam.dates import format_date
from vietnam.names import fold

PAGE_SIZES = (20, 50, 100)
#: Query parameters of the list machinery, besides those of `pages.saved`; everything else is a filter.
EXPORT, PRINT, PAGE = "xuat", "in", "page"
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
    """What can be done to the chosen rows: a page that takes `chon` of them, in its address or, where they may be too
    many for one, in a POST that shows the page and writes nothing."""

    label: str
    url: str
    answer: Answer = ALLOWED
    is_post: bool = False


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
    def withheld_columns(self) -> set[str]:
        """Columns that say nothing to this user and cannot be switched on."""
        return set()

    def get_table_kwargs(self) -> dict:
        """Leave out optional columns the user switched off, and hidden ones nobody asked for."""
        asked = self.request.GET.getlist(COLUMNS)
        chosen, withheld = columns_of(asked), self.withheld_columns()
        left_out = [
            name for name, column in self.table_class.base_columns.items()
            if name in withheld or getattr(column, "optional", False)
            and (name not in chosen if asked else getattr(column, "hidden", False))
        ]  # fmt: skip
        return {"exclude": left_out}

    def get_column_choices(self, table) -> list[tuple[str, str, bool]]:
        """Columns the user may switch: (name, heading, shown)."""
        withheld = self.withheld_columns()
        return [choice for choice in table.optional_columns if choice[0] not in withheld]

    def get_table_pagination(self, table):
        """The page size asked for; none for print, for "xem cả" and for a workbook."""
        size = self.request.GET.get(SIZE, "")
        if size == "tat-ca" or PRINT in self.request.GET or self.is_export:
            return False
        return {"per_page": int(size) if size.isdigit() and int(size) in PAGE_SIZES else PAGE_SIZES[0]}

    def get(self, request, *args, **kwargs):
        """The page, or the same rows as a workbook."""
        if not self.is_export:
            return super().get(request, *args, **kwargs)
        self.filterset = self.get_filterset(self.get_filterset_class())
        self.object_list = self.filterset.qs
        return self.export()

    @property
    def is_export(self) -> bool:
        """Whether a workbook was asked for."""
        return self.request.GET.get(EXPORT) == "xlsx"

    def get_context_data(self, **kwargs):
        """Add all that the list page shows."""
        context = super().get_context_data(**kwargs)
        table = context["table"]
        page = getattr(table, "page", None)
        query = self.request.GET
        return context | {
            "noun": self.noun, "count": page.paginator.count if page else len(table.rows),
            "page_range": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1) if page else (),
            "tabs": [self._with_kept(tab) for tab in self.get_tabs()], "chips": self.get_chips(),
            "bulk_actions": self.get_bulk_actions(),
            "empty": self.get_empty(), "page_sizes": PAGE_SIZES, "printing": PRINT in query,
            "landscape": self.landscape, "signature": self.signature, "clear_query": self._clear_query(),
            "export_query": f"{without(query, EXPORT, PRINT)}&{EXPORT}=xlsx",
            "print_query": f"{without(query, EXPORT, PRINT)}&{PRINT}=1",
            "all_query": f"{without(query, SIZE)}&{SIZE}=tat-ca", "keep": self._kept(), "today": timezone.localdate(),
            "columns": self.get_column_choices(table), "saved": self.get_saved(),
            "column_keep": [(name, value) for name, values in query.lists() for value in values
                            if name not in (COLUMNS, PAGE, EXPORT, PRINT)],
        }  # fmt: skip

    def filter_query(self) -> str:
        """The conditions alone: what is looked at, whatever the columns, the order and the page."""
        return without(self.request.GET, COLUMNS, SIZE, SORT, EXPORT, PRINT)[1:]

    def get_saved(self) -> SavedMenu | None:
        """The kept views of this list; a list with an object in its address has none."""
        here = self.request.resolver_match
        if here is None or here.kwargs:
            return None
        query = kept_query(type(self), self.request.GET)
        menus = (build(self.request, here.view_name, query) for build in saved_menus)
        return next((menu for menu in menus if menu), None)

    def _clear_query(self) -> str:
        names = list(self.filterset.form.fields)
        return without(self.request.GET, *names)

    def _kept(self) -> list[tuple[str, str]]:
        """Parameters that a form of conditions must carry along: columns, size, order."""
        query = self.request.GET
        return [(name, value) for name in (COLUMNS, SIZE, SORT) for value in query.getlist(name)]

    def _with_kept(self, tab: Tab) -> Tab:
        """A tab changes the conditions, not the columns, the size and the order."""
        query = QueryDict(tab.query.lstrip("?"), mutable=True)
        for name in (COLUMNS, SIZE, SORT):
            if name not in query and name in self.request.GET:
                query.setlist(name, self.request.GET.getlist(name))
        return replace(tab, query=f"?{query.urlencode()}")

    # ── Export ───────────────────────────────────────────────────────────────
    def export(self) -> FileResponse:
        """Exactly what the list shows, all pages of it; recorded before any of it is handed out.

        Rows are read and written a few at a time: a long list needs little more memory than a short one.
        """
        table, file = self.get_table(**self.get_table_kwargs()), BytesIO()
        count = write_list(
            [
                SheetColumn(column.name, str(column.header), getattr(column.column, "kind", "text"))
                for column in table.columns
            ],
            ([_cell(value) for value in row] for row in table.values()),
            path_or_buffer=file,
            title=self.get_title(),
            subtitle=f"{self.get_subtitle()} Xuất ngày {format_date(timezone.localdate())}.".strip(),
        )
        self.exported(count)
        return excel_response(file, self.get_title())


def excel_response(file: IO[bytes], title: str) -> FileResponse:
    """A workbook as a download named after its title, from its beginning."""
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{slugify(fold(title))}.xlsx", content_type=EXCEL)


def _cell(value):
    """A plain cell: nothing for the sign that stands for nothing on the screen; times as local, without zone."""
    if value == RegisterTable.NOTHING:
        return None
    if hasattr(value, "tzinfo") and value.tzinfo is not None:
        return timezone.localtime(value).replace(tzinfo=None)
    return value
