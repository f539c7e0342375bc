"""Scans of signed papers and photos of where they hang: judged by their content, never by their name."""

from django.conf import settings

from communes.models import Agency, Commune
from documents.content import Examined, accept
from documents.models import Document
from jobs.models import StoredFile
from jobs.services import store_file

#: A scan is PDF, or a picture (NĐ 30/2020, Điều 25–27); of where a paper hangs one takes a picture.
SCANS, PHOTOS = ("pdf", "jpeg", "png"), ("jpeg", "png")


def store_scan(*, actor, upload, agency: Agency, commune: Commune | None) -> StoredFile:
    """Keep an uploaded scan encrypted; its name gets the ending that fits its content.

    Raises:
        ValidationError: at `scan`: empty, too large, damaged, or neither PDF, JPEG nor PNG.
    """
    found = accept(upload, SCANS, most=settings.SCAN_BYTES, field="scan")
    return _store(actor, upload, found, "documents.scan", agency.province_id, commune)


def store_photo(*, actor, upload, document: Document) -> StoredFile:
    """Keep a photo of where the paper hangs, encrypted, in the paper's unit.

    Raises:
        ValidationError: at `photo`: empty, too large, damaged, or neither JPEG nor PNG.
    """
    found = accept(upload, PHOTOS, most=settings.SCAN_BYTES, field="photo")
    return _store(actor, upload, found, "documents.posting", document.province_id, document.commune)


def _store(actor, upload, found: Examined, purpose: str, province: str, commune) -> StoredFile:
    return store_file(
        actor=actor, name=found.name, content=upload.chunks(), purpose=purpose, content_type=found.type.content_type,
        commune=commune.code if commune else "", province=province,
    )  # fmt: skip
