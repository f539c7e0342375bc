"""PDF, Word and Excel of a report, made by a worker."""

from collections.abc import Callable, Iterator

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.choices import NoticeKind
from accounts.services.notices import notice_send
from audit.services import audit
from audit.snapshots import snapshot
from contracts.policy import require
from documents.layout.pdf import PdfUnavailable, render_pdf
from documents.layout.word import render_word
from documents.services.rendering import WORD_TYPE
from jobs.choices import JobState
from jobs.models import Job, StoredFile
from jobs.services import RunningJob, file_chunks, job_enqueue, store_file
from pages.lists import EXCEL
from reporting import papers, policies
from reporting.choices import ReportState
from reporting.models import Report
from reporting.services.drafting import figures_of, sections_of, shown_codes

PRODUCE = "reporting.produce"
#: Field of the report, ending and type of each file.
_FACES = {
    "draft_word": (".docx", WORD_TYPE),
    "draft_pdf": (".pdf", "application/pdf"),
    "excel": (".xlsx", EXCEL),
}


def produce_enqueue(*, actor, report: Report) -> Job:
    """Ask a worker for the files, once the present transaction is committed."""
    province, commune = report.unit_codes()
    return job_enqueue(
        actor=actor, kind=PRODUCE, key=f"report:{report.pk}:{report.version}", params={"report": report.pk},
        commune=commune, province=province, title=f"Lập tệp: {report}",
    )  # fmt: skip


def produce_request(*, actor, report: Report) -> Job:
    """Have PDF, Word and Excel of the report made as it stands."""
    require(policies.can_produce(actor, report))
    return produce_enqueue(actor=actor, report=report)


def report_produce(job: RunningJob) -> None:
    """The handler: a draft gets all three files; PDF and Word of a signed report are its document's.

    Nothing is kept unless the report still has the version that was drawn.
    """
    rows = Report.objects.visible_to(job.owner).select_related(
        "duty__regime__outline", "duty__period", "duty__commune", "duty__province", "document"
    )
    report = rows.filter(pk=job.params["report"]).first()
    if report is None:
        raise ValidationError("Không còn thấy báo cáo này. Kiểm tra quyền của tài khoản rồi làm lại.")
    require(policies.can_produce(job.owner, report))
    drawings = _drawings(report)
    job.advance(0, len(drawings), "tệp")
    made = {}
    for done, (field, draw) in enumerate(drawings.items(), start=1):
        made[field] = draw()
        job.advance(done)
    files = _keep(job, report, made)
    job.attach(files.get("draft_pdf", files["excel"]))


def _drawings(report: Report) -> dict[str, Callable[[], bytes]]:
    figures, sections = figures_of(report), sections_of(report)
    shown = shown_codes(report.duty.regime.outline_id)
    excel = {"excel": lambda: papers.workbook(report, figures, sections, shown)}
    if report.state != ReportState.DRAFT:
        return excel
    paper = papers.draft_paper(report, papers.blocks_of(report, figures, sections, shown))
    return {"draft_word": lambda: render_word(paper), "draft_pdf": lambda: _pdf(paper), **excel}


def _pdf(paper) -> bytes:
    try:
        return render_pdf(paper)
    except PdfUnavailable as error:
        raise ValidationError(str(error)) from error


@transaction.atomic
def _keep(job: RunningJob, report: Report, made: dict[str, bytes]) -> dict[str, StoredFile]:
    before, (province, commune) = snapshot(report), report.unit_codes()
    files = {
        field: store_file(
            actor=job.owner, name=f"{file_stem(report)}{_FACES[field][0]}", content=content,
            content_type=_FACES[field][1], purpose=f"reporting.{field}", commune=commune, province=province,
        )
        for field, content in made.items()
    }  # fmt: skip
    current = Report.objects.filter(pk=report.pk, version=report.version)
    if not current.update(produced_version=report.version, **files):
        raise ValidationError("Báo cáo vừa được sửa trong lúc lập tệp. Lập lại để có bản mới.")
    report.refresh_from_db()
    audit(job.owner, "reporting.report.produce", report, before=before)
    return files


def produced_tell(job: Job) -> None:
    """Tell whoever asked for the files how it ended; other jobs are not this app's news."""
    if job.kind != PRODUCE or job.state not in (JobState.DONE, JobState.FAILED):
        return
    report = Report.objects.select_related("duty__period").get(pk=job.params["report"])
    what = f"tệp báo cáo {report.duty.period.label.lower()}"
    title = f"Đã lập xong {what}" if job.state == JobState.DONE else f"Chưa lập được {what}: {job.error}"
    notice_send(users=[job.owner], kind=NoticeKind.JOB, title=title, url=report.get_absolute_url())


def file_stem(report: Report) -> str:
    """ "2026-11 Báo cáo tháng, Xã Quảng Trạch": periods first, so that a folder is in order."""
    mark = "" if report.state != ReportState.DRAFT else " (bản thảo)"
    return f"{report.duty.period.code} {report.duty.regime.code} {report.duty.commune}{mark}"


def file_download(*, actor, report: Report, file: StoredFile) -> Iterator[bytes]:
    """The clear content of one of the report's files for one who sees the report, written down in the audit."""
    audit(actor, "reporting.report.download", report, reason=file.name, fields=False)
    return file_chunks(file)
