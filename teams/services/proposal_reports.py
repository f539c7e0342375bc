"""The report of a proposal: drafted from it, edited before it is signed, signed in the product or on paper."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import audit
from audit.snapshots import snapshot
from communes.choices import AgencyKind
from communes.models import Agency
from contracts.policy import require
from documents.choices import DocumentState, DocumentType
from documents.models import Document
from documents.services import (
    document_find_or_record,
    document_sign,
    draft_record,
    paper_draft,
    paper_fill_again,
)
from teams import policies
from teams.models import Proposal
from teams.papers.reports import report_code, report_filling
from teams.paths import REPORTS, STEPS
from teams.services.spells import Paper
from vietnam.names import within


@transaction.atomic
def report_draft(*, actor, proposal: Proposal, version: int | None) -> Document:
    """Draw the report up as a draft that may be edited until it is signed. Changing the proposal fills it anew."""
    require(policies.can_draft_report(actor, proposal))
    before = snapshot(proposal)
    proposal.claim_version(version)
    report = _draft(proposal, actor, actor, timezone.localdate())
    proposal.report = report
    proposal.save()
    audit(actor, "teams.proposal.update", proposal, before=before)
    return report


def refill_report(actor, proposal: Proposal) -> None:
    """The draft says again what the proposal says; what was edited by hand is lost. Nothing without a draft."""
    if proposal.report is not None and proposal.report.state == DocumentState.DRAFT:
        today, report = timezone.localdate(), proposal.report
        paper_fill_again(
            actor=actor,
            document=report,
            version=report.version,
            filling=report_filling(proposal, today),
            on=today,
        )


def report_issue(actor, proposal: Proposal, signed_on: date) -> Document:
    """The signed and numbered report, the one that was signed in its own page included."""
    report = proposal.report
    if report is not None and report.is_valid:
        return report
    if report is None:
        author = (
            proposal.created_by if policies.can_register(proposal.created_by, proposal.commune) else actor
        )
        report = _draft(proposal, author, actor, signed_on)
    return document_sign(actor=actor, document=report, signed_on=signed_on)


def report_record(actor, proposal: Proposal, paper: Paper) -> Document:
    """The report signed on paper: the draft takes its number and day; without a draft the paper is recorded."""
    if proposal.report is not None and proposal.report.is_valid:
        return proposal.report
    if not paper:
        report, rule = within(REPORTS[proposal.kind]), STEPS["submit"].rule_for(proposal.kind)
        raise ValidationError({"symbol": f"Ghi số, ngày {report} ({rule})."})
    facts = dict(paper)
    if proposal.report is not None:
        facts.pop("title", None)
        return draft_record(actor=actor, document=proposal.report, version=None, **facts)
    return document_find_or_record(
        actor=actor, agency=police_of(proposal), type=DocumentType.REPORT, commune=proposal.commune, **facts
    )


def _draft(proposal: Proposal, drafter, actor, on: date) -> Document:
    return paper_draft(
        actor=actor, code=report_code(proposal), filling=report_filling(proposal, on), agency=police_of(proposal),
        on=on, commune=proposal.commune, drafter=drafter,
    )  # fmt: skip


def police_of(proposal: Proposal) -> Agency:
    """Whose report it is."""
    return Agency.objects.get(commune=proposal.commune, kind=AgencyKind.COMMUNE_POLICE)
