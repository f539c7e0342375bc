"""A paper as PDF/A. Only workers draw: it takes time and memory."""

from collections.abc import Callable, Iterable
from importlib import import_module
from types import ModuleType

from documents.layout.html import render_html
from documents.models import Document


class PdfUnavailable(RuntimeError):
    """The machine lacks the libraries of WeasyPrint."""


def render_pdf(document: Document, variant: str = "pdf/a-2b") -> bytes:
    """The paper as PDF of that variant; `PdfUnavailable` where Pango and its kin are not installed."""
    return pdf_of(render_html(document), variant)


def pdf_of(page: str, variant: str | None = None) -> bytes:
    """Any page that carries its styles and pictures itself, as PDF; `PdfUnavailable` as above."""
    weasyprint = _weasyprint()
    # Whatever a paper shows it carries itself: nothing is fetched from the network or the disk.
    own_data_only = weasyprint.URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    html = weasyprint.HTML(string=page, url_fetcher=own_data_only)
    return html.write_pdf(pdf_variant=variant, presentational_hints=True)


def pdf_of_parts(parts: Iterable[tuple[int, str]], told: Callable[[int], None]) -> bytes:
    """Many pages drawn part by part into one PDF: each part is (how much is done with it, page), told when drawn."""
    weasyprint = _weasyprint()
    own_data_only = weasyprint.URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    first, pages = None, []
    for done, page in parts:
        drawn = weasyprint.HTML(string=page, url_fetcher=own_data_only).render()
        first = first or drawn
        pages += drawn.pages
        told(done)
    if first is None:
        raise ValueError("nothing to draw")
    return first.copy(pages).write_pdf()


def _weasyprint() -> ModuleType:
    """Loaded when first needed: pages must not pay for it, and a machine without Pango must still serve them."""
    try:
        return import_module("weasyprint")
    except OSError as error:
        raise PdfUnavailable(
            "Máy chủ chưa có thư viện tạo PDF (libpango). Quản trị chạy “make setup” rồi làm lại; "
            "trong lúc đó dùng bản Word."
        ) from error
