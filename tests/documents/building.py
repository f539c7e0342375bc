"""Sample papers of each kind from a few facts, put together block by block (NĐ 30/2020, Phụ lục III)."""

from collections.abc import Sequence

from communes.models import Agency
from documents.choices import DocumentType
from documents.layout.blocks import (
    Addressees,
    Block,
    Grounds,
    Head,
    Heading,
    Middle,
    Paragraph,
    Signature,
    Table,
)
from documents.layout.building import head, issued_by, issuer_of, number_row
from documents.layout.signing import signing_lines

#: How the head of a people's committee signs for it.
COLLECTIVE = signing_lines("Chủ tịch", collective="Ủy ban nhân dân")


def as_lines(text: str | Sequence[str]) -> tuple[str, ...]:
    """One line or several, as lines."""
    return (text,) if isinstance(text, str) else tuple(text)


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


def plan_blocks(
    *, agency: Agency, title: str | Sequence[str], body: Sequence[Block], signing: Sequence[str] = COLLECTIVE,
    annexes: Sequence[Block] = (),
) -> list[Block]:  # fmt: skip
    """A plan (Mẫu 1.4): `body` begins with what it is based on and goes on in sections."""
    return _named(agency, DocumentType.PLAN, "KẾ HOẠCH", title, body, signing, annexes=annexes)


def notice_blocks(
    *, agency: Agency, title: str | Sequence[str], body: Sequence[Block], signing: Sequence[str],
    annexes: Sequence[Block] = (),
) -> list[Block]:  # fmt: skip
    """A notice to the public or to those concerned (Mẫu 1.4)."""
    return _named(agency, DocumentType.NOTICE, "THÔNG BÁO", title, body, signing, annexes=annexes)


def submission_blocks(
    *, agency: Agency, title: str | Sequence[str], addressees: Sequence[str], body: Sequence[Block],
    signing: Sequence[str], annexes: Sequence[Block] = (),
) -> list[Block]:  # fmt: skip
    """A submission to who decides (tờ trình, Mẫu 1.4), with Kính gửi."""
    return _named(
        agency, DocumentType.SUBMISSION, "TỜ TRÌNH", title, body, signing, addressees=addressees, annexes=annexes
    )  # fmt: skip


def invitation_blocks(
    *, agency: Agency, title: str | Sequence[str], guests: str, occasion: str, chair: str, time: str, place: str,
    signing: Sequence[str], notes: Sequence[str] = (),
) -> list[Block]:  # fmt: skip
    """An invitation (Mẫu 1.6): `guests` is who is invited, `occasion` what to ("Họp Hội đồng xét tuyển"), `time` and
    `place` as written: "08 giờ 00, ngày 05 tháng 9 năm 2025"."""
    inviting = agency.name[:1].upper() + agency.name[1:]
    body = [
        Paragraph(f"{inviting} trân trọng kính mời: {guests}."),
        Paragraph(f"Tới dự: {occasion}."),
        Paragraph(f"Chủ trì: {chair}."),
        Paragraph(f"Thời gian: {time}."),
        Paragraph(f"Địa điểm: {place}."),
        *map(Paragraph, notes),
    ]
    return _named(agency, DocumentType.INVITATION, "GIẤY MỜI", title, body, signing)


def dispatch_blocks(
    *, agency: Agency, subject: str, addressees: Sequence[str], body: Sequence[Block], signing: Sequence[str],
    annexes: Sequence[Block] = (), unit: str = "",
) -> list[Block]:  # fmt: skip
    """A dispatch (công văn, Mẫu 1.5): no name of a type; `subject` stands under the number as "V/v …", `unit` is who
    drafted it."""
    return [
        head(agency),
        number_row(agency, DocumentType.DISPATCH, subject=subject, unit=unit),
        Addressees(tuple(addressees)),
        *body,
        Signature(tuple(signing)),
        *annexes,
    ]


def form_sheet_blocks(
    *, type_name: str, body: Sequence[Block], agency: Agency | None = None, title: str | Sequence[str] = (),
    place: str = "", signing: Sequence[str] = (), left_signing: Sequence[str] = (), left_name: str = "",
    national: bool = True,
) -> list[Block]:  # fmt: skip
    """A form sheet without a number: a receipt, a ballot paper, an application.

    Without an `agency` quốc hiệu stands alone; not `national` it is left out and the agency stays. A `place` puts the
    date above the signature. Without `signing` nobody signs.
    """
    top = head(agency) if agency else Head(agency=())
    if not national:
        top = Head(agency=top.agency, parent=top.parent, national=False)
    signed = Signature(tuple(signing), tuple(left_signing), left_name, place)
    return [top, Heading(type_name, as_lines(title) if title else ()), *body, *([signed] if signing else [])]


def _named(
    agency: Agency, kind: DocumentType, type_name: str, title: str | Sequence[str], body: Sequence[Block],
    signing: Sequence[str], *, addressees: Sequence[str] = (), annexes: Sequence[Block] = (),
) -> list[Block]:  # fmt: skip
    return [
        head(agency),
        number_row(agency, kind),
        *([Addressees(tuple(addressees))] if addressees else []),
        Heading(type_name, as_lines(title)),
        *body,
        Signature(tuple(signing)),
        *annexes,
    ]


def report_blocks(
    *, agency: Agency, title: str, body: Sequence[Block], addressees: Sequence[str] = (),
    signing: Sequence[str] = ("TRƯỞNG CÔNG AN XÃ",),
) -> list[Block]:  # fmt: skip
    """A report to those above."""
    return _named(agency, DocumentType.REPORT, "BÁO CÁO", title, body, signing, addressees=addressees)
