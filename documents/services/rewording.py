"""The drafter changes what a draft says before it is signed; what comes from the records stays as it is."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from documents.editing.contents import body_of, rebuilt, untouched
from documents.models import Document
from documents.services.drafting import document_edit


@transaction.atomic
def paper_reword(
    *, actor, document: Document, version: int, title: str, items: Sequence[Mapping[str, Any]],
    addressees: Sequence[str] = (), signing: Sequence[str] = (), recipients: Sequence[str] = (), signer_name: str = "",
    signer_title: str = "",
) -> Document:  # fmt: skip
    """Give a draft another title, text and foot. `items` are the blocks below the heading, the signature among them.

    Tables come from the records and must all be there as they are: `ValidationError` otherwise. Raises as
    `document_edit`.
    """
    if version == document.version and untouched(items) != untouched(body_of(document)):
        raise ValidationError(
            "Bảng lấy từ hồ sơ và chỗ ký phải giữ nguyên. Sửa số liệu ở hồ sơ gốc rồi điền lại; tải lại trang để xem "
            "bản đang lưu."
        )
    blocks = rebuilt(document, title=title, items=items, addressees=addressees, signing=signing)
    return document_edit(
        actor=actor, document=document, version=version, title=title, blocks=blocks, recipients=recipients,
        signer_name=signer_name, signer_title=signer_title,
    )  # fmt: skip
