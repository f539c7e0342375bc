"""What the register of outgoing papers says of a paper besides its content (NĐ 30/2020, Điều 19 and Phụ lục IV)."""

import re
from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import audit
from audit.snapshots import snapshot
from contracts.policy import require
from documents import policies
from documents.choices import Origin
from documents.models import Document
from vietnam.dates import format_date
from vietnam.names import clean_name

_KEPT = re.compile(r"^\W*lưu\s*:?\s*", re.IGNORECASE)


def fill_register(document: Document) -> None:
    """The columns as the paper itself tells them: who keeps it from its line "Lưu: VT, CA", a copy for each line of
    Nơi nhận; an officer corrects them by `delivery_record`."""
    kept = [_KEPT.sub("", line).rstrip(" .;") for line in document.recipients if _KEPT.match(line)]
    document.keeper = ", ".join(kept)[:100]
    document.copies = len(document.recipients) or None


@transaction.atomic
def delivery_record(
    *, actor, document: Document, version: int, keeper: str, copies: int | None, sent_on: date | None,
    received_by: str, recipients: Sequence[str] | None = None,
) -> Document:  # fmt: skip
    """Write down who keeps the paper, in how many copies and when it was sent and who signed for it.

    `recipients` are the lines of Nơi nhận of a paper that was recorded; those of one issued here never change. Raises
    `ValidationError` by field, `StaleRecord` if somebody else saved it since.
    """
    require(policies.can_deliver(actor, document))
    _check_sent_on(document, sent_on)
    before = snapshot(document)
    document.claim_version(version)
    document.keeper, document.copies = clean_name(keeper), copies
    document.sent_on, document.received_by = sent_on, clean_name(received_by)
    if recipients is not None and document.origin == Origin.RECORDED:
        document.recipients = [line for one in recipients if (line := clean_name(one))]
    document.full_clean()
    document.save()
    audit(actor, "documents.document.deliver", document, before=before)
    return document


def _check_sent_on(document: Document, sent_on: date | None) -> None:
    if sent_on is None:
        return
    if sent_on < document.signed_on:
        signed = format_date(document.signed_on)
        raise ValidationError(
            {"sent_on": f"Ngày chuyển phải từ ngày ký {signed} trở đi. Kiểm tra lại hai ngày."}
        )
    if sent_on > timezone.localdate():
        raise ValidationError(
            {"sent_on": "Ngày chuyển sau hôm nay. Ghi khi văn bản đã chuyển (NĐ 30/2020, Điều 18)."}
        )
