"""Official papers as blocks, and their three faces: preview, PDF and Word (NĐ 30/2020, Phụ lục I).

`blocks` are what a paper says, `building` puts the frame around it, `signing` the lines above a
signature; `paper` numbers the parts and adds what comes from the document (symbol, date, signer); `html`, `pdf` and
`word` draw the same result. Drawing belongs into workers: pages import neither `pdf` nor `word`.
"""

from documents.layout.blocks import (
    Addressees,
    Annex,
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
from documents.layout.building import paper_blocks
from documents.layout.signing import signing_lines

__all__ = [
    "Addressees",
    "Annex",
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
    "paper_blocks",
    "signing_lines",
]
