"""Numbers from the books: gap-free whoever asks at the same time (NĐ 30/2020, Điều 15)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from audit.services import audit
from audit.snapshots import snapshot
from communes.models import Agency
from contracts.policy import require
from documents import policies
from documents.choices import ABBREVIATIONS, DocumentType
from documents.models import NumberBook
from documents.numbering import next_free, numbers_on_paper
from vietnam.dates import format_date


def book_of(agency: Agency, kind: str, series: str, year: int) -> NumberBook:
    """The book of that agency, type, series and year; opened with its first number."""
    unit = {"province_id": agency.province_id, "commune_id": agency.commune_id}
    key = {"agency": agency, "type": kind, "series": series, "year": year}
    return NumberBook.objects.get_or_create(**key, defaults=unit)[0]


def take_number(*, actor, agency: Agency, kind: str, series: str, signed_on: date) -> tuple[NumberBook, int]:
    """The next number of the book; belongs into the transaction that saves the paper, which gives it back if it fails.

    The update holds the book's row until the transaction ends, so numbers are given one after the other. Numbers
    that paper ones recorded for the same agency and type already carry are passed over. Raises `ValidationError`
    if a later day has a number already.
    """
    book = book_of(agency, kind, series, signed_on.year)
    NumberBook.objects.filter(pk=book.pk).update(last_number=F("last_number") + 1)
    book.refresh_from_db()
    before = {**snapshot(book), "last_number": book.last_number - 1}
    _check_order(book, signed_on)
    taken = numbers_on_paper(agency, book.type, book.series, book.year, book.last_number)
    number = next_free(book.last_number - 1, taken)
    if number != book.last_number:
        book.last_number = number
        book.save(update_fields=["last_number"])
    audit(actor, "documents.book.take", book, before=before)
    return book, number


def _check_order(book: NumberBook, signed_on: date) -> None:
    latest = book.documents.aggregate(day=Max("signed_on"))["day"]
    if latest and signed_on < latest:
        raise ValidationError(
            {
                "signed_on": f"Sổ {book.label} đã cấp số cho ngày {format_date(latest)}; số sau không mang ngày "
                f"trước (NĐ 30/2020, Điều 15). Ký từ ngày {format_date(latest)}."
            }
        )


@transaction.atomic
def book_continue(
    *, actor, agency: Agency, type: str, year: int, last_number: int, series: str = ""
) -> NumberBook:
    """Go on from the paper book: the next paper issued here gets the number after `last_number`.

    For an agency that begins within a year. Raises `ValidationError` when the book is already further.
    """
    require(policies.can_prepare(actor, agency))
    if DocumentType(type) not in ABBREVIATIONS:
        raise ValidationError(
            {"type": f"{DocumentType(type).label} không lấy số theo NĐ 30/2020 (Phụ lục III)."}
        )
    if year != timezone.localdate().year:
        raise ValidationError(
            {"year": "Chỉ nối số cho sổ của năm nay; sổ năm cũ đã khóa (NĐ 30/2020, Điều 15)."}
        )
    book = book_of(agency, type, series, year)
    before = snapshot(book)
    moved = NumberBook.objects.filter(pk=book.pk, last_number__lte=last_number).update(
        last_number=last_number
    )
    book.refresh_from_db()
    if not moved:
        raise ValidationError(
            {
                "last_number": f"Sổ {book.label} đã cấp đến số {book.last_number}. Nhập số từ {book.last_number}."
            }
        )
    audit(actor, "documents.book.continue", book, before=before)
    return book
