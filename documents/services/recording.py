"""A paper that was signed outside the product enters the register."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from audit.services import audit
from audit.snapshots import snapshot
from communes.models import Agency, Commune
from contracts.policy import require
from documents import policies
from documents.choices import DocumentState, Origin
from documents.models import Document
from documents.services.checks import check_signed_on, check_title, touch, unit_of
from documents.services.reserving import held_number
from documents.services.scans import store_scan
from documents.symbols import SymbolError, clean_symbol, tail_of
from vietnam.dates import format_date
from vietnam.names import clean_name


class DuplicatePaper(ValidationError):
    """The same number, agency and day are registered already; `document` is the existing paper to use instead."""

    def __init__(self, document: Document):
        super().__init__(
            {
                "symbol": ValidationError(
                    f"{document} ngày {format_date(document.signed_on)} của {document.agency} đã có: "
                    f"“{document.title}”. Dùng văn bản đó, hoặc xem lại số và ngày.",
                    code="duplicate",
                )
            }
        )
        self.document = document


@transaction.atomic
def document_record(
    *, actor, agency: Agency, type: str, symbol: str, signed_on: date, title: str, signer_name: str,
    signer_title: str, commune: Commune | None = None, scan=None,
) -> Document:  # fmt: skip
    """Record a signed paper as it stands: it holds from then on like one issued here. A number that was held for it
    (`number_reserve`) is filled.

    `commune` is the one whose register holds it (default: the agency's). `scan` is an uploaded file or None; it may
    follow. Raises `ValidationError` by field, `DuplicatePaper` with the existing paper, `PolicyDenied`.
    """
    commune = unit_of(agency, commune)
    require(policies.can_prepare(actor, agency, commune))
    check_signed_on(signed_on)
    try:
        symbol, number = clean_symbol(type, symbol)
    except SymbolError as error:
        raise ValidationError({"symbol": str(error)}) from error
    document = held_number(agency, type, symbol, number, signed_on)
    before = snapshot(document) if document else None
    if document is None:
        document = Document(
            agency=agency, province_id=agency.province_id, commune=commune, type=type, symbol=symbol, number=number,
            origin=Origin.RECORDED, created_by=actor,
        )  # fmt: skip
    else:
        document.claim_version(document.version)
        document.symbol = document.symbol.removesuffix(tail_of(document.symbol)) + tail_of(symbol)
    document.state, document.signed_on, document.title = DocumentState.ISSUED, signed_on, check_title(title)
    document.signer_name, document.signer_title = clean_name(signer_name), clean_name(signer_title)
    _refuse_double(document)
    if scan is not None:
        document.scan = store_scan(actor=actor, upload=scan, agency=agency, commune=commune)
    document.full_clean()
    try:
        with transaction.atomic():
            document.save()
    except IntegrityError:  # a double click: the other one was quicker
        _refuse_double(document)
        raise
    audit(actor, "documents.document.record", document, before=before)
    touch(document)
    return document


@transaction.atomic
def document_find_or_record(
    *, actor, agency: Agency, type: str, symbol: str, signed_on: date, title: str, signer_name: str,
    signer_title: str, commune: Commune | None = None, scan=None,
) -> Document:  # fmt: skip
    """The registered paper of that number, agency, day and type, else a new record of it.

    For forms of other registers, where one decision is typed for several people. Raises as `document_record`.
    """
    try:
        with transaction.atomic():
            return document_record(
                actor=actor, agency=agency, type=type, symbol=symbol, signed_on=signed_on, title=title,
                signer_name=signer_name, signer_title=signer_title, commune=commune, scan=scan,
            )  # fmt: skip
    except DuplicatePaper as double:
        if double.document.type != type or double.document.commune != unit_of(agency, commune):
            raise
        return double.document


@transaction.atomic
def draft_record(
    *, actor, document: Document, version: int | None, symbol: str, signed_on: date, signer_name: str,
    signer_title: str, scan=None,
) -> Document:  # fmt: skip
    """A draft written here was signed and numbered on paper: it holds from then on under that number.

    Its content stays as drafted, for reading; the signed paper is the original, so that it gets no PDF of ours and no
    check code. A number that was held for it becomes its own. Raises `ValidationError` by field,
    `DuplicatePaper`, `PolicyDenied`, `StaleRecord`.
    """
    require(policies.can_edit(actor, document))
    check_signed_on(signed_on)
    try:
        symbol, number = clean_symbol(document.type, symbol)
    except SymbolError as error:
        raise ValidationError({"symbol": str(error)}) from error
    held = held_number(document.agency, document.type, symbol, number, signed_on)
    before = snapshot(document)
    document.claim_version(version)
    if held is not None:
        document.book = held.book
        audit(actor, "documents.number.use", held, before=snapshot(held), after={})
        held.delete()
    document.origin, document.state = Origin.RECORDED, DocumentState.ISSUED
    document.symbol, document.number, document.signed_on = symbol, number, signed_on
    document.signer_name, document.signer_title = clean_name(signer_name), clean_name(signer_title)
    _refuse_double(document)
    if scan is not None:
        document.scan = store_scan(actor=actor, upload=scan, agency=document.agency, commune=document.commune)
    document.full_clean()
    document.save()
    audit(actor, "documents.document.record", document, before=before)
    touch(document)
    return document


def _refuse_double(document: Document) -> None:
    if not document.symbol:
        return
    same = (
        Document.objects.valid()
        .filter(agency=document.agency, symbol=document.symbol, signed_on=document.signed_on)
        .exclude(pk=document.pk)
    )
    found = same.select_related("agency").first()
    if found:
        raise DuplicatePaper(found)
