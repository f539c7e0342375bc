"""The chairman's decision: signed on paper and recorded, or approved and issued in the product; one core for both."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import audit
from audit.snapshots import snapshot
from communes.choices import AgencyKind
from communes.models import Agency
from contracts.policy import require
from documents.choices import DocumentType
from documents.composing import Filling
from documents.composing.rooms import written
from documents.layout.blocks import filled_in, to_json
from documents.models import Document
from documents.services import document_sign, paper_draft, paper_preview, posting_plan
from recruitment import policies
from recruitment.choices import ApplicationState
from recruitment.models import Application, Campaign, CampaignPaper, PositionProposal
from recruitment.papers.decisions import RECOGNITION, recognition_filling
from recruitment.papers.facts import Facts
from recruitment.papers.results import REFUSAL
from recruitment.papers.specs import spec_of
from recruitment.postings import decision_due_on, places_of
from recruitment.services.applications import move
from recruitment.services.campaigns import Paper, campaign_move, record_paper
from recruitment.services.dropping import drafts_drop
from recruitment.services.papers import agency_of
from recruitment.services.positions import answer_check, serving_answer, serving_refuse
from teams.choices import Position, StartKind
from teams.models import Team
from teams.services.memberships import membership_start
from teams.services.teams import team_founding_record
from vietnam.dates import format_date


@dataclass(frozen=True)
class Verdict:
    """What the chairman decides on those submitted, by the application's key: who is refused and why, in which
    position the others serve (Tổ viên unless said), from which day; by the key of their proposal which serving members
    keep their position and why (the others change it); which teams (keys) the decision founds as well."""

    effective_on: date
    positions: Mapping[int, Position] = field(default_factory=dict)
    refused: Mapping[int, str] = field(default_factory=dict)
    serving_refused: Mapping[int, str] = field(default_factory=dict)
    founds: Collection[int] = ()

    @property
    def agrees(self) -> bool:
        """Whether nobody of those put before the chairman is refused."""
        return not self.refused and not self.serving_refused

    def position(self, application: Application) -> Position:
        """In which position that applicant is to serve."""
        return Position(self.positions.get(application.pk, application.position))


@dataclass(frozen=True)
class Waiting:
    """Those put before the chairman: applicants, and serving members proposed for another position."""

    applications: Sequence[Application]
    serving: Sequence[PositionProposal]

    def is_nobody(self, verdict: Verdict) -> bool:
        """Whether that verdict recognises no applicant."""
        return all(one.pk in verdict.refused for one in self.applications)


@transaction.atomic
def recognise(
    *, actor, campaign: Campaign, version: int | None, paper: Paper, effective_on: date,
    positions: Mapping[int, Position] | None = None, refused: Mapping[int, str] | None = None,
    serving_refused: Mapping[int, str] | None = None, founds: Collection[int] = (),
) -> list[Application]:  # fmt: skip
    """Record the chairman's signed decision (`paper`): the applicants become members.

    `positions` and `refused` (grounds) go by the application's key, `serving_refused` by that of the proposal of a
    serving member; `founds` names teams without a founding decision that this one founds (Mẫu 08). All or nothing:
    spells of kind recruited begin on `effective_on` with the decision, proposed members change their position, the
    quota is used, the shortage closes, the decision is to be posted. Twice does nothing twice: the second of two
    officers meets a campaign that is decided. Where everybody is refused there is nothing to recognise: `paper` is then
    the chairman's written answer (công văn), and the refusals stand on it.
    """
    require(policies.can_step(actor, campaign, "decide"))
    verdict = Verdict(effective_on, positions or {}, refused or {}, serving_refused or {}, founds)
    campaign.claim_version(version)
    waiting = _waiting(campaign, verdict)
    if waiting.is_nobody(verdict):
        return _answer(actor, campaign, waiting, verdict, paper)
    # A draft names everybody submitted: where some are refused it is not what was signed.
    draft = None if not verdict.agrees else CampaignPaper.objects.draft_of(campaign, RECOGNITION)
    decision = record_paper(actor, campaign.commune, DocumentType.DECISION, paper, draft)
    return _carry_out(actor, campaign, waiting, decision, verdict, "decide")


def _answer(actor, campaign: Campaign, waiting: Waiting, verdict: Verdict, paper: Paper) -> list[Application]:
    """Nobody is recognised: the chairman's reply in writing with the ground of each."""
    draft = CampaignPaper.objects.draft_of(campaign, REFUSAL)
    reply = record_paper(actor, campaign.commune, DocumentType.DISPATCH, paper, draft)
    _check_dates(campaign, reply.signed_on, max(verdict.effective_on, reply.signed_on))
    for application in waiting.applications:
        _refuse(actor, application, verdict, reply.signed_on)
    for row in waiting.serving:
        serving_refuse(actor, row, verdict.serving_refused[row.pk], reply.signed_on)
    session = campaign.council.session
    before = snapshot(session)
    session.reply = reply
    session.save(update_fields=["reply"])
    audit(actor, "recruitment.session.reply", session, before=before)
    campaign_move(actor, campaign, "decide")
    drafts_drop(actor, campaign, (RECOGNITION,), "Chủ tịch UBND xã không công nhận")
    return []


def _refuse(actor, application: Application, verdict: Verdict, on: date) -> None:
    act, reason = "recruitment.application.refuse", verdict.refused[application.pk].strip()
    move(actor, application, None, ApplicationState.REFUSED, act, reason, on)


@transaction.atomic
def recognise_by_leader(
    *, actor, campaign: Campaign, version: int | None, signed_on: date, effective_on: date,
    positions: Mapping[int, Position] | None = None, refused: Mapping[int, str] | None = None,
    serving_refused: Mapping[int, str] | None = None,
) -> list[Application]:  # fmt: skip
    """The chairman approves in the product: the decision (Mẫu 08) is drafted in the name of who submitted the result,
    gets its number from the book and is issued; what follows is the same as with `recognise`."""
    require(policies.can_step(actor, campaign, "sign"))
    verdict = Verdict(effective_on, positions or {}, refused or {}, serving_refused or {})
    campaign.claim_version(version)
    waiting = _waiting(campaign, verdict)
    _check_dates(campaign, signed_on, effective_on)
    decision = _issue(actor, campaign, waiting, verdict, signed_on)
    return _carry_out(actor, campaign, waiting, decision, verdict, "sign")


def recognition_preview(*, actor, campaign: Campaign, on: date) -> Document:
    """The decision as it would be issued were everybody recognised who was proposed, to be read before it is signed."""
    require(policies.can_step(actor, campaign, "sign"))
    spec = spec_of(RECOGNITION)
    return paper_preview(
        code=RECOGNITION, filling=spec.fill(Facts(campaign)), agency=agency_of(spec, campaign), on=on,
        commune=campaign.commune,
    )  # fmt: skip


def _waiting(campaign: Campaign, verdict: Verdict) -> Waiting:
    """Those put before the chairman. Refused when nobody is, or the verdict speaks of others or gives no ground."""
    rows = campaign.applications.filter(state=ApplicationState.SUBMITTED)
    waiting = list(rows.select_related("person__home_commune", "line__team__commune", "campaign__commune"))
    if not waiting:
        raise ValidationError("Không còn ai chờ quyết định trong đợt này. Tải lại trang để xem kết quả.")
    if {*verdict.positions, *verdict.refused} - {application.pk for application in waiting}:
        raise ValidationError("Có người không nằm trong danh sách đã trình. Tải lại trang rồi làm lại.")
    for application in waiting:
        if not verdict.refused.get(application.pk, "x").strip():
            raise ValidationError(f"{application.person}: ghi lý do từ chối.")
    found = Waiting(waiting, list(campaign.position_proposals.waiting().joined()))
    answer_check(found.serving, verdict.serving_refused, found.is_nobody(verdict))
    return found


def _issue(actor, campaign: Campaign, waiting: Waiting, verdict: Verdict, signed_on: date) -> Document:
    # Who steps back at this very moment is no longer among the chosen; their record says so when it is claimed.
    order = {one.pk: place for place, one in enumerate(Facts(campaign).chosen)}
    people = [
        (application, verdict.position(application))
        for application in sorted(waiting.applications, key=lambda one: order.get(one.pk, len(order)))
        if application.pk not in verdict.refused
    ]
    if not people:
        raise ValidationError(
            "Từ chối tất cả thì không có quyết định công nhận. Ký công văn trả lời nêu lý do từng người; Công an xã "
            "ghi công văn đó ở bước “Ghi quyết định công nhận đã ký”."
        )
    agency = Agency.objects.get(commune=campaign.commune, kind=AgencyKind.PEOPLES_COMMITTEE)
    serving = [row for row in waiting.serving if row.pk not in verdict.serving_refused]
    filling = recognition_filling(campaign, people, serving, verdict.effective_on)
    document = _draft_with(campaign, filling) or paper_draft(
        actor=actor, code=RECOGNITION, filling=filling, agency=agency, on=signed_on, commune=campaign.commune,
        drafter=campaign.submitted_by,
    )  # fmt: skip
    return document_sign(actor=actor, document=document, signed_on=signed_on)


def _draft_with(campaign: Campaign, filling: Filling) -> Document | None:
    """The draft that names exactly these people, with the first day written into the room it left; None where there is
    none, or where the chairman decides otherwise than it says."""
    draft = CampaignPaper.objects.draft_of(campaign, RECOGNITION)
    if draft is None or any(block not in draft.blocks for block in to_json(filling.tables.values())):
        return None
    draft.blocks = filled_in(draft.blocks, written(None), filling.words["ngày tham gia"])
    return draft


def _carry_out(actor, campaign: Campaign, waiting: Waiting, decision: Document, verdict: Verdict, step: str):
    """The core of both ways: positions of who serves, members, refusals, the campaign's step."""
    _check_dates(campaign, decision.signed_on, verdict.effective_on)
    recognised = []
    _found(actor, waiting.applications, decision, verdict)
    refused, since = verdict.serving_refused, verdict.effective_on
    confirmed = serving_answer(actor, waiting.serving, refused, decision, since)
    for application in waiting.applications:
        if application.pk in verdict.refused:
            _refuse(actor, application, verdict, decision.signed_on)
        else:
            recognised.append(_admit(actor, application, decision, verdict))
    campaign_move(actor, campaign, step)
    drafts_drop(actor, campaign, (RECOGNITION,), "Đã có quyết định khác bản thảo")
    teams = {one.line.team_id for one in recognised} | {row.membership.team_id for row in confirmed}
    places = places_of(campaign, decision.signed_on, teams)
    posting_plan(
        actor=actor, document=decision, places=places, due_on=decision_due_on(campaign, decision.signed_on),
        planner=campaign.submitted_by if step == "sign" else actor,
    )  # fmt: skip
    return recognised


def _found(actor, waiting, decision: Document, verdict: Verdict) -> None:
    """Teams entered ahead of their decision get it: one decision may found a team and recognise its people."""
    of_recognised = [application for application in waiting if application.pk not in verdict.refused]
    teams = {application.line.team_id: application.line.team for application in of_recognised}
    for key in verdict.founds:
        if key not in teams:
            raise ValidationError("Tổ được thành lập phải có người được công nhận trong quyết định này.")
        team_founding_record(actor=actor, team=teams[key], version=None, founding=decision)


def _admit(actor, application: Application, decision: Document, verdict: Verdict) -> Application:
    team, position = application.line.team, verdict.position(application)
    _check_seat(team, verdict.effective_on)
    try:
        membership = membership_start(
            actor=actor, person=application.person, team=team, position=position,
            started_on=verdict.effective_on, start_kind=StartKind.RECRUITED, decision=decision,
        )  # fmt: skip
    except ValidationError as refusal:
        raise ValidationError(
            [f"{application.person}: {message}" for message in refusal.messages]
        ) from refusal
    act = "recruitment.application.recognise"
    fields = {"recognition": decision, "membership": membership, "position": position}
    return move(actor, application, None, ApplicationState.RECOGNISED, act, on=decision.signed_on, **fields)


def _check_dates(campaign: Campaign, signed_on: date, effective_on: date) -> None:
    errors: dict[str, str] = {}
    minutes_on = campaign.council.session.minutes.signed_on
    if signed_on < minutes_on:
        errors["signed_on"] = (
            f"Quyết định ký ngày {format_date(signed_on)}, trước biên bản ngày {format_date(minutes_on)}. "
            "Hội đồng xét trước, Chủ tịch quyết định sau (TT 14/2024, Điều 4)."
        )
    elif signed_on < campaign.submitted_on:
        errors["signed_on"] = (
            f"Kết quả trình ngày {format_date(campaign.submitted_on)}; quyết định không ký trước đó."
        )
    if effective_on < signed_on:
        errors["effective_on"] = "Tham gia từ ngày ký quyết định trở đi."
    if errors:
        raise ValidationError(errors)


def _check_seat(team: Team, on: date) -> None:
    """The seat may have been filled meanwhile: never beyond the team's quota (Luật 30/2023, Điều 17, khoản 1)."""
    row = Team.objects.with_strength(on).get(pk=team.pk)
    if row.quota is not None and row.members >= row.quota:
        raise ValidationError(
            f"{team} đã đủ {row.quota} người theo định mức vào ngày {format_date(on)}. "
            "Kiểm tra lại quân số của Tổ, hoặc ghi từ chối với lý do đó."
        )
