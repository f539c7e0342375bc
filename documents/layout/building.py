"""The frame of a paper: letterhead, number, heading, whose annexes they are (NĐ 30/2020, Phụ lục I)."""

from collections.abc import Sequence
from dataclasses import replace

from communes.choices import AgencyKind
from communes.models import Agency
from documents.choices import RECORDED_ONLY, WITHOUT_NUMBER, DocumentType
from documents.layout.blocks import Addressees, Annex, Block, Head, Heading, NumberRow, Signature
from documents.layout.metrics import balanced, bold_width
from documents.symbols import symbol_tail
from vietnam.names import within

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


def number_row(
    agency: Agency, kind: DocumentType, series: str = "", subject: str = "", unit: str = ""
) -> NumberRow:
    """Number and date of an agency's paper; minutes have no date there, lists no number. `unit` is who drafted a
    dispatch, by its abbreviation."""
    tail = "" if kind in WITHOUT_NUMBER else symbol_tail(kind, agency.symbol, series, unit)
    return NumberRow(place=agency.place, tail=tail, subject=subject, dated=kind != DocumentType.MINUTES)


def paper_blocks(
    *, agency: Agency, type: DocumentType, title: str, body: Sequence[Block], foot: Signature,
    addressees: Sequence[str] = (), heading: str = "", series: str = "", top: Agency | None = None,
    annexes: Sequence[Block] = (), unit: str = "",
) -> list[Block]:  # fmt: skip
    """A whole paper: the frame that its type and agency ask for around the body; annexes follow the signature.

    A dispatch has its subject under the number and no heading; what is only recorded elsewhere (a receipt, a ballot
    paper) has no number. `heading` stands where the type's own name does not fit; `series` is the body that keeps
    numbers of its own, `unit` who drafted a dispatch ("/UBND-CAX"); `top` whose name stands at the top, by default the
    agency's.
    """
    is_dispatch = type == DocumentType.DISPATCH
    subject = subject_of(title) if is_dispatch else ""
    number = [] if type in RECORDED_ONLY else [number_row(agency, type, series, subject, unit)]
    named = [] if is_dispatch else [Heading(heading or str(type.label).upper(), (title,) if title else ())]
    issuer = issuer_of(agency) if type == DocumentType.DECISION else agency.name
    return [
        head(top or agency),
        *number,
        *([Addressees(tuple(addressees))] if addressees else []),
        *named,
        *body,
        foot,
        *(issued_by(issuer, block) for block in annexes),
    ]


def subject_of(title: str) -> str:
    """What stands after "V/v": within a sentence, so that only an abbreviation keeps its capitals."""
    return title if title[1:2].isupper() else within(title)


def issuer_of(agency: Agency) -> str:
    """Who decides for the agency: its chairman, else the agency itself."""
    return f"Chủ tịch {agency.name}" if agency.kind == AgencyKind.PEOPLES_COMMITTEE else agency.name


def issued_by(issuer: str, block: Block) -> Block:
    """An annex that does not say whose paper it goes with is told."""
    return replace(block, issuer=issuer) if isinstance(block, Annex) and not block.issuer else block
