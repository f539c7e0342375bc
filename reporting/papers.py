"""A report as an official paper (NĐ 30/2020): the blocks of its PDF and Word, and its Excel form."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from communes.choices import AgencyKind
from communes.letterheads import of_unit
from communes.models import Agency, Commune
from documents.choices import DocumentState, DocumentType, Origin
from documents.layout import Block, Paragraph, Section, Signature, Table, paper_blocks
from documents.layout.blocks import to_json
from documents.layout.signing import DEPUTY, head_title, is_deputy, signing_lines
from documents.models import Document
from pages.templatetags.pages import so
from reporting.choices import SectionKind
from reporting.models import OutlineSection, Report, ReportFigure, ReportSection
from sheets.writing import StyledBook
from vietnam.dates import format_date
from vietnam.names import within

_HEADINGS = ("TT", "Chỉ số", "ĐVT", "Kỳ này", "Kỳ trước", "Cùng kỳ năm trước")


def agency_of(commune: Commune) -> Agency:
    """The commune police that writes the report."""
    return Agency.objects.select_related("commune").get(commune=commune, kind=AgencyKind.COMMUNE_POLICE)


def title_of(report: Report) -> str:
    """What the report is about: its outline's title with the period."""
    period = report.duty.period
    return f"{report.duty.regime.outline.title} {within(period.label)}"


def blocks_of(
    report: Report, figures: Sequence[ReportFigure], sections: Sequence[ReportSection],
    shown: dict[int, list[str]], signer_title: str = "",
) -> list[Block]:  # fmt: skip
    """The paper: each section with its wording and the table of its figures."""
    duty = report.duty
    agency = agency_of(duty.commune)
    period = duty.period
    days = f"(Số liệu từ ngày {format_date(period.first_day)} đến hết ngày {format_date(period.last_day)})"
    texts = {row.section_id: row.text for row in sections}
    by_code = {figure.indicator.code: figure for figure in figures}
    body: list[Block] = [Paragraph(days, italic=True)]
    for section in (row.section for row in sections):
        rows = [by_code[code] for code in shown.get(section.pk, []) if code in by_code]
        body += _section(section, texts[section.pk], rows)
    return paper_blocks(
        agency=agency, type=DocumentType.REPORT, title=title_of(report), body=body, addressees=[agency.parent_name],
        foot=Signature(lines_above(agency, signer_title)),
    )  # fmt: skip


def _section(section: OutlineSection, text: str, figures: list[ReportFigure]) -> Iterator[Block]:
    level = min(section.number.count(".") + 1, 3)
    yield Section(level, section.title.upper() if level == 1 else section.title)
    if section.kind != SectionKind.FIGURES:
        yield from (Paragraph(line.strip()) for line in text.splitlines() if line.strip())
    if figures and section.kind != SectionKind.NARRATIVE:
        rows = tuple(
            (str(place), f.indicator.name, f.indicator.unit, so(f.value), so(f.previous), so(f.last_year))
            for place, f in enumerate(figures, start=1)
        )
        yield Table(columns=_HEADINGS, rows=rows, widths=(7, 43, 12, 12, 12, 14), align="clcrrr")


def lines_above(agency: Agency, signer_title: str = "") -> tuple[str, ...]:
    """How the head of the commune police signs; a deputy signs for the head (NĐ 30/2020, Điều 13)."""
    head = head_title(agency)
    if is_deputy(signer_title):
        return signing_lines(f"{DEPUTY} {head}", head=head)
    return signing_lines(head)


def recipients_of(report: Report) -> list[str]:
    """Who gets the paper: the outline's list as it stands in the unit that writes (UBND phường, Công an thành phố)."""
    return [of_unit(one, report.duty.commune) for one in report.duty.regime.outline.recipients]


def draft_paper(report: Report, blocks: Sequence[Block]) -> Document:
    """The paper as it stands, to be drawn and not kept: a draft has no number yet."""
    agency = agency_of(report.duty.commune)
    return Document(
        agency=agency, province_id=report.duty.province_id, commune=report.duty.commune, type=DocumentType.REPORT,
        origin=Origin.ISSUED, state=DocumentState.DRAFT, title=title_of(report), blocks=to_json(blocks),
        recipients=recipients_of(report),
    )  # fmt: skip


def workbook(
    report: Report,
    figures: Sequence[ReportFigure],
    sections: Sequence[ReportSection],
    shown: dict[int, list[str]],
) -> bytes:
    """The report's figures as an Excel form, section by section, numbers as numbers."""
    duty = report.duty
    agency = agency_of(duty.commune)
    book = StyledBook(
        duty.regime.code, landscape=True,
        widths={"A": 6, "B": 52, "C": 10, "D": 12, "E": 12, "F": 18, "G": 40},
    )  # fmt: skip
    parent, own = agency.heading_lines
    book.put("A1:C1", parent, align="center")
    book.put("A2:C2", own, bold=True, align="center")
    book.put("D1:G1", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, align="center")
    book.put("D2:G2", "Độc lập - Tự do - Hạnh phúc", bold=True, align="center")
    book.put("A4:G4", title_of(report), bold=True, size=13, align="center")
    period = duty.period
    days = f"Từ ngày {format_date(period.first_day)} đến hết ngày {format_date(period.last_day)}"
    number = report.document.symbol if report.document else "bản thảo"
    book.put("A5:G5", f"{days}. Số: {number}", italic=True, align="center")
    book.header(dict(zip((f"{letter}7" for letter in "ABCDEFG"), (*_HEADINGS, "Ghi chú"), strict=True)))
    book.repeat_rows(7, 7)
    by_code = {figure.indicator.code: figure for figure in figures}
    row = 8
    for section in (one.section for one in sections):
        chosen = [by_code[code] for code in shown.get(section.pk, []) if code in by_code]
        if not chosen:
            continue
        book.put(f"A{row}:G{row}", f"{section.number}. {section.title}", bold=True, border=True)
        row = book.rows(row + 1, [_line(place, figure) for place, figure in enumerate(chosen, start=1)])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _line(place: int, figure: ReportFigure) -> tuple:
    indicator = figure.indicator
    numbers = (_plain(figure.value), _plain(figure.previous), _plain(figure.last_year))
    return (place, indicator.name, indicator.unit, *numbers, figure.reason)


def _plain(value):
    """A whole number as such: 13, not 13.000."""
    return int(value) if value is not None and value == int(value) else value
