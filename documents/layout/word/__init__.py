"""A paper as Word, from the same parts as the PDF. Officers edit and sign Word files. Only workers draw."""

import io

from documents.layout.paper import paper_of
from documents.layout.word.drawing import draw
from documents.layout.word.sheet import new_sheet
from documents.models import Document


def render_word(document: Document) -> bytes:
    """The paper as .docx."""
    paper = paper_of(document)
    sheet = new_sheet(paper)
    draw(sheet, paper)
    content = io.BytesIO()
    sheet.save(content)
    return content.getvalue()
