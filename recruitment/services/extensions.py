"""Writes of a window that is extended: by a signed plan, recorded from paper or approved in the product."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import audit
from contracts.policy import require
from documents.choices import DocumentType
from documents.models import Document
from documents.services import document_sign, posting_plan
from recruitment import policies
from recruitment.models import Campaign, CampaignPaper, Extension
from recruitment.papers.extension import EXTENSION
from recruitment.papers.facts import ProposedExtension
from recruitment.postings import due_on, places_of
from recruitment.services.campaigns import Paper, campaign_move, hold, record_paper
from vietnam.dates import format_date


def extension_check(campaign: Campaign, closes_on: date, reason: str, on: date) -> ProposedExtension:
    """What a plan signed on that day may propose; gives it as it is written. Those who rely on the posted day never
    lose time: a window is extended, not shortened."""
    errors: dict[str, str] = {}
    if closes_on <= campaign.closes_on:
        errors["closes_on"] = (
            f"Đang nhận đến hết {format_date(campaign.closes_on)}; chỉ gia hạn, không rút ngắn hạn đã niêm yết. "
            "Chọn ngày sau đó."
        )
    elif closes_on < on:
        errors["closes_on"] = f"Hạn mới đã qua vào ngày ký {format_date(on)}. Chọn ngày sau ngày ký."
    if not reason.strip():
        errors["reason"] = "Ghi lý do gia hạn, ví dụ: chưa đủ hồ sơ đủ điều kiện cho chỉ tiêu."
    if errors:
        raise ValidationError(errors)
    return ProposedExtension(closes_on, reason.strip())


@transaction.atomic
def extension_record(
    *, actor, campaign: Campaign, version: int | None, closes_on: date, reason: str, paper: Paper
) -> Extension:
    """Record the signed plan (`paper`) that extends the window to `closes_on`, that day included."""
    require(policies.can_step(actor, hold(campaign), "extend"))
    proposed = extension_check(campaign, closes_on, reason, paper["signed_on"])
    draft = CampaignPaper.objects.draft_of(campaign, EXTENSION)
    document = record_paper(actor, campaign.commune, DocumentType.PLAN, paper, draft)
    return _extend(actor, campaign, version, proposed, document, "extend")


@transaction.atomic
def extension_sign(*, actor, campaign: Campaign, version: int | None, signed_on: date) -> Extension:
    """Extend the window as the drafted plan proposes: it gets its number and is issued."""
    draft = CampaignPaper.objects.draft_of(hold(campaign), EXTENSION)
    require(policies.can_sign_extension(actor, campaign, draft))
    given = ProposedExtension.given(draft.campaign_paper.given)
    proposed = extension_check(campaign, given.closes_on, given.reason, signed_on)
    document = document_sign(actor=actor, document=draft, signed_on=signed_on)
    return _extend(actor, campaign, version, proposed, document, "sign_extension")


def _extend(
    actor, campaign: Campaign, version: int | None, proposed: ProposedExtension, document: Document, step: str
) -> Extension:
    """The core of both ways: the new last day, where the plan must hang, what the old day was."""
    if document.signed_on < campaign.plan.signed_on:
        raise ValidationError(
            {
                "signed_on": f"Kế hoạch ký ngày {format_date(campaign.plan.signed_on)}; điều chỉnh không ký trước đó."
            }
        )
    campaign.claim_version(version)
    row = Extension(
        campaign=campaign, document=document, closed_on=campaign.closes_on, closes_on=proposed.closes_on,
        reason=proposed.reason,
    )  # fmt: skip
    row.full_clean()
    row.save()
    audit(actor, "recruitment.extension.record", row, reason=row.reason)
    campaign_move(actor, campaign, step, closes_on=proposed.closes_on)
    posting_plan(
        actor=actor, document=document, places=places_of(campaign, document.signed_on),
        due_on=due_on(campaign, document.signed_on), planner=document.created_by,
    )  # fmt: skip
    return row
