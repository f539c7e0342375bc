"""The work on an uploaded workbook, as the jobs of its three kinds do it: read and check, write, mark."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from audit.services import audit
from audit.snapshots import snapshot
from contracts.policy import require
from jobs.choices import ImportState
from jobs.exchange.checking import Advance
from jobs.exchange.examining import ImportRefused, Source, examine, write
from jobs.exchange.findings import Outcome, Record
from jobs.exchange.marking import aside_workbook, marked_workbook
from jobs.exchange.previews import PreviewWriter
from jobs.exchange.reading import Table
from jobs.exchange.resources import Checker, ImportContext, SheetResource, sheet_resources
from jobs.models import ImportBatch, StoredFile
from jobs.policies import can_decide_import
from jobs.services.files import file_bytes, store_file
from jobs.services.undo import undo_record

#: How long an uploaded workbook, its preview and what was set aside are kept.
KEPT_FOR = timedelta(days=30)


def import_of(params: dict) -> ImportBatch:
    """The batch a job is about, as it stands now."""
    return ImportBatch.objects.select_related("file", "owner").get(pk=params["batch"])


def import_read(*, actor, batch: ImportBatch, advance: Advance | None = None) -> ImportBatch:
    """Read and check the workbook; write down what was found."""
    resource, context, table = _open(actor, batch)
    preview = PreviewWriter(table, resource) if table.header else None
    outcome = examine(table, resource, context, each=preview and preview.add, advance=advance)
    with transaction.atomic():
        state = _state_after_reading(table, outcome)
        _note(actor, batch, outcome, state, preview, table)
        batch.save()
    return batch


def import_write(
    *, actor, batch: ImportBatch, set_aside: bool, advance: Advance | None = None
) -> tuple[ImportBatch, Outcome]:
    """Write the rows, their audit and their undo log in one transaction. If the register has changed so that rows are
    faulty now, nothing is written and the preview shows why."""
    resource, context, table = _open(actor, batch)
    require(resource.can_import(actor, batch.commune_code))
    preview = PreviewWriter(table, resource)
    faulty: list[Record] = []

    def each(record: Record) -> None:
        preview.add(record)
        if record.has_errors:
            faulty.append(record)

    def finish(checker: Checker, outcome: Outcome) -> None:
        undo_record(
            actor=actor, kind=f"import.{resource.code}", title=f"Nhập {resource.label.lower()} từ {batch.file.name}",
            batch=batch.code, rows=checker.undo_rows(), commune=batch.commune_code, province=batch.province_code,
        )  # fmt: skip
        batch.confirmed_at = timezone.now()
        if faulty:
            batch.aside = _set_aside(actor, batch, table, faulty)
        _note(actor, batch, outcome, ImportState.DONE, preview, table)
        before = snapshot(ImportBatch.objects.get(pk=batch.pk))
        batch.save()
        audit(actor, "jobs.import.confirm", batch, before=before)

    try:
        outcome = write(
            table, resource, context, set_aside=set_aside, each=each, advance=advance, finish=finish
        )
    except ImportRefused as refused:
        with transaction.atomic():
            _note(actor, batch, refused.outcome, ImportState.CHECKED, preview, table)
            batch.save()
        raise
    return batch, outcome


def import_mark(*, actor, batch: ImportBatch, advance: Advance | None = None) -> StoredFile:
    """The workbook as it was uploaded, with its errors marked, to be mended and brought in again."""
    require(can_decide_import(actor, batch))
    resource, context = _asked(actor, batch)
    source = _source(batch)
    table = source.table(resource)
    faulty: list[Record] = []
    examine(table, resource, context, each=lambda row: row.has_errors and faulty.append(row), advance=advance)
    name, content = marked_workbook(source, table, faulty)
    return _store(actor, batch, name, [content], "jobs.import.marked")


def _open(actor, batch: ImportBatch) -> tuple[SheetResource, ImportContext, Table]:
    resource, context = _asked(actor, batch)
    return resource, context, _source(batch).table(resource)


def _asked(actor, batch: ImportBatch) -> tuple[SheetResource, ImportContext]:
    context = ImportContext(
        actor, batch.commune_code, timezone.localdate(), batch.options, batch.code, notes=batch.notes
    )
    return sheet_resources.get(batch.resource), context


def _source(batch: ImportBatch) -> Source:
    return Source(file_bytes(batch.file), batch.file.name, batch.sheet, batch.headings)


def _state_after_reading(table: Table, outcome: Outcome) -> str:
    if table.header is not None and not any(found.row is None for found in outcome.file_findings):
        return ImportState.CHECKED
    return ImportState.ASKING if table.choices else ImportState.UNREADABLE


def _note(
    actor, batch: ImportBatch, outcome: Outcome, state: str, preview: PreviewWriter | None, table: Table
) -> None:
    batch.state = state
    batch.counts = dict(outcome.counts)
    batch.notes = {
        **outcome.notes,
        "rows": len(table.rows),
        "sheet": table.sheet,
        "sheets": table.choices,
        "header": [table.header.first_row, table.header.last_row] if table.header else [],
        "headings": table.headings,
        "unknown": table.unknown,
        "file": [[found.row, found.message] for found in outcome.file_findings],
    }
    batch.error = "\n".join(found.message for found in outcome.file_findings)
    if preview:
        batch.preview = _store(actor, batch, "xem-truoc.jsonl", preview.content(), "jobs.import.preview")


def _set_aside(actor, batch: ImportBatch, table: Table, faulty: list[Record]) -> StoredFile:
    """The faulty rows as a workbook of their own, each with its errors, ready to be mended and brought in again."""
    content = aside_workbook(table, faulty)
    return _store(
        actor, batch, f"dong-loi-{batch.file.name.rsplit('.', 1)[0]}.xlsx", [content], "jobs.import.aside"
    )


def _store(actor, batch: ImportBatch, name: str, content: list[bytes], purpose: str) -> StoredFile:
    return store_file(
        actor=actor, name=name, content=content, purpose=purpose, commune=batch.commune_code,
        province=batch.province_code, expires_at=timezone.now() + KEPT_FOR,
    )  # fmt: skip
