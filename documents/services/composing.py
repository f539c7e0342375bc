"""Drafts from a wording and the facts of a record."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from communes.models import Agency, Commune
from contracts.policy import require
from contracts.registry import TemplateKind, paper_sources, template_kinds
from documents import policies
from documents.choices import DocumentState
from documents.composing import Composed, Filling, WordingError, compose
from documents.layout.blocks import to_json
from documents.models import Document
from documents.services.drafting import document_draft, document_edit
from documents.services.wordings import wording_of


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


def paper_preview(
    *, code: str, filling: Filling, agency: Agency, on: date, commune: Commune | None = None
) -> Document:
    """The paper as it would be drafted now, to be read and never saved. Raises as `paper_draft`."""
    kind = template_kinds.get(code)
    made = _composed(kind, filling, agency, on, None)
    return Document(
        agency=agency, province_id=agency.province_id, commune=commune, type=kind.type, state=DocumentState.DRAFT,
        title=made.title, blocks=to_json(made.blocks), recipients=list(made.recipients),
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


@transaction.atomic
def paper_refill(*, actor, document: Document, version: int) -> Document:
    """Fill a draft anew by the source that its template has (`contracts.registry.PaperSource`), in the wording in force
    today; the lines above the signer's name stay, since who signs is not the record's."""
    require(policies.can_fill_again(actor, document))
    filling = paper_sources.get(document.template_code).fill(document)
    foot = next((block for block in document.blocks if block["kind"] == "signature"), None)
    return paper_fill_again(
        actor=actor, document=document, version=version, filling=filling, on=timezone.localdate(),
        signing=foot and foot["lines"],
    )  # fmt: skip


def _composed(
    kind: TemplateKind, filling: Filling, agency: Agency, on: date, signing: Sequence[str] | None
) -> Composed:
    wording = wording_of(kind, province=agency.province_id, on=on)
    try:
        return compose(kind, wording, filling, agency=agency, on=on, signing=signing)
    except WordingError as error:
        named = f"Mẫu “{kind.label}” chưa dùng được. Nhờ quản trị sửa mẫu."
        raise ValidationError([named, *error.problems]) from error
