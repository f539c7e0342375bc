"""Drafts that became pointless: what they were drawn up for was decided otherwise, or is over. They must not wait for a
signature any longer."""

from audit.services import audit
from audit.snapshots import snapshot
from documents.choices import DocumentState
from documents.references import held_by
from documents.services import draft_drop
from recruitment.models import Application, Campaign, CampaignPaper
from recruitment.papers.over_age import DECISION, PROPOSAL


def drafts_drop(
    actor, campaign: Campaign, kinds: tuple[str, ...], reason: str, application: Application | None = None
) -> None:
    """Throw away the campaign's drafts of these kinds, or those about one of its applications. One that more than the
    campaign's papers points to (a file hangs on it) stays. The caller checked who may do what makes them pointless."""
    rows = CampaignPaper.objects.filter(
        campaign=campaign, application=application, kind__in=kinds, document__state=DocumentState.DRAFT
    )
    for row in rows.select_related("document", "campaign__commune"):
        document = row.document
        if len(held_by(document)) > 1:
            continue
        audit(actor, "recruitment.campaign_paper.drop", row, before=snapshot(row), after={}, reason=reason)
        row.delete()
        draft_drop(actor, document, reason)


def age_drafts_drop(
    actor, application: Application, reason: str, kinds: tuple[str, ...] = (PROPOSAL, DECISION)
) -> None:
    """Throw away the drafts about an applicant's age."""
    drafts_drop(actor, application.campaign, kinds, reason, application)
