"""What a paper is made of, as plain data ⇄ JSON.

Upper case is stored as upper case: nothing is capitalised when drawn. Numbers of articles and sections are not stored:
`documents.layout.paper` counts them, so that a draft may be reordered.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar

#: What a sentence or an item may end with.
STOPS = ".;:,"


@dataclass(frozen=True)
class Block:
    """One part of a paper; `kind` names it in JSON."""

    kind: ClassVar[str] = ""


@dataclass(frozen=True)
class Head(Block):
    """Top of page 1: the agency's lines on the left, quốc hiệu and tiêu ngữ on the right (boxes 1 and 2).

    Without `agency` quốc hiệu stands alone in the middle; not `national`: the agency alone, as on a ballot paper.
    `landscape`: the whole paper lies, as where its table is no annex (Phụ lục I, I.1).
    """

    agency: tuple[str, ...]
    parent: tuple[str, ...] = ()
    national: bool = True
    landscape: bool = False
    kind: ClassVar[str] = "head"


@dataclass(frozen=True)
class NumberRow(Block):
    """Number on the left, place and date on the right (boxes 3 and 4).

    `tail` stands for the number of a draft ("/QĐ-UBND"), "" for a paper without number; `subject` is the "V/v …" of
    a dispatch; minutes are not `dated`.
    """

    place: str
    tail: str = ""
    subject: str = ""
    dated: bool = True
    kind: ClassVar[str] = "number_row"


@dataclass(frozen=True)
class Addressees(Block):
    """Kính gửi (box 9a): one stays on the line, several go below it."""

    names: tuple[str, ...]
    kind: ClassVar[str] = "addressees"


@dataclass(frozen=True)
class Heading(Block):
    """Type of paper and what it is about (box 5a), with the line below; a form sheet may have a type alone."""

    type_name: str
    title: tuple[str, ...] = ()
    kind: ClassVar[str] = "heading"


@dataclass(frozen=True)
class Middle(Block):
    """A bold line in the middle: who decides, "QUYẾT ĐỊNH:"."""

    text: str
    kind: ClassVar[str] = "middle"


@dataclass(frozen=True)
class Grounds(Block):
    """Căn cứ, one a line, italic; semicolons and the last full stop are added."""

    items: tuple[str, ...]
    kind: ClassVar[str] = "grounds"


@dataclass(frozen=True)
class Article(Block):
    """Điều n.: with a title, that stands alone in bold and the text follows; without, the text goes on."""

    text: str = ""
    title: str = ""
    kind: ClassVar[str] = "article"


@dataclass(frozen=True)
class Section(Block):
    """A part of a paper without articles: level 1 "I. TIÊU ĐỀ", 2 "1. Tiêu đề", 3 "a) câu"."""

    level: int
    title: str
    kind: ClassVar[str] = "section"


@dataclass(frozen=True)
class Paragraph(Block):
    """Running text; `lead` is bold before it. Not `indented`: flush left, as lines of a form."""

    text: str
    lead: str = ""
    italic: bool = False
    indented: bool = True
    kind: ClassVar[str] = "paragraph"


@dataclass(frozen=True)
class Bullets(Block):
    """Items with a hyphen before them."""

    items: tuple[str, ...]
    kind: ClassVar[str] = "bullets"


@dataclass(frozen=True)
class Table(Block):
    """A ruled table. `widths` are shares in per cent, `align` a letter a column (l, c, r).

    `landscape`: on pages of its own, across.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    align: str
    caption: str = ""
    landscape: bool = False
    kind: ClassVar[str] = "table"

    def __post_init__(self) -> None:
        wrong = {len(self.columns)} != {len(self.widths), len(self.align), *map(len, self.rows)}
        if wrong or sum(self.widths) != 100:
            raise ValueError(f"table {self.columns}: columns, widths (100 in all), align and rows do not fit")


@dataclass(frozen=True)
class Signature(Block):
    """The foot: recipients on the left, capacity and name on the right (boxes 9b, 7), kept whole on one page.

    `lines` as NĐ 30/2020, Điều 13, wants them (`documents.layout.signing`). In minutes `left_lines` and `left_name`
    are the secretary's. With a `place` the date stands above the capacity, as on form sheets.
    """

    lines: tuple[str, ...]
    left_lines: tuple[str, ...] = ()
    left_name: str = ""
    place: str = ""
    kind: ClassVar[str] = "signature"


@dataclass(frozen=True)
class Annex(Block):
    """A Phụ lục: what follows up to the next one is its content (NĐ 30/2020, Phụ lục I, III.1; Phụ lục III, Mẫu 2.1).

    It begins a page and counts its pages by itself. `title` is in capitals; `issuer` is whose paper it goes with, by
    default the document's agency. Its number and "(Kèm theo …)" come from the document.
    """

    title: tuple[str, ...]
    issuer: str = ""
    landscape: bool = False
    kind: ClassVar[str] = "annex"


KINDS: dict[str, type[Block]] = {
    kind.kind: kind
    for kind in (
        Head, NumberRow, Addressees, Heading, Middle, Grounds, Article, Section, Paragraph, Bullets, Table, Signature,
        Annex,
    )
}  # fmt: skip


def to_json(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """The blocks as JSON data, their text composed (NFC, TCVN 6909)."""
    return [_composed({"kind": block.kind, **asdict(block)}) for block in blocks]


def from_json(data: Sequence[dict[str, Any]]) -> list[Block]:
    """The blocks back from JSON data; `ValueError` for what is none."""
    return [_block(item) for item in data]


def filled_in(data: Sequence[dict[str, Any]], room: str, text: str) -> list[dict[str, Any]]:
    """Blocks as JSON data with that text wherever they leave that room."""
    return [_replaced(item, room, text) for item in data]


def punctuated(lines: Iterable) -> tuple[str, ...]:
    """Items of a list: each ends with a semicolon, the last with a full stop."""
    bare = [str(line).strip().rstrip(STOPS) for line in lines]
    return tuple(f"{line}{'.' if place == len(bare) else ';'}" for place, line in enumerate(bare, 1))


def _replaced(value: Any, room: str, text: str) -> Any:
    if isinstance(value, str):
        return value.replace(room, text)
    if isinstance(value, dict):
        return {name: _replaced(item, room, text) for name, item in value.items()}
    return [_replaced(item, room, text) for item in value] if isinstance(value, list | tuple) else value


def _block(item: dict[str, Any]) -> Block:
    kind = KINDS.get(item.get("kind", ""))
    if kind is None:
        raise ValueError(f"unknown block {item.get('kind')!r}")
    known = {field.name for field in fields(kind)}
    return kind(**{name: _frozen(value) for name, value in item.items() if name in known})


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


def _composed(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {name: _composed(item) for name, item in value.items()}
    return [_composed(item) for item in value] if isinstance(value, list | tuple) else value
