"""Writes between the vote and the decision: wishes before it; stepping back, who moves up, the submission after it."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from communes.choices import AgencyKind
from contracts.policy import require
from documents.choices import DocumentType
from law.values import value
from recruitment import policies
from recruitment.choices import ApplicationState
from recruitment.models import (
    Application,
    ApplicationWish,
    Campaign,
    CampaignLine,
    CampaignPaper,
    CouncilSession,
    Replacement,
    Vote,
)
from recruitment.papers.results import SUBMISSION
from recruitment.services.applications import move
from recruitment.services.campaigns import Paper, campaign_move, hold, record_paper
from recruitment.services.positions import Positions, chosen, positions_check, serving_set
from recruitment.services.session_rules import wishes_of
from teams.choices import Position
from vietnam.dates import format_date


@transaction.atomic
def wishes_set(
    *, actor, application: Application, version: int | None, lines: Sequence[CampaignLine]
) -> list[ApplicationWish]:
    """Write down for which teams of the campaign somebody stands, the dearest first; the first is the application's own
    line. One line alone needs no rows."""
    require(policies.can_set_wishes(actor, application))
    if not lines or len({line.pk for line in lines}) < len(lines):
        raise ValidationError({"line_1": "Ghi ít nhất một Tổ, mỗi Tổ một lần, theo thứ tự mong muốn."})
    if any(line.campaign_id != application.campaign_id for line in lines):
        raise ValidationError({"line_1": "Chỉ tiêu này của đợt khác. Chọn Tổ trong đợt này."})
    application.claim_version(version)
    for row in list(application.wishes.all()):
        audit(actor, "recruitment.wish.set", row, before=snapshot(row), after={})
        row.delete()
    rows = [
        ApplicationWish(application=application, line=line, rank=rank) for rank, line in enumerate(lines, 1)
    ]
    rows = rows if len(rows) > 1 else []
    for row in rows:
        row.full_clean()
        row.save()
    audit_many(actor, "recruitment.wish.set", [Change(row) for row in rows])
    if application.line_id != lines[0].pk:
        state = ApplicationState(application.state)
        move(actor, application, None, state, "recruitment.wish.set", line=lines[0])
    return rows


@transaction.atomic
def candidate_step_back(*, actor, application: Application, version: int | None, reason: str) -> Application:
    """Somebody who was chosen steps back before the chairman decides; their seat may go to the next by votes."""
    require(policies.can_step_back(actor, application))
    if not reason.strip():
        raise ValidationError({"reason": "Ghi lý do, ví dụ: đi làm xa, có đơn ngày 11/09/2025."})
    act = "recruitment.application.step_back"
    return move(actor, application, version, ApplicationState.WITHDRAWN, act, reason.strip())


def next_by_votes(leaving: Application) -> list[Vote]:
    """Who may move up for somebody: not chosen, above the legal share of those present, standing for the same line;
    those with the most votes. Several when they are equal: then the council's choice decides."""
    vote = Vote.objects.select_related("session__council__campaign__commune").get(application=leaving)
    session = vote.session
    province = session.council.campaign.commune.province_id
    bar = session.present * value("recruit.majority_of_present", on=session.held_on, province=province)
    rows = session.votes.filter(is_chosen=False, yes__gt=bar, application__state=ApplicationState.NOT_PASSED)
    rows = rows.select_related("application__person", "application__line").prefetch_related(
        "application__wishes"
    )
    able = [row for row in rows.order_by("-yes", "pk") if leaving.line_id in wishes_of(row.application)]
    return [row for row in able if row.yes == able[0].yes]


@transaction.atomic
def replacement_record(
    *, actor, leaving: Application, version: int | None, joining: Application, decided_on: date, reason: str
) -> Replacement:  # fmt: skip
    """Move the next by votes up for somebody who stepped back, before the chairman decides. `reason` says on what: who
    proposed it, and among equals how the council chose. Nobody passes over a better-voted candidate. After the
    submission the one who moves up counts as submitted: the paper on the replacement goes the same way."""
    campaign = leaving.campaign
    require(policies.can_replace(actor, leaving))
    hold(campaign)
    if not reason.strip():
        raise ValidationError({"reason": "Ghi căn cứ thay, ví dụ: Hội đồng thống nhất ngày 11/09/2025."})
    following = {row.application_id: row for row in next_by_votes(leaving)}
    if joining.pk not in following:
        names = ", ".join(f"{row.application.person} ({row.yes} phiếu)" for row in following.values())
        raise ValidationError(
            {
                "joining": f"Người kế tiếp theo số phiếu là {names}."
                if names
                else "Không còn ai quá nửa số phiếu."
            }
        )
    session = following[joining.pk].session
    if not session.held_on <= decided_on <= timezone.localdate():
        raise ValidationError({"decided_on": f"Chọn ngày từ {format_date(session.held_on)} đến hôm nay."})
    leaving.claim_version(version)
    row = Replacement(
        session=session, leaving=leaving, joining=joining, decided_on=decided_on, reason=reason.strip()
    )
    row.full_clean()
    row.save()
    audit(actor, "recruitment.replacement.record", row, reason=row.reason)
    state = ApplicationState.SUBMITTED if campaign.submitted_on else ApplicationState.PASSED
    act = "recruitment.application.move_up"
    move(actor, joining, None, state, act, on=decided_on, line_id=leaving.line_id, position=Position.MEMBER)
    return row


@transaction.atomic
def results_submit(
    *, actor, campaign: Campaign, version: int | None, submitted_on: date,
    positions: Positions | None = None, serving: Positions | None = None, paper: Paper | None = None,
) -> Campaign:  # fmt: skip
    """Record that the result was put before the chairman (Mẫu 05, 06): 05 working days from the minutes.

    `positions` proposes by the application's key as what each is to serve (Mẫu 06; as proposed before, else Tổ viên);
    `serving` by the key of their spell which members of the campaign's teams are to become Tổ trưởng or Tổ phó (as
    proposed before where it is None). One Tổ trưởng a team across both. `paper` is the tờ trình where it is to be
    registered.
    """
    require(policies.can_step(actor, campaign, "submit"))
    session = campaign.council.session
    minutes = session.minutes
    campaign.claim_version(version)
    if submitted_on < minutes.signed_on:
        raise ValidationError(
            {"submitted_on": f"Biên bản ngày {format_date(minutes.signed_on)}; không trình trước đó."}
        )
    if submitted_on > timezone.localdate():
        raise ValidationError({"submitted_on": "Ngày trình chưa đến. Ghi khi đã trình."})
    passed = chosen(campaign)
    if not passed:
        raise ValidationError("Không ai trúng tuyển nên không có gì để trình. Kết thúc đợt, lập đợt mới.")
    if serving is None:
        serving = {row.membership_id: Position(row.position) for row in campaign.position_proposals.all()}
    proposed, changes = positions_check(campaign, passed, positions or {}, serving, submitted_on)
    serving_set(actor, campaign, changes)
    for one in passed:
        act = "recruitment.application.state"
        move(actor, one, None, ApplicationState.SUBMITTED, act, on=submitted_on, position=proposed[one.pk])
    if paper:
        _set_submission(actor, campaign, paper, submitted_on)
    return campaign_move(actor, campaign, "submit", submitted_on=submitted_on, submitted_by=actor)


@transaction.atomic
def submission_record(*, actor, campaign: Campaign, version: int | None, paper: Paper) -> CouncilSession:
    """Record the tờ trình of a result that was put before the chairman without it: typed from the signed original."""
    require(policies.can_record_submission(actor, campaign))
    campaign.claim_version(version)
    return _set_submission(actor, campaign, paper, campaign.submitted_on)


def _set_submission(actor, campaign: Campaign, paper: Paper, submitted_on: date) -> CouncilSession:
    """The police sign it between the minutes and the day the chairman has it."""
    session = campaign.council.session
    since, signed_on = session.minutes.signed_on, paper["signed_on"]
    if not since <= signed_on <= submitted_on:
        span = f"từ ngày biên bản {format_date(since)} đến ngày trình {format_date(submitted_on)}"
        raise ValidationError({"signed_on": f"Tờ trình ký {span} (TT 14/2024, Điều 4)."})
    before = snapshot(session)
    draft = CampaignPaper.objects.draft_of(campaign, SUBMISSION)
    session.submission = record_paper(
        actor, campaign.commune, DocumentType.SUBMISSION, paper, draft, AgencyKind.COMMUNE_POLICE
    )
    session.save(update_fields=["submission"])
    audit(actor, "recruitment.session.submission", session, before=before)
    return session
