"""The layout of papers after NĐ 30/2020, Phụ lục I, measured in the PDF and in the Word file."""

import io
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Cm, Pt
from pypdf import PdfReader

from documents.layout.blocks import Article, Heading, Paragraph, Section, Table, from_json, to_json
from documents.layout.html import render_preview
from documents.layout.metrics import balanced, bold_width
from documents.layout.paper import paper_of
from documents.layout.pdf import render_pdf
from documents.layout.signing import signing_lines
from documents.layout.titles import even_lines
from documents.layout.word import render_word
from tests.documents import paper_samples, samples

pytestmark = pytest.mark.django_db
POINT = 25.4 / 72


# ── What is written ──────────────────────────────────────────────────────────


def test_blocks_come_back_from_json_as_they_were(police):
    blocks = from_json(samples.report(police).blocks)
    assert to_json(blocks) == samples.report(police).blocks
    assert isinstance(blocks[-2], Paragraph)


def test_text_is_stored_composed():
    decomposed = "Ca\u0306n cu\u031b\u0301"
    assert to_json([Paragraph(decomposed)])[0]["text"] == "Căn cứ"


def test_a_table_whose_widths_do_not_fit_is_refused():
    with pytest.raises(ValueError, match="do not fit"):
        Table(columns=("A", "B"), rows=(("1",),), widths=(50, 50), align="ll")


def test_the_lines_of_agency_number_and_date_of_a_report(police):
    paper = paper_of(samples.report(police))
    head = paper.parts[0].block
    assert (head.parent, head.agency) == (("CÔNG AN TỈNH QUẢNG TRỊ",), ("CÔNG AN XÃ QUẢNG TRẠCH",))
    assert paper.number_line == "Số: 05/BC-CAX"
    assert paper.date_line == "Quảng Trạch, ngày 05 tháng 02 năm 2026"


def test_a_peoples_committee_stands_alone_and_its_long_name_is_broken_before_the_unit(committee):
    head = paper_of(samples.decision(committee)).parts[0].block
    assert (head.parent, head.agency) == ((), ("ỦY BAN NHÂN DÂN", "XÃ QUẢNG TRẠCH"))


def test_the_number_of_a_draft_is_left_open(committee):
    paper = paper_of(samples.decision(committee, symbol="", signed_on=None, state="draft"))
    assert paper.number_line.replace("\u00a0", "") == "Số:/QĐ-UBND"
    assert paper.date_line.startswith("Quảng Trạch, ngày\u00a0")
    assert paper.check_url == ""


def test_minutes_have_a_number_but_no_date_beside_it(committee):
    paper = paper_of(samples.minutes(committee))
    assert (paper.number_line, paper.date_line) == ("Số: 01/BB-HĐXT", "")


def test_parts_are_numbered_by_the_rules_of_their_level(police):
    document = samples.report(police)
    document.blocks = to_json(
        [
            Section(1, "A"),
            Section(2, "B"),
            *[Section(3, "c;")] * 7,
            Section(2, "D"),
            Section(1, "E"),
            Section(2, "F"),
        ]
    )
    numbers = [part.number for part in paper_of(document).parts]
    assert numbers == ["I.", "1.", "a)", "b)", "c)", "d)", "đ)", "e)", "g)", "2.", "II.", "1."]


def test_grounds_end_with_semicolons_and_the_last_with_a_full_stop(committee):
    grounds = next(part for part in paper_of(samples.decision(committee)).parts if part.kind == "grounds")
    assert [line[-1] for line in grounds.lines] == [";", ";", ";", "."]


@pytest.mark.parametrize("sample", [samples.report, samples.decision, samples.minutes])
def test_the_last_sentence_before_the_signature_carries_the_end_mark_once(police, sample):
    parts = paper_of(sample(police)).parts
    before = next(n for n, part in enumerate(parts) if part.kind == "signature") - 1
    assert parts[before].block.text.endswith("./.")
    assert sum("./." in str(part.block) for part in parts) == 1


def test_one_addressee_stays_on_the_line_several_go_below(police):
    document = samples.report(police)
    lines = next(part for part in paper_of(document).parts if part.kind == "addressees").lines
    assert lines == ("Công an tỉnh Quảng Trị (qua Phòng PV01);", "Ủy ban nhân dân xã Quảng Trạch.")
    document.blocks[2]["names"] = ["Công an tỉnh Quảng Trị"]
    assert paper_of(document).parts[2].lines == ("Công an tỉnh Quảng Trị",)


def test_a_title_is_broken_into_even_lines_that_do_not_tear_dates(police):
    lines = next(
        part for part in paper_of(samples.report(police)).parts if isinstance(part.block, Heading)
    ).lines
    widths = [bold_width(line, 14) for line in lines]
    assert len(lines) == 2
    assert min(widths) / max(widths) > 0.7
    assert lines[-1].endswith("tháng\u00a001\u00a0năm\u00a02026")


@pytest.mark.parametrize(
    "title",
    [
        "Người trúng tuyển thành viên Tổ bảo vệ an ninh, trật tự xã Quảng Trạch",
        "Kết quả công tác của lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở tháng 11 năm 2026",
        "Đề xuất giải thể Tổ bảo vệ an ninh, trật tự thôn Phú Lộc, xã Đồng Lê Thượng, tỉnh Quảng Trị",
        "Tuyển chọn thành viên Tổ bảo vệ an ninh, trật tự ở cơ sở trên địa bàn đặc khu Phú Quý năm 2026",
    ],
)
def test_a_title_tears_neither_words_nor_names_apart(title):
    lines = even_lines(title, 143)
    assert " ".join(lines).replace("\u00a0", " ") == title
    ends = [(line.replace("\u00a0", " ").split()[-1], after.replace("\u00a0", " ").split()[0])
            for line, after in zip(lines, lines[1:], strict=False)]  # fmt: skip
    for torn in ("bảo vệ", "an ninh", "trật tự", "thành viên", "trúng tuyển", "lực lượng", "cơ sở", "xã Quảng",
                 "Quảng Trạch", "Đồng Lê", "Lê Thượng", "thôn Phú", "Phú Quý", "khu Phú"):  # fmt: skip
        assert tuple(torn.split()) not in ends, lines
    assert all(bold_width(line, 14) <= 143 for line in lines)


def test_a_single_long_word_is_not_broken():
    assert balanced("A" * 80, 14, 100) == ["A" * 80]


# ── Annexes, directions, drafts ──────────────────────────────────────────────


def test_annexes_say_whose_paper_they_go_with_and_count_only_where_there_are_several(world):
    plan = [part for part in paper_of(paper_samples.plan(world)).parts if part.kind == "annex"]
    assert [part.number for part in plan] == ["Phụ lục I", "Phụ lục II"]
    assert _said(plan[0]) == (
        "(Kèm theo Kế hoạch số 07/KH-UBND ngày 05 tháng 02 năm 2026 của Ủy ban nhân dân xã Quảng Trạch)"
    )
    alone = next(
        part for part in paper_of(paper_samples.annexed_decision(world)).parts if part.kind == "annex"
    )
    assert alone.number == "Phụ lục"
    assert _said(alone).endswith("của Chủ tịch Ủy ban nhân dân xã Quảng Trạch)")


def _said(part) -> str:
    return " ".join(part.lines).replace("\u00a0", " ")


def test_the_annex_of_a_draft_leaves_number_and_day_open(world):
    annex = next(part for part in paper_of(paper_samples.draft(world)).parts if part.kind == "annex")
    assert re.search(r"số\s+/KH-UBND ngày\s+tháng\s+năm\s+của Ủy ban", _said(annex))


def test_sections_of_an_annex_are_counted_anew_and_the_end_mark_stands_before_the_signature(world):
    parts = paper_of(paper_samples.plan(world)).parts
    numbers = [part.number for part in parts if part.kind == "section" and part.block.level == 1]
    assert numbers == ["I.", "II.", "III.", "I."]
    marked = [n for n, part in enumerate(parts) if "./." in str(part.block)]
    assert marked == [next(n for n, part in enumerate(parts) if part.kind == "signature") - 1]


def test_pages_turn_for_a_table_across_and_each_annex_begins_a_stretch(world):
    stretches = paper_of(paper_samples.plan(world)).stretches
    assert [(one.landscape, one.is_annex) for one in stretches] == [
        (False, False), (False, True), (False, True), (True, False),
    ]  # fmt: skip
    assert [one.landscape for one in paper_of(paper_samples.landscape_list(world)).stretches] == [True]


def test_a_form_sheet_has_neither_number_nor_end_mark_and_its_date_above_the_signature(world):
    paper = paper_of(paper_samples.receipt(world))
    assert (paper.number_line, paper.date_line) == ("", "")
    assert paper.sign_date == "Quảng Trạch, ngày 05 tháng 02 năm 2026"
    assert "./." not in str(paper.parts)
    alone = render_preview(paper_samples.letter(world))
    assert "vb-alone" in alone and "vb-agency" not in alone
    assert "CỘNG HÒA" not in render_preview(paper_samples.ballot(world))


def test_the_preview_marks_a_draft_and_only_a_draft(world):
    assert "vb-draft" in render_preview(paper_samples.draft(world))
    assert "vb-draft" not in render_preview(paper_samples.plan(world))


@pytest.mark.parametrize(
    ("call", "lines"),
    [
        (signing_lines("Chủ tịch"), ("CHỦ TỊCH",)),
        (signing_lines("Phó Chủ tịch", head="Chủ tịch"), ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        (signing_lines("Chủ tịch", collective="Ủy ban nhân dân"), ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        (
            signing_lines("Phó Chủ tịch", collective="Ủy ban nhân dân", head="Chủ tịch"),
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ),
        (signing_lines("Chánh Văn phòng", by_order="Chủ tịch"), ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
        (
            signing_lines("Phó Chánh Văn phòng", by_order="Chủ tịch", head="Chánh Văn phòng"),
            ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
        ),
        (
            signing_lines("Trưởng Công an xã", authorised_by="Chủ tịch"),
            ("TUQ. CHỦ TỊCH", "TRƯỞNG CÔNG AN XÃ"),
        ),
        (signing_lines("Trưởng Công an xã", acting=True), ("Q. TRƯỞNG CÔNG AN XÃ",)),
        (
            signing_lines("Chủ tịch", collective="Ủy ban nhân dân", acting=True),
            ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"),
        ),
    ],
)
def test_who_signs_in_whose_name_is_written_as_the_decree_says(call, lines):
    assert call == lines


@pytest.mark.parametrize(
    "wrong",
    [
        {"by_order": "Chủ tịch", "authorised_by": "Chủ tịch"},
        {"collective": "Ủy ban nhân dân", "by_order": "Chủ tịch"},
        {"authorised_by": "Chủ tịch", "head": "Trưởng Công an xã"},
        {"acting": True, "head": "Chủ tịch"},
    ],
)
def test_capacities_that_the_decree_does_not_know_are_refused(wrong):
    with pytest.raises(ValueError, match="Điều 13|Q\\."):
        signing_lines("Phó Trưởng Công an xã", **wrong)


# ── PDF ──────────────────────────────────────────────────────────────────────


@dataclass
class Word:
    """A word on a page: its box in mm from the upper left corner of the sheet."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


def _words(pdf: bytes, folder) -> list[Word]:
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("no pdftotext on this machine: positions cannot be measured")
    (folder / "paper.pdf").write_bytes(pdf)
    subprocess.run([tool, "-bbox", "paper.pdf", "paper.xml"], cwd=folder, check=True, timeout=60)
    space = "{http://www.w3.org/1999/xhtml}"
    root = ET.parse(folder / "paper.xml").getroot()
    return [
        Word(n, w.text, *(float(w.get(side)) * POINT for side in ("xMin", "yMin", "xMax", "yMax")))
        for n, page in enumerate(root.iter(f"{space}page"), 1)
        for w in page.iter(f"{space}word")
    ]


def _sizes(reader: PdfReader, page: int = 0) -> dict[str, set[float]]:
    """Each piece of text on the page with the sizes (points) it is set in."""
    found: dict[str, set[float]] = {}

    def visit(text, page_matrix, matrix, _font, size):
        if text.strip():
            found.setdefault(text.strip(), set()).add(round(abs(page_matrix[3] * matrix[3]) * size, 1))

    reader.pages[page].extract_text(visitor_text=visit)
    return found


@pytest.fixture
def report_pdf(police) -> bytes:
    return render_pdf(samples.report(police))


def test_pages_are_a4_and_tables_across_lie(committee, report_pdf):
    upright = PdfReader(io.BytesIO(report_pdf)).pages[0].mediabox
    across = PdfReader(io.BytesIO(render_pdf(samples.decision(committee)))).pages[1].mediabox
    assert [round(float(side) * POINT) for side in (upright.width, upright.height)] == [210, 297]
    assert [round(float(side) * POINT) for side in (across.width, across.height)] == [297, 210]


def test_text_stays_within_the_margins(report_pdf, tmp_path):
    words = _words(report_pdf, tmp_path)
    body = [word for word in words if not (word.page > 1 and word.top < 20)]
    assert min(word.left for word in body) == pytest.approx(30, abs=0.3)
    assert max(word.right for word in body) == pytest.approx(210 - 15, abs=0.4)
    assert min(word.top for word in body) > 19
    assert max(word.bottom for word in body) < 297 - 19


def test_page_numbers_stand_in_the_middle_of_the_top_margin_from_page_2(report_pdf, tmp_path):
    above = [word for word in _words(report_pdf, tmp_path) if word.top < 18]
    assert [(word.page, word.text) for word in above] == [(2, "2")]
    assert (above[0].left + above[0].right) / 2 == pytest.approx((30 + 195) / 2, abs=0.5)


def test_sizes_are_those_of_the_annex(report_pdf):
    sizes = _sizes(PdfReader(io.BytesIO(report_pdf)))

    def size_of(beginning: str) -> set[float]:
        return set().union(*(found for text, found in sizes.items() if text.startswith(beginning)))

    assert size_of("CÔNG AN TỈNH") == {12}
    assert size_of("CỘNG HÒA") == {12}
    assert size_of("Độc lập") == {13}
    assert size_of("Số: 05") == {13}
    assert size_of("Quảng Trạch, ngày") == {13}
    assert size_of("BÁO CÁO") == {14}
    assert size_of("Trong tháng") == {14}
    last = _sizes(PdfReader(io.BytesIO(report_pdf)), 1)
    assert last["Nơi nhận:"] == {12}
    assert last["- Như trên;"] == {11}
    assert last["TRƯỞNG CÔNG AN XÃ"] == {14}


def test_first_lines_are_indented_by_1_27_cm_and_agency_and_number_share_their_middle(report_pdf, tmp_path):
    words = _words(report_pdf, tmp_path)
    first = next(word for word in words if word.text == "Trong")
    assert first.left == pytest.approx(30 + 12.7, abs=0.3)
    head = [word for word in words if word.page == 1 and word.top < 42]
    number = [word for word in head if word.text in ("Số:", "05/BC-CAX")]
    agency = [word for word in head if word.left < 100 and word.top < 33]
    middles = [(min(w.left for w in group) + max(w.right for w in group)) / 2 for group in (number, agency)]
    assert middles[0] == pytest.approx(middles[1], abs=0.8)


def test_the_pdf_is_an_archive_file_with_embedded_fonts_of_times_metrics(report_pdf):
    reader = PdfReader(io.BytesIO(report_pdf))
    assert reader.trailer["/Root"]["/OutputIntents"]
    metadata = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert re.search(r"pdfaid:part\W+2\b.*pdfaid:conformance\W+B\b", metadata, re.DOTALL)
    names = set()
    for font in _fonts(reader):
        names.add(font["/BaseFont"].split("+")[1].split("-")[0])
        descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
    assert names <= {"Liberation", "Times", "LiberationSerif", "TimesNewRoman"}


def _fonts(reader: PdfReader) -> Iterator:
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            yield font.get_object()


def test_the_signature_is_never_torn(police, tmp_path):
    for paragraphs in (4, 5, 6, 7):
        words = _words(render_pdf(samples.report(police, paragraphs=paragraphs)), tmp_path)
        capacity = next(word for word in words if word.text == "TRƯỞNG")
        name = [word for word in words if word.text == "Chiến"][-1]
        recipients = next(word for word in words if word.text == "nhận:")
        assert capacity.page == name.page == recipients.page
        assert 20 < name.top - capacity.top < 40


# ── Word ─────────────────────────────────────────────────────────────────────


@pytest.fixture
def report_word(police) -> bytes:
    return render_word(samples.report(police))


def test_the_word_page_has_the_same_margins_and_font(report_word):
    sheet = docx.Document(io.BytesIO(report_word))
    section = sheet.sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides] == [20, 20, 30, 15]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert (sheet.styles["Normal"].font.name, sheet.styles["Normal"].font.size) == ("Times New Roman", Pt(14))


def test_the_word_header_numbers_all_pages_but_the_first(report_word):
    section = docx.Document(io.BytesIO(report_word)).sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert section.first_page_header.paragraphs[0].text == ""


def test_word_sizes_and_body_follow_the_annex(report_word):
    sheet = docx.Document(io.BytesIO(report_word))
    left, right = sheet.tables[0].rows[0].cells
    assert [(p.text, p.runs[0].font.size.pt, p.runs[0].bold) for p in left.paragraphs[:2]] == [
        ("CÔNG AN TỈNH QUẢNG TRỊ", 12, False),
        ("CÔNG AN XÃ QUẢNG TRẠCH", 12, True),
    ]
    assert [p.runs[0].font.size.pt for p in right.paragraphs[:2]] == [12, 13]
    body = next(p for p in sheet.paragraphs if p.text.startswith("Trong tháng"))
    layout = body.paragraph_format
    assert (layout.first_line_indent.cm, layout.space_after.pt) == (pytest.approx(Cm(1.27).cm, abs=0.01), 6)


def test_the_line_under_the_agency_is_a_third_to_half_as_long_as_its_name(report_word):
    left = docx.Document(io.BytesIO(report_word)).tables[0].rows[0].cells[0]
    room = 0.42 * 165
    line = room - left.paragraphs[-1].paragraph_format.left_indent.mm * 2
    assert 1 / 3 <= line / bold_width("CÔNG AN XÃ QUẢNG TRẠCH", 12) <= 1 / 2


def test_the_word_signature_is_kept_whole_and_lists_lie_across(committee):
    sheet = docx.Document(io.BytesIO(render_word(samples.decision(committee))))
    foot = next(table for table in sheet.tables if "Nơi nhận:" in table.rows[0].cells[0].text)
    assert "w:cantSplit" in foot.rows[0]._tr.xml
    assert "Phạm Thị Lê" in foot.rows[0].cells[1].text
    assert [section.orientation for section in sheet.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]


def test_all_faces_say_the_same(committee, tmp_path):
    document = samples.decision(committee)
    sheet = docx.Document(io.BytesIO(render_word(document)))
    in_word = " ".join(element.text or "" for element in sheet.element.iter() if element.tag.endswith("}t"))
    in_pdf = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(render_pdf(document))).pages)
    for article in (block for block in from_json(document.blocks) if isinstance(block, Article)):
        beginning = article.text[:25]
        assert beginning in " ".join(in_word.split())
        assert beginning in " ".join(in_pdf.split())
