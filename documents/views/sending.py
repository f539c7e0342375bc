"""Kept files on their way out of this app."""

from collections.abc import Iterator

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from jobs.models import StoredFile


def as_download(file: StoredFile, content: Iterator[bytes]) -> StreamingHttpResponse:
    """The file's clear content as a download of its own name and type."""
    response = StreamingHttpResponse(content, content_type=file.content_type)
    response["Content-Disposition"] = content_disposition_header(True, file.name)
    response["Content-Length"] = str(file.size)
    response["X-Content-Type-Options"] = "nosniff"
    return response
