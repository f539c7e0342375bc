"""Official papers as blocks, and their three faces: preview, PDF and Word (NĐ 30/2020, Phụ lục I).

`blocks` are what a paper says, `building` puts whole papers together, `paper` numbers the parts and adds what comes
from the document (symbol, date, signer); `html`, `pdf` and `word` draw the same result. Drawing belongs into workers:
pages import `blocks`, `building` and `html` only.
"""

from documents.layout.blocks import (
    Addressees,
    Article,
    Block,
    Bullets,
    Grounds,
    Head,
    Heading,
    Middle,
    NumberRow,
    Paragraph,
    Section,
    Signature,
    Table,
)
from documents.layout.building import decision_blocks, list_blocks, minutes_blocks, report_blocks

__all__ = [
    "Addressees",
    "Article",
    "Block",
    "Bullets",
    "Grounds",
    "Head",
    "Heading",
    "Middle",
    "NumberRow",
    "Paragraph",
    "Section",
    "Signature",
    "Table",
    "decision_blocks",
    "list_blocks",
    "minutes_blocks",
    "report_blocks",
]
