"""PDF and Word of a draft: made when somebody asks, marked as a draft on every page, gone after a day.

They hang on the job that made them and never on the paper: what is issued is drawn anew from what was signed.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import audit
from contracts.policy import require
from documents import policies
from documents.layout.pdf import PdfUnavailable, render_pdf
from documents.layout.word import render_word
from documents.models import Document
from documents.services.rendering import FACES
from jobs.models import Job
from jobs.services import RunningJob, job_enqueue, store_file

DRAW = "documents.draft"
#: How long the file is kept.
KEPT = timedelta(days=1)
_NAMES = {"pdf": "PDF", "word": "Word"}
_DRAWERS = {"pdf": render_pdf, "word": render_word}


def draft_request(*, actor, document: Document, face: str) -> Job:
    """Ask a worker for the draft as it stands, as "pdf" or "word"; `PolicyDenied` for what is issued."""
    require(policies.can_draw_draft(actor, document))
    return job_enqueue(
        actor=actor, kind=DRAW, key=f"document:{document.pk}:{document.version}:{face}",
        params={"document": document.pk, "face": face}, commune=document.commune_id or "",
        province=document.province_id, title=f"Lập bản thảo {_NAMES[face]}: {document}",
    )  # fmt: skip


def draft_draw(job: RunningJob) -> None:
    """The handler of `documents.draft`; refused where the paper was issued meanwhile."""
    rows = Document.objects.visible_to(job.owner).select_related("agency")
    document = rows.filter(pk=job.params["document"]).first()
    if document is None:
        raise ValidationError("Không còn thấy văn bản này. Kiểm tra quyền của tài khoản rồi làm lại.")
    require(policies.can_draw_draft(job.owner, document))
    try:
        content = _DRAWERS[job.params["face"]](document)
    except PdfUnavailable as error:
        raise ValidationError(str(error)) from error
    _keep(job, document, content)


@transaction.atomic
def _keep(job: RunningJob, document: Document, content: bytes) -> None:
    """The file and the entry that the draft was taken out, both or neither."""
    ending, content_type = FACES[job.params["face"]]
    name = f"{timezone.localdate():%Y-%m-%d} {document.get_type_display()} (dự thảo số {document.pk}){ending}"
    audit(job.owner, "documents.document.draft_file", document, reason=name, fields=False)
    job.attach(
        store_file(
            actor=job.owner, name=name, content=content, content_type=content_type, purpose=DRAW,
            commune=job.commune_code, province=job.province_code, expires_at=timezone.now() + KEPT,
        )
    )  # fmt: skip
