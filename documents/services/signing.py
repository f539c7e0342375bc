"""The head of an agency, or a deputy in the head's place, signs a draft in the product (NĐ 30/2020, Điều 13)."""

from dataclasses import replace
from datetime import date

from django.db import transaction

from documents.layout.blocks import Block, Signature, from_json, to_json
from documents.layout.signing import DEPUTY, head_title, is_deputy
from documents.models import Document
from documents.services.issuing import document_issue


@transaction.atomic
def document_sign(
    *, actor, document: Document, signed_on: date, series: str = "", version: int | None = None
) -> Document:
    """Sign and issue a draft under the actor's own name: as the head of its agency, or as a deputy, whose lines above
    the name then say so (KT.). Raises as `document_issue`."""
    title = head_title(document.agency)
    if is_deputy(actor.title):
        title = f"{DEPUTY} {title}"
        document.blocks = to_json(map(in_the_heads_place, from_json(document.blocks)))
    return document_issue(
        actor=actor, document=document, signed_on=signed_on, signer_name=actor.full_name, signer_title=title,
        series=series, version=version,
    )  # fmt: skip


def in_the_heads_place(block: Block) -> Block:
    """The signature as a deputy writes it: CHỦ TỊCH becomes KT. CHỦ TỊCH / PHÓ CHỦ TỊCH. Any other block as it is."""
    if not isinstance(block, Signature) or not block.lines or is_deputy(block.lines[-1]):
        return block
    *above, head = block.lines
    return replace(block, lines=(*above, f"KT. {head}", f"{DEPUTY.upper()} {head}"))
