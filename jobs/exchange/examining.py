"""One pass over a workbook: read, find the table, check; and one that writes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from jobs.exchange.checking import Advance, checked
from jobs.exchange.findings import Finding, Outcome, Record
from jobs.exchange.reading import Table, find_table
from jobs.exchange.resources import Checker, ImportContext, SheetResource
from sheets.errors import SheetError
from sheets.reading import Workbook, read_workbook

Each = Callable[[Record], None]


class ImportRefused(ValidationError):
    """The file may not be written: `outcome` says why, row by row."""

    def __init__(self, outcome: Outcome):
        super().__init__("Tệp còn lỗi nên chưa ghi gì vào sổ. Xem các lỗi, sửa rồi nạp lại.")
        self.outcome = outcome


@dataclass
class Source:
    """The uploaded workbook and what the user decided about it."""

    content: bytes
    filename: str
    sheet: str = ""
    headings: dict[str, str] = field(default_factory=dict)

    def table(self, resource: SheetResource) -> Table:
        """Its table; a file that cannot be read has none, and says why."""
        try:
            book: Workbook = read_workbook(self.content, self.filename)
        except SheetError as problem:
            return Table(findings=[Finding(None, "", str(problem))])
        return find_table(book, resource, sheet=self.sheet, decided=self.headings)


def examine(
    table: Table,
    resource: SheetResource,
    context: ImportContext,
    *,
    each: Each | None = None,
    advance: Advance | None = None,
) -> Outcome:
    """Check all rows and write nothing. `each` is called with every row."""
    checker = resource.checker(context)
    outcome = _begin(table)
    if table.header is None or any(finding.is_error and finding.row is None for finding in table.findings):
        return outcome
    for records in checked(table, resource, checker, advance):
        for record in records:
            outcome.add(record)
            if each:
                each(record)
    outcome.notes |= checker.notes()
    return outcome


@transaction.atomic
def write(
    table: Table,
    resource: SheetResource,
    context: ImportContext,
    *,
    set_aside: bool = False,
    each: Each | None = None,
    advance: Advance | None = None,
    finish: Callable[[Checker, Outcome], Any] | None = None,
) -> Outcome:
    """Check all rows again and write them, all or nothing; with `set_aside` all but the faulty ones.

    `finish(checker, outcome)` is called in the same transaction, when all is written. Raises `ImportRefused`.
    """
    context.writing = True
    checker = resource.checker(context)
    outcome = _begin(table)
    refused = outcome.has_errors
    try:
        for records in checked(table, resource, checker, advance):
            for record in records:
                outcome.add(record)
                if each:
                    each(record)
            refused = refused or (outcome.has_errors and not set_aside)
            if not refused:
                checker.write([record for record in records if not record.has_errors])
        if refused:
            raise ImportRefused(outcome)
    except IntegrityError as clash:
        outcome.file_findings.append(
            Finding(
                None, "", "Sổ vừa thay đổi trong lúc ghi. Kiểm tra lại tệp với sổ mới rồi xác nhận lần nữa."
            )
        )
        raise ImportRefused(outcome) from clash
    outcome.notes |= checker.notes()
    if finish:
        finish(checker, outcome)
    return outcome


def _begin(table: Table) -> Outcome:
    return Outcome(file_findings=list(table.findings), notes=dict(table.notes))
