"""The user's workbook back with its errors marked, and the faulty rows by themselves."""

from jobs.exchange.examining import Source
from jobs.exchange.findings import Finding, Record
from jobs.exchange.reading import Table
from sheets.marking import MAX_MARKED_ROWS, Mark, mark_xlsx, write_error_list, write_marked


def marked_workbook(source: Source, table: Table, faulty: list[Record]) -> tuple[str, bytes]:
    """Name and content of the marked workbook; above 20,000 rows of a list of errors instead."""
    stem = source.filename.rsplit(".", 1)[0]
    header = table.header
    if header is None or len(table.rows) > MAX_MARKED_ROWS:
        errors = [
            *table.findings,
            *(found for record in faulty for found in record.findings if found.is_error),
        ]
        return f"loi-{stem}.xlsx", write_error_list((e.row, e.column, e.message) for e in errors)
    marks = _marks(table, faulty)
    if source.content[:2] == b"PK" and not source.filename.lower().endswith(".ods"):
        return f"sua-{stem}.xlsx", mark_xlsx(source.content, table.sheet, header, marks)
    return f"sua-{stem}.xlsx", write_marked(table.rows, header, marks, sheet=table.sheet)


def aside_workbook(table: Table, faulty: list[Record]) -> bytes:
    """The faulty rows alone, each with what is wrong."""
    assert table.header is not None
    numbers = {record.number for record in faulty}
    rows = (row for row in table.rows if row.number in numbers)
    return write_marked(rows, table.header, _marks(table, faulty), sheet=table.sheet)


def _marks(table: Table, faulty: list[Record]) -> list[Mark]:
    assert table.header is not None
    columns = {name: column for column, name in table.header.columns.items()}

    def mark(found: Finding, number: int) -> Mark:
        return Mark(number, columns.get(found.field), found.message)

    marks = [mark(found, found.row) for found in table.findings if found.row is not None]
    return marks + [
        mark(found, record.number) for record in faulty for found in record.findings if found.is_error
    ]
