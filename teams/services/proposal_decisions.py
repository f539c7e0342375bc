"""The chairman's answer to a proposal: approved and issued in the product, or signed on paper and recorded; refused in
either way. One core for both."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import audit
from audit.snapshots import snapshot
from contracts.policy import require
from documents.choices import DocumentType
from documents.models import Document
from documents.services import (
    document_find_or_record,
    document_sign,
    draft_record,
    paper_draft,
    paper_preview,
    posting_plan,
)
from teams import policies
from teams.models import Proposal, ProposalLine
from teams.papers.decisions import decision_code, decision_filling
from teams.postings import due_on, places_of
from teams.services.decision_drafts import agreeing_draft, committee_of
from teams.services.dissolving import team_close
from teams.services.proposal_rules import check_line, check_serving
from teams.services.proposals import hold, step, unmark
from teams.services.spells import Paper, check_decision, spell_end
from vietnam.dates import format_date


@dataclass(frozen=True)
class Verdict:
    """From which day they are out of service (or the team is dissolved), and who is not let go, with the reason, by the
    key of the line."""

    ended_on: date
    refused: Mapping[int, str] = field(default_factory=dict)


@transaction.atomic
def proposal_sign(
    *, actor, proposal: Proposal, version: int | None, signed_on: date, ended_on: date,
    refused: Mapping[int, str] | None = None,
) -> Proposal:  # fmt: skip
    """The chairman approves in the product: the decision (Mẫu 08) is drafted in the name of who put the proposal
    forward, gets its number from the book and is issued; what follows is the same as with `proposal_decide`. What he
    signs is the draft of the police, where it names exactly who is let go."""
    require(policies.can_step(actor, hold(proposal), "sign"))
    verdict = Verdict(ended_on, refused or {})
    lines = _lines(proposal, verdict)
    _check_days(proposal, signed_on, ended_on)
    decision = _issue(actor, proposal, lines, verdict, signed_on)
    return _carry_out(actor, proposal, version, "sign", lines, decision, verdict)


def decision_preview(*, proposal: Proposal, ended_on: date) -> Document:
    """The decision (Mẫu 08) as it would be issued if everybody were let go from that day, not saved: what the chairman
    reads before he signs."""
    return paper_preview(
        code=decision_code(proposal), filling=decision_filling(proposal, proposal.joined_lines(), ended_on),
        agency=committee_of(proposal), on=timezone.localdate(), commune=proposal.commune,
    )  # fmt: skip


@transaction.atomic
def proposal_decide(
    *, actor, proposal: Proposal, version: int | None, paper: Paper, ended_on: date,
    refused: Mapping[int, str] | None = None,
) -> Proposal:  # fmt: skip
    """Record the chairman's decision (Mẫu 08) signed on paper. All or nothing: decision, ends of service, places where
    it must be posted; the second of two people meets a proposal that is answered."""
    require(policies.can_step(actor, hold(proposal), "decide"))
    if not paper:
        raise ValidationError({"symbol": "Ghi số, ngày ký quyết định (Mẫu 08)."})
    verdict = Verdict(ended_on, refused or {})
    lines = _lines(proposal, verdict)
    decision = _recorded(actor, proposal, verdict, paper)
    check_decision(decision, proposal.commune.province_id, "symbol")
    _check_days(proposal, decision.signed_on, ended_on)
    return _carry_out(actor, proposal, version, "decide", lines, decision, verdict)


@transaction.atomic
def proposal_refuse(*, actor, proposal: Proposal, version: int | None, reason: str) -> Proposal:
    """The chairman refuses in the product, with grounds; everybody stays in service."""
    require(policies.can_step(actor, hold(proposal), "refuse"))
    return _refuse(actor, proposal, version, "refuse", timezone.localdate(), reason)


@transaction.atomic
def proposal_refusal_record(
    *, actor, proposal: Proposal, version: int | None, refused_on: date, reason: str
) -> Proposal:
    """Record that the chairman refused, in writing or by word, on that day."""
    require(policies.can_step(actor, hold(proposal), "record_refusal"))
    if not proposal.submitted_on <= refused_on <= timezone.localdate():
        raise ValidationError(
            {"refused_on": f"Chọn ngày từ ngày trình {format_date(proposal.submitted_on)} đến hôm nay."}
        )
    return _refuse(actor, proposal, version, "record_refusal", refused_on, reason)


def _refuse(actor, proposal: Proposal, version, code: str, on: date, reason: str) -> Proposal:
    if not reason.strip():
        raise ValidationError({"reason": "Ghi lý do từ chối để Công an xã trả lời người có đơn."})
    unmark(actor, proposal)
    return step(actor, proposal, version, code, closed_on=on, close_reason=reason.strip())


def _lines(proposal: Proposal, verdict: Verdict) -> list[ProposalLine]:
    lines = proposal.joined_lines()
    if verdict.refused.keys() - {line.pk for line in lines} or (verdict.refused and not proposal.is_leaving):
        raise ValidationError("Có người không nằm trong đề xuất đã trình. Tải lại trang rồi làm lại.")
    for line in lines:
        if not verdict.refused.get(line.pk, "x").strip():
            raise ValidationError(f"{line.membership.person}: ghi lý do không cho thôi.")
    if proposal.is_leaving and len(verdict.refused) == len(lines):
        raise ValidationError("Không cho ai thôi thì không có quyết định cho thôi. Chọn “Từ chối đề xuất”.")
    return lines


def _check_days(proposal: Proposal, signed_on: date, ended_on: date) -> None:
    errors: dict[str, str] = {}
    if signed_on < proposal.submitted_on:
        errors["signed_on"] = (
            f"Đề xuất trình ngày {format_date(proposal.submitted_on)}; quyết định không ký trước đó."
        )
    if ended_on < signed_on:
        errors["ended_on"] = f"Quyết định ký ngày {format_date(signed_on)}. Chọn ngày từ đó trở đi."
    if errors:
        raise ValidationError(errors)


def _issue(
    actor, proposal: Proposal, lines: list[ProposalLine], verdict: Verdict, signed_on: date
) -> Document:
    going = [line for line in lines if line.pk not in verdict.refused]
    filling = decision_filling(proposal, going, verdict.ended_on)
    document = agreeing_draft(proposal, filling) or paper_draft(
        actor=actor, code=decision_code(proposal), filling=filling, agency=committee_of(proposal), on=signed_on,
        commune=proposal.commune, drafter=proposal.submitted_by,
    )  # fmt: skip
    return document_sign(actor=actor, document=document, signed_on=signed_on)


def _recorded(actor, proposal: Proposal, verdict: Verdict, paper: Paper) -> Document:
    """The decision signed on paper; the draft takes its number and day where it names exactly who is let go."""
    if proposal.drafted is not None and not verdict.refused:
        facts = {name: value for name, value in paper.items() if name != "title"}
        return draft_record(actor=actor, document=proposal.drafted, version=None, **facts)
    return document_find_or_record(
        actor=actor,
        agency=committee_of(proposal),
        type=DocumentType.DECISION,
        commune=proposal.commune,
        **paper,
    )


def _carry_out(
    actor,
    proposal: Proposal,
    version,
    code: str,
    lines: list[ProposalLine],
    decision: Document,
    verdict: Verdict,
) -> Proposal:
    """The core of both ways: who goes is out, who stays has a reason, the decision has its places: those of the hamlets
    that a team still covers before it is closed."""
    places = places_of(proposal, lines, decision.signed_on)
    if proposal.is_leaving:
        for line in lines:
            if line.pk in verdict.refused:
                _keep(actor, line, verdict.refused[line.pk])
            else:
                _let_go(actor, line, decision, verdict.ended_on)
    else:
        moves = {line.membership: line.target for line in lines}
        team_close(actor, proposal.team, None, verdict.ended_on, moves, decision)
    done = step(actor, proposal, version, code, decision=decision, closed_on=decision.signed_on)
    posting_plan(
        actor=actor, document=decision, places=places,
        due_on=due_on(proposal, decision.signed_on), planner=_planner(actor, proposal),
    )  # fmt: skip
    return done


def _let_go(actor, line: ProposalLine, decision: Document, ended_on: date) -> None:
    check_serving(line)
    check_line(line, decision.signed_on)
    try:
        spell_end(actor, line.membership, None, ended_on, line.end_kind, decision, act="teams.membership.end")
    except ValidationError as refusal:
        who = line.membership.person
        raise ValidationError([f"{who}: {message}" for message in refusal.messages]) from refusal


def _keep(actor, line: ProposalLine, reason: str) -> None:
    before = snapshot(line)
    line.refused_reason = reason.strip()
    line.save(update_fields=["refused_reason"])
    audit(actor, "teams.proposal.line_refuse", line, before=before)


def _planner(actor, proposal: Proposal):
    """Who keeps the commune's postings: the recording officer, or who put forward what the chairman signs."""
    return actor if policies.can_register(actor, proposal.commune) else proposal.submitted_by
