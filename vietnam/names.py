"""Names of people and places: how they are cleaned, searched and put in Vietnamese order."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Long enough for any name of 100 letters; what is longer is cut, which costs order only.
SORT_KEY_LENGTH = 255

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# Codes for the alphabet: '0' ends a syllable or a part, '1' opens a number, '2'…'y' are letters, 'z' anything else.
_SYMBOLS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LETTER_CODES = {letter: _SYMBOLS[place + 2] for place, letter in enumerate(_ALPHABET)}
# ngang 1, huyền 2, hỏi 3, ngã 4, sắc 5, nặng 6
_TONES = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}
# Eth looks like Đ and is what some old fonts and keyboards gave for it.
_DASHED_D = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D"})
_ETH = str.maketrans({"ð": "đ", "Ð": "Đ"})
_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_NUMBER_OR_CHARACTER = re.compile(r"[0-9]+|.", re.DOTALL)


def clean_name(text: object) -> str:
    """Composed Unicode (TCVN 6909), no invisible characters, single spaces; letters and case as typed."""
    return _cleaned(str(text)) if text is not None else ""


@lru_cache(maxsize=8192)
def _cleaned(text: str) -> str:
    kept = text if text.isascii() and text.isprintable() else "".join(_visible(c) for c in text)
    return " ".join(unicodedata.normalize("NFC", kept).split())


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cc":
        return " "
    return "" if category == "Cf" else character


@lru_cache(maxsize=16384)
def within(name: str) -> str:
    """A name as it stands within a sentence: xã Quảng Trạch."""
    return f"{name[:1].lower()}{name[1:]}"


def fold(text: str) -> str:
    """The key under which a text is searched: lower case, no accents, đ → d, hyphens as spaces, single spaces."""
    lowered = unicodedata.normalize("NFC", text).translate(_DASHED_D).lower()
    parts = unicodedata.normalize("NFD", lowered)
    kept = "".join(" " if _is_dash(c) else c for c in parts if unicodedata.category(c) not in ("Mn", "Cf"))
    return " ".join(unicodedata.normalize("NFC", kept).split())


def _is_dash(character: str) -> bool:
    return unicodedata.category(character) == "Pd" or character == "\u2212"


def split_name(full_name: str) -> tuple[str, str, str]:
    """Họ, đệm, tên: the first syllable, those between, the last. A single syllable is the tên."""
    syllables = clean_name(full_name).split()
    if len(syllables) < 2:
        return "", "", "".join(syllables)
    return syllables[0], " ".join(syllables[1:-1]), syllables[-1]


def initials(full_name: str) -> str:
    """ "Đỗ Thị Ân" → "ĐTÂ": first letters in capitals, without tones."""
    letters = (unicodedata.normalize("NFD", syllable) for syllable in clean_name(full_name).split())
    return "".join(_toneless(syllable) for syllable in letters)


def _toneless(syllable: str) -> str:
    marks = []
    for mark in syllable[1:]:
        if not unicodedata.combining(mark):
            break
        marks.append(mark if mark not in _TONES else "")
    return unicodedata.normalize("NFC", syllable[0] + "".join(marks)).upper()


def sort_key(full_name: str) -> str:
    """A person's place in Vietnamese order: by tên, then đệm, then họ; only 0-9a-z, so any collation orders alike.

    Letters go by the Vietnamese alphabet (a ă â b c d đ e ê …, with f j w z at their Latin places); of syllables
    with the same letters the tone decides: ngang, huyền, hỏi, ngã, sắc, nặng. Case and apostrophes do not count.
    At most `SORT_KEY_LENGTH` characters.
    """
    syllables = _syllables(full_name)
    if not syllables:
        return ""
    parts = (syllables[-1:], syllables[1:-1], syllables[:1] if len(syllables) > 1 else [])
    # A part ends with the lowest symbol: no đệm comes before any đệm.
    return "0".join("".join(_syllable_code(s) for s in part) for part in parts)[:SORT_KEY_LENGTH]


def place_sort_key(name: str) -> str:
    """As `sort_key`, read from the left, with numbers by their value: Thôn 2 before Thôn 10."""
    return "".join(_syllable_code(syllable) for syllable in _syllables(name))[:SORT_KEY_LENGTH]


def _syllables(text: str) -> list[str]:
    text = _APOSTROPHES.sub("", clean_name(text).translate(_ETH).lower())
    decomposed = unicodedata.normalize("NFD", text)
    spaced = "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in decomposed)
    return spaced.split()


@lru_cache(maxsize=8192)
def _syllable_code(syllable: str) -> str:
    """Code of a decomposed syllable: its letters, the end sign, its tone."""
    code, tone, base, marks = "", "1", "", ""
    for token in [*_NUMBER_OR_CHARACTER.findall(syllable), ""]:
        if token and unicodedata.combining(token[0]):
            if token in _TONES:
                tone = _TONES[token]
            else:
                marks += token
            continue
        code += _letter_code(base, marks)
        base, marks = token, ""
    return f"{code}0{tone}"


def _letter_code(base: str, marks: str) -> str:
    if not base:
        return ""
    if base[0] in "0123456789":
        return _number_code(base)
    composed = unicodedata.normalize("NFC", base + marks)
    if code := _LETTER_CODES.get(composed) or _LETTER_CODES.get(base):
        return code
    return f"z{ord(base):06x}"


def _number_code(digits: str) -> str:
    """Longer numbers after shorter ones: the count of digits stands before them."""
    digits = digits.lstrip("0") or "0"
    return f"1{_SYMBOLS[min(len(digits), 35)]}{digits}"
