"""Numbers and symbols of papers (NĐ 30/2020, Điều 15 and Phụ lục I, II.3)."""

import re
import unicodedata

from documents.choices import ABBREVIATIONS, WITHOUT_NUMBER, DocumentType

_PREFIX = re.compile(r"^\s*số\s*:?\s*", re.IGNORECASE)
_DASHES = re.compile(r"\s*[\u2010-\u2015\u2212-]\s*")
_SYMBOL = re.compile(r"(?P<number>[0-9]{1,6})[a-zđ]?(?:/[0-9]{4})?/(?P<rest>[^\W\d_][\w.&-]*)", re.IGNORECASE)
_TYPES = {short.lower(): kind for kind, short in ABBREVIATIONS.items() if short}


class SymbolError(ValueError):
    """The symbol cannot be one; the message is Vietnamese and says how to write it."""


def symbol_tail(kind: str, agency_symbol: str, series: str = "", unit: str = "") -> str:
    """What follows the number: "/QĐ-UBND"; for a dispatch the agency and who drafted it, "/UBND-CAX"; the series' body
    instead of the agency."""
    short = ABBREVIATIONS.get(DocumentType(kind), "")
    drafted = unit if kind == DocumentType.DISPATCH else ""
    return "/" + "-".join(part for part in (short, series or agency_symbol, drafted) if part)


def make_symbol(
    kind: str, number: int, padding: int, agency_symbol: str, series: str = "", unit: str = ""
) -> str:
    """ "05/QĐ-UBND": the number with at least `padding` digits, the type's abbreviation, the agency's."""
    return f"{number:0{padding}d}{symbol_tail(kind, agency_symbol, series, unit)}"


def tail_of(symbol: str) -> str:
    """What follows the number in a symbol; "" where there is none."""
    return symbol[symbol.find("/") :] if "/" in symbol else ""


def same_book(kind: str, tail: str, other: str) -> bool:
    """Do numbers with these tails come from one book? Dispatches of an agency do, whoever drafted them."""
    if kind == DocumentType.DISPATCH:
        tail, other = tail.partition("-")[0], other.partition("-")[0]
    return tail.lower() == other.lower()


def clean_symbol(kind: str, typed: str) -> tuple[str, int | None]:
    """A symbol as typed, without "Số:", spaces and long dashes, and the number in it.

    Raises:
        SymbolError: no number, no abbreviation, or the abbreviation of another type.
    """
    text = unicodedata.normalize("NFC", typed or "")
    text = re.sub(r"\s+", "", _DASHES.sub("-", _PREFIX.sub("", text)))
    if not text:
        return _nothing(kind)
    found = _SYMBOL.fullmatch(text)
    if not found:
        raise SymbolError(
            f"Số, ký hiệu “{typed.strip()}” chưa đúng dạng của NĐ 30/2020 (Phụ lục I, II.3). "
            "Ghi như 05/QĐ-UBND: số, dấu gạch chéo, chữ viết tắt."
        )
    _check_type(kind, text, found["rest"])
    return text, int(found["number"])


def _nothing(kind: str) -> tuple[str, None]:
    if DocumentType(kind) in ABBREVIATIONS:
        raise SymbolError("Thiếu số, ký hiệu của văn bản. Ghi như trên bản giấy, ví dụ 05/QĐ-UBND.")
    return "", None


def _check_type(kind: str, text: str, rest: str) -> None:
    """A decision does not carry the abbreviation of a plan: one of the two was typed wrongly."""
    shown = _TYPES.get(rest.split("-")[0].lower())
    if shown and "-" in rest and shown != kind and kind not in WITHOUT_NUMBER | {DocumentType.OTHER}:
        raise SymbolError(
            f"Ký hiệu {text} là của {shown.label.lower()}, còn loại văn bản đang chọn là "
            f"{DocumentType(kind).label.lower()}. Sửa một trong hai."
        )
