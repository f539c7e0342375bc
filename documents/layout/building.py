"""Whole papers from a few facts: report, decision, minutes, list; letters and plans are in `composed`."""

from collections.abc import Sequence
from dataclasses import replace

from communes.choices import AgencyKind
from communes.models import Agency
from documents.choices import DocumentType
from documents.layout.blocks import (
    Addressees,
    Annex,
    Article,
    Block,
    Grounds,
    Head,
    Heading,
    Middle,
    NumberRow,
    Paragraph,
    Signature,
    Table,
)
from documents.layout.metrics import balanced, bold_width
from documents.symbols import symbol_tail

#: Where a long name of an agency is broken: the kind of the unit begins the second line.
_BREAKS = (" XÃ ", " PHƯỜNG ", " ĐẶC KHU ")
#: Millimetres of the left column.
_LEFT = 68


def head(agency: Agency, *, landscape: bool = False) -> Head:
    """The agency's lines in capitals; an agency without a superior (a people's committee) stands alone."""
    return Head(agency=_lines(agency.name), parent=_lines(agency.parent_name), landscape=landscape)


def _lines(name: str) -> tuple[str, ...]:
    text = name.upper()
    if bold_width(text, 12) <= _LEFT:
        return (text,) if text else ()
    for mark in _BREAKS:
        before, found, after = text.rpartition(mark)
        if found and len(before) > 8:
            return (before, f"{mark.strip()} {after}")
    return tuple(balanced(text, 12, _LEFT))


def number_row(agency: Agency, kind: DocumentType, series: str = "", subject: str = "") -> NumberRow:
    """Number and date of an agency's paper; minutes have no date there, lists no number."""
    tail = "" if kind == DocumentType.LIST else symbol_tail(kind, agency.symbol, series)
    return NumberRow(place=agency.place, tail=tail, subject=subject, dated=kind != DocumentType.MINUTES)


def report_blocks(
    *,
    agency: Agency,
    title: str | Sequence[str],
    body: Sequence[Block],
    addressees: Sequence[str] = (),
    signing: Sequence[str] = ("TRƯỞNG CÔNG AN XÃ",),
) -> list[Block]:
    """A report to those above: number `…/BC-CAX`, Kính gửi, title, sections, signature."""
    return [
        head(agency),
        number_row(agency, DocumentType.REPORT),
        *([Addressees(tuple(addressees))] if addressees else []),
        Heading("BÁO CÁO", as_lines(title)),
        *body,
        Signature(tuple(signing)),
    ]


def decision_blocks(
    *,
    agency: Agency,
    title: str | Sequence[str],
    grounds: Sequence[str],
    proposal: str,
    articles: Sequence[Block],
    annexes: Sequence[Block] = (),
    authority: str = "",
    signing: Sequence[str] = ("CHỦ TỊCH",),
) -> list[Block]:
    """A decision of a chairman (NĐ 30/2020, Phụ lục III, Mẫu 1.2).

    `authority` names who decides in capitals, by default the head of the agency; `proposal` is "Theo đề nghị của …";
    `articles` are `Article` blocks with what belongs to them; `annexes` follow the signature: `Annex` blocks, each
    with its content, or single tables.
    """
    issuer = issuer_of(agency)
    return [
        head(agency),
        number_row(agency, DocumentType.DECISION),
        Heading("QUYẾT ĐỊNH", as_lines(title)),
        Middle(authority or issuer.upper()),
        Grounds((*grounds, proposal)),
        Middle("QUYẾT ĐỊNH:"),
        *articles,
        Signature(tuple(signing)),
        *(issued_by(issuer, block) for block in annexes),
    ]


def issuer_of(agency: Agency) -> str:
    """Who decides for the agency: its chairman, else the agency itself."""
    return f"Chủ tịch {agency.name}" if agency.kind == AgencyKind.PEOPLES_COMMITTEE else agency.name


def issued_by(issuer: str, block: Block) -> Block:
    """An annex that does not say whose paper it goes with is told."""
    return replace(block, issuer=issuer) if isinstance(block, Annex) and not block.issuer else block


def minutes_blocks(
    *,
    agency: Agency,
    title: str | Sequence[str],
    began: str,
    place: str,
    present: Sequence[str],
    chair: str,
    secretary: str,
    course: Sequence[Block],
    ended: str,
    absent: Sequence[str] = (),
    series: str = "",
) -> list[Block]:
    """Minutes (NĐ 30/2020, Phụ lục III, Mẫu 1.9): no place and date beside the number; secretary and chair sign.

    `began`, `ended` in words of the form: "08 giờ 00, ngày 05 tháng 9 năm 2025".
    """
    people = [Paragraph(f"- {line}") for line in present]
    missing = [Paragraph("Vắng:"), *(Paragraph(f"- {line}") for line in absent)] if absent else []
    return [
        head(agency),
        number_row(agency, DocumentType.MINUTES, series),
        Heading("BIÊN BẢN", as_lines(title)),
        Paragraph(f"Thời gian bắt đầu: {began}"),
        Paragraph(f"Địa điểm: {place}"),
        Paragraph("Thành phần tham dự:"),
        *people,
        *missing,
        Paragraph(f"Chủ trì (chủ tọa): {chair}"),
        Paragraph(f"Thư ký (người ghi biên bản): {secretary}"),
        Paragraph("Nội dung (theo diễn biến cuộc họp):"),
        *course,
        Paragraph(f"Cuộc họp kết thúc vào {ended}."),
        Signature(("CHỦ TỌA",), left_lines=("THƯ KÝ",), left_name=secretary),
    ]


def list_blocks(
    *,
    agency: Agency,
    title: str | Sequence[str],
    table: Table,
    intro: Sequence[Block] = (),
    signing: Sequence[str] = (),
) -> list[Block]:
    """A list of its own, without a number: head, DANH SÁCH, the table, the signature; it lies if its table does."""
    return [
        head(agency, landscape=table.landscape),
        number_row(agency, DocumentType.LIST),
        Heading("DANH SÁCH", as_lines(title)),
        *intro,
        table,
        Signature(tuple(signing)),
    ]


def as_lines(text: str | Sequence[str]) -> tuple[str, ...]:
    """One line or several, as lines."""
    return (text,) if isinstance(text, str) else tuple(text)


def articles(*texts: str) -> list[Article]:
    """Articles without titles, one a text."""
    return [Article(text) for text in texts]
