"""A document as it is drawn: its blocks, numbered and ended, with symbol, date, signer and check code.

The three faces (`html`, `pdf`, `word`) draw a `Paper` and decide nothing themselves.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.conf import settings
from django.urls import reverse

from documents.choices import DocumentState
from documents.layout.blocks import (
    STOPS,
    Addressees,
    Annex,
    Article,
    Block,
    Bullets,
    Grounds,
    Head,
    Heading,
    NumberRow,
    Paragraph,
    Section,
    Signature,
    from_json,
    punctuated,
)
from documents.layout.titles import even_lines
from documents.models import Document
from vietnam.dates import legal_date
from vietnam.numbers import roman

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
END_MARK = "./."
#: What stands across every page of a draft.
WATERMARK = "DỰ THẢO"
#: Millimetres between the side margins of an upright page and of one that lies.
UPRIGHT, ACROSS = 165, 252
#: Letters of điểm (NĐ 30/2020, Phụ lục I, II.6): the Vietnamese alphabet without ă, â, ê, ô, ơ, ư.
POINTS = "abcdđeghiklmnopqrstuvxy"
_GAP = "\u00a0"
#: The share of the room between the margins that a line of a title may take.
_TITLE_SHARE = 0.87


@dataclass(frozen=True)
class Part:
    """A block ready to be drawn: `number` before it ("Điều 1.", "I.", "a)"), `lines` with their punctuation, `room`
    between the margins of its page in mm."""

    block: Block
    number: str = ""
    lines: tuple[str, ...] = ()
    room: int = UPRIGHT

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
class Stretch:
    """Pages of one direction, each stretch beginning a new one; an annex begins a stretch that counts from 1."""

    number: int
    parts: list[Part]

    @property
    def landscape(self) -> bool:
        """Whether its pages lie."""
        return self.parts[0].room == ACROSS

    @property
    def is_annex(self) -> bool:
        """Whether it begins an annex."""
        return isinstance(self.parts[0].block, Annex)


@dataclass(frozen=True)
class Paper:
    """Everything that is drawn. `number_line` and `date_line` are whole lines; `check_url` is "" for a draft;
    `watermark` "" for what is issued; `sign_date` is the date above a signature that has its place there."""

    number_line: str
    date_line: str
    signer_name: str
    recipients: tuple[str, ...]
    check_url: str
    title: str
    watermark: str = ""
    sign_date: str = ""
    nation: str = NATION
    motto: str = MOTTO
    parts: list[Part] = field(default_factory=list)

    @property
    def stretches(self) -> list[Stretch]:
        """The parts by the direction of their pages."""
        made: list[Stretch] = []
        for part in self.parts:
            if not made or part.room != made[-1].parts[0].room or isinstance(part.block, Annex):
                made.append(Stretch(len(made) + 1, []))
            made[-1].parts.append(part)
        return made


def paper_of(document: Document) -> Paper:
    """The document as it is drawn, draft or issued."""
    blocks = from_json(document.blocks)
    row = next((block for block in blocks if block.kind == "number_row"), None)
    signed_at = next((block.place for block in blocks if isinstance(block, Signature)), "")
    return Paper(
        number_line=_number_line(document, row),
        date_line=_dated(document, row.place) if row and row.dated else "",
        signer_name=document.signer_name,
        recipients=punctuated(document.recipients),
        check_url=check_url(document),
        title=document.title,
        watermark=WATERMARK if document.state == DocumentState.DRAFT else "",
        sign_date=_dated(document, signed_at) if signed_at else "",
        parts=_ended(list(_numbered(blocks, document.agency.name, _accompanied(document, row)))),
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


def _dated(document: Document, place: str) -> str:
    return f"{place}, {_day(document)}"


def _day(document: Document) -> str:
    if document.signed_on:
        return legal_date(document.signed_on)
    return f"ngày{_GAP * 5}tháng{_GAP * 5}năm{_GAP * 9}"


def _accompanied(document: Document, row) -> str:
    """What an annex says of the paper it goes with, up to whose it is."""
    number = _number_line(document, row).removeprefix("Số:").strip(" ")
    named = document.get_type_display() + (f" số {number}" if number else "")
    return f"{named} {_day(document)}"


def _numbered(blocks: list[Block], agency: str, source: str) -> Iterator[Part]:
    """Each block with its number and the room of its page; a section begins the lower counts anew, an annex all."""
    annexes = sum(isinstance(block, Annex) for block in blocks)
    lies = any(isinstance(block, Head) and block.landscape for block in blocks)
    annex, article, counts = 0, 0, [0, 0, 0]
    for block in blocks:
        number, lines = "", ()
        if isinstance(block, Annex):
            annex, article, counts, lies = annex + 1, 0, [0, 0, 0], block.landscape
            number = f"Phụ lục {roman(annex)}" if annexes > 1 else "Phụ lục"
            lines = _even(f"(Kèm theo {source} của {block.issuer or agency})", block.landscape)
        elif isinstance(block, Article):
            article += 1
            number = f"Điều {article}."
        elif isinstance(block, Section):
            level = block.level - 1
            counts = [*counts[:level], counts[level] + 1, *[0] * (2 - level)]
            number = _section_number(level, counts[level])
        room = ACROSS if lies or getattr(block, "landscape", False) else UPRIGHT
        yield Part(block, number, lines or _lines(block, room), room)


def _section_number(level: int, count: int) -> str:
    if level == 0:
        return f"{roman(count)}."
    if level == 1:
        return f"{count}."
    return f"{POINTS[count - 1]})" if count <= len(POINTS) else f"{POINTS[-1]}{count - len(POINTS)})"


def _lines(block: Block, room: int) -> tuple[str, ...]:
    if isinstance(block, Grounds):
        return punctuated(block.items)
    if isinstance(block, Heading):
        return tuple(part for line in block.title for part in _even(line, room == ACROSS))
    if isinstance(block, Addressees):
        return punctuated(block.names) if len(block.names) > 1 else block.names
    return block.items if isinstance(block, Bullets) else ()


def _even(text: str, lies: bool) -> tuple[str, ...]:
    """A line of a title in as many about equal ones as its page needs."""
    return even_lines(text, (ACROSS if lies else UPRIGHT) * _TITLE_SHARE)


def _ended(parts: list[Part]) -> list[Part]:
    """Put the end mark behind the last sentence before the signature (NĐ 30/2020, Phụ lục I, II.6); what has no number,
    a form sheet or a list, has none."""
    if not any(isinstance(part.block, NumberRow) and part.block.tail for part in parts):
        return parts
    end = next((n for n, part in enumerate(parts) if isinstance(part.block, Signature | Annex)), len(parts))
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
    return f"{text.rstrip().removesuffix(END_MARK).rstrip(STOPS)}{END_MARK}"
