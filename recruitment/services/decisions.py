"""Writes of the council's vote, the submission, and the chairman's decision."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import Change, audit, audit_many
from contracts.policy import require
from documents.choices import DocumentType
from law.values import RuleBook, due_after
from recruitment import policies
from recruitment.choices import ApplicationState, VoteMethod
from recruitment.models import Application, Campaign, CampaignLine, CouncilSession, Vote
from recruitment.services.applications import move
from recruitment.services.campaigns import Paper, campaign_move, record_paper
from teams.choices import Position, StartKind
from teams.models import Team
from teams.services.memberships import membership_start
from vietnam.dates import format_date

#: Votes on one candidate: yes, no, blank, invalid.
Ballots = Mapping[str, int]


@transaction.atomic
def session_record(
    *, actor, campaign: Campaign, version: int | None, held_on: date, present: int, method: VoteMethod,
    votes: Mapping[Application, Ballots], paper: Paper | None = None, tie_break: str = "",
    preferred: frozenset[int] = frozenset(),
) -> CouncilSession:  # fmt: skip
    """Record the council's session, its votes and who passed (TT 14/2024, Điều 3).

    Passes who has more than the legal share of those **present**; if more pass than a line's count, most votes first
    until it is full. A tie at the line needs `tie_break` in words and the chosen applications' keys in `preferred`.
    """
    require(policies.can_step(actor, campaign, "council"))
    council = getattr(campaign, "council", None)
    if council is None:
        raise ValidationError(
            "Chưa có quyết định thành lập Hội đồng. Ghi Hội đồng trước (TT 14/2024, Điều 3)."
        )
    _check_session(campaign, council, held_on, present, votes)
    campaign.claim_version(version)
    minutes = record_paper(actor, campaign.commune, DocumentType.MINUTES, paper) if paper else None
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
        Vote(session=session, application=application, **ballots) for application, ballots in votes.items()
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


def _check_session(
    campaign, council, held_on: date, present: int, votes: Mapping[Application, Ballots]
) -> None:
    errors: dict[str, str] = {}
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
    listed = set(campaign.applications.filter(state=ApplicationState.LISTED))
    if listed != set(votes):
        errors["votes"] = (
            "Ghi kết quả cho đủ mọi người trong danh sách dự tuyển, không thêm ai ngoài danh sách."
        )
    for application, ballots in votes.items():
        if (cast := sum(ballots.values())) > present:
            errors["votes"] = (
                f"{application.person}: {cast} phiếu, nhiều hơn {present} người dự họp. Kiểm lại phiếu."
            )
    if errors:
        raise ValidationError(errors)


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
    session = campaign.council.session
    if submitted_on < session.held_on:
        raise ValidationError(
            {"submitted_on": f"Biên bản ngày {format_date(session.held_on)}; không trình trước đó."}
        )
    if submitted_on > timezone.localdate():
        raise ValidationError({"submitted_on": "Ngày trình chưa đến. Ghi khi đã trình."})
    campaign.claim_version(version)
    for application in campaign.applications.filter(state=ApplicationState.PASSED):
        move(actor, application, None, ApplicationState.SUBMITTED, "recruitment.application.state")
    return campaign_move(actor, campaign, "submit", submitted_on=submitted_on)


@transaction.atomic
def recognise(
    *, actor, campaign: Campaign, version: int | None, paper: Paper, effective_on: date,
    positions: Mapping[int, Position] | None = None, refused: Mapping[int, str] | None = None,
) -> list[Application]:  # fmt: skip
    """The chairman's decision, approved in the product or recorded from paper: the applicants become members.

    `positions` and `refused` (grounds) go by the application's key. All or nothing: spells of kind recruited begin
    on `effective_on` with the decision, the quota is used, the shortage closes. Twice does nothing twice: the second
    of two officers meets a campaign that is decided.
    """
    require(policies.can_step(actor, campaign, "decide"))
    positions, refused = positions or {}, refused or {}
    session = campaign.council.session
    campaign.claim_version(version)
    decision = record_paper(actor, campaign.commune, DocumentType.DECISION, paper)
    _check_decision(campaign, decision.signed_on, effective_on, session.held_on)
    waiting = campaign.applications.filter(state=ApplicationState.SUBMITTED)
    recognised = []
    for application in waiting.select_related("person", "line__team__commune", "campaign__commune"):
        if application.pk in refused:
            act = "recruitment.application.refuse"
            move(actor, application, None, ApplicationState.REFUSED, act, refused[application.pk])
            continue
        position = positions.get(application.pk, Position(application.position))
        _check_seat(application.line.team, effective_on)
        membership = membership_start(
            actor=actor, person=application.person, team=application.line.team, position=position,
            started_on=effective_on, start_kind=StartKind.RECRUITED, decision=decision,
        )  # fmt: skip
        act = "recruitment.application.recognise"
        fields = {"recognition": decision, "membership": membership, "position": position}
        recognised.append(move(actor, application, None, ApplicationState.RECOGNISED, act, **fields))
    if not recognised and not refused:
        raise ValidationError(
            "Chưa trình ai để quyết định. Ghi ngày trình kết quả trước (TT 14/2024, Điều 4)."
        )
    campaign_move(actor, campaign, "decide")
    return recognised


def _check_decision(campaign: Campaign, signed_on: date, effective_on: date, minutes_on: date) -> None:
    errors: dict[str, str] = {}
    if signed_on < minutes_on:
        errors["signed_on"] = (
            f"Quyết định ký ngày {format_date(signed_on)}, trước biên bản ngày {format_date(minutes_on)}. "
            "Hội đồng xét trước, Chủ tịch quyết định sau (TT 14/2024, Điều 4)."
        )
    elif campaign.submitted_on is None:
        errors["signed_on"] = "Chưa ghi ngày trình kết quả (TT 14/2024, Điều 4). Ghi trình trước."
    elif signed_on < campaign.submitted_on:
        errors["signed_on"] = (
            f"Kết quả trình ngày {format_date(campaign.submitted_on)}; quyết định không ký trước đó."
        )
    if effective_on < signed_on:
        errors["effective_on"] = "Tham gia từ ngày ký quyết định trở đi."
    if errors:
        raise ValidationError(errors)


def _check_seat(team: Team, on: date) -> None:
    """The seat may have been filled meanwhile: never beyond the team's quota."""
    row = Team.objects.with_strength(on).get(pk=team.pk)
    if row.quota is not None and row.members >= row.quota:
        raise ValidationError(
            f"{team} đã đủ {row.quota} người theo định mức vào ngày {format_date(on)}. Kiểm tra lại quân số của Tổ."
        )


def submit_due(campaign: Campaign) -> date | None:
    """The last day to submit: 05 working days from the minutes; None before the session."""
    session = getattr(getattr(campaign, "council", None), "session", None)
    if session is None:
        return None
    rules = RuleBook(session.held_on, campaign.commune.province_id, prefix="recruit.submit_days")
    return due_after(session.held_on, rules.value("recruit.submit_days"))


def decide_due(campaign: Campaign) -> date | None:
    """The last day to decide: 05 working days from the submission; None before it."""
    if campaign.submitted_on is None:
        return None
    rules = RuleBook(campaign.submitted_on, campaign.commune.province_id, prefix="recruit.decide_days")
    return due_after(campaign.submitted_on, rules.value("recruit.decide_days"))
