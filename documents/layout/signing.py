"""In whose name and by what right a paper is signed (NĐ 30/2020, Điều 13; Phụ lục I, II.7)."""

from communes.choices import AgencyKind, CommuneKind
from communes.models import Agency

DEPUTY = "Phó"
_POLICE = {
    CommuneKind.COMMUNE: "Công an xã",
    CommuneKind.WARD: "Công an phường",
    CommuneKind.SPECIAL_ZONE: "Công an đặc khu",
}


def head_title(agency: Agency) -> str:
    """The title of who heads the agency, as it stands under papers: Chủ tịch, Trưởng Công an phường."""
    if agency.kind == AgencyKind.COMMUNE_POLICE and agency.commune is not None:
        return f"Trưởng {_POLICE[CommuneKind(agency.commune.kind)]}"
    return "Chủ tịch" if agency.kind == AgencyKind.PEOPLES_COMMITTEE else "Thủ trưởng"


def is_deputy(title: str) -> bool:
    """Whether somebody of that title signs in the head's place."""
    return title.casefold().startswith(DEPUTY.casefold())


def signing_lines(
    position: str, *, collective: str = "", head: str = "", by_order: str = "", authorised_by: str = "",
    acting: bool = False,
) -> tuple[str, ...]:  # fmt: skip
    """The lines above a signature, in capitals, for who holds `position` ("Phó Chủ tịch").

    | Who signs | Call | Lines |
    |---|---|---|
    | the head, alone responsible | `"Chủ tịch"` | CHỦ TỊCH |
    | the deputy in their place | `"Phó Chủ tịch", head="Chủ tịch"` | KT. CHỦ TỊCH / PHÓ CHỦ TỊCH |
    | for a body that decides together | `…, collective="Ủy ban nhân dân"` | TM. ỦY BAN NHÂN DÂN / … |
    | on the head's order | `"Chánh Văn phòng", by_order="Chủ tịch"` | TL. CHỦ TỊCH / CHÁNH VĂN PHÒNG |
    | with written authority | `"Trưởng Công an xã", authorised_by="Chủ tịch"` | TUQ. CHỦ TỊCH / … |
    | charged with the post (quyền) | `"Trưởng Công an xã", acting=True` | Q. TRƯỞNG CÔNG AN XÃ |

    `head` also names whose deputy signs on an order: TL. CHỦ TỊCH / KT. CHÁNH VĂN PHÒNG / PHÓ CHÁNH VĂN PHÒNG. Raises
    `ValueError` for what Điều 13 does not know: on order and with authority at once; either of them for a collective;
    authority handed on to a deputy; the deputy of a head as the acting head.
    """
    _check(collective, head, by_order, authorised_by, acting)
    rights = [("TM.", collective), ("TL.", by_order), ("TUQ.", authorised_by), ("KT.", head)]
    above = [f"{mark} {name.upper()}" for mark, name in rights if name]
    return (*above, f"Q. {position.upper()}" if acting else position.upper())


def _check(collective: str, head: str, by_order: str, authorised_by: str, acting: bool) -> None:
    if sum(map(bool, (collective, by_order, authorised_by))) > 1:
        raise ValueError("TM., TL. and TUQ. exclude each other (NĐ 30/2020, Điều 13)")
    if authorised_by and head:
        raise ValueError("who signs with authority does not hand it on (NĐ 30/2020, Điều 13.3)")
    if acting and head:
        raise ValueError("a deputy signs for the head (KT.), not as acting head (Q.)")
