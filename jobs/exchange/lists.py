"""Lists whose rows can be taken out to be edited and brought in again, by the columns of their resource."""

from collections.abc import Iterable
from tempfile import TemporaryFile
from typing import IO, Any

from django.http import FileResponse
from django.utils import timezone

from jobs.exchange.resources import SheetResource, sheet_resources
from pages.filters import without
from pages.lists import EXPORT, excel_response
from sheets.writing import write_list
from vietnam.dates import format_date

TO_EDIT = "sua"
#: Rows read at a time.
CHUNK = 1000


class ExchangeListMixin:
    """Mix in before `AuditedList`: `resource_code` names the resource of the list's rows.

    `?xuat=sua` gives the rows that the list shows, with all columns of the resource and the hidden one by which they
    are found again. What is secret comes masked, and a mask met in an import means "unchanged".
    """

    resource_code: str

    @property
    def resource(self) -> SheetResource:
        """The resource of the list's rows."""
        return sheet_resources.get(self.resource_code)

    def get(self, request, *args, **kwargs):
        """The page, or its rows to be edited."""
        if request.GET.get(EXPORT) == TO_EDIT:
            return self.export_to_edit()
        return super().get(request, *args, **kwargs)

    def chosen_rows(self):
        """The rows behind the list: scoped, narrowed, filtered."""
        filterset = self.get_filterset(self.get_filterset_class())
        return filterset.qs

    def export_to_edit(self) -> FileResponse:
        """The workbook, one entry in the audit."""
        file, count = resource_workbook(
            self.resource, self.resource.joined(self.chosen_rows()), self.get_title()
        )
        self.exported(count)
        return excel_response(file, f"{self.get_title()} de sua")

    def get_context_data(self, **kwargs):
        """Offer it beside the other ways to take the list out."""
        query = self.request.GET
        take_outs = [("Excel để sửa rồi nạp lại", f"{without(query, EXPORT)}&{EXPORT}={TO_EDIT}")]
        return super().get_context_data(**kwargs) | {"take_outs": [*take_outs, *self.get_take_outs()]}

    def get_take_outs(self) -> list[tuple[str, str]]:
        """Further ways: label and address."""
        return []


def resource_workbook(resource: SheetResource, rows: Any, title: str) -> tuple[IO[bytes], int]:
    """The rows of a queryset by the resource's columns, in a temporary file; and how many. Memory stays flat."""
    names = list(resource.written_fields)

    def lines() -> Iterable[list[Any]]:
        for row in rows.iterator(chunk_size=CHUNK):
            yield resource.row(row, names)

    file = TemporaryFile()  # noqa: SIM115 (handed on; the response closes it)
    subtitle = (
        f"Xuất ngày {format_date(timezone.localdate())}. Sửa rồi nạp lại: đừng sửa cột mã dòng đang ẩn."
    )
    count = write_list(resource.columns(names), lines(), path_or_buffer=file, title=title, subtitle=subtitle)
    return file, count
