"""Plans, submissions, invitations, notices, dispatches and form sheets from a few facts (NĐ 30/2020, Phụ lục III)."""

from collections.abc import Sequence

from communes.models import Agency
from documents.choices import DocumentType
from documents.layout.blocks import Addressees, Block, Head, Heading, Paragraph, Signature
from documents.layout.building import as_lines, head, number_row
from documents.layout.signing import signing_lines

#: How the head of a people's committee signs for it.
COLLECTIVE = signing_lines("Chủ tịch", collective="Ủy ban nhân dân")


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
    annexes: Sequence[Block] = (),
) -> list[Block]:  # fmt: skip
    """A dispatch (công văn, Mẫu 1.5): no name of a type; `subject` stands under the number as "V/v …"."""
    return [
        head(agency),
        number_row(agency, DocumentType.DISPATCH, subject=subject),
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
