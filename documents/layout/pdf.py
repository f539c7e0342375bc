"""A paper as PDF/A. Only workers draw: it takes time and memory."""

from importlib import import_module
from types import ModuleType

from documents.layout.html import render_html
from documents.models import Document


class PdfUnavailable(RuntimeError):
    """The machine lacks the libraries of WeasyPrint."""


def render_pdf(document: Document, variant: str = "pdf/a-2b") -> bytes:
    """The paper as PDF of that variant; `PdfUnavailable` where Pango and its kin are not installed."""
    weasyprint = _weasyprint()
    # Whatever a paper shows it carries itself: nothing is fetched from the network or the disk.
    own_data_only = weasyprint.URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    html = weasyprint.HTML(string=render_html(document), url_fetcher=own_data_only)
    return html.write_pdf(pdf_variant=variant, presentational_hints=True)


def _weasyprint() -> ModuleType:
    """Loaded when first needed: pages must not pay for it, and a machine without Pango must still serve them."""
    try:
        return import_module("weasyprint")
    except OSError as error:
        raise PdfUnavailable(
            "Máy chủ chưa có thư viện tạo PDF (libpango). Quản trị chạy “make setup” rồi làm lại; "
            "trong lúc đó dùng bản Word."
        ) from error
