"""Text typed with the fonts of before Unicode: TCVN3 (ABC, .VnTime) and VNI, recognised and converted.

Such text is made of Latin letters and signs that only the old font shows as Vietnamese: "NguyÔn V¨n An" is TCVN3,
"Nguyeãn Vaên An" is VNI.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal

Encoding = Literal["tcvn3", "vni"]

NAMES: dict[str, str] = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI"}

_TCVN3 = str.maketrans(
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
)
# Signs that stand in no word but one typed in TCVN3; the letters among them occur in other languages too.
_TCVN3_SIGNS = re.compile("[µ¸¶·¹¨»¾¼½©®ª«¬\u00ad¡¢§£¤¥¦×÷]")
_ROUND, _HAT, _BREVE = "øùûõï", "àáåãä", "èéúüë"
_TONES = "\u0300\u0301\u0309\u0303\u0323"
_VNI_PAIR = re.compile(
    r"[aeouyAEOUY][øùûõïØÙÛÕÏ]|[aeoAEO][âàáåãäÂÀÁÅÃÄ]|[aA][êèéúüëÊÈÉÚÜË]|[ôöÔÖ][øùûõïØÙÛÕÏ]"
)
# "Hoàng" and "Toán" look like a pair of VNI and are good Unicode: by themselves they prove nothing.
_AMBIGUOUS = re.compile("[oO][àáãÀÁÃ]")
_VNI_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ì": "ì", "í": "í"}
# What only composed Vietnamese has: nobody types it with an old font.
_UNICODE = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")
_WORD = re.compile(r"[^\W\d_]+")


def detect(texts: Iterable[str]) -> Encoding | Literal["mixed"] | None:
    """Which old encoding these texts (of one sheet) are typed in; "mixed" with Unicode, or None for neither."""
    tcvn3 = vni = composed = 0
    for text in texts:
        if text.isascii():
            continue
        if _UNICODE.search(unicodedata.normalize("NFC", text)):
            composed += 1
        elif _has_tcvn3_word(text):
            tcvn3 += 1
        elif _VNI_PAIR.search(_AMBIGUOUS.sub("", text)):
            vni += 1
    old = max(tcvn3, vni)
    if old < 2 or old * 20 < composed:
        return None  # a stray sign, or a foreign name among Vietnamese ones
    if composed:
        return "mixed"
    return "tcvn3" if tcvn3 >= vni else "vni"


def convert(text: str, encoding: Encoding) -> str:
    """The text in composed Unicode. Fonts of capitals (.VnTimeH) keep small accented letters: words mostly in capitals
    become capitals throughout."""
    if text.isascii():
        return text
    plain = text.translate(_TCVN3) if encoding == "tcvn3" else _from_vni(text)
    return _WORD.sub(_capitals, unicodedata.normalize("NFC", plain))


def _has_tcvn3_word(text: str) -> bool:
    """A sign of TCVN3 that touches a letter: "V¨n", but not "25 °C" or "§ 5"."""
    return any(
        text[max(found.start() - 1, 0)].isalpha() or text[found.end() : found.end() + 1].isalpha()
        for found in _TCVN3_SIGNS.finditer(text)
    )


def _capitals(found: re.Match[str]) -> str:
    word = found[0]
    has_small = any(letter.isascii() and letter.islower() for letter in word)
    has_capital_inside = any(letter.isascii() and letter.isupper() for letter in word[1:])
    return word.upper() if has_capital_inside and not has_small else word


def _from_vni(text: str) -> str:
    composed = _VNI_PAIR.sub(_pair, text)
    # What a pair became is composed already and none of the single signs.
    return "".join(_alone(character) for character in composed)


def _alone(character: str) -> str:
    lower = character.lower()
    if lower not in _VNI_ALONE:
        return character.translate(_PROTECTED)
    found = _VNI_ALONE[lower]
    return found.upper() if character.isupper() else found


def _pair(found: re.Match[str]) -> str:
    base, sign = found[0][0], found[0][1].lower()
    upper = base.isupper()
    letter = {"ô": "ơ", "ö": "ư"}.get(base.lower(), base.lower())
    if sign in _ROUND:
        made = letter + _TONES[_ROUND.index(sign)]
    elif sign == "â" or sign in _HAT:
        made = letter + "\u0302" + (_TONES[_HAT.index(sign)] if sign in _HAT else "")
    else:
        made = letter + "\u0306" + (_TONES[_BREVE.index(sign)] if sign in _BREVE else "")
    made = unicodedata.normalize("NFC", made)
    made = made.upper() if upper else made
    return "".join(_HIDDEN.get(character, character) for character in made)


# "ô", "ó", "ò", "í", "ì" made by a pair must not be taken for single signs of VNI afterwards.
_HIDDEN = {letter: chr(0xE000 + place) for place, letter in enumerate("ôóòíìñöæîÔÓÒÍÌÑÖÆÎ")}
_PROTECTED = str.maketrans({hidden: letter for letter, hidden in _HIDDEN.items()})
