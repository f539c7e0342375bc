"""Numbers held for papers that are still to be signed on paper, filled by recording them, or given up with a reason."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Min
from django.utils import timezone

from audit.services import audit
from audit.snapshots import snapshot
from communes.models import Agency
from contracts.policy import require
from documents import policies
from documents.choices import ABBREVIATIONS, NUMBERS_ONLY, DocumentState, DocumentType, Origin
from documents.models import Document
from documents.numbering import number_padding
from documents.services.books import take_number
from documents.services.checks import check_signed_on
from documents.symbols import make_symbol, same_book, tail_of
from vietnam.dates import format_date
from vietnam.names import clean_name


@transaction.atomic
def number_reserve(
    *, actor, agency: Agency, type: str, on: date, purpose: str, series: str = "", unit: str = ""
) -> Document:
    """Hold the next number of the book for a paper of that day; the register shows it as held. `unit` is who drafts a
    dispatch, by its abbreviation.

    Raises `ValidationError` (no purpose, a type without numbers, a day in the future or before the last number's).
    """
    require(policies.can_prepare(actor, agency))
    if DocumentType(type) not in ABBREVIATIONS:
        raise ValidationError(
            {"type": f"{DocumentType(type).label} không lấy số theo NĐ 30/2020 (Phụ lục III)."}
        )
    check_signed_on(on)
    if not clean_name(purpose):
        raise ValidationError({"purpose": "Ghi số này giữ cho văn bản nào (NĐ 30/2020, Điều 15)."})
    book, number = take_number(actor=actor, agency=agency, kind=type, series=series, signed_on=on)
    document = Document(
        agency=agency, province_id=agency.province_id, commune_id=agency.commune_id, type=type,
        origin=Origin.RECORDED, state=DocumentState.RESERVED, book=book, number=number, signed_on=on,
        symbol=make_symbol(type, number, number_padding(on, agency.province_id), agency.symbol, series,
                           unit=clean_name(unit).upper()),
        title=clean_name(purpose), created_by=actor,
    )  # fmt: skip
    document.full_clean()
    document.save()
    audit(actor, "documents.number.reserve", document)
    return document


@transaction.atomic
def number_give_up(*, actor, document: Document, reason: str) -> Document:
    """Give up a held number: it is never used again, and the register says why it is missing."""
    require(policies.can_give_up(actor, document))
    if not reason.strip():
        raise ValidationError({"reason": "Ghi lý do bỏ số để sổ không hụt số không rõ nguyên nhân."})
    before = snapshot(document)
    document.claim_version(document.version)
    document.state, document.ended_on = DocumentState.GIVEN_UP, timezone.localdate()
    document.end_reason = reason.strip()[:250]
    document.save()
    audit(actor, "documents.number.give_up", document, before=before, reason=reason)
    return document


def held_number(
    agency: Agency, type: str, symbol: str, number: int | None, signed_on: date
) -> Document | None:
    """The row that holds the number which a signed paper carries; None where the book does not hold it.

    Raises `ValidationError` where the number was given up, or where the paper's day does not fit between those around.
    """
    if not number:
        return None
    rows = Document.objects.filter(agency=agency, type=type, number=number, state__in=NUMBERS_ONLY)
    tail, of_year = tail_of(symbol), rows.filter(book__year=signed_on.year).select_related("book")
    held = next((row for row in of_year if same_book(type, tail_of(row.symbol), tail)), None)
    if held is None:
        return None
    if held.state == DocumentState.GIVEN_UP:
        raise ValidationError(
            {"symbol": f"Số {held.symbol} đã bỏ ngày {format_date(held.ended_on)}: {held.end_reason} "
                       "Một số không dùng lại (NĐ 30/2020, Điều 15). Xem lại số trên văn bản."}
        )  # fmt: skip
    _check_between(held, signed_on)
    return held


def _check_between(held: Document, signed_on: date) -> None:
    """Days rise with the numbers: the paper's day lies between those of the numbers around it."""
    numbered = held.book.documents
    earliest = numbered.filter(number__lt=held.number).aggregate(day=Max("signed_on"))["day"]
    latest = numbered.filter(number__gt=held.number).aggregate(day=Min("signed_on"))["day"]
    if (earliest and signed_on < earliest) or (latest and signed_on > latest):
        around = " và ".join(
            f"{word} ngày {format_date(day)}"
            for word, day in (("số trước mang", earliest), ("số sau mang", latest)) if day
        )  # fmt: skip
        raise ValidationError(
            {"signed_on": f"Số {held.symbol} nằm giữa hai số đã cấp: {around}; ngày ký không vượt ra ngoài "
                          "(NĐ 30/2020, Điều 15). Kiểm tra lại ngày trên văn bản."}
        )  # fmt: skip
