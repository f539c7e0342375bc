"""The findings of all rows, kept as lines of JSON in an encrypted file, for the pages of an import."""

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any

from jobs.choices import Verdict
from jobs.exchange.findings import Record
from jobs.exchange.reading import Table
from jobs.exchange.resources import SheetResource
from jobs.exchange.widgets import MASK
from sheets.reading import Row
from sheets.tables import cell_text

#: Lines collected before they are handed on to be encrypted.
_AT_ONCE = 500


class PreviewWriter:
    """Collects lines of a preview while rows are checked. Rows without findings and changes are kept by name only."""

    def __init__(self, table: Table, resource: SheetResource):
        assert table.header is not None
        self._columns = {name: column for column, name in table.header.columns.items()}
        self._secret = resource.secret_fields
        self._rows = table.rows
        self._lines: list[str] = []
        self.parts: list[bytes] = []

    def add(self, record: Record) -> None:
        """Keep what the pages show of a row."""
        line: dict[str, Any] = {"n": record.number, "name": record.name, "v": str(record.verdict)}
        if record.changes:
            line["c"] = [[change.column, change.old, change.new] for change in record.changes]
        if record.findings:
            line["f"] = [
                [found.column, self._cell(record.number, found.field), found.message, found.is_error]
                for found in record.findings
            ]
        self._lines.append(json.dumps(line, ensure_ascii=False, separators=(",", ":")))
        if len(self._lines) >= _AT_ONCE:
            self._flush()

    def content(self) -> list[bytes]:
        """All lines, in pieces."""
        self._flush()
        return self.parts or [b""]

    def _flush(self) -> None:
        if self._lines:
            self.parts.append(("\n".join(self._lines) + "\n").encode())
            self._lines = []

    def _row(self, number: int) -> Row:
        return self._rows[bisect_left(self._rows, number, key=lambda row: row.number)]

    def _cell(self, number: int, name: str) -> str:
        if name not in self._columns:
            return ""
        text = cell_text(self._row(number)[self._columns[name]])
        return f"{MASK * 4} {text[-3:]}" if text and name in self._secret else text[:80]


def preview_lines(content: bytes) -> Iterator[dict[str, Any]]:
    """The lines of a stored preview."""
    return (json.loads(line) for line in content.splitlines() if line)


def lines_with(lines: Iterable[dict[str, Any]], what: str) -> list[dict[str, Any]]:
    """Rows of one verdict, or those with warnings ("warned")."""
    if what == "warned":
        return [row for row in lines if any(not found[3] for found in row.get("f", ()))]
    return [row for row in lines if row["v"] == Verdict(what)]
