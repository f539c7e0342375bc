"""What the chairman approves in the product: he issues the draft that the police prepared; what follows is the same as
when the signed paper is recorded."""

from dataclasses import replace
from datetime import date

from django.db import transaction

from contracts.policy import require
from documents.layout.blocks import Signature, from_json, to_json
from documents.models import Document
from documents.services import document_issue
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
    return plan_stands(actor, campaign, version, issue_by_leader(actor, draft, signed_on))


@transaction.atomic
def list_sign(*, actor, campaign: Campaign, version: int | None, signed_on: date) -> Campaign:
    """Approve the list of candidates: the drafted decision is issued, and must be posted where the plan was."""
    draft = CampaignPaper.objects.draft_of(campaign, LIST_APPROVAL)
    require(policies.can_sign_list(actor, campaign, draft))
    campaign.claim_version(version)
    return list_stands(actor, campaign, issue_by_leader(actor, draft, signed_on), "sign_list")


@transaction.atomic
def council_sign(*, actor, campaign: Campaign, signed_on: date) -> Council:
    """Set the council up with the seats that its decision was drafted with."""
    draft = CampaignPaper.objects.draft_of(hold(campaign), COUNCIL)
    require(policies.can_sign_council(actor, campaign, draft))
    seats = draft.campaign_paper.given.get("seats", ())
    return council_stands(actor, campaign, issue_by_leader(actor, draft, signed_on), seats)


def issue_by_leader(actor, draft: Document, signed_on: date) -> Document:
    """Sign and issue a draft of the people's committee; a deputy signs for the chairman (NĐ 30/2020, Điều 13)."""
    is_deputy = actor.title.startswith("Phó")
    if is_deputy:
        draft.blocks = to_json(_for_the_chairman(block) for block in from_json(draft.blocks))
    return document_issue(
        actor=actor, document=draft, signed_on=signed_on, signer_name=actor.full_name,
        signer_title="Phó Chủ tịch" if is_deputy else "Chủ tịch",
    )  # fmt: skip


def _for_the_chairman(block):
    if not isinstance(block, Signature) or block.lines[-1:] != ("CHỦ TỊCH",):
        return block
    return replace(block, lines=(*block.lines[:-1], "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"))
