"""Drafts: written here, changed until they are issued."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import audit
from audit.snapshots import snapshot
from communes.models import Agency, Commune
from contracts.policy import require
from documents import policies
from documents.choices import DocumentState, Origin
from documents.layout.blocks import Block, to_json
from documents.models import Document
from documents.references import held_by
from documents.services.checks import check_title, unit_of
from vietnam.names import clean_name


@transaction.atomic
def document_draft(
    *, actor, agency: Agency, type: str, title: str, blocks: Sequence[Block], recipients: Sequence[str] = (),
    signer_name: str = "", signer_title: str = "", commune: Commune | None = None, drafter=None,
    template: tuple[str, int] = ("", 0),
) -> Document:  # fmt: skip
    """Write a draft of one of the agency's papers.

    `blocks` come from `documents.layout` (`paper_blocks`). `drafter` is who prepared the
    content where another person's act puts it into the product (default: the actor); may they, decides. `template` is
    code and version of the wording it was drawn up from.
    """
    drafter = drafter or actor
    commune = unit_of(agency, commune)
    require(policies.can_prepare(drafter, agency, commune))
    document = Document(
        agency=agency, province_id=agency.province_id, commune=commune, type=type, origin=Origin.ISSUED,
        state=DocumentState.DRAFT, title=check_title(title), blocks=to_json(blocks), recipients=list(recipients),
        signer_name=clean_name(signer_name), signer_title=clean_name(signer_title), created_by=drafter,
        template_code=template[0], template_version=template[1],
    )  # fmt: skip
    document.full_clean()
    document.save()
    audit(actor, "documents.document.draft", document)
    return document


@transaction.atomic
def document_edit(
    *, actor, document: Document, version: int, title: str, blocks: Sequence[Block],
    recipients: Sequence[str] | None = None, signer_name: str | None = None, signer_title: str | None = None,
    template: tuple[str, int] | None = None,
) -> Document:  # fmt: skip
    """Change a draft that still has that version; `StaleRecord` if somebody else saved it since.

    What is None stays as it is.
    """
    require(policies.can_edit(actor, document))
    before = snapshot(document)
    document.claim_version(version)
    document.title, document.blocks = check_title(title), to_json(blocks)
    if recipients is not None:
        document.recipients = list(recipients)
    if signer_name is not None:
        document.signer_name = clean_name(signer_name)
    if signer_title is not None:
        document.signer_title = clean_name(signer_title)
    if template is not None:
        document.template_code, document.template_version = template
    document.full_clean()
    document.save()
    audit(actor, "documents.document.edit", document, before=before)
    return document


@transaction.atomic
def document_discard(*, actor, document: Document, version: int | None, reason: str) -> None:
    """Throw away a draft that nothing refers to; the audit keeps what it said, and why it went.

    Raises `ValidationError` naming what refers to it: a row that others point to is never deleted.
    """
    require(policies.can_discard(actor, document))
    reason = clean_name(reason)
    if not reason:
        raise ValidationError({"reason": "Ghi lý do bỏ bản thảo."})
    document.claim_version(version)
    draft_drop(actor, document, reason)


def draft_drop(actor, document: Document, reason: str) -> None:
    """Throw a draft away that became pointless by an act whose service checked who may: what it was drafted for was
    decided otherwise. Raises `ValidationError` naming what refers to it."""
    if held := held_by(document):
        raise ValidationError(
            f"Còn ghi chép dựa vào bản thảo này: {', '.join(held)}. Gỡ ở đó trước rồi bỏ bản thảo."
        )
    audit(actor, "documents.document.discard", document, before=snapshot(document), after={}, reason=reason)
    document.delete()
