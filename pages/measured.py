"""Lists that open a figure: `?so_lieu=<measure>&tu=<first day>&den=<last day>&xa=<commune>[,<commune>]`."""

from datetime import date
from urllib.parse import urlencode

from django.core.exceptions import BadRequest

from contracts.measuring import Days, counted_rows
from contracts.registry import Span, measures, registers
from pages.filters import Chip, without
from vietnam.dates import DateError, format_date, parse_date

MEASURE, FIRST, LAST, COMMUNE = "so_lieu", "tu", "den", "xa"


def figure_query(measure: str, span: Span, commune: str = "") -> str:
    """The query string that opens a measure's rows in its register's list."""
    query = {MEASURE: measure, FIRST: format_date(span.first_day), LAST: format_date(span.last_day)}
    return urlencode(query | ({COMMUNE: commune} if commune else {}))


class MeasuredListMixin:
    """Mix in before `RegisterList`: narrows the list to the rows a figure counted and says so in a chip."""

    register: str

    def get_queryset(self):
        """The scoped rows, those a measure counts where one is asked for."""
        rows = super().get_queryset()
        query = self.request.GET
        if query.get(COMMUNE):
            units = query[COMMUNE].split(",")
            rows = rows.filter(**{f"{registers.get(self.register).commune}__in": units})
        if query.get(MEASURE):
            rows = counted_rows(rows, self._measure().code, self._span())
        return rows

    def get_chips(self):
        """The figure's chip before the others."""
        chips = super().get_chips()
        query = self.request.GET
        if query.get(COMMUNE):
            chips = [Chip(f"Đơn vị: {query[COMMUNE]}", without(query, COMMUNE)), *chips]
        if query.get(MEASURE):
            span = self._span()
            text = f"Số liệu: {self.measure_label()}, {format_date(span.first_day)} – {format_date(span.last_day)}"
            chips = [Chip(text, without(query, MEASURE, FIRST, LAST)), *chips]
        return chips

    def measure_label(self) -> str:
        """What the figure is called; apps above may know a better name than the code."""
        return self._measure().code

    def _measure(self):
        code = self.request.GET[MEASURE]
        if code not in measures or measures.get(code).register != self.register:
            raise BadRequest("Không có số liệu này trong danh sách.")
        return measures.get(code)

    def _span(self) -> Days:
        try:
            first, last = (parse_date(self.request.GET.get(name, "")) for name in (FIRST, LAST))
        except DateError as error:
            raise BadRequest(str(error)) from error
        if not (isinstance(first, date) and isinstance(last, date) and first <= last):
            raise BadRequest("Khoảng ngày của số liệu không đúng. Mở lại từ trang có con số.")
        return Days(first, last)
