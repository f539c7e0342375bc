"""PDF and Word of an issued paper, made once by a worker and kept."""

import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import audit
from audit.snapshots import snapshot
from contracts.policy import require
from documents import policies
from documents.layout.pdf import PdfUnavailable, render_pdf
from documents.layout.word import render_word
from documents.models import Document
from jobs.models import StoredFile
from jobs.services import RunningJob, store_file

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: Ending and type of the files that are drawn of a paper.
FACES = {"pdf": (".pdf", "application/pdf"), "word": (".docx", WORD_TYPE)}


def document_render(job: RunningJob) -> None:
    """The handler of `documents.render`: what is there already stays; what is missing is made and kept.

    Word comes first: where the machine cannot make PDF there is at least that, and the job says why the PDF lacks.
    """
    documents = Document.objects.visible_to(job.owner).select_related("agency")
    document = documents.filter(pk=job.params["document"]).first()
    if document is None:
        raise ValidationError("Không còn thấy văn bản này. Kiểm tra quyền của tài khoản rồi làm lại.")
    require(policies.can_render(job.owner, document))
    job.advance(0, 2, "bản")
    if document.word_id is None:
        _keep(job, document, "word", render_word(document))
    job.advance(1)
    if document.pdf_id is None:
        try:
            _keep(job, document, "pdf", render_pdf(document))
        except PdfUnavailable as error:
            raise ValidationError(str(error)) from error
    job.attach(document.pdf)
    job.advance(2)


@transaction.atomic
def _keep(job: RunningJob, document: Document, face: str, content: bytes) -> None:
    """Keep one face of the paper; of two workers the first wins, so a given hash never changes."""
    before = snapshot(document)
    ending, content_type = FACES[face]
    file = store_file(
        actor=job.owner, name=f"{file_stem(document)}{ending}", content=content, content_type=content_type,
        purpose=f"documents.{face}", commune=document.commune_id or "", province=document.province_id,
    )  # fmt: skip
    change: dict[str, StoredFile | str] = {face: file}
    if face == "pdf":
        change["sha256"] = hashlib.sha256(content).hexdigest()
    if Document.objects.filter(pk=document.pk, **{f"{face}__isnull": True}).update(**change):
        document.refresh_from_db()
        audit(job.owner, "documents.document.render", document, before=before)
    else:
        document.refresh_from_db()


def file_stem(document: Document) -> str:
    """ "05/QĐ-UBND" of 05/02/2026 → "2026-02-05 05-QĐ-UBND": days first, so that a folder is in order."""
    named = document.symbol.replace("/", "-") or document.get_type_display()
    return f"{document.signed_on:%Y-%m-%d} {named}"
