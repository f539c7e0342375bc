"""Workbooks brought in: uploaded, explained, checked, confirmed, given up. Nothing is saved until it is confirmed."""

from datetime import timedelta

from django.core.exceptions import ValidationError
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
from jobs.models import HeadingMemory, ImportBatch, Job, StoredFile
from jobs.policies import can_confirm_import, can_decide_import
from jobs.services.files import file_bytes, store_file
from jobs.services.jobs import job_enqueue
from jobs.services.undo import undo_record
from sheets.reading import DEFAULT_MAX_BYTES

#: How long an uploaded workbook and its preview are kept.
KEPT_FOR = timedelta(days=30)
READ, WRITE, MARK = "jobs.import.read", "jobs.import.write", "jobs.import.mark"


@transaction.atomic
def import_upload(
    *, actor, resource: SheetResource, commune: str, province: str, name: str, content: bytes, options: dict
) -> ImportBatch:
    """Take a workbook in and have it read in the background. `ValidationError` names the field."""
    require(resource.can_import(actor, commune))
    if not content:
        raise ValidationError({"file": "Tệp trống. Chọn tệp khác."})
    if len(content) > DEFAULT_MAX_BYTES:
        raise ValidationError(
            {"file": f"Tệp lớn hơn {DEFAULT_MAX_BYTES // 2**20} MB. Chia thành nhiều tệp nhỏ."}
        )
    unit = {"commune": commune, "province": province}
    file = store_file(
        actor=actor, name=name, content=content, purpose="jobs.import", expires_at=timezone.now() + KEPT_FOR, **unit
    )  # fmt: skip
    batch = ImportBatch.objects.create(
        owner_id=actor.pk, resource=resource.code, file=file, options=options,
        headings=_remembered(commune, resource),
        commune_code=commune, province_code=province,
    )  # fmt: skip
    audit(actor, "jobs.import.upload", batch)
    _enqueue(actor, batch, READ, "Đọc và kiểm tra tệp")
    return batch


@transaction.atomic
def import_decide(*, actor, batch: ImportBatch, sheet: str, headings: dict[str, str]) -> ImportBatch:
    """Say which sheet is meant and what headings mean; remembered for the unit's next workbooks. Read again."""
    require(can_decide_import(actor, batch))
    before = snapshot(batch)
    batch.sheet, batch.headings, batch.state = sheet, {**batch.headings, **headings}, ImportState.READING
    batch.save(update_fields=["sheet", "headings", "state"])
    audit(actor, "jobs.import.decide", batch, before=before)
    _remember(actor, batch, headings)
    _enqueue(actor, batch, READ, "Đọc và kiểm tra tệp")
    return batch


def _remember(actor, batch: ImportBatch, headings: dict[str, str]) -> None:
    known = {
        row.heading_key: row for row in HeadingMemory.objects.of_unit(batch.commune_code, batch.resource)
    }
    for key, field in headings.items():
        row = known.get(key) or HeadingMemory(
            heading_key=key, resource=batch.resource, commune_code=batch.commune_code, province_code=batch.province_code
        )  # fmt: skip
        if row.pk and row.field == field:
            continue
        before = snapshot(row) if row.pk else None
        row.field = field
        row.save()
        audit(actor, "jobs.import.heading", row, before=before)


@transaction.atomic
def import_confirm(*, actor, batch: ImportBatch, set_aside: bool = False) -> ImportBatch:
    """Have the rows written; with `set_aside` all but the faulty ones, which come back in a workbook of their own."""
    require(can_confirm_import(actor, batch, set_aside=set_aside))
    require(sheet_resources.get(batch.resource).can_import(actor, batch.commune_code))
    won = ImportBatch.objects.filter(pk=batch.pk, state=ImportState.CHECKED).update(state=ImportState.WRITING)
    if not won:
        raise ValidationError("Lô này vừa được xác nhận hoặc bỏ. Tải lại trang.")
    batch.state = ImportState.WRITING
    _enqueue(actor, batch, WRITE, "Ghi vào sổ", set_aside=set_aside)
    return batch


@transaction.atomic
def import_give_up(*, actor, batch: ImportBatch) -> ImportBatch:
    """Put a workbook away without writing anything of it."""
    require(can_decide_import(actor, batch))
    before = snapshot(batch)
    batch.state = ImportState.GIVEN_UP
    batch.save(update_fields=["state"])
    audit(actor, "jobs.import.give_up", batch, before=before)
    return batch


@transaction.atomic
def import_mark_request(*, actor, batch: ImportBatch) -> Job:
    """Have the marked workbook made; the job's page gives it."""
    require(can_decide_import(actor, batch))
    return job_enqueue(
        actor=actor, kind=MARK, key=f"import:{batch.pk}:{MARK}", params={"batch": batch.pk},
        commune=batch.commune_code, province=batch.province_code, title=f"Đánh dấu lỗi: {batch.file.name}",
    )  # fmt: skip


def import_of(params: dict) -> ImportBatch:
    """The batch a job is about, as it stands now."""
    return ImportBatch.objects.select_related("file", "owner").get(pk=params["batch"])


# ── What the jobs do ─────────────────────────────────────────────────────────
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


# ── For scripts: at once, without a page between ─────────────────────────────
def import_try(
    *,
    actor,
    resource: SheetResource,
    commune: str,
    province: str,
    name: str,
    content: bytes,
    sheet: str,
    options: dict,
) -> Outcome:
    """What bringing this workbook in would do. Nothing is written."""
    require(resource.can_import(actor, commune))
    table = Source(content, name, sheet, _remembered(commune, resource)).table(resource)
    return examine(table, resource, ImportContext(actor, commune, timezone.localdate(), options))


@transaction.atomic
def import_now(
    *, actor, resource: SheetResource, commune: str, province: str, name: str, content: bytes, sheet: str,
    options: dict, notes: dict,
) -> tuple[ImportBatch, Outcome]:  # fmt: skip
    """Bring a workbook in that was tried before (`notes` are that outcome's). Raises `ImportRefused`."""
    require(resource.can_import(actor, commune))
    file = store_file(
        actor=actor, name=name, content=content, purpose="jobs.import", commune=commune, province=province,
        expires_at=timezone.now() + KEPT_FOR,
    )  # fmt: skip
    batch = ImportBatch.objects.create(
        owner_id=actor.pk, resource=resource.code, file=file, options=options, sheet=sheet, notes=notes,
        headings=_remembered(commune, resource), commune_code=commune, province_code=province,
    )  # fmt: skip
    audit(actor, "jobs.import.upload", batch)
    return import_write(actor=actor, batch=batch, set_aside=False)


def _remembered(commune: str, resource: SheetResource) -> dict[str, str]:
    return dict(HeadingMemory.objects.of_unit(commune, resource.code).values_list("heading_key", "field"))


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


def _enqueue(actor, batch: ImportBatch, kind: str, title: str, **params) -> None:
    batch.job = job_enqueue(
        actor=actor, kind=kind, key=f"import:{batch.pk}:{kind}", params={"batch": batch.pk, **params},
        commune=batch.commune_code, province=batch.province_code, title=f"{title}: {batch.file.name}",
    )  # fmt: skip
    batch.save(update_fields=["job"])
