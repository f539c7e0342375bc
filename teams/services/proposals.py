"""Proposals of the commune police (Mẫu 07): drafted, put before the chairman, withdrawn."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from communes.services.communes import commune_touch
from contracts.policy import require
from documents.models import Document
from documents.services import document_discard
from teams import policies
from teams.choices import LEGAL_CASES, EndKind, ProposalKind, ProposalState
from teams.models import LeavingPaper, Membership, Proposal, ProposalLine, Team
from teams.paths import STEPS, rule_of
from teams.services.decision_drafts import pointless_draft_drop
from teams.services.dissolving import check_moves, dissolution_mark
from teams.services.leaving import leaving_fact_void
from teams.services.proposal_reports import refill_report, report_issue, report_record
from teams.services.proposal_rules import (
    check_agreement,
    check_line,
    check_not_proposed,
    check_serving,
    open_dissolution_of,
)
from teams.services.spells import Paper
from vietnam.dates import format_date
from vietnam.names import clean_name


# ── Drafting ─────────────────────────────────────────────────────────────────
@transaction.atomic
def leaving_propose(
    *, actor, membership: Membership, end_kind: EndKind, paper: LeavingPaper | None = None, grounds: str = "",
    proposal: Proposal | None = None,
) -> Proposal:  # fmt: skip
    """Draft a proposal to let the member go in one of the cases of Điều 17, khoản 3, or put them into a draft that is
    there (`proposal`). The evidence is asked for when it is put forward; nobody stands in two open proposals."""
    require(policies.can_propose_leaving(actor, membership))
    if end_kind not in LEGAL_CASES:
        raise ValidationError(
            {
                "end_kind": "Chỉ bốn trường hợp của Điều 17, khoản 3 cần đề xuất. Lý do khác thì ghi thôi tham gia."
            }
        )
    Membership.objects.select_for_update().filter(pk=membership.pk).first()
    check_not_proposed(membership)
    if proposal is None:
        proposal = _create(actor, ProposalKind.LEAVING, membership.team)
    else:
        require(policies.can_edit_proposal(actor, hold(proposal)))
        if not proposal.is_leaving or proposal.commune_id != membership.team.commune_id:
            raise ValidationError(
                {"proposal": "Chọn một đề xuất cho thôi đang soạn của xã, hoặc lập đề xuất mới."}
            )
    line = ProposalLine(
        proposal=proposal, membership=membership, end_kind=end_kind, paper=paper, grounds=grounds.strip()
    )
    _check_paper(line)
    _write_line(actor, line)
    refill_report(actor, proposal)
    return proposal


@transaction.atomic
def proposal_line_update(
    *, actor, line: ProposalLine, end_kind: EndKind, paper: LeavingPaper | None = None, grounds: str = ""
) -> ProposalLine:
    """Correct case, paper and grounds of one person while the proposal is a draft."""
    require(policies.can_edit_proposal(actor, hold(line.proposal)))
    before = snapshot(line)
    line.end_kind, line.paper, line.grounds = end_kind, paper, grounds.strip()
    _check_paper(line)
    _write_line(actor, line, before)
    refill_report(actor, line.proposal)
    return line


@transaction.atomic
def proposal_line_remove(*, actor, line: ProposalLine) -> Proposal:
    """Take one person out of a draft; the last one is not taken out, the proposal is withdrawn instead."""
    proposal = line.proposal
    require(policies.can_edit_proposal(actor, hold(proposal)))
    if proposal.is_leaving and proposal.lines.count() < 2:
        raise ValidationError("Đề xuất chỉ còn một người. Rút đề xuất thay cho bỏ người cuối cùng.")
    audit(actor, "teams.proposal.line_remove", line, before=snapshot(line), after={})
    line.delete()
    refill_report(actor, proposal)
    return proposal


@transaction.atomic
def dissolution_draft(*, actor, team: Team, grounds: str, moves: Mapping[Membership, Team]) -> Proposal:
    """Draft a proposal to dissolve a team: why, and which members go on in which other team of the commune."""
    require(policies.can_draft_dissolution(actor, team))
    Team.objects.select_for_update().filter(pk=team.pk).first()
    if open_dissolution_of(team) is not None:
        raise ValidationError("Tổ này đang có một đề xuất giải thể. Mở đề xuất đó để sửa, trình hoặc rút.")
    proposal = _create(actor, ProposalKind.DISSOLUTION, team, grounds=_needed(grounds))
    _write_moves(actor, proposal, moves)
    return proposal


@transaction.atomic
def dissolution_revise(
    *, actor, proposal: Proposal, version: int | None, grounds: str, moves: Mapping[Membership, Team]
) -> Proposal:
    """Change the grounds of a draft, and who goes where."""
    require(policies.can_edit_proposal(actor, hold(proposal)))
    before = snapshot(proposal)
    proposal.claim_version(version)
    proposal.grounds = _needed(grounds)
    proposal.save()
    audit(actor, "teams.proposal.update", proposal, before=before)
    _write_moves(actor, proposal, moves)
    refill_report(actor, proposal)
    return proposal


@transaction.atomic
def proposal_agree(
    *,
    actor,
    proposal: Proposal,
    version: int | None,
    hamlet_head: str,
    front_head: str,
    agreed_on: date | None,
) -> Proposal:
    """Write down with whom the report is made: the head of the hamlet, the head of its Front committee, since when."""
    require(policies.can_edit_proposal(actor, hold(proposal)))
    given = {
        "hamlet_head": clean_name(hamlet_head),
        "front_head": clean_name(front_head),
        "agreed_on": agreed_on,
    }
    if lacking := [name for name, value in given.items() if not value]:
        rule = rule_of(proposal.kind)
        raise ValidationError(
            dict.fromkeys(lacking, f"Báo cáo lập cùng cả hai người, ghi đủ tên và ngày ({rule}).")
        )
    if agreed_on and agreed_on > timezone.localdate():
        raise ValidationError({"agreed_on": "Ngày này chưa đến. Ghi ngày đã thống nhất."})
    before = snapshot(proposal)
    proposal.claim_version(version)
    for name, value in given.items():
        setattr(proposal, name, value)
    proposal.save()
    audit(actor, "teams.proposal.update", proposal, before=before)
    refill_report(actor, proposal)
    return proposal


# ── To the chairman ──────────────────────────────────────────────────────────
@transaction.atomic
def proposal_present(*, actor, proposal: Proposal, version: int | None, signed_on: date) -> Proposal:
    """The chief signs the report (Mẫu 07) in the product, which puts the proposal before the chairman the same day.

    The report drafted before is signed as it was edited; without one it is drawn up now, in the name of who drew the
    proposal up: nobody signs what they alone drafted.
    """
    require(policies.can_step(actor, hold(proposal), "present"))
    _check_ready(proposal, signed_on)
    report = report_issue(actor, proposal, signed_on)
    return _submit(actor, proposal, version, "present", report, max(signed_on, report.signed_on))


@transaction.atomic
def proposal_submit(
    *, actor, proposal: Proposal, version: int | None, submitted_on: date, paper: Paper
) -> Proposal:
    """Record that the report (Mẫu 07), signed on paper, was put before the chairman on that day."""
    require(policies.can_step(actor, hold(proposal), "submit"))
    _check_ready(proposal, submitted_on)
    report = report_record(actor, proposal, paper)
    if report.signed_on > submitted_on:
        raise ValidationError(
            {"submitted_on": f"Báo cáo ký ngày {format_date(report.signed_on)}; trình từ ngày đó trở đi."}
        )
    return _submit(actor, proposal, version, "submit", report, submitted_on)


@transaction.atomic
def proposal_withdraw(
    *, actor, proposal: Proposal, version: int | None, reason: str, letters_too: bool = False
) -> Proposal:
    """Take a proposal back before it is answered. `letters_too`: the letters themselves were taken back, so that no
    clock runs on them any more."""
    require(policies.can_step(actor, hold(proposal), "withdraw"))
    if not reason.strip():
        raise ValidationError({"reason": "Ghi lý do rút, ví dụ: người làm đơn rút đơn ngày 05/11/2026."})
    if letters_too:
        _void_letters(actor, proposal, reason)
    draft = proposal.report if proposal.report and not proposal.report.is_valid else None
    unmark(actor, proposal)
    done = step(
        actor, proposal, version, "withdraw", closed_on=timezone.localdate(), close_reason=reason.strip(),
        report=None if draft else proposal.report,
    )  # fmt: skip
    if draft:
        document_discard(actor=actor, document=draft, version=None, reason="Rút đề xuất")
    return done


def _void_letters(actor, proposal: Proposal, reason: str) -> None:
    lines = proposal.lines.filter(end_kind=EndKind.RESIGNED, paper__void_reason="")
    for line in lines.select_related("paper__membership__team__commune"):
        leaving_fact_void(actor=actor, fact=line.paper, reason=f"Rút đơn: {reason.strip()}"[:250])


# ── Shared with `proposal_decisions` ─────────────────────────────────────────
def hold(proposal: Proposal) -> Proposal:
    """Hold the row until the transaction ends and read how far it is now: two people wait for each other (nothing is
    needed on SQLite, which lets one writer in at a time)."""
    Proposal.objects.select_for_update().filter(pk=proposal.pk).first()
    proposal.refresh_from_db(fields=["state", "version", "drafted"])
    return proposal


def step(actor, proposal: Proposal, version: int | None, code: str, **fields) -> Proposal:
    """Take the step: the only place that sets the state. `StaleRecord` for whoever comes second. What was drawn up for
    the chairman is the decision by now, or pointless."""
    before, draft = snapshot(proposal), proposal.drafted
    proposal.claim_version(version)
    proposal.state, proposal.drafted = STEPS[code].after, None
    for name, value in fields.items():
        setattr(proposal, name, value)
    proposal.full_clean()
    proposal.save()
    audit(actor, "teams.proposal.step", proposal, before=before, reason=STEPS[code].label)
    pointless_draft_drop(actor, draft, proposal.decision, STEPS[code].label)
    commune_touch({proposal.commune_id})
    return proposal


def unmark(actor, proposal: Proposal) -> None:
    """A team whose dissolution is no longer proposed says so."""
    if proposal.team is not None and proposal.state == ProposalState.SUBMITTED:
        dissolution_mark(actor, proposal.team, None)


def _create(actor, kind: ProposalKind, team: Team, **facts) -> Proposal:
    proposal = Proposal(
        commune=team.commune, kind=kind, team=team if kind == ProposalKind.DISSOLUTION else None, created_by=actor,
        created_on=timezone.localdate(), **facts,
    )  # fmt: skip
    proposal.full_clean()
    proposal.save()
    audit(actor, "teams.proposal.create", proposal)
    commune_touch({proposal.commune_id})
    return proposal


def _write_line(actor, line: ProposalLine, before: dict | None = None) -> None:
    line.full_clean()
    line.save()
    audit(actor, "teams.proposal.line", line, before=before)


def _check_paper(line: ProposalLine) -> None:
    """A paper is chosen among this person's; whether it is enough is asked when it is put forward."""
    if line.paper and line.paper.membership.person_id != line.membership.person_id:
        raise ValidationError({"paper": "Giấy tờ này của người khác. Chọn giấy tờ của người được đề xuất."})


def _write_moves(actor, proposal: Proposal, moves: Mapping[Membership, Team]) -> None:
    check_moves(proposal.team, moves)
    wanted = {spell.pk: target for spell, target in moves.items()}
    for line in proposal.lines.all():
        if line.membership_id not in wanted:
            audit(actor, "teams.proposal.line_remove", line, before=snapshot(line), after={})
            line.delete()
    present = {line.membership_id: line for line in proposal.lines.all()}
    changes = []
    for spell, target in moves.items():
        line = present.get(spell.pk) or ProposalLine(
            proposal=proposal, membership=spell, end_kind=EndKind.TEAM_CHANGE
        )
        if line.pk and line.target_id == target.pk:
            continue
        changes.append(Change(line, snapshot(line) if line.pk else None))
        line.target = target
        line.full_clean()
        line.save()
    audit_many(actor, "teams.proposal.line", changes)


def _check_ready(proposal: Proposal, on: date) -> None:
    """What it stands on, as of the day it is put forward."""
    if on > timezone.localdate():
        raise ValidationError({"submitted_on": "Ngày trình chưa đến. Ghi ngày đã trình."})
    check_agreement(proposal, on)
    if proposal.is_leaving:
        for line in proposal.lines.select_related("membership__person", "membership__team__commune", "paper"):
            check_serving(line)
            check_line(line, on)


def _submit(actor, proposal: Proposal, version, code: str, report: Document, on: date) -> Proposal:
    if proposal.team is not None:
        dissolution_mark(actor, proposal.team, on)
    return step(actor, proposal, version, code, report=report, submitted_on=on, submitted_by=actor)


def _needed(grounds: str) -> str:
    if not grounds.strip():
        raise ValidationError({"grounds": "Ghi lý do giải thể, ví dụ: sáp nhập thôn, sắp xếp lại các Tổ."})
    return grounds.strip()
