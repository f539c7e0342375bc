"""The files of a paper: PDF and Word asked of a worker, the scan attached, all three taken out."""

from collections.abc import Iterator

from django.db import transaction

from audit.services import audit
from audit.snapshots import snapshot
from contracts.policy import require
from documents import policies
from documents.models import Document
from documents.services.scans import store_scan
from jobs.models import Job, StoredFile
from jobs.services import file_chunks, job_enqueue

RENDER = "documents.render"


def render_enqueue(*, actor, document: Document) -> Job:
    """Ask a worker for PDF and Word, once the present transaction is committed."""
    return job_enqueue(
        actor=actor, kind=RENDER, key=f"document:{document.pk}:render", params={"document": document.pk},
        commune=document.commune_id or "", province=document.province_id, title=f"Lập PDF và Word: {document}",
    )  # fmt: skip


def render_request(*, actor, document: Document) -> Job:
    """Have PDF and Word made (again), where the first attempt failed or the paper came in bulk."""
    require(policies.can_render(actor, document))
    return render_enqueue(actor=actor, document=document)


@transaction.atomic
def scan_attach(*, actor, document: Document, upload) -> Document:
    """Attach the scan of the signed and stamped paper; a scan once attached is not exchanged."""
    require(policies.can_attach_scan(actor, document))
    before = snapshot(document)
    document.claim_version(None)
    document.scan = store_scan(actor=actor, upload=upload, agency=document.agency, commune=document.commune)
    document.save(update_fields=["scan", "search_key"])
    audit(actor, "documents.document.scan", document, before=before)
    return document


def download(*, actor, document: Document, file: StoredFile) -> Iterator[bytes]:
    """The clear content of one of the paper's files for one who sees the paper, written down in the audit."""
    audit(actor, "documents.document.download", document, reason=file.name, fields=False)
    return file_chunks(file)
