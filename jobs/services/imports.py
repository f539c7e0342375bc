"""Workbooks brought in: uploaded, explained, confirmed, given up. Nothing is saved until it is confirmed."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import audit
from audit.snapshots import snapshot
from contracts.policy import require
from jobs.choices import ImportState, JobState
from jobs.exchange.examining import Source, examine
from jobs.exchange.findings import Outcome
from jobs.exchange.resources import ImportContext, SheetResource, sheet_resources
from jobs.models import HeadingMemory, ImportBatch, Job
from jobs.policies import can_confirm_import, can_decide_import
from jobs.services.files import store_file
from jobs.services.importing import KEPT_FOR, import_write
from jobs.services.jobs import job_enqueue
from sheets.reading import DEFAULT_MAX_BYTES

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
    batch = _batch(actor, resource, commune, province, name, content, options=options)
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


#: What a job that ended without its end leaves behind: kind → (state it stands in, state it goes to, what is said).
_ENDS = {
    READ: (ImportState.READING, ImportState.UNREADABLE, "Chưa đọc xong tệp"),
    WRITE: (ImportState.WRITING, ImportState.CHECKED, "Lần ghi vừa rồi không xong, sổ chưa thay đổi gì"),
}


@transaction.atomic
def import_ended(job: Job) -> None:
    """Give an import back to its people when its job was cancelled, refused or lost its worker for good."""
    if job.kind not in _ENDS or job.state not in (JobState.FAILED, JobState.CANCELLED):
        return
    stands, goes, words = _ENDS[job.kind]
    batch = ImportBatch.objects.select_for_update().filter(job=job, state=stands).first()
    if batch is None:  # it ended by its own refusal, which says more
        return
    before = snapshot(batch)
    message = f"{words}: {job.error or 'việc đã được hủy.'}"
    batch.state, batch.error = goes, message
    batch.notes = {**batch.notes, "file": [[None, message]], "stopped": True}
    batch.save(update_fields=["state", "error", "notes"])
    audit(job.owner, "jobs.import.stopped", batch, before=before)


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
    batch = _batch(
        actor, resource, commune, province, name, content,
        options=options, sheet=sheet, notes=notes, state=ImportState.WRITING,
    )  # fmt: skip
    return import_write(actor=actor, batch=batch, set_aside=False)


def _batch(actor, resource, commune, province, name, content, **fields) -> ImportBatch:
    """The uploaded workbook, kept, with what the unit explained of such headings before."""
    unit = {"commune": commune, "province": province}
    file = store_file(
        actor=actor, name=name, content=content, purpose="jobs.import", expires_at=timezone.now() + KEPT_FOR, **unit
    )  # fmt: skip
    batch = ImportBatch.objects.create(
        owner_id=actor.pk, resource=resource.code, file=file, headings=_remembered(commune, resource),
        commune_code=commune, province_code=province, **fields,
    )  # fmt: skip
    audit(actor, "jobs.import.upload", batch)
    return batch


def _remembered(commune: str, resource: SheetResource) -> dict[str, str]:
    return dict(HeadingMemory.objects.of_unit(commune, resource.code).values_list("heading_key", "field"))


def _enqueue(actor, batch: ImportBatch, kind: str, title: str, **params) -> None:
    batch.job = job_enqueue(
        actor=actor, kind=kind, key=f"import:{batch.pk}:{kind}", params={"batch": batch.pk, **params},
        commune=batch.commune_code, province=batch.province_code, title=f"{title}: {batch.file.name}",
    )  # fmt: skip
    batch.save(update_fields=["job"])
