"""The 54 ethnic groups of Việt Nam (Quyết định 121-TCTK/PPCĐ ngày 02/3/1979), found however they are spelt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from vietnam.names import fold

KINH = "01"
_PREFIX = re.compile(r"^(?:dan toc|nguoi) ")


@dataclass(frozen=True, slots=True)
class EthnicGroup:
    """Code of two digits, official name, other names and spellings in use."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()

    @property
    def is_minority(self) -> bool:
        return self.code != KINH

    def __str__(self) -> str:
        return self.name


def _group(code: str, name: str, *aliases: str) -> EthnicGroup:
    return EthnicGroup(code, name, aliases)


ETHNIC_GROUPS: tuple[EthnicGroup, ...] = (
    _group("01", "Kinh", "Việt", "Kinh (Việt)"),
    _group("02", "Tày", "Ngạn", "Thù Lao", "Pa Dí"),
    _group("03", "Thái", "Tày Thanh", "Tày Mười", "Thái Trắng", "Thái Đen"),
    _group("04", "Hoa", "Hán", "Hoa (Hán)", "Triều Châu"),
    _group("05", "Khơ-me", "Khmer", "Khme", "Miên", "Khơ-me Krôm"),
    _group("06", "Mường", "Mol", "Mual"),
    _group("07", "Nùng", "Nùng An", "Nùng Cháo", "Nùng Lòi", "Nùng Phàn Slình"),
    _group("08", "Mông", "H'Mông", "Hmông", "Mèo", "Mẹo", "Mông (Mèo)"),
    _group("09", "Dao", "Mán", "Dao Đỏ", "Dao Tiền"),
    _group("10", "Gia-rai", "Jrai", "Jarai", "Giơ-rai", "Chơ-rai"),
    _group("11", "Ngái", "Sán Ngái"),
    _group("12", "Ê-đê", "Ra-đê", "Rha-đê", "Rơ-đê", "Êđê Kpa"),
    _group("13", "Ba-na", "Bahnar", "Ba-nar", "Bơ-nâm"),
    _group("14", "Xơ-đăng", "Xê-đăng", "Sê-đăng", "Sơ-đăng", "Sedang"),
    _group("15", "Sán Chay", "Cao Lan", "Sán Chỉ", "Cao Lan - Sán Chỉ", "Sán Chay (Cao Lan - Sán Chỉ)"),
    _group("16", "Cơ-ho", "K'Ho", "Kơ-ho", "Co-ho", "Ko-ho"),
    _group("17", "Chăm", "Chàm", "Chiêm", "Chiêm Thành"),
    _group("18", "Sán Dìu", "Sán Dẻo", "Mán Quần Cộc"),
    _group("19", "Hrê", "H'rê", "Chăm-rê"),
    _group("20", "Mnông", "M'nông", "Mơ-nông"),
    _group("21", "Ra-glai", "Raglay", "Ra-gơ-lai", "Rắc-lây"),
    _group("22", "Xtiêng", "X'tiêng", "S'tiêng", "Xa-điêng"),
    _group("23", "Bru-Vân Kiều", "Bru", "Vân Kiều", "Ma-coong", "Khùa"),
    _group("24", "Thổ", "Đan Lai", "Ly Hà", "Tày Pọng", "Cuối"),
    _group("25", "Giáy", "Nhắng", "Giẳng"),
    _group("26", "Cơ-tu", "Ka-tu", "K'tu", "C'tu", "Cờ-tu"),
    _group("27", "Gié-Triêng", "Giẻ-Triêng", "Gié", "Giẻ", "Triêng", "Dgiéh", "Bnoong"),
    _group("28", "Mạ", "Châu Mạ", "Mạ Xốp"),
    _group("29", "Khơ-mú", "Khmú", "Khạ-mú", "Xá Cẩu"),
    _group("30", "Co", "Cor", "Kor", "Cua", "Trầu"),
    _group("31", "Tà-ôi", "Tôi-ôi", "Ta-oi", "Pa-cô", "Pa-kô", "Ba-hi"),
    _group("32", "Chơ-ro", "Châu-ro", "Chrau", "Dơ-ro"),
    _group("33", "Kháng", "Xá Khao", "Xá Súa"),
    _group("34", "Xinh-mun", "Puộc", "Pụa"),
    _group("35", "Hà Nhì", "U Ní", "Xá U Ní"),
    _group("36", "Chu-ru", "Chơ-ru"),
    _group("37", "Lào", "Lào Bốc", "Lào Nọi"),
    _group("38", "La Chí", "Cù Tê", "La Quả"),
    _group("39", "La Ha", "Khlá Phlạo", "Xá Khắc"),
    _group("40", "Phù Lá", "Xá Phó", "Bồ Khô Pạ", "Mu Di Pạ"),
    _group("41", "La Hủ", "Cò Xung", "Khù Sung", "Khả Quy"),
    _group("42", "Lự", "Nhuồn Duôn"),
    _group("43", "Lô Lô", "Mùn Di"),
    _group("44", "Chứt", "Rục", "Arem", "Mã Liềng", "Xá Lá Vàng"),
    _group("45", "Mảng", "Mảng Ư", "Xá Mảng"),
    _group("46", "Pà Thẻn", "Pà Hưng", "Mán Pa Teng"),
    _group("47", "Cơ Lao", "Cờ Lao", "Ke Lao"),
    _group("48", "Cống", "Xắm Khống", "Xá Xeng"),
    _group("49", "Bố Y", "Tu Dí", "Chủng Chá"),
    _group("50", "Si La", "Xi La", "Cù Dề Xừ", "Khả Pẻ"),
    _group("51", "Pu Péo", "Ka Pèo", "Pen Ti Lô Lô"),
    _group("52", "Brâu", "Brao"),
    _group("53", "Ơ-đu", "Tày Hạt"),
    _group(
        "54",
        "Rơ-măm",
    ),
)

BY_CODE = {group.code: group for group in ETHNIC_GROUPS}


def _key(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", _PREFIX.sub("", fold(text)))


_BY_KEY = {_key(spelling): group for group in ETHNIC_GROUPS for spelling in (group.name, *group.aliases)}


@lru_cache(maxsize=1024)
def ethnic_group(text: str) -> EthnicGroup | None:
    """The group that a name, another spelling of it, or a two-digit code stands for; None when unknown.

    Accents, case, hyphens, apostrophes and spaces do not count; "dân tộc" and "người" before the name are passed over.
    """
    return BY_CODE.get(text.strip()) or _BY_KEY.get(_key(text))
