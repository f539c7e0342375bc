"""A document as it is drawn: its blocks, numbered and ended, with symbol, date, signer and check code.

The three faces (`html`, `pdf`, `word`) draw a `Paper` and decide nothing themselves.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.conf import settings
from django.urls import reverse

from documents.choices import DocumentState
from documents.layout.blocks import (
    Addressees,
    Article,
    Block,
    Bullets,
    Grounds,
    Heading,
    Paragraph,
    Section,
    Signature,
    from_json,
)
from documents.layout.metrics import balanced
from documents.models import Document
from vietnam.dates import legal_date
from vietnam.numbers import roman

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
END_MARK = "./."
#: Letters of điểm (NĐ 30/2020, Phụ lục I, II.6): the Vietnamese alphabet without ă, â, ê, ô, ơ, ư.
POINTS = "abcdđeghiklmnopqrstuvxy"
_GAP = "\u00a0"
_STOPS = ".;:,"
#: Millimetres that a line of the title may take of the 165 between the margins.
_TITLE_ROOM = 144
#: Dates and numbered units are not torn apart at the end of a title's line.
_TOGETHER = re.compile(r"(?:(?<=ngày)|(?<=háng)|(?<=uý)|(?<=năm)) (?=[0-9IVX])|(?<=[0-9]) (?=tháng|năm)")


@dataclass(frozen=True)
class Part:
    """A block ready to be drawn: `number` before it ("Điều 1.", "I.", "a)"), `lines` with their punctuation."""

    block: Block
    number: str = ""
    lines: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The name of the block's kind; templates and drawers are chosen by it."""
        return self.block.kind

    @property
    def template(self) -> str:
        """The template that draws it."""
        return f"documents/print/parts/{self.kind}.html"

    @property
    def rows(self) -> list[list[tuple[str, str]]]:
        """The cells of a table with their alignment."""
        return [list(zip(self.block.align, row, strict=True)) for row in self.block.rows]


@dataclass(frozen=True)
class Paper:
    """Everything that is drawn. `number_line` and `date_line` are whole lines; `check_url` is "" for a draft."""

    number_line: str
    date_line: str
    signer_name: str
    recipients: tuple[str, ...]
    check_url: str
    title: str
    nation: str = NATION
    motto: str = MOTTO
    parts: list[Part] = field(default_factory=list)


def paper_of(document: Document) -> Paper:
    """The document as it is drawn, draft or issued."""
    blocks = from_json(document.blocks)
    row = next((block for block in blocks if block.kind == "number_row"), None)
    return Paper(
        number_line=_number_line(document, row),
        date_line=_date_line(document, row),
        signer_name=document.signer_name,
        recipients=punctuated(document.recipients),
        check_url=check_url(document),
        title=document.title,
        parts=_ended(list(_numbered(blocks))),
    )


def check_url(document: Document) -> str:
    """The public address behind the QR code; "" for a paper that has none."""
    if not document.check_code or document.state == DocumentState.DRAFT:
        return ""
    return settings.PUBLIC_ADDRESS + reverse("documents:check", args=[document.check_code])


def _number_line(document: Document, row) -> str:
    if document.symbol:
        return f"Số: {document.symbol}"
    return f"Số:{_GAP * 7}{row.tail}" if row and row.tail else ""


def _date_line(document: Document, row) -> str:
    if row is None or not row.dated:
        return ""
    if document.signed_on:
        return f"{row.place}, {legal_date(document.signed_on)}"
    return f"{row.place}, ngày{_GAP * 5}tháng{_GAP * 5}năm{_GAP * 9}"


def punctuated(lines) -> tuple[str, ...]:
    """Items of a list: each ends with a semicolon, the last with a full stop."""
    bare = [str(line).strip().rstrip(_STOPS) for line in lines]
    return tuple(f"{line}{'.' if place == len(bare) else ';'}" for place, line in enumerate(bare, 1))


def _numbered(blocks: list[Block]) -> Iterator[Part]:
    """Count articles and sections; a section begins the lower ones anew."""
    article, counts = 0, [0, 0, 0]
    for block in blocks:
        if isinstance(block, Article):
            article += 1
            yield Part(block, number=f"Điều {article}.")
        elif isinstance(block, Section):
            level = block.level - 1
            counts = [*counts[:level], counts[level] + 1, *[0] * (2 - level)]
            yield Part(block, number=_section_number(level, counts[level]))
        else:
            yield Part(block, lines=_lines(block))


def _section_number(level: int, count: int) -> str:
    if level == 0:
        return f"{roman(count)}."
    if level == 1:
        return f"{count}."
    return f"{POINTS[count - 1]})" if count <= len(POINTS) else f"{POINTS[-1]}{count - len(POINTS)})"


def _lines(block: Block) -> tuple[str, ...]:
    if isinstance(block, Grounds):
        return punctuated(block.items)
    if isinstance(block, Heading):
        whole = (_TOGETHER.sub(_GAP, line) for line in block.title)
        return tuple(part for line in whole for part in balanced(line, 14, _TITLE_ROOM))
    if isinstance(block, Addressees):
        return punctuated(block.names) if len(block.names) > 1 else block.names
    return block.items if isinstance(block, Bullets) else ()


def _ended(parts: list[Part]) -> list[Part]:
    """Put the end mark behind the last sentence before the signature (NĐ 30/2020, Phụ lục I, II.6)."""
    end = next((n for n, part in enumerate(parts) if isinstance(part.block, Signature)), len(parts))
    last = end - 1
    if last < 0 or not isinstance(parts[last].block, Article | Section | Paragraph | Bullets):
        return parts
    return [*parts[:last], _with_end_mark(parts[last]), *parts[last + 1 :]]


def _with_end_mark(part: Part) -> Part:
    block = part.block
    if isinstance(block, Bullets):
        return replace(part, lines=(*part.lines[:-1], _marked(part.lines[-1])))
    name = (
        "title" if isinstance(block, Section) or (isinstance(block, Article) and not block.text) else "text"
    )
    return replace(part, block=replace(block, **{name: _marked(getattr(block, name))}))


def _marked(text: str) -> str:
    return f"{text.rstrip().removesuffix(END_MARK).rstrip(_STOPS)}{END_MARK}"
