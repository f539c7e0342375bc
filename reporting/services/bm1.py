"""BM1 asked for and taken out: whoever takes it is written down."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import audit
from communes.models import Commune, Province
from contracts.measuring import Days
from contracts.policy import require
from contracts.registry import Span
from documents.layout.pdf import PdfUnavailable
from jobs.models import Job
from jobs.services import RunningJob, job_enqueue, store_file
from pages.lists import EXCEL
from reporting import policies
from reporting.bm1.checks import Judgement, judge
from reporting.bm1.figures import Bm1, bm1_table
from reporting.bm1.paper import bm1_pdf
from reporting.bm1.workbook import bm1_workbook

KIND = "reporting.bm1"
#: Ending, type and drawing of each face.
FACES = {"xlsx": (EXCEL, bm1_workbook), "pdf": ("application/pdf", bm1_pdf)}
#: How long a PDF made by a worker is kept.
KEPT = timedelta(days=7)


def bm1_for(*, actor, span: Span, province: str, commune: str = "") -> Bm1:
    """The table of a commune or of a province, for one who may see it; `ValidationError` for a unit not there."""
    require(policies.can_see_bm1(actor, province, commune))
    units = Commune.objects.visible_to(actor).of_province(province).open().select_related("province")
    chosen = list(units.filter(pk=commune) if commune else units)
    if not chosen:
        raise ValidationError("Không có xã, phường nào để lập biểu. Chọn đơn vị đang tồn tại.")
    return bm1_table(
        province=chosen[0].province, communes=chosen, span=span, commune=chosen[0] if commune else None
    )


def bm1_of_province(*, province: Province, span: Span) -> Bm1:
    """The table of a whole province, for the command line of the installation."""
    communes = Commune.objects.of_province(province.pk).open()
    return bm1_table(province=province, communes=communes, span=span)


def bm1_draw(table: Bm1, judged: Judgement, face: str) -> bytes:
    """The file. Outside any transaction: a PDF takes its time, and nobody else should wait for it."""
    return FACES[face][1](table, judged)


def bm1_record(*, actor, table: Bm1, face: str) -> None:
    """Write down, under its unit, that the form was taken out; `actor` None is the command line."""
    audit(actor, "reporting.bm1.take", table.unit, reason=f"{table.days}, {face}", fields=False)


def file_name(table: Bm1, face: str) -> str:
    """ "BM1 Tỉnh Quảng Trị 2026-10-15 2026-11-14.xlsx"."""
    return f"BM1 {table.unit} {table.span.first_day} {table.span.last_day}.{face}"


# ── In the background ────────────────────────────────────────────────────────
def bm1_enqueue(*, actor, span: Span, province: str, commune: str = "") -> Job:
    """Have the PDF made."""
    require(policies.can_see_bm1(actor, province, commune))
    days = [span.first_day.isoformat(), span.last_day.isoformat()]
    return job_enqueue(
        actor=actor, kind=KIND, key=f"bm1:{commune or province}:{':'.join(days)}", commune=commune,
        province=province, params={"days": days, "province": province, "commune": commune},
        title=f"Lập BM1 từ {span.first_day:%d/%m/%Y} đến {span.last_day:%d/%m/%Y}",
    )  # fmt: skip


def bm1_produce(job: RunningJob) -> None:
    """The handler of `reporting.bm1`: figures, cross-checks, PDF; each a step that is really done."""
    first, last = (date.fromisoformat(text) for text in job.params["days"])
    job.advance(0, 3, "bước")
    table = bm1_for(
        actor=job.owner,
        span=Days(first, last),
        province=job.params["province"],
        commune=job.params["commune"],
    )
    job.advance(1)
    judged = judge(table)
    job.advance(2)
    try:
        content = bm1_draw(table, judged, "pdf")
    except PdfUnavailable as error:
        raise ValidationError(str(error)) from error
    _keep(job, table, content)
    job.advance(3)


@transaction.atomic
def _keep(job: RunningJob, table: Bm1, content: bytes) -> None:
    bm1_record(actor=job.owner, table=table, face="pdf")
    job.attach(
        store_file(
            actor=job.owner, name=file_name(table, "pdf"), content=content, content_type=FACES["pdf"][0],
            purpose=KIND, commune=job.commune_code, province=job.province_code,
            expires_at=timezone.now() + KEPT,
        )
    )  # fmt: skip
