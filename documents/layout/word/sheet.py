"""The sheet of a Word paper: A4, margins, font, page number (NĐ 30/2020, Phụ lục I, I), and small tools for OOXML."""

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

FONT = "Times New Roman"
BODY = 14
#: Millimetres between the side margins of an upright page.
TEXT_WIDTH = 165
#: What follows borders within the properties of a paragraph: Word wants its own order.
_AFTER_BORDERS = (
    "w:shd",
    "w:tabs",
    "w:suppressAutoHyphens",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:jc",
)


def new_sheet(title: str) -> WordDocument:
    """An empty paper with its page, default style and page number."""
    sheet = docx.Document()
    sheet.core_properties.title, sheet.core_properties.language = title, "vi-VN"
    sheet.core_properties.author = ""
    _default_style(sheet)
    section = sheet.sections[0]
    _page(section, 210, 297)
    section.different_first_page_header_footer = True
    page_number(section)
    return sheet


def across(sheet: WordDocument) -> None:
    """Go on with pages across."""
    section = sheet.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    _page(section, 297, 210)
    section.different_first_page_header_footer = False
    page_number(section)


def upright(sheet: WordDocument) -> None:
    """Go on with upright pages after pages across."""
    section = sheet.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.PORTRAIT
    _page(section, 210, 297)


def _page(section: Section, width: int, height: int) -> None:
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(8)
    section.footer_distance = Mm(8)


def _default_style(sheet: WordDocument) -> None:
    style = sheet.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(BODY)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    layout = style.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing = 1.0
    layout.widow_control = True


def page_number(section: Section) -> None:
    """The page number, 14 pt, in the middle of the top margin; the first page of the paper hides it."""
    section.header.is_linked_to_previous = False
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = (
        element("w:fldChar", fldCharType="begin"),
        element("w:instrText", "PAGE"),
        element("w:fldChar", fldCharType="separate"),
        element("w:t", "2"),  # shown until Word counts
        element("w:fldChar", fldCharType="end"),
    )
    for part in field:
        write(paragraph, "")._r.append(part)


def element(tag: str, text: str = "", **attributes: str):
    """An OOXML element with `w:` attributes."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    if text:
        made.text = text
    return made


def write(
    paragraph: Paragraph, text: str, *, size: float = BODY, bold: bool = False, italic: bool = False
) -> Run:
    """Add text to a paragraph in that type."""
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    return run


def middle(paragraph: Paragraph, *, before: float = 0, after: float = 0) -> Paragraph:
    """Centre the paragraph, with points before and after it."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    return paragraph


def running(paragraph: Paragraph, *, indented: bool = True, keep: bool = False) -> Paragraph:
    """A paragraph of the body: justified, first line indented by 1,27 cm, 6 pt after it."""
    layout = paragraph.paragraph_format
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    layout.first_line_indent, layout.space_after = Cm(1.27) if indented else Cm(0), Pt(6)
    layout.line_spacing, layout.keep_with_next = 1.05, keep
    return paragraph


def rule(paragraph: Paragraph, room: float, length: float) -> None:
    """Draw a line of `length` mm in the middle of `room` mm: the border of an empty low paragraph."""
    side = Mm(max(0, (room - length) / 2))
    layout = middle(paragraph).paragraph_format
    layout.left_indent = layout.right_indent = side
    layout.line_spacing = Pt(3)
    write(paragraph, "", size=2)
    borders = element("w:pBdr")
    borders.append(element("w:bottom", val="single", sz="6", space="0", color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(borders, *_AFTER_BORDERS)
