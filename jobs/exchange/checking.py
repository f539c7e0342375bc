"""Judging a table: cells by their fields, rows in sets of a thousand by the register's checker."""

from collections.abc import Callable, Iterator

from jobs.exchange.findings import Record
from jobs.exchange.reading import Table
from jobs.exchange.resources import Checker, SheetResource
from jobs.exchange.widgets import is_masked
from sheets.reading import Row

#: Rows judged together: few queries, and little held in memory.
CHUNK = 1000
Advance = Callable[[int, int], None]


def checked(
    table: Table, resource: SheetResource, checker: Checker, advance: Advance | None = None
) -> Iterator[list[Record]]:
    """The rows of the table, chunk by chunk, as the checker judged them."""
    reader = RowReader(table, resource)
    done, total = 0, len(table.rows)
    for first in range(0, total, CHUNK):
        records = [reader.record(row) for row in table.rows[first : first + CHUNK]]
        checker.check(records)
        yield records
        done += len(records)
        if advance:
            advance(done, total)


class RowReader:
    """Turns rows of the sheet into records: each cell through its field's widget."""

    def __init__(self, table: Table, resource: SheetResource):
        assert table.header is not None
        fields = resource.read_fields
        self.columns = [
            (column, name, fields[name].widget.clean, fields[name].required)
            for column, name in sorted(table.header.columns.items())
        ]
        self.headings = table.headings
        self.name_field = resource.name_field

    def record(self, row: Row) -> Record:
        """The record of a row; what cannot be read is an error at its cell."""
        record = Record(row.number, {}, self.headings)
        for column, name, clean, required in self.columns:
            value = row[column]
            if value is None:
                record.values[name] = None
                self._blank(record, row, column, name, required)
                continue
            if is_masked(value):
                continue  # hidden in the export, hence unchanged: as if the file had no such cell
            if isinstance(value, str) and value.lstrip()[:1] == "=":
                record.values[name] = None
                record.error(
                    name, "Ô bắt đầu bằng dấu “=” như một công thức. Xóa dấu “=” rồi gõ lại giá trị."
                )
                continue
            try:
                record.values[name] = clean(value)
            except ValueError as error:
                record.values[name] = None
                record.error(name, str(error))
        record.name = str(record.values.get(self.name_field) or "")
        return record

    def _blank(self, record: Record, row: Row, column: int, name: str, required: bool) -> None:
        if column in row.errors:
            record.error(name, "Ô báo lỗi (như #N/A, #REF!). Gõ lại giá trị vào ô.")
        elif column in row.formulas:
            record.error(
                name, "Ô là công thức chưa có giá trị. Mở tệp bằng Excel, lưu lại, hoặc gõ giá trị vào ô."
            )
        elif required:
            record.error(name, f"Chưa có {self.headings[name].lower()}. Ô này bắt buộc.")
