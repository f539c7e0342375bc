"""Drafts from a wording and the facts of a record."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from communes.models import Agency, Commune
from contracts.registry import TemplateKind, template_kinds
from documents.composing import Composed, Filling, WordingError, compose, shipped
from documents.models import Document
from documents.services.drafting import document_draft, document_edit


@transaction.atomic
def paper_draft(
    *, actor, code: str, filling: Filling, agency: Agency, on: date, commune: Commune | None = None, drafter=None,
    signing: Sequence[str] | None = None, signer_name: str = "", signer_title: str = "",
) -> Document:  # fmt: skip
    """Draft the paper of that template from the facts of a record, in the wording in force on that day.

    `signing` replaces the wording's lines above the signer's name. Raises as `document_draft`, and `ValidationError`
    naming the faults of a wording that cannot be filled.
    """
    kind = template_kinds.get(code)
    made = _composed(kind, filling, agency, on, signing)
    return document_draft(
        actor=actor, agency=agency, type=kind.type, title=made.title, blocks=made.blocks, recipients=made.recipients,
        signer_name=signer_name, signer_title=signer_title, commune=commune, drafter=drafter,
        template=(code, made.version),
    )  # fmt: skip


@transaction.atomic
def paper_fill_again(
    *,
    actor,
    document: Document,
    version: int,
    filling: Filling,
    on: date,
    signing: Sequence[str] | None = None,
) -> Document:
    """Fill a draft anew from the records: what was edited by hand is lost, the draft's signer stays."""
    kind = template_kinds.get(document.template_code)
    made = _composed(kind, filling, document.agency, on, signing)
    return document_edit(
        actor=actor, document=document, version=version, title=made.title, blocks=made.blocks,
        recipients=made.recipients, template=(kind.code, made.version),
    )  # fmt: skip


def _composed(
    kind: TemplateKind, filling: Filling, agency: Agency, on: date, signing: Sequence[str] | None
) -> Composed:
    try:
        return compose(kind, shipped(kind.file), filling, agency=agency, on=on, signing=signing)
    except WordingError as error:
        named = f"Mẫu “{kind.label}” chưa dùng được. Nhờ quản trị sửa mẫu."
        raise ValidationError([named, *error.problems]) from error
