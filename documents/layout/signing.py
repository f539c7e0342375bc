"""In whose name and by what right a paper is signed (NĐ 30/2020, Điều 13; Phụ lục I, II.7)."""


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
