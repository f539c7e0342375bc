"""What the chairman approves in the product: he issues the draft that the police prepared; what follows is the same as
when the signed paper is recorded."""

from datetime import date

from django.db import transaction

from contracts.policy import require
from documents.services import document_sign
from recruitment import policies
from recruitment.models import Campaign, CampaignPaper, Council
from recruitment.papers.candidates import APPROVAL as LIST_APPROVAL
from recruitment.papers.council import COUNCIL
from recruitment.papers.planning import PLAN
from recruitment.services.campaigns import hold, list_stands, plan_stands
from recruitment.services.councils import council_stands


@transaction.atomic
def plan_sign(*, actor, campaign: Campaign, version: int | None, signed_on: date) -> Campaign:
    """Approve the plan: its draft gets its number and is issued, the quotas stand, it must be posted."""
    draft = CampaignPaper.objects.draft_of(campaign, PLAN)
    require(policies.can_sign_plan(actor, campaign, draft))
    plan = document_sign(actor=actor, document=draft, signed_on=signed_on)
    return plan_stands(actor, campaign, version, plan, "sign_plan")


@transaction.atomic
def list_sign(*, actor, campaign: Campaign, version: int | None, signed_on: date) -> Campaign:
    """Approve the list of candidates: the drafted decision is issued, and must be posted where the plan was."""
    draft = CampaignPaper.objects.draft_of(campaign, LIST_APPROVAL)
    require(policies.can_sign_list(actor, campaign, draft))
    campaign.claim_version(version)
    approval = document_sign(actor=actor, document=draft, signed_on=signed_on)
    return list_stands(actor, campaign, approval, "sign_list")


@transaction.atomic
def council_sign(*, actor, campaign: Campaign, signed_on: date) -> Council:
    """Set the council up with the seats that its decision was drafted with."""
    draft = CampaignPaper.objects.draft_of(hold(campaign), COUNCIL)
    require(policies.can_sign_council(actor, campaign, draft))
    seats = draft.campaign_paper.given.get("seats", ())
    decision = document_sign(actor=actor, document=draft, signed_on=signed_on)
    return council_stands(actor, campaign, decision, seats)
