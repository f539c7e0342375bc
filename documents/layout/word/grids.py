"""Tables of a Word paper: invisible grids for head and foot, ruled tables for lists."""

from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell as Cell
from docx.table import _Row as Row

from documents.layout.blocks import Table
from documents.layout.word.sheet import element, middle, write

_ALIGN = {"l": WD_ALIGN_PARAGRAPH.LEFT, "c": WD_ALIGN_PARAGRAPH.CENTER, "r": WD_ALIGN_PARAGRAPH.RIGHT}


def grid(sheet: WordDocument, rows: int, widths: tuple[float, ...]) -> WordTable:
    """A table without lines, its columns `widths` mm wide, its cells without inner margins."""
    table = sheet.add_table(rows, len(widths))
    _fix(table, widths, margin=0)
    return table


def ruled(sheet: WordDocument, block: Table, rows: list[list[tuple[str, str]]], room: float) -> None:
    """A ruled table `room` mm wide; its head is repeated on every page and no row is torn."""
    table = sheet.add_table(1, len(block.columns), style="Table Grid")
    _fix(table, tuple(room * share / 100 for share in block.widths), margin=1.4)
    table._tbl.tblPr.append(_borders())
    for cell, name in zip(table.rows[0].cells, block.columns, strict=True):
        _fill(cell, name, "c", bold=True)
    _mark(table.rows[0], "w:tblHeader")
    widths = [column.width for column in table.columns]
    for row in rows:
        added = table.add_row()
        whole(added)
        for cell, width, (align, text) in zip(added.cells, widths, row, strict=True):
            cell.width = width
            _fill(cell, text, align)


def _borders():
    """Lines of 0,75 pt, as in the PDF: with thinner ones a long table would be shorter in Word."""
    borders = element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(f"w:{side}", val="single", sz="6", space="0", color="000000"))
    return borders


def whole(row: Row) -> None:
    """Keep the row on one page."""
    _mark(row, "w:cantSplit")


def _mark(row: Row, tag: str) -> None:
    row._tr.get_or_add_trPr().append(element(tag))


def _fill(cell: Cell, text: str, align: str, bold: bool = False) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = middle(cell.paragraphs[0], before=2, after=2)
    paragraph.alignment = _ALIGN[align]
    write(paragraph, text, size=13, bold=bold)


def _fix(table: WordTable, widths: tuple[float, ...], margin: float) -> None:
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w=str(int(margin * 56.7)), type="dxa"))
    table._tbl.tblPr.append(margins)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def gap(sheet: WordDocument, points: float) -> None:
    """A little room between two tables, which Word would otherwise join."""
    paragraph = sheet.add_paragraph()
    paragraph.paragraph_format.line_spacing = Pt(points)
    write(paragraph, "", size=2)


def keep_with_next(sheet: WordDocument) -> None:
    """What was drawn last goes to the page of what follows: the last paragraph, of a table its last row. A signature
    does not stand on a page without what is signed."""
    for drawn in reversed(list(sheet.iter_inner_content())):
        is_table = isinstance(drawn, WordTable)
        last = [p for cell in drawn.rows[-1].cells for p in cell.paragraphs] if is_table else [drawn]
        for paragraph in last:
            paragraph.paragraph_format.keep_with_next = True
        if is_table or drawn.text.strip():
            return
