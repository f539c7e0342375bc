"""How agencies are named on paper (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.2 and II.3)."""

import re
from dataclasses import dataclass

from communes.choices import AgencyKind, CommuneKind, ProvinceKind
from communes.models import Commune, Province

#: Agencies that every commune has, and those of every province.
COMMUNE_AGENCIES = (
    AgencyKind.COMMUNE_POLICE,
    AgencyKind.PEOPLES_COMMITTEE,
    AgencyKind.OFFICE,
    AgencyKind.ECONOMY,
    AgencyKind.CULTURE,
    AgencyKind.FRONT,
    AgencyKind.HAMLETS,
)
PROVINCE_AGENCIES = (AgencyKind.PROVINCE_POLICE, AgencyKind.PROVINCE_OFFICE, AgencyKind.PROVINCE_COMMITTEE)

#: The commune police in the number of a paper, and where a copy is kept ("Lưu: VT, CAX").
POLICE_SYMBOLS = {CommuneKind.COMMUNE: "CAX", CommuneKind.WARD: "CAP", CommuneKind.SPECIAL_ZONE: "CAĐK"}
_COMMUNE = re.compile(r"(?<!cấp )\bxã\b(?! hội| bán chuyên trách|, phường)")
_PROVINCE = re.compile(r"\b(?<=Công an )tỉnh\b(?!, thành phố)")


@dataclass(frozen=True)
class Letterhead:
    """What the top of a paper says: agency, the one above it ("" = none is written), symbol, place."""

    name: str
    parent_name: str
    symbol: str
    place: str


def unit_in_sentence(name: str, short_name: str) -> str:
    """ "Xã Quảng Trạch" → "xã Quảng Trạch": the kind is lower-case before a proper name, but not before a number
    (Nghị định 30/2020, Phụ lục II)."""
    return name if short_name[:1].isdigit() else name[:1].lower() + name[1:]


def of_unit(text: str, commune: Commune) -> str:
    """A text that speaks of a xã as it stands in a phường or đặc khu, and of Công an tỉnh in a city; the level of the
    law ("cấp xã"), lists of kinds and the force of old (Công an xã bán chuyên trách) keep the word."""
    text = _COMMUNE.sub(str(commune.get_kind_display()).lower(), text)
    if _PROVINCE.search(text) and commune.province.kind == ProvinceKind.CITY:
        text = _PROVINCE.sub("thành phố", text)
    return text


def province_letterhead(province: Province, kind: str) -> Letterhead:
    """The letterhead of one of `PROVINCE_AGENCIES`."""
    unit = unit_in_sentence(province.name, province.short_name)
    police = f"Công an {unit}"
    name, parent, symbol = {
        AgencyKind.PROVINCE_POLICE: (
            police, "Bộ Công an", "CATP" if province.kind == ProvinceKind.CITY else "CAT",
        ),
        # Which office is in charge was changed in 2025; seed 002 names PV01. The administrator may rename it.
        AgencyKind.PROVINCE_OFFICE: ("Phòng PV01", police, "PV01"),
        AgencyKind.PROVINCE_COMMITTEE: (f"Ủy ban nhân dân {unit}", "", "UBND"),
    }[AgencyKind(kind)]  # fmt: skip
    return Letterhead(name, parent, symbol, province.short_name)


def economy_office(commune: Commune) -> tuple[str, str]:
    """Name and symbol of the office that keeps the commune's money."""
    if commune.kind == CommuneKind.COMMUNE:
        return "Phòng Kinh tế", "PKT"
    return "Phòng Kinh tế, Hạ tầng và Đô thị", "PKTHTĐT"


def commune_letterhead(commune: Commune, province: Province, kind: str) -> Letterhead:
    """The letterhead of one of `COMMUNE_AGENCIES`. A people's committee writes nobody above itself."""
    unit = unit_in_sentence(commune.name, commune.short_name)
    committee = f"Ủy ban nhân dân {unit}"
    economy = economy_office(commune)
    name, parent, symbol = {
        AgencyKind.COMMUNE_POLICE: (
            f"Công an {unit}",
            f"Công an {unit_in_sentence(province.name, province.short_name)}",
            POLICE_SYMBOLS[CommuneKind(commune.kind)],
        ),
        AgencyKind.PEOPLES_COMMITTEE: (committee, "", "UBND"),
        AgencyKind.OFFICE: ("Văn phòng HĐND và UBND", committee, "VP"),
        AgencyKind.ECONOMY: (economy[0], committee, economy[1]),
        AgencyKind.CULTURE: ("Phòng Văn hóa - Xã hội", committee, "PVHXH"),
        AgencyKind.FRONT: (f"Ủy ban Mặt trận Tổ quốc Việt Nam {unit}", "", "MTTQ"),
        AgencyKind.HAMLETS: (f"Các thôn, tổ dân phố của {unit}", "", "THON"),
    }[AgencyKind(kind)]
    return Letterhead(name, parent, symbol, commune.short_name)
