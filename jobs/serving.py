"""Files decrypted on their way out."""

from collections.abc import Iterator

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from jobs.models import StoredFile


def file_response(
    file: StoredFile, content: Iterator[bytes], *, download: bool, name: str = ""
) -> StreamingHttpResponse:
    """The file as its content says it is, kept by nobody on the way; under `name` where it is kept under another."""
    response = StreamingHttpResponse(content, content_type=file.content_type)
    response["Content-Disposition"] = content_disposition_header(download, name or file.name)
    response["Content-Length"] = str(file.size)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
