"""A paper as HTML: the preview in the browser, and what the PDF is made from."""

from functools import lru_cache
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from documents.layout.check_codes import qr_data
from documents.layout.paper import paper_of
from documents.models import Document

_HERE = Path(__file__).resolve().parent
_STYLES = (_HERE / "page.css", _HERE.parent / "static" / "documents" / "paper.css")


def _context(document: Document) -> dict:
    paper = paper_of(document)
    return {"paper": paper, "qr": qr_data(paper.check_url)}


def render_preview(document: Document) -> SafeString:
    """The content alone, for a page that links the style sheet documents/paper.css."""
    return render_to_string("documents/print/body.html", _context(document))


def render_html(document: Document) -> SafeString:
    """The whole paper with its styles, for the PDF."""
    context = _context(document)
    pages = render_to_string("documents/print/pages.css", context)
    return render_to_string("documents/print/page.html", {**context, "css": f"{_css()}\n{pages}"})


@lru_cache(maxsize=1)
def _css() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in _STYLES)
