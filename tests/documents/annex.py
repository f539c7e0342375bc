"""Phụ lục I of Nghị định 30/2020 as measurements: what is wrong with a paper as it came out, in its own words.

`faults_of(measured)` is all that is wrong with both faces of a paper; every rule is a function that yields sentences.
What a paper must show is told by its own parts, so that a new paper needs no rules of its own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from documents.layout.paper import ACROSS, END_MARK, UPRIGHT, Paper, Part
from tests.documents.measuring import POINT, Line, Measured, Sheet

#: Millimetres: ranges of the annex for the margins of every page.
_TOP, _BOTTOM, _LEFT, _RIGHT = (20, 25), (20, 25), (30, 35), (15, 20)
_INDENTS = (10.0, 12.7)
#: What the tool that measures may be off: a letter's own edge, a third of a point.
_SLACK = 0.7
#: Word and PDF may differ by so many mm in height on a page: a line and a little.
_APART = 3.0
#: Points from line to line of the text: single (what Times has by itself) to one and a half.
_SINGLE = 1.149


@dataclass(frozen=True)
class Look:
    """How a piece of text must be set: sizes from-to in points, bold, italic."""

    low: float
    high: float
    bold: bool = False
    italic: bool = False

    def faults(self, what: str, lines: list[Line]) -> Iterator[str]:
        """Everything about these lines that is not so."""
        if not lines:
            yield f"{what}: not found"
        for line in lines:
            if not self.low - 0.2 <= line.size <= self.high + 0.2:
                yield f"{what}: {line.size:.1f} pt instead of {self.low}–{self.high}"
            if (line.bold, line.italic) != (self.bold, self.italic):
                yield f"{what}: {line.font} instead of bold={self.bold}, italic={self.italic}"


_TEXT, _BOLD, _ITALIC = Look(13, 14), Look(13, 14, bold=True), Look(13, 14, italic=True)
_SMALL, _SMALL_BOLD = Look(12, 13), Look(12, 13, bold=True)


def faults_of(one: Measured) -> list[str]:
    """All that is wrong with a paper; [] is what a test wants."""
    found = [
        f"{one.name} ({face}): {fault}"
        for face, sheet in one.faces
        for rule in _RULES
        for fault in rule(one.paper, sheet)
    ]
    return found + [f"{one.name}: {fault}" for fault in _apart(one)]


# ── How every element is set ─────────────────────────────────────────────────


def _looks(paper: Paper, sheet: Sheet) -> Iterator[str]:
    for what, text, look in _elements(paper):
        found = _alone(sheet, text) if what == "chữ ký" else sheet.find(text)
        yield from look.faults(f"{what} “{text[:40]}”", found)


def _elements(paper: Paper) -> Iterator[tuple[str, str, Look]]:
    """Name, text and look of everything that the paper's parts say must be there."""
    for part in paper.parts:
        if part.kind in _ELEMENTS:
            for what, text, look in _ELEMENTS[part.kind](paper, part):
                if text.strip():
                    yield what, text, look


def _head(paper: Paper, part: Part):
    block = part.block
    yield from (("tên cơ quan chủ quản", line, _SMALL) for line in block.parent)
    yield from (("tên cơ quan ban hành", line, _SMALL_BOLD) for line in block.agency)
    if block.national:
        yield "quốc hiệu", paper.nation, _SMALL_BOLD
        yield "tiêu ngữ", paper.motto, _BOLD


def _number_row(paper: Paper, part: Part):
    yield "số, ký hiệu", paper.number_line, Look(13, 13)
    yield "địa danh, ngày", paper.date_line, _ITALIC
    if part.block.subject:
        yield "trích yếu công văn", f"V/v {part.block.subject}", _SMALL


def _addressees(paper: Paper, part: Part):
    yield "kính gửi", "Kính gửi:", _TEXT
    yield from (("kính gửi", line, _TEXT) for line in part.lines)


def _heading(paper: Paper, part: Part):
    yield "tên loại", part.block.type_name, _BOLD
    yield from (("trích yếu", line, _BOLD) for line in part.lines)


def _article(paper: Paper, part: Part):
    if part.block.title:
        yield "điều", f"{part.number} {part.block.title}", _BOLD
    else:
        yield "điều", part.number, _BOLD
    yield "điều", part.block.text, _TEXT


def _section(paper: Paper, part: Part):
    yield "mục", f"{part.number} {part.block.title}", _BOLD if part.block.level < 3 else _TEXT


def _paragraph(paper: Paper, part: Part):
    yield "đoạn", part.block.lead, _BOLD
    yield "đoạn", part.block.text, _ITALIC if part.block.italic else _TEXT


def _signature(paper: Paper, part: Part):
    lines = (*part.block.left_lines, *part.block.lines, part.block.left_name, paper.signer_name)
    yield from (("chữ ký", line, _BOLD) for line in lines if sheet_text(line))
    yield "ngày ký", paper.sign_date, _ITALIC
    if paper.recipients:
        yield "nơi nhận", "Nơi nhận:", Look(12, 12, bold=True, italic=True)
    yield from (("nơi nhận", f"- {line}", Look(11, 11)) for line in paper.recipients)


def sheet_text(text: str) -> str:
    """The text of a signature that is its own: a name may stand elsewhere in the paper, in another type."""
    return text if text.isupper() else ""


def _annex(paper: Paper, part: Part):
    yield "phụ lục", part.number, Look(14, 14, bold=True)
    yield from (("tên phụ lục", line, _BOLD) for line in part.block.title)
    yield "kèm theo", "".join(part.lines), _ITALIC


_ELEMENTS: dict[str, Callable] = {
    "head": _head, "number_row": _number_row, "addressees": _addressees, "heading": _heading, "article": _article,
    "section": _section, "paragraph": _paragraph, "signature": _signature, "annex": _annex,
    "middle": lambda paper, part: [("thẩm quyền", part.block.text, _BOLD)],
    "grounds": lambda paper, part: [("căn cứ", line, _ITALIC) for line in part.lines],
    "bullets": lambda paper, part: [("gạch đầu dòng", f"- {line}", _TEXT) for line in part.lines],
}  # fmt: skip


# ── The page ─────────────────────────────────────────────────────────────────


def _pages(paper: Paper, sheet: Sheet) -> Iterator[str]:
    for number, (width, height) in enumerate(sheet.pages, 1):
        if sorted((round(width), round(height))) != [210, 297]:
            yield f"page {number}: {width:.0f} × {height:.0f} mm is not A4"
    for line in sheet.lines:
        if "Times" not in line.font and "Liberation" not in line.font:
            yield f"“{line.text[:20]}” is set in {line.font}"
    if sheet.pale and not paper.watermark:
        yield f"“{sheet.pale[0].text[:20]}” is not black"


def _margins(paper: Paper, sheet: Sheet) -> Iterator[str]:
    for number, (width, height) in enumerate(sheet.pages, 1):
        lines = [line for line in sheet.lines if line.page == number and line.top > _TOP[0] - 2]
        if not lines:
            continue
        left, right = min(line.left for line in lines), max(line.right for line in lines)
        top, bottom = min(line.top for line in lines), max(line.bottom for line in lines)
        if left < _LEFT[0] - _SLACK or (number == 1 and left > 75):
            yield f"page {number}: left margin {left:.1f}"
        if right > width - _RIGHT[0] + _SLACK:
            yield f"page {number}: right margin {width - right:.1f}"
        if not _TOP[0] - 1.5 <= top <= _TOP[1] + 3:
            yield f"page {number}: top margin {top:.1f}"
        if bottom > height - _BOTTOM[0] + 1.5:
            yield f"page {number}: bottom margin {height - bottom:.1f}"
    full = [line for line in sheet.lines if line.page == 1 and line.right - line.left > 100]
    if full and not _LEFT[0] - _SLACK <= min(line.left for line in sheet.lines if line.page == 1) <= _LEFT[1]:
        yield "page 1: no line begins at the left margin"


def _numbers(paper: Paper, sheet: Sheet) -> Iterator[str]:
    """From 1 in the paper and in each annex, hidden on the first page of each, in the middle of the top margin."""
    starts = {1} | {_page_of(sheet, part) for part in paper.parts if part.kind == "annex"}
    count = 0
    for number, (width, _height) in enumerate(sheet.pages, 1):
        count = 1 if number in starts else count + 1
        above = [line for line in sheet.lines if line.page == number and line.bottom < _TOP[0] - 1]
        shown = [line.text.strip() for line in above]
        wanted = [] if count == 1 else [str(count)]
        if shown != wanted:
            yield f"page {number}: {shown} above the text instead of {wanted}"
        for line in above:
            yield from _TEXT.faults("số trang", [line])
            if abs(line.middle - (_LEFT[0] + width - _RIGHT[0]) / 2) > _SLACK:
                yield f"page {number}: the number stands at {line.middle:.1f} mm, not in the middle"


def _page_of(sheet: Sheet, part: Part) -> int:
    found = sheet.find("".join((part.number, *part.block.title)))
    return found[0].page if found else 0


def _turned(paper: Paper, sheet: Sheet) -> Iterator[str]:
    """Tables lie or stand as their blocks say."""
    for part in paper.parts:
        found = sheet.find(part.block.rows[0][1]) if part.kind == "table" and part.block.rows else []
        if found and part.room == (ACROSS if _lies(sheet, found[-1]) else UPRIGHT):
            continue
        if found and not any(
            part.room == (ACROSS if _lies(sheet, line) else UPRIGHT) for line in _every(sheet, part)
        ):
            yield f"the table {part.block.columns} is on a page of the wrong direction"


def _lies(sheet: Sheet, line: Line) -> bool:
    width, height = sheet.pages[line.page - 1]
    return width > height


def _every(sheet: Sheet, part: Part) -> list[Line]:
    return [line for line in sheet.lines if line.text.strip().startswith(part.block.rows[0][1])]


def _repeated_head(paper: Paper, sheet: Sheet) -> Iterator[str]:
    """The head of a long table stands on each of its pages."""
    for part in paper.parts:
        if part.kind == "table" and len(part.block.rows) > 60:
            head = part.block.columns[0]
            pages = {line.page for line in sheet.lines if line.text.strip() == head and line.bold}
            if len(pages) < 3:
                yield f"the head of a table of {len(part.block.rows)} rows is on {len(pages)} pages only"


# ── Lines, indents, gaps ─────────────────────────────────────────────────────


def _lines_drawn(paper: Paper, sheet: Sheet) -> Iterator[str]:
    for what, text, shares in _ruled(paper):
        lines = sheet.find(text[-1]) if text else []
        if not lines:
            continue
        under = lines[-1]
        widest = max(
            (found[-1].right - found[0].left for one in text if (found := sheet.find(one))), default=0
        )
        near = [
            rule for rule in sheet.rules
            if rule.page == under.page and -1 < rule.at - under.bottom < 3 and abs(rule.middle - under.middle) < 1.5
        ]  # fmt: skip
        if not near:
            yield f"no line under {what}"
            continue
        share = near[0].length / widest
        if not shares[0] - 0.02 <= share <= shares[1] + 0.02:
            yield f"the line under {what} takes {share:.2f} of the text"


def _ruled(paper: Paper) -> Iterator[tuple[str, tuple[str, ...], tuple[float, float]]]:
    """What has a line below, its lines of text, and the share of them that the line takes."""
    for part in paper.parts:
        if part.kind == "head":
            yield "tên cơ quan", part.block.agency, (1 / 3, 1 / 2)
            if part.block.national:
                yield "tiêu ngữ", (paper.motto,), (1, 1)
        if part.kind == "heading":
            yield "trích yếu", part.lines, (1 / 3, 1 / 2)


def _indents(paper: Paper, sheet: Sheet) -> Iterator[str]:
    for text in _running(paper):
        found = sheet.find(text)
        if found and not any(abs(found[0].left - _LEFT[0] - indent) < _SLACK for indent in _INDENTS):
            yield f"“{text[:30]}” begins {found[0].left - _LEFT[0]:.1f} mm after the margin"


def _running(paper: Paper) -> Iterator[str]:
    """The paragraphs of the text, each as it begins."""
    for part in paper.parts:
        block = part.block
        if part.kind == "article":
            yield f"{part.number} {block.title or block.text}"
        elif part.kind == "section":
            yield f"{part.number} {block.title}"
        elif part.kind == "paragraph" and block.indented:
            yield f"{block.lead} {block.text}"
        elif part.kind in ("grounds", "bullets"):
            yield from (f"- {line}" if part.kind == "bullets" else line for line in part.lines)


def _gaps(paper: Paper, sheet: Sheet) -> Iterator[str]:
    """From line to line single to one and a half, between paragraphs at least 6 pt more."""
    texts = [_rows(found) for text in _running(paper) if (found := sheet.find(text))]
    steps = [low - high for rows in texts for (high, _), (low, _) in zip(rows, rows[1:], strict=False)]
    steps = [step for step in steps if step > 0]
    if not steps:
        return
    step = min(steps)
    if not 14 * _SINGLE - 0.4 <= step / POINT <= 14 * _SINGLE * 1.5:
        yield f"from line to line {step / POINT:.1f} pt"
    for one, other in zip(texts, texts[1:], strict=False):
        (high, page), (low, same) = one[-1], other[0]
        if page == same and 0 < low - high < 30 and low - high - step < (6 - 0.7) * POINT:
            yield f"only {(low - high - step) / POINT:.1f} pt between two paragraphs on page {page}"


def _below_addressees(paper: Paper, sheet: Sheet) -> Iterator[str]:
    """The text of a paper without a heading does not stick to whom it is for."""
    for part, after in zip(paper.parts, paper.parts[1:], strict=False):
        if part.kind != "addressees" or after.kind == "heading":
            continue
        above, below = sheet.find(part.lines[-1]), sheet.find(after.block.text)
        if above and below and below[0].top - above[-1].bottom < (6 - 0.7) * POINT:
            yield f"only {(below[0].top - above[-1].bottom) / POINT:.1f} pt below Kính gửi"


def _rows(found: list[Line]) -> list[tuple[float, int]]:
    """Top and page of each line of a paragraph; pieces of one line count once."""
    rows: list[tuple[float, int]] = []
    for line in found:
        if not rows or line.page != rows[-1][1] or abs(line.top - rows[-1][0]) > 2:
            rows.append((line.top, line.page))
    return rows


def _middles(paper: Paper, sheet: Sheet) -> Iterator[str]:
    """Number under agency, date under quốc hiệu, title in the middle of the page."""
    head = next((part for part in paper.parts if part.kind == "head"), None)
    if head is None:
        return
    room = head.room
    left, right, whole = _LEFT[0] + 0.21 * room, _LEFT[0] + 0.71 * room, _LEFT[0] + room / 2
    wanted = [(line, left) for line in (*head.block.parent, *head.block.agency, paper.number_line)]
    if head.block.national:
        wanted += [(paper.motto, right if head.block.agency else whole)]
    wanted += [(paper.date_line, right)]
    for part in paper.parts:
        if part.kind in ("heading", "annex"):
            middle = _LEFT[0] + part.room / 2
            lines = part.lines if part.kind == "heading" else (*part.block.title, *part.lines)
            wanted += [(line, middle) for line in lines]
    for text, middle in wanted:
        found = sheet.find(text) if text.strip() else []
        if found and len(_rows(found)) == 1 and sheet.count(text) == 1:
            at = (found[0].left + found[-1].right) / 2
            if abs(at - middle) > 1.2:
                yield f"the middle of “{text[:30]}” is at {at:.1f} mm instead of {middle:.1f}"


# ── End and signature ────────────────────────────────────────────────────────


def _end_mark(paper: Paper, sheet: Sheet) -> Iterator[str]:
    wanted = sum(END_MARK in str(part.block) or END_MARK in "".join(part.lines) for part in paper.parts)
    if wanted > 1 or sheet.count(END_MARK) != wanted:
        yield f"{sheet.count(END_MARK)} end marks instead of {wanted}"


def _foot(paper: Paper, sheet: Sheet) -> Iterator[str]:
    part = next((part for part in paper.parts if part.kind == "signature" and part.block.lines), None)
    if part is None:
        return
    capacity = _alone(sheet, part.block.lines[0])
    last = _alone(sheet, part.block.lines[-1])
    if not capacity or not last:
        yield "the capacity of who signs is missing"
        return
    name = sheet.find(paper.signer_name, after=last[-1]) if paper.signer_name else []
    label = sheet.find("Nơi nhận:")
    if paper.signer_name and (not name or name[0].page != capacity[0].page):
        yield "the name is not on the page of the capacity"
    elif name and not 18 < name[0].top - last[-1].bottom < 40:
        yield f"{name[0].top - last[-1].bottom:.0f} mm are left for the signature"
    if paper.recipients and (not label or label[0].page != capacity[0].page):
        yield "Nơi nhận is not on the page of the capacity"
    elif label and not part.block.left_lines and abs(label[0].top - capacity[0].top) > 2:
        yield f"Nơi nhận is {label[0].top - capacity[0].top:.1f} mm off the line of the capacity"


def _alone(sheet: Sheet, text: str) -> list[Line]:
    """Where the text stands by itself, not within a longer line: the last time it does."""
    return [line for line in sheet.lines if line.text.strip() == text][-1:] or sheet.find(text)


# ── Word beside PDF ──────────────────────────────────────────────────────────


def _begun_alike(one: Measured) -> set[tuple[int, int]]:
    """Pages that begin with the same words in both faces: where one line more or less decided what stands first on a
    page, heights on it do not compare."""
    both = range(min(len(one.pdf.pages), len(one.word.pages)) + 1)
    return {(page, page) for page in both if _first_words(one.pdf, page) == _first_words(one.word, page)}


def _first_words(sheet: Sheet, page: int) -> str:
    lines = [line for line in sheet.lines if line.page == page and not line.text.strip().isdigit()]
    first = min(lines, key=lambda line: (round(line.top), line.left), default=None)
    return "".join(first.text.split())[:10] if first else ""


def _apart(one: Measured) -> Iterator[str]:
    if len(one.pdf.pages) != len(one.word.pages):
        yield f"{len(one.pdf.pages)} pages as PDF, {len(one.word.pages)} as Word"
    begun_alike = _begun_alike(one)
    for what, text, _look in _elements(one.paper):
        here, there = one.pdf.find(text), one.word.find(text)
        if not here or not there:
            continue
        if (here[0].page, there[0].page) in begun_alike and abs(here[0].top - there[0].top) > _APART:
            yield f"{what} “{text[:30]}” is {there[0].top - here[0].top:+.1f} mm lower in Word"
        left_open = text != text.rstrip()  # LibreOffice does not count room left open at the end
        if abs(here[0].left - there[0].left) > 2.5 and not left_open:
            yield f"{what} “{text[:30]}” is {there[0].left - here[0].left:+.1f} mm to the right in Word"


_RULES: tuple[Callable[[Paper, Sheet], Iterator[str]], ...] = (
    _looks, _pages, _margins, _numbers, _turned, _repeated_head, _lines_drawn, _indents, _gaps, _below_addressees,
    _middles, _end_mark, _foot,
)  # fmt: skip
