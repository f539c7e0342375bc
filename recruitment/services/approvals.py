"""What the chairman approves in the product: he issues the draft that the police prepared; what follows is the same as
when the signed paper is recorded."""

from datetime import date

from django.db import transaction

from contracts.policy import require
from documents.services import document_sign
from recruitment import policies
from recruitment.models import Campaign, CampaignPaper, Council
from recruitment.papers.council import COUNCIL
from recruitment.papers.planning import PLAN
from recruitment.services.campaigns import hold, plan_stands
from recruitment.services.councils import council_stands


@transaction.atomic
def plan_sign(*, actor, campaign: Campaign, version: int | None, signed_on: date) -> Campaign:
    """Approve the plan: its draft gets its number and is issued, the quotas stand, it must be posted."""
    draft = CampaignPaper.objects.draft_of(campaign, PLAN)
    require(policies.can_sign_plan(actor, campaign, draft))
    return plan_stands(
        actor, campaign, version, document_sign(actor=actor, document=draft, signed_on=signed_on)
    )


@transaction.atomic
def council_sign(*, actor, campaign: Campaign, signed_on: date) -> Council:
    """Set the council up with the seats that its decision was drafted with."""
    draft = CampaignPaper.objects.draft_of(hold(campaign), COUNCIL)
    require(policies.can_sign_council(actor, campaign, draft))
    seats = draft.campaign_paper.given.get("seats", ())
    return council_stands(
        actor, campaign, document_sign(actor=actor, document=draft, signed_on=signed_on), seats
    )
