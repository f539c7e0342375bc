"""Writes of the council's vote and the submission of its result."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import Change, audit, audit_many
from contracts.policy import require
from documents.choices import DocumentType
from law.values import RuleBook
from recruitment import policies
from recruitment.choices import ApplicationState, VoteMethod
from recruitment.models import Application, Campaign, CampaignLine, CampaignPaper, CouncilSession, Vote
from recruitment.papers.council import MINUTES
from recruitment.services.applications import move
from recruitment.services.campaigns import Paper, campaign_move, record_paper
from vietnam.dates import format_date

#: Votes on one candidate: yes, no, blank, invalid.
Ballots = Mapping[str, int]


@transaction.atomic
def session_record(
    *, actor, campaign: Campaign, version: int | None, held_on: date, present: int, method: VoteMethod,
    votes: Mapping[Application, Ballots], paper: Paper, tie_break: str = "",
    preferred: frozenset[int] = frozenset(),
) -> CouncilSession:  # fmt: skip
    """Record the council's session, its minutes (`paper`), its votes and who passed (TT 14/2024, Điều 3).

    Passes who has more than the legal share of those **present**; if more pass than a line's count, most votes first
    until it is full. A tie at the line needs `tie_break` in words and the chosen applications' keys in `preferred`.
    """
    require(policies.can_step(actor, campaign, "council"))
    council = getattr(campaign, "council", None)
    if council is None:
        raise ValidationError(
            "Chưa có quyết định thành lập Hội đồng. Ghi Hội đồng trước (TT 14/2024, Điều 3)."
        )
    campaign.claim_version(version)
    listed = campaign.applications.filter(state=ApplicationState.LISTED).select_related(
        "person", "line__team"
    )
    candidates = {application.pk: application for application in listed}
    _check_session(campaign, council, held_on, present, candidates, votes)
    draft = CampaignPaper.objects.draft_of(campaign, MINUTES)
    minutes = record_paper(actor, campaign.commune, DocumentType.MINUTES, paper, draft)
    if minutes.signed_on < held_on:
        raise ValidationError({"signed_on": f"Biên bản lập từ ngày họp {format_date(held_on)} trở đi."})
    session = CouncilSession.objects.create(
        council=council,
        held_on=held_on,
        present=present,
        method=method,
        minutes=minutes,
        tie_break=tie_break.strip(),
    )
    audit(actor, "recruitment.session.record", session)
    rows = [
        Vote(session=session, application=candidates[application.pk], **ballots)
        for application, ballots in votes.items()
    ]
    _choose(campaign, rows, present, held_on, tie_break, preferred)
    for row in rows:
        row.full_clean()
    Vote.objects.bulk_create(rows)
    audit_many(actor, "recruitment.vote.record", [Change(row) for row in rows])
    for row in rows:
        state = ApplicationState.PASSED if row.is_chosen else ApplicationState.NOT_PASSED
        move(actor, row.application, None, state, "recruitment.application.state")
    campaign_move(actor, campaign, "council")
    return session


def _check_session(campaign, council, held_on: date, present: int, candidates, votes) -> None:
    errors: dict[str, str | list[str]] = {}
    seats = council.members.count()
    quorum = RuleBook(held_on, campaign.commune.province_id, prefix="recruit.quorum").rule("recruit.quorum")
    if held_on <= campaign.closes_on:
        errors["held_on"] = f"Hội đồng họp sau khi hết hạn nhận hồ sơ {format_date(campaign.closes_on)}."
    elif held_on < council.decision.signed_on:
        errors["held_on"] = (
            f"Hội đồng thành lập ngày {format_date(council.decision.signed_on)}, chưa họp trước ngày đó."
        )
    elif held_on > timezone.localdate():
        errors["held_on"] = "Ngày họp chưa đến. Ghi kết quả khi đã họp."
    if present > seats:
        errors["present"] = f"Hội đồng có {seats} thành viên, không thể có {present} người dự."
    elif present <= seats * quorum.value:
        errors["present"] = (
            f"Cần quá {seats * quorum.value:g} trên {seats} thành viên dự họp ({quorum.citation})."
        )
    if problems := _ballot_problems(candidates, present, votes):
        errors["votes"] = problems
    if errors:
        raise ValidationError(errors)


def _ballot_problems(
    candidates: Mapping[int, Application], present: int, votes: Mapping[Application, Ballots]
) -> list[str]:
    problems = []
    if set(candidates) != {application.pk for application in votes}:
        problems.append(
            "Ghi kết quả cho đủ mọi người trong danh sách dự tuyển, không thêm ai ngoài danh sách."
        )
    for application, ballots in votes.items():
        if (cast := sum(ballots.values())) > present:
            problems.append(
                f"{application.person}: {cast} phiếu, nhiều hơn {present} người dự họp. Kiểm lại phiếu."
            )
    return problems


def _choose(campaign, rows: list[Vote], present: int, held_on: date, tie_break: str, preferred) -> None:
    share = RuleBook(held_on, campaign.commune.province_id, prefix="recruit.majority").value(
        "recruit.majority_of_present"
    )
    for line in campaign.lines.all():
        passing = [row for row in rows if row.application.line_id == line.pk and row.yes > present * share]
        for row in _best(line, passing, tie_break, preferred):
            row.is_chosen = True


def _best(line: CampaignLine, passing: list[Vote], tie_break: str, preferred) -> list[Vote]:
    """The first of those who passed until the line is full; at a tie the recorded choice decides."""
    ranked = sorted(passing, key=lambda row: (-row.yes, row.application_id not in preferred))
    if len(ranked) <= line.count:
        return ranked
    last = ranked[line.count - 1].yes
    tied = [row for row in ranked if row.yes == last]
    seats = line.count - sum(row.yes > last for row in ranked)
    chosen = [row for row in tied if row.application_id in preferred]
    if len(tied) > seats and (not tie_break.strip() or len(chosen) != seats):
        names = ", ".join(str(row.application.person) for row in tied)
        raise ValidationError(
            {
                "tie_break": (
                    f"{line.team}: {names} bằng {last} phiếu mà chỉ còn {seats} chỗ; văn bản không quy định cách chọn. "
                    "Ghi cách Hội đồng đã chọn và đánh dấu người được chọn."
                )
            }
        )
    return ranked[: line.count]


@transaction.atomic
def results_submit(*, actor, campaign: Campaign, version: int | None, submitted_on: date) -> Campaign:
    """Record that the result was put before the chairman (Mẫu 05, 06): 05 working days from the minutes."""
    require(policies.can_step(actor, campaign, "submit"))
    minutes = campaign.council.session.minutes
    campaign.claim_version(version)
    if submitted_on < minutes.signed_on:
        raise ValidationError(
            {"submitted_on": f"Biên bản ngày {format_date(minutes.signed_on)}; không trình trước đó."}
        )
    if submitted_on > timezone.localdate():
        raise ValidationError({"submitted_on": "Ngày trình chưa đến. Ghi khi đã trình."})
    passed = list(campaign.applications.filter(state=ApplicationState.PASSED).select_related("person"))
    if not passed:
        raise ValidationError("Không ai trúng tuyển nên không có gì để trình. Kết thúc đợt, lập đợt mới.")
    for application in passed:
        move(actor, application, None, ApplicationState.SUBMITTED, "recruitment.application.state")
    return campaign_move(actor, campaign, "submit", submitted_on=submitted_on, submitted_by=actor)
