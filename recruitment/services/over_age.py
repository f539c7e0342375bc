"""The chairman's word on somebody over the limit of age (Luật 30/2023/QH15, Điều 13, khoản 1): signed on paper and
recorded, or given in the product; it lets them apply or does not. One core for all ways."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.snapshots import Snapshot, snapshot
from contracts.policy import require
from documents.choices import DocumentType
from documents.models import Document
from documents.services import document_sign
from recruitment import policies
from recruitment.eligibility import age_is_open, examine
from recruitment.models import Application, CampaignPaper
from recruitment.papers.over_age import DECISION, PROPOSAL, signed_proposal
from recruitment.services.applications import judge_again
from recruitment.services.campaigns import Paper, record_paper
from recruitment.services.dropping import age_drafts_drop
from vietnam.dates import format_date


@transaction.atomic
def over_age_record(*, actor, application: Application, version: int | None, paper: Paper) -> Application:
    """Record the chairman's signed decision (`paper`) that lets somebody over the limit apply; its draft, where there
    is one, becomes that paper."""
    require(policies.can_take(actor, application, "over_age"))
    _check_open(application)
    before = snapshot(application)
    application.claim_version(version)
    draft = CampaignPaper.objects.draft_of(application.campaign, DECISION, application)
    decision = record_paper(actor, application.campaign.commune, DocumentType.DECISION, paper, draft)
    return _let_apply(actor, application, before, decision, "recruitment.application.over_age")


@transaction.atomic
def over_age_sign(*, actor, application: Application, version: int | None, signed_on: date) -> Application:
    """The chairman lets them apply in the product: the drafted decision gets its number and is issued."""
    draft = CampaignPaper.objects.draft_of(application.campaign, DECISION, application)
    require(policies.can_sign_over_age(actor, application, draft))
    before = snapshot(application)
    application.claim_version(version)
    proposal = signed_proposal(application)
    if signed_on < proposal.signed_on:
        message = f"{proposal} ký ngày {format_date(proposal.signed_on)}; quyết định không ký trước đó."
        raise ValidationError({"signed_on": message})
    decision = document_sign(actor=actor, document=draft, signed_on=signed_on)
    return _let_apply(actor, application, before, decision, "recruitment.application.over_age_sign")


@transaction.atomic
def over_age_refuse(*, actor, application: Application, version: int | None, reason: str) -> Application:
    """The chairman does not let them apply, in the product, with the ground: they fail the rule of age from today until
    a later decision."""
    require(policies.can_refuse_over_age(actor, application))
    act = "recruitment.application.over_age_refuse"
    return _refuse(actor, application, version, timezone.localdate(), reason, act)


@transaction.atomic
def over_age_refusal_record(
    *, actor, application: Application, version: int | None, refused_on: date, reason: str
) -> Application:
    """Record that the chairman did not let them apply, in writing or by word, on that day."""
    require(policies.can_take(actor, application, "over_age_refusal"))
    if not application.received_on <= refused_on <= timezone.localdate():
        since = format_date(application.received_on)
        raise ValidationError({"refused_on": f"Chọn ngày từ ngày nhận hồ sơ {since} đến hôm nay."})
    act = "recruitment.application.over_age_refusal"
    return _refuse(actor, application, version, refused_on, reason, act)


def _check_open(application: Application) -> None:
    if age_is_open(application):
        return
    limit = next(finding for finding in examine(application) if finding.code == "E02")
    raise ValidationError(f"Không cần quyết định về tuổi: {limit.fact} ({limit.citation}).")


def _let_apply(
    actor, application: Application, before: Snapshot, decision: Document, act: str
) -> Application:
    """The core of both ways to a decision: it holds from here on, and reverses an earlier refusal."""
    refused_on = application.over_age_refused_on
    if refused_on and decision.signed_on < refused_on:
        message = (
            f"Chủ tịch UBND xã không cho phép ngày {format_date(refused_on)}; chỉ quyết định ký từ ngày đó trở đi mới "
            "thay đổi được (Luật 30/2023, Điều 13, khoản 1)."
        )
        raise ValidationError({"signed_on": message})
    application.over_age_decision = decision
    application.over_age_refused_on, application.over_age_ground = None, ""
    age_drafts_drop(actor, application, "Đã có quyết định về tuổi", (PROPOSAL,))
    judge_again(actor, application, before, act)
    return application


def _refuse(
    actor, application: Application, version: int | None, refused_on: date, reason: str, act: str
) -> Application:
    """The core of both ways to a refusal. A decision that was recalled makes room for it."""
    _check_open(application)
    if application.over_age_refused_on:
        told = format_date(application.over_age_refused_on)
        raise ValidationError(f"Chủ tịch UBND xã đã không cho phép ngày {told}. Tải lại trang để xem lý do.")
    if not reason.strip():
        raise ValidationError({"reason": "Ghi lý do để Công an xã trả lời người dự tuyển."})
    before = snapshot(application)
    application.claim_version(version)
    application.over_age_decision = None
    application.over_age_refused_on, application.over_age_ground = refused_on, reason.strip()
    age_drafts_drop(actor, application, "Chủ tịch UBND xã không cho phép")
    judge_again(actor, application, before, act)
    return application
