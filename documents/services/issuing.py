"""Issuing: number, day, signer, hash and check code in one moment; PDF and Word follow from a worker."""

import hashlib
import json
import secrets
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import audit
from audit.snapshots import snapshot
from contracts.policy import require
from documents import policies
from documents.choices import RECORDED_ONLY, WITHOUT_NUMBER, DocumentState, DocumentType
from documents.models import Document
from documents.numbering import number_padding
from documents.services.books import take_number
from documents.services.checks import check_signed_on, touch
from documents.services.delivering import fill_register
from documents.services.files import render_enqueue
from documents.symbols import make_symbol, symbol_tail
from vietnam.names import clean_name


def content_digest(document: Document) -> str:
    """SHA-256 over what the paper says, independent of how it is drawn: fields and blocks as canonical JSON."""
    content = {
        "agency": document.agency_id,
        "type": document.type,
        "symbol": document.symbol,
        "signed_on": document.signed_on.isoformat(),
        "title": document.title,
        "signer": [document.signer_title, document.signer_name],
        "recipients": document.recipients,
        "blocks": document.blocks,
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def new_check_code() -> str:
    """128 random bits for the QR code: nobody guesses the address of another paper."""
    return secrets.token_urlsafe(16)


@transaction.atomic
def document_issue(
    *, actor, document: Document, signed_on: date, signer_name: str, signer_title: str, series: str = "",
    version: int | None = None,
) -> Document:  # fmt: skip
    """Sign and issue a draft: from then on it never changes.

    `series` is the abbreviation of a body that keeps its own numbers under the agency's seal ("HĐXT"). `version` is
    the one that the signer has read, where a page showed it. Raises
    `PolicyDenied`, `ValidationError` (no signer, day in the future or before the last number's), `StaleRecord` when
    somebody else issued or changed it meanwhile, `MissingRule` without the law's padding.
    """
    answer = require(policies.can_issue(actor, document))
    check_signed_on(signed_on)
    if DocumentType(document.type) in RECORDED_ONLY:
        raise ValidationError(
            f"{document.get_type_display()} không phải văn bản do cơ quan ban hành (NĐ 30/2020, Điều 7). "
            "Dùng “Ghi nhận văn bản”."
        )
    if not clean_name(signer_name):
        raise ValidationError({"signer_name": "Thiếu họ tên người ký (NĐ 30/2020, Phụ lục I, II.7)."})
    before = snapshot(document)
    document.claim_version(version)
    document.signed_on, document.state = signed_on, DocumentState.ISSUED
    document.signer_name, document.signer_title = clean_name(signer_name), clean_name(signer_title)
    if DocumentType(document.type) not in WITHOUT_NUMBER:
        _give_number(actor, document, series)
    document.check_code, document.content_sha256 = new_check_code(), content_digest(document)
    fill_register(document)
    document.full_clean()
    document.save()
    audit(actor, "documents.document.issue", document, before=before, reason=answer.note)
    render_enqueue(actor=actor, document=document)
    touch(document)
    return document


def _give_number(actor, document: Document, series: str) -> None:
    padding = number_padding(document.signed_on, document.province_id)
    document.book, document.number = take_number(
        actor=actor, agency=document.agency, kind=document.type, series=series, signed_on=document.signed_on
    )
    symbol, unit = document.agency.symbol, _drafting_unit(document, series)
    document.symbol = make_symbol(document.type, document.number, padding, symbol, series, unit)


def _drafting_unit(document: Document, series: str) -> str:
    """Who drafted a dispatch, as its draft says after the agency ("/UBND-CAX"); "" where it names nobody."""
    row = next((block for block in document.blocks if block["kind"] == "number_row"), {})
    agency = symbol_tail(document.type, document.agency.symbol, series)
    tail = row.get("tail", "")
    return tail.removeprefix(agency).removeprefix("-") if tail.startswith(agency) else ""
