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
from lxml import etree

from documents.layout.paper import Paper, Stretch

FONT = "Times New Roman"
BODY = 14
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
#: What follows the numbering of pages within the properties of a section.
_AFTER_NUMBERING = ("w:cols", "w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:textDirection", "w:bidi",
                    "w:rtlGutter", "w:docGrid", "w:printerSettings", "w:sectPrChange")  # fmt: skip


def new_sheet(paper: Paper) -> WordDocument:
    """An empty paper with its default style, its first page and its page numbers."""
    sheet = docx.Document()
    sheet.core_properties.title, sheet.core_properties.language = paper.title, "vi-VN"
    sheet.core_properties.author = ""
    _default_style(sheet)
    section = sheet.sections[0]
    _page(section, landscape=bool(paper.stretches) and paper.stretches[0].landscape)
    section.different_first_page_header_footer = True
    page_number(section)
    if paper.watermark:
        section.first_page_header.is_linked_to_previous = False
        for header in (section.first_page_header, section.header):
            watermark(header.paragraphs[0], paper.watermark)
    return sheet


def go_on(sheet: WordDocument, stretch: Stretch) -> None:
    """Begin the pages of the next stretch; those of an annex count from 1 and hide the first number."""
    section = sheet.add_section(WD_SECTION.NEW_PAGE)
    _page(section, landscape=stretch.landscape)
    section.different_first_page_header_footer = stretch.is_annex
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    if stretch.is_annex:
        section._sectPr.insert_element_before(element("w:pgNumType", start="1"), *_AFTER_NUMBERING)


def _page(section: Section, *, landscape: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    width, height = (297, 210) if landscape else (210, 297)
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


def watermark(paragraph: Paragraph, text: str) -> None:
    """Write the text across the page behind everything, as Word's own watermarks do."""
    shape = etree.fromstring(_WATERMARK)
    shape.find("{*}shape/{*}textpath").set("string", text)
    write(paragraph, "")._r.append(shape)


_WATERMARK = """<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">
<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>
<v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>
<v:f eqn="sum @6 0 @5"/></v:formulas>
<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"/>
<v:textpath on="t" fitshape="t"/></v:shapetype>
<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s1026" type="#_x0000_t136" stroked="f" fillcolor="#dcdcdc"
 style="position:absolute;margin-left:0;margin-top:0;width:430pt;height:96pt;rotation:320;z-index:-251658752;\
mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;\
mso-position-vertical-relative:margin"><v:textpath style="font-family:'Times New Roman';font-weight:bold"/></v:shape>
</w:pict>"""


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
