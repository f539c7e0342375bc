"""Official papers as blocks, and their three faces: preview, PDF and Word (NĐ 30/2020, Phụ lục I).

`blocks` are what a paper says, `building` and `composed` put whole papers together, `signing` the lines above a
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
from documents.layout.building import decision_blocks, list_blocks, minutes_blocks, report_blocks
from documents.layout.composed import (
    dispatch_blocks,
    form_sheet_blocks,
    invitation_blocks,
    notice_blocks,
    plan_blocks,
    submission_blocks,
)
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
    "decision_blocks",
    "dispatch_blocks",
    "form_sheet_blocks",
    "invitation_blocks",
    "list_blocks",
    "minutes_blocks",
    "notice_blocks",
    "plan_blocks",
    "report_blocks",
    "signing_lines",
    "submission_blocks",
]
