"""Scans of signed papers: judged by their content, never by their name."""

from django.core.exceptions import ValidationError

from communes.models import Agency, Commune
from jobs.models import StoredFile
from jobs.services import store_file

MOST_BYTES = 10 * 1024 * 1024
#: First bytes → content type and ending: a scan is PDF, or a picture (NĐ 30/2020, Điều 25–27).
_KINDS = (
    (b"%PDF-", "application/pdf", ".pdf"),
    (b"\xff\xd8\xff", "image/jpeg", ".jpg"),
    (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
)
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
    upload.seek(0)
    head = upload.read(1024)
    upload.seek(0)
    for mark, content_type, ending in _KINDS:
        if head.startswith(mark):
            return content_type, ending
    raise ValidationError({"scan": f"Tệp “{upload.name}” không phải bản quét. {_RULE}"})


def store_scan(*, actor, upload, agency: Agency, commune: Commune | None) -> StoredFile:
    """Keep an uploaded scan encrypted; its name gets the ending that fits its content."""
    content_type, ending = scan_kind(upload)
    name = upload.name if upload.name.lower().endswith((ending, ".jpeg")) else f"{upload.name}{ending}"
    return store_file(
        actor=actor, name=name, content=upload.chunks(), purpose="documents.scan", content_type=content_type,
        commune=commune.code if commune else "", province=agency.province_id,
    )  # fmt: skip
