"""Which number a paper would get, read before it is signed (NĐ 30/2020, Điều 15)."""

from datetime import date

from django.utils import timezone

from communes.models import Agency
from contracts.registry import template_kinds
from documents.choices import WITHOUT_NUMBER, DocumentType, Origin
from documents.models import Document, NumberBook
from documents.symbols import make_symbol, same_book, symbol_tail, tail_of
from law.values import value
from vietnam.dates import format_date


def number_padding(signed_on: date, province: str) -> int:
    """Least digits of a number (law: document.number_padding)."""
    return value("document.number_padding", on=signed_on, province=province)


def numbers_on_paper(agency: Agency, kind: str, series: str, year: int, least: int = 0) -> dict[int, date]:
    """The numbers of one book that papers signed outside carry, from `least` on, each with its day."""
    rows = Document.objects.valid().signed_in(year).filter(
        agency=agency, type=kind, origin=Origin.RECORDED, number__gte=least
    )  # fmt: skip
    tail = symbol_tail(kind, agency.symbol, series)
    found = rows.values_list("number", "symbol", "signed_on")
    return {number: day for number, symbol, day in found if same_book(kind, tail_of(symbol), tail)}


def next_free(last: int, taken: dict[int, date]) -> int:
    """The first number after `last` that no paper signed outside carries."""
    number = last + 1
    while number in taken:
        number += 1
    return number


def series_of(document: Document) -> str:
    """The body that keeps its own numbers, as the paper's template names it; "" for the agency's own."""
    code = document.template_code
    return template_kinds.get(code).series if code in template_kinds else ""


def number_note(agency: Agency, kind: str, series: str = "") -> str:
    """What who signs now should know of the number: which one it will be, and that the book on paper is further than
    the one kept here, which nobody may want twice."""
    if DocumentType(kind) in WITHOUT_NUMBER:
        return ""
    today = timezone.localdate()
    year = today.year
    book = NumberBook.objects.filter(agency=agency, type=kind, series=series, year=year).first()
    last = book.last_number if book else 0
    taken = numbers_on_paper(agency, kind, series, year)
    number = next_free(last, taken)
    padding = number_padding(today, agency.province_id)
    symbol = make_symbol(kind, number, padding, agency.symbol, series)
    told = f"Số sẽ cấp khi ký: {symbol}."
    if not taken or max(taken) < number:
        return told
    ahead = max(taken)
    return (
        f"{told} Bản giấy đã ghi đến số {ahead}, ký ngày {format_date(taken[ahead])}: sổ giấy đi trước thì nối số ở "
        "“Sổ cấp số” rồi hãy ký (NĐ 30/2020, Điều 15)."
    )
