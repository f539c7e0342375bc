"""The decision (Mẫu 08) as the police draw it up for the chairman: edited in its own page until he signs or refuses."""

from django.db import transaction
from django.utils import timezone

from audit.services import audit
from audit.snapshots import snapshot
from communes.choices import AgencyKind
from communes.models import Agency
from contracts.policy import require
from documents.composing import Filling
from documents.composing.rooms import written
from documents.layout.blocks import filled_in, to_json
from documents.models import Document
from documents.references import held_by
from documents.services import draft_drop, paper_draft
from teams import policies
from teams.models import Proposal
from teams.papers.decisions import decision_code, decision_filling


@transaction.atomic
def decision_draft(*, actor, proposal: Proposal, version: int | None) -> Document:
    """Draw the decision up for everybody proposed, with room for the first day out of service, which the chairman says.
    He decides otherwise than it says, and it is thrown away."""
    require(policies.can_draft_decision(actor, proposal))
    before = snapshot(proposal)
    proposal.claim_version(version)
    proposal.drafted = paper_draft(
        actor=actor, code=decision_code(proposal), filling=decision_filling(proposal, proposal.joined_lines(), None),
        agency=committee_of(proposal), on=timezone.localdate(), commune=proposal.commune, drafter=actor,
    )  # fmt: skip
    proposal.save()
    audit(actor, "teams.proposal.update", proposal, before=before)
    return proposal.drafted


def agreeing_draft(proposal: Proposal, filling: Filling) -> Document | None:
    """The draft with the day written into the room it left; None where there is none, or where it names others."""
    draft = proposal.drafted
    if draft is None or any(block not in draft.blocks for block in to_json(filling.tables.values())):
        return None
    draft.blocks = filled_in(draft.blocks, written(None), filling.words["ngày thôi"])
    return draft


def pointless_draft_drop(actor, draft: Document | None, decision: Document | None, reason: str) -> None:
    """Throw away the draft that did not become the decision; the proposal names it no more. One on which a file hangs
    stays among the papers, for who put it there."""
    if draft is not None and draft != decision and not held_by(draft):
        draft_drop(actor, draft, reason)


def committee_of(proposal: Proposal) -> Agency:
    """Whose decision it is."""
    return Agency.objects.get(commune=proposal.commune, kind=AgencyKind.PEOPLES_COMMITTEE)
