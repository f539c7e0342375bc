"""One function a kind of block, each drawing its part of a Word paper."""

import io
from collections.abc import Callable

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph

from documents.layout.check_codes import qr_png
from documents.layout.metrics import bold_width
from documents.layout.paper import Paper, Part
from documents.layout.word.grids import gap, grid, keep_with_next, ruled, whole
from documents.layout.word.sheet import go_on, middle, rule, running, write

#: Shares of the two columns at the top.
_LEFT, _RIGHT = 0.42, 0.58
#: A rule takes this share of the text above it (the annex allows a third to a half).
_RULE = 0.4


def draw(sheet: WordDocument, paper: Paper) -> None:
    """Draw all parts, one after the other."""
    for stretch in paper.stretches:
        if stretch.number > 1:
            go_on(sheet, stretch)
        for part in stretch.parts:
            _DRAWERS[part.kind](sheet, paper, part)


def _head(sheet: WordDocument, paper: Paper, part: Part) -> None:
    block = part.block
    if not block.agency:
        _national(paper, sheet.add_paragraph(), sheet.add_paragraph, part.room)
        return
    room_left, room_right = _LEFT * part.room, _RIGHT * part.room
    left, right = grid(sheet, 1, (room_left, room_right)).rows[0].cells
    for n, line in enumerate((*block.parent, *block.agency)):
        write(middle(_paragraph(left, n)), line, size=12, bold=n >= len(block.parent))
    widest = max(bold_width(line, 12) for line in block.agency)
    rule(left.add_paragraph(), room_left, _RULE * min(widest, room_left))
    if block.national:
        _national(paper, right.paragraphs[0], right.add_paragraph, room_right)


def _national(paper: Paper, first: Paragraph, add: Callable[[], Paragraph], room: float) -> None:
    """Quốc hiệu and tiêu ngữ with the line below, as long as it."""
    write(middle(first), paper.nation, size=12, bold=True)
    write(middle(add()), paper.motto, size=13, bold=True)
    rule(add(), room, bold_width(paper.motto, 13))


def _number_row(sheet: WordDocument, paper: Paper, part: Part) -> None:
    gap(sheet, 7)
    left, right = grid(sheet, 1, (_LEFT * part.room, _RIGHT * part.room)).rows[0].cells
    write(middle(left.paragraphs[0]), paper.number_line, size=13)
    write(middle(right.paragraphs[0]), paper.date_line, size=13, italic=True)
    if part.block.subject:
        write(middle(left.add_paragraph(), before=6), f"V/v {part.block.subject}", size=12)


def _addressees(sheet: WordDocument, paper: Paper, part: Part) -> None:
    # A dispatch has no heading, which brings the room above itself: its text follows at once.
    after = 0 if any(one.kind == "heading" for one in paper.parts) else 10
    if len(part.lines) == 1:
        write(middle(sheet.add_paragraph(), before=14, after=after), f"Kính gửi: {part.lines[0]}")
        return
    for n, text in enumerate(("Kính gửi:", *(f"- {line}" for line in part.lines))):
        paragraph = sheet.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(0 if n else 14)
        paragraph.paragraph_format.left_indent = Mm(42 if n else 34)
        write(paragraph, text)
    paragraph.paragraph_format.space_after = Pt(after)


def _heading(sheet: WordDocument, paper: Paper, part: Part) -> None:
    kind = middle(sheet.add_paragraph(), before=14)
    write(kind, part.block.type_name, bold=True)
    for line in part.lines:
        write(middle(sheet.add_paragraph()), line, bold=True)
    if not part.lines:
        kind.paragraph_format.space_after = Pt(10)
        return
    under = sheet.add_paragraph()
    rule(under, part.room, _RULE * max(bold_width(line, 14) for line in part.lines))
    under.paragraph_format.space_after = Pt(8)


def _middle(sheet: WordDocument, paper: Paper, part: Part) -> None:
    write(_leading(middle(sheet.add_paragraph(), before=10, after=8)), part.block.text, bold=True)


def _grounds(sheet: WordDocument, paper: Paper, part: Part) -> None:
    for line in part.lines:
        write(running(sheet.add_paragraph()), line, italic=True)


def _article(sheet: WordDocument, paper: Paper, part: Part) -> None:
    block = part.block
    if not block.title:
        paragraph = running(sheet.add_paragraph())
        write(paragraph, f"{part.number} ", bold=True)
        write(paragraph, block.text)
        return
    write(running(sheet.add_paragraph(), keep=True), f"{part.number} {block.title}", bold=True)
    if block.text:
        write(running(sheet.add_paragraph()), block.text)


def _section(sheet: WordDocument, paper: Paper, part: Part) -> None:
    titled = part.block.level < 3
    write(running(sheet.add_paragraph(), keep=titled), f"{part.number} {part.block.title}", bold=titled)


def _text(sheet: WordDocument, paper: Paper, part: Part) -> None:
    block = part.block
    paragraph = running(sheet.add_paragraph(), indented=block.indented)
    if block.lead:
        write(paragraph, f"{block.lead} ", bold=True)
    write(paragraph, block.text, italic=block.italic)


def _bullets(sheet: WordDocument, paper: Paper, part: Part) -> None:
    for line in part.lines:
        write(running(sheet.add_paragraph()), f"- {line}")


def _table(sheet: WordDocument, paper: Paper, part: Part) -> None:
    if part.block.caption:
        write(_leading(middle(sheet.add_paragraph(), before=6, after=4)), part.block.caption, bold=True)
    ruled(sheet, part.block, part.rows, part.room)
    gap(sheet, 8)


def _annex(sheet: WordDocument, paper: Paper, part: Part) -> None:
    for line in (part.number, *part.block.title):
        write(_leading(middle(sheet.add_paragraph())), line, bold=True)
    for n, line in enumerate(part.lines, 1):
        after = 10 if n == len(part.lines) else 0
        write(_leading(middle(sheet.add_paragraph(), after=after)), line, italic=True)


def _leading(paragraph: Paragraph) -> Paragraph:
    """Keep it on the page of what follows."""
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


def _signature(sheet: WordDocument, paper: Paper, part: Part) -> None:
    block = part.block
    gap(sheet, 10)
    keep_with_next(sheet)
    dated, both = bool(paper.sign_date), bool(block.left_lines)
    table = grid(sheet, 1 + dated + both, (part.room / 2, part.room / 2))
    if dated:
        date = middle(table.cell(0, 1).paragraphs[0], after=4)
        write(date, paper.sign_date, italic=True)
    _signer(table.cell(int(dated), 1), block.lines, paper.signer_name)
    if both:
        _signer(table.cell(int(dated), 0), block.left_lines, block.left_name)
    _recipients(table.rows[-1].cells[0], paper)
    _whole(table)


def _whole(table: WordTable) -> None:
    """Keep all rows on one page."""
    for row in table.rows:
        whole(row)
    for row in table.rows[:-1]:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def _signer(cell: Cell, lines: tuple[str, ...], name: str) -> None:
    for n, line in enumerate(lines):
        write(middle(_paragraph(cell, n)), line, bold=True)
    room = middle(_paragraph(cell, len(lines)))
    room.paragraph_format.line_spacing = Mm(25)
    write(middle(cell.add_paragraph()), name, bold=True)


def _recipients(cell: Cell, paper: Paper) -> None:
    if paper.recipients:
        write(cell.paragraphs[0], "Nơi nhận:", size=12, bold=True, italic=True)
        for line in paper.recipients:
            write(cell.add_paragraph(), f"- {line}", size=11)
    if paper.check_url:
        code = cell.add_paragraph()
        code.paragraph_format.space_before = Pt(8)
        picture = code.add_run().add_picture(io.BytesIO(qr_png(paper.check_url)), width=Mm(18))
        for side in ("distT", "distB", "distL", "distR"):  # without them LibreOffice sets it in by 3 mm
            picture._inline.set(side, "0")
        write(cell.add_paragraph(), "Kiểm tra văn bản", size=9)
    for paragraph in cell.paragraphs:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT


def _paragraph(cell: Cell, place: int) -> Paragraph:
    """The cell's own first paragraph, else a new one."""
    return cell.paragraphs[0] if place == 0 else cell.add_paragraph()


_DRAWERS: dict[str, Callable[[WordDocument, Paper, Part], None]] = {
    "head": _head,
    "number_row": _number_row,
    "addressees": _addressees,
    "heading": _heading,
    "middle": _middle,
    "grounds": _grounds,
    "article": _article,
    "section": _section,
    "paragraph": _text,
    "bullets": _bullets,
    "table": _table,
    "signature": _signature,
    "annex": _annex,
}
