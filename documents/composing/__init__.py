"""A paper from its wording and the facts of a record: wording is data, the frame of NĐ 30/2020 is not.

A wording has a title, a body of layout blocks as plain data, addressees, recipients and the lines of the signature. Its
texts name facts in braces ("{số người}"), its body names tables and lists to put in whole
(`{"kind": "table", "of": "danh sách"}`), and any part may depend on a switch (`"if"`, `"unless"`). Quốc hiệu, agency,
number, date, heading and signature are drawn around it from the agency and the type, so that no wording can break them.
"""

from documents.composing.checks import check, condition_words, drawn, faults, specimen
from documents.composing.filling import COMMON_WORDS, LIST_SLOT, TABLE_SLOT, Composed, Filling, compose
from documents.composing.wording import LINES, TEXTS, Wording, WordingError, shipped

__all__ = [
    "COMMON_WORDS",
    "LINES",
    "LIST_SLOT",
    "TABLE_SLOT",
    "TEXTS",
    "Composed",
    "Filling",
    "Wording",
    "WordingError",
    "check",
    "compose",
    "condition_words",
    "drawn",
    "faults",
    "shipped",
    "specimen",
]
