"""Scans of signed papers and photos of where they hang: judged by their content, never by their name."""

from django.core.exceptions import ValidationError

from communes.models import Agency, Commune
from documents.models import Document
from jobs.models import StoredFile
from jobs.services import store_file

MOST_BYTES = 10 * 1024 * 1024
#: First bytes → content type and ending.
_PICTURES = (
    (b"\xff\xd8\xff", "image/jpeg", ".jpg"),
    (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
)
#: A scan is PDF, or a picture (NĐ 30/2020, Điều 25–27).
_KINDS = ((b"%PDF-", "application/pdf", ".pdf"), *_PICTURES)
_RULE = "Bản quét văn bản là tệp PDF, hoặc ảnh JPEG, PNG (NĐ 30/2020, Phụ lục I). Quét lại văn bản rồi gửi."


def scan_kind(upload) -> tuple[str, str]:
    """Content type and file ending of an uploaded scan, by its first bytes.

    Raises:
        ValidationError: too large, empty, or neither PDF, JPEG nor PNG.
    """
    if upload.size > MOST_BYTES:
        size = upload.size / 1024 / 1024
        raise ValidationError(
            {"scan": f"Bản quét {size:.0f} MB, lớn hơn mức 10 MB. Quét lại ở 200 dpi hoặc tách tệp."}
        )
    found = _told_by_head(upload, _KINDS)
    if found is None:
        raise ValidationError({"scan": f"Tệp “{upload.name}” không phải bản quét. {_RULE}"})
    return found


def photo_kind(upload) -> tuple[str, str]:
    """Content type and file ending of an uploaded photo, by its first bytes.

    Raises:
        ValidationError: too large, empty, or neither JPEG nor PNG.
    """
    if upload.size > MOST_BYTES:
        size = upload.size / 1024 / 1024
        raise ValidationError(
            {"photo": f"Ảnh {size:.0f} MB, lớn hơn mức 10 MB. Chụp lại ở độ phân giải thấp hơn rồi gửi."}
        )
    found = _told_by_head(upload, _PICTURES)
    if found is None:
        raise ValidationError(
            {
                "photo": f"Tệp “{upload.name}” không phải ảnh. Ảnh niêm yết là tệp JPEG hoặc PNG; chụp lại rồi gửi."
            }
        )
    return found


def _told_by_head(upload, kinds) -> tuple[str, str] | None:
    upload.seek(0)
    head = upload.read(1024)
    upload.seek(0)
    for mark, content_type, ending in kinds:
        if head.startswith(mark):
            return content_type, ending
    return None


def store_scan(*, actor, upload, agency: Agency, commune: Commune | None) -> StoredFile:
    """Keep an uploaded scan encrypted; its name gets the ending that fits its content."""
    return _store(actor, upload, scan_kind(upload), "documents.scan", agency.province_id, commune)


def store_photo(*, actor, upload, document: Document) -> StoredFile:
    """Keep a photo of where the paper hangs, encrypted, in the paper's unit."""
    return _store(
        actor, upload, photo_kind(upload), "documents.posting", document.province_id, document.commune
    )


def _store(actor, upload, kind: tuple[str, str], purpose: str, province: str, commune) -> StoredFile:
    content_type, ending = kind
    name = upload.name if upload.name.lower().endswith((ending, ".jpeg")) else f"{upload.name}{ending}"
    return store_file(
        actor=actor, name=name, content=upload.chunks(), purpose=purpose, content_type=content_type,
        commune=commune.code if commune else "", province=province,
    )  # fmt: skip
