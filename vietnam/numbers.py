"""Numbers as Vietnamese administration writes them: 1.234,5; 81,6 %; một nghìn không trăm linh năm; IV; 05."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"

_UNITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION = 10**9
_LIMIT = 10**15
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_TYPED = re.compile(r"(?P<sign>-?)(?P<whole>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,(?P<part>[0-9]+))?")


def format_number(value: int | float | Decimal, decimals: int | None = None) -> str:
    """1234.5 → "1.234,5". With `decimals`, exactly so many places, halves rounded away from zero.

    Raises:
        ValueError: not a finite number.
    """
    number = _decimal(value)
    if decimals is not None:
        number = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    digits = f"{abs(number):f}"
    whole, _, part = digits.partition(".")
    if decimals is None:
        part = part.rstrip("0")
    text = f"{int(whole):,}".replace(",", ".") + (f",{part}" if part else "")
    return f"{MINUS}{text}" if number < 0 else text


def percent(ratio: int | float | Decimal, decimals: int = 1, *, fixed: bool = False) -> str:
    """0.816 → "81,6 %" with a no-break space; 1 → "100 %", or "100,0 %" when `fixed` (columns of a table)."""
    text = format_number(_decimal(ratio) * 100, decimals)
    if not fixed and "," in text:
        text = text.rstrip("0").rstrip(",")
    return f"{text}{NO_BREAK_SPACE}%"


def _decimal(value: int | float | Decimal) -> Decimal:
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    if not number.is_finite():
        raise ValueError(f"{value} không phải là số.")
    return number


def parse_number(text: str) -> Decimal:
    """What is typed the Vietnamese way: "1.234,5" → 1234.5; a dot only parts thousands.

    Raises:
        ValueError: with a Vietnamese sentence, when it is no number or may be read in two ways ("12.5").
    """
    typed = re.sub(r"\s", "", text).replace(MINUS, "-")
    found = _TYPED.fullmatch(typed)
    if not found:
        raise ValueError(f"“{text.strip()}” không phải là số. Gõ như 1.234,5: dấu phẩy trước phần thập phân.")
    whole = found["whole"].replace(".", "")
    return Decimal(f"{found['sign']}{whole}.{found['part'] or 0}")


def number_words(n: int) -> str:
    """A whole number in words: 1005 → "một nghìn không trăm linh năm"; 21 → "hai mươi mốt".

    Raises:
        ValueError: 10**15 (một triệu tỷ) or more, either side of zero.
    """
    if abs(n) >= _LIMIT:
        raise ValueError("Chỉ đọc được số nhỏ hơn một triệu tỷ.")
    if n == 0:
        return _UNITS[0]
    words = _billions(abs(n))
    return f"âm {words}" if n < 0 else words


def money_words(n: int) -> str:
    """An amount of money for a paper: 1200000 → "Một triệu hai trăm nghìn đồng"."""
    words = f"{number_words(n)} đồng"
    return words[0].upper() + words[1:]


def _billions(n: int) -> str:
    billions, rest = divmod(n, _BILLION)
    parts = [f"{_millions(billions, full=False)} tỷ"] if billions else []
    if rest:
        parts.append(_millions(rest, full=bool(billions)))
    return " ".join(parts)


def _millions(n: int, *, full: bool) -> str:
    """Up to 999 999 999; `full` when something higher was read before, so that hundreds are said even if zero."""
    parts: list[str] = []
    for size, name in ((10**6, " triệu"), (10**3, " nghìn"), (1, "")):
        group = n // size % 1000
        if group:
            parts.append(_hundreds(group, full=full or bool(parts)) + name)
    return " ".join(parts)


def _hundreds(n: int, *, full: bool) -> str:
    hundreds, rest = divmod(n, 100)
    parts = [f"{_UNITS[hundreds]} trăm"] if hundreds or full else []
    if rest:
        parts.append(_tens(rest, after_hundreds=bool(parts)))
    return " ".join(parts)


def _tens(n: int, *, after_hundreds: bool) -> str:
    tens, unit = divmod(n, 10)
    if tens == 0:
        return f"linh {_UNITS[unit]}" if after_hundreds else _UNITS[unit]
    ten = "mười" if tens == 1 else f"{_UNITS[tens]} mươi"
    if unit == 0:
        return ten
    if unit == 5:
        return f"{ten} lăm"
    if tens > 1 and unit in (1, 4):
        return f"{ten} {'mốt' if unit == 1 else 'tư'}"
    return f"{ten} {_UNITS[unit]}"


def roman(n: int) -> str:
    """4 → "IV".

    Raises:
        ValueError: outside 1–3999.
    """
    if not 1 <= n <= 3999:
        raise ValueError("Số La Mã chỉ viết từ 1 đến 3999.")
    text = ""
    for value, sign in _ROMAN:
        times, n = divmod(n, value)
        text += sign * times
    return text


def legal_number(n: int) -> str:
    """The number of a paper, with a leading zero under 10: 5 → "05" (Nghị định 30/2020, Phụ lục I, mục II.3)."""
    return f"{n:02d}"
