"""Writes of the council's session: attendance, ballots, who passed; its correction; its minutes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import Change, audit, audit_many
from audit.snapshots import Snapshot, snapshot
from contracts.policy import require
from documents.choices import DocumentState, DocumentType
from documents.models import Document
from recruitment import policies
from recruitment.choices import ApplicationState, CounterRole, VoteMethod
from recruitment.models import (
    Application,
    BallotCounter,
    Campaign,
    CampaignPaper,
    CouncilMember,
    CouncilSession,
    SessionAttendance,
    Vote,
)
from recruitment.papers.council import MINUTES
from recruitment.services.applications import move
from recruitment.services.campaigns import Paper, campaign_move, record_paper
from recruitment.services.session_rules import check_meeting, choose_or_refuse, wishes_of
from vietnam.dates import format_date
from vietnam.names import clean_name

#: Votes on one candidate: yes, no, blank, invalid.
Ballots = Mapping[str, int]


@dataclass(frozen=True)
class BallotCount:
    """The count of a secret ballot: papers issued, returned, valid, invalid, and who counted (name, role)."""

    issued: int
    returned: int
    valid: int
    invalid: int
    counters: Sequence[tuple[str, CounterRole]]


@dataclass(frozen=True)
class Meeting:
    """What happened at a session. `attendance` has every seat: None came, words are the reason why not.

    `authorisation` says on what somebody other than the chair presided. `count` belongs to a secret ballot.
    """

    held_on: date
    started_at: time
    ended_at: time
    place: str
    presider: CouncilMember
    secretary: str
    attendance: Mapping[CouncilMember, str | None]
    method: VoteMethod
    authorisation: str = ""
    count: BallotCount | None = None
    tie_break: str = ""
    remarks: str = ""

    @property
    def present(self) -> list[CouncilMember]:
        """Who came."""
        return [member for member, reason in self.attendance.items() if reason is None]


@transaction.atomic
def session_record(
    *, actor, campaign: Campaign, version: int | None, meeting: Meeting, votes: Mapping[Application, Ballots],
    picks: Mapping[int, int] | None = None, paper: Paper | None = None,
) -> CouncilSession:  # fmt: skip
    """Record the council's session, its votes and who passed (TT 14/2024, Điều 3; see `recruitment.choosing`).

    `picks` is the council's choice among equals: application's key → line's key; it needs `tie_break` in words.
    `paper` are the minutes (Mẫu 04) where they are signed already; else `minutes_record` follows.
    """
    require(policies.can_step(actor, campaign, "council"))
    council = getattr(campaign, "council", None)
    if council is None:
        raise ValidationError(
            "Chưa có quyết định thành lập Hội đồng. Ghi Hội đồng trước (TT 14/2024, Điều 3)."
        )
    campaign.claim_version(version)
    session = CouncilSession(council=council)
    _write(actor, campaign, session, meeting, votes, picks or {}, "recruitment.session.record", None)
    if paper:
        _set_minutes(actor, campaign, session, _minutes(actor, campaign, paper))
    audit(actor, "recruitment.session.record", session)
    campaign_move(actor, campaign, "council")
    return session


@transaction.atomic
def session_correct(
    *, actor, campaign: Campaign, version: int | None, reason: str, meeting: Meeting,
    votes: Mapping[Application, Ballots], picks: Mapping[int, int] | None = None,
) -> CouncilSession:  # fmt: skip
    """Correct what was recorded of a session before it is put before the chairman: everything is judged anew, who
    passed included. Named in the audit with the reason; the minutes stay as they were signed."""
    require(policies.can_correct_session(actor, campaign))
    if not reason.strip():
        raise ValidationError({"reason": "Ghi lý do sửa, ví dụ: gõ nhầm số phiếu so với biên bản."})
    campaign.claim_version(version)
    session = campaign.council.session
    before = snapshot(session)
    act = "recruitment.session.correct"
    _write(actor, campaign, session, meeting, votes, picks or {}, act, reason.strip())
    audit(actor, act, session, before=before, reason=reason.strip())
    return session


def _write(
    actor, campaign: Campaign, session: CouncilSession, meeting: Meeting, votes, picks, act, reason
) -> None:
    """Check and write a session with everything that hangs on it; its own entry is the caller's."""
    standing = campaign.applications.filter(state__in=_standing(session)).prefetch_related("wishes")
    joined = standing.select_related("person", "line__team", "campaign__commune")
    candidates = {application.pk: application for application in joined}
    seats = list(session.council.members.in_force(meeting.held_on))
    present = len(meeting.present)
    check_meeting(campaign, seats, meeting, candidates, votes)
    wishes = {pk: wishes_of(application) for pk, application in candidates.items()}
    outcome = choose_or_refuse(campaign, meeting, present, candidates, votes, wishes, picks)
    _fill(session, meeting, present)
    session.full_clean()
    session.save()
    _write_attendance(actor, session, seats, meeting)
    _write_counters(actor, session, meeting.count)
    _write_votes(actor, session, candidates, votes, outcome)
    for pk, application in candidates.items():
        line = outcome.lines.get(pk)
        state = ApplicationState.PASSED if line else ApplicationState.NOT_PASSED
        before = (application.state, application.line_id)
        if before != (state, line or wishes[pk][0]):
            move(
                actor, application, None, state, "recruitment.application.state", on=meeting.held_on,
                line_id=line or wishes[pk][0],
            )  # fmt: skip


def _standing(session: CouncilSession) -> tuple[ApplicationState, ...]:
    """Whom the council votes on: the list, or at a correction those voted on before."""
    if session.pk is None:
        return (ApplicationState.LISTED,)
    return (ApplicationState.PASSED, ApplicationState.NOT_PASSED)


def _fill(session: CouncilSession, meeting: Meeting, present: int) -> None:
    count = meeting.count
    facts = {
        "held_on": meeting.held_on, "started_at": meeting.started_at, "ended_at": meeting.ended_at,
        "place": clean_name(meeting.place), "presider": meeting.presider,
        "authorisation": meeting.authorisation.strip(), "secretary": clean_name(meeting.secretary),
        "present": present, "method": meeting.method, "tie_break": meeting.tie_break.strip(),
        "remarks": meeting.remarks.strip(),
        "ballots_issued": count.issued if count else None, "ballots_returned": count.returned if count else None,
        "ballots_valid": count.valid if count else None, "ballots_invalid": count.invalid if count else None,
    }  # fmt: skip
    for name, value in facts.items():
        setattr(session, name, value)


def _write_attendance(
    actor, session: CouncilSession, seats: Sequence[CouncilMember], meeting: Meeting
) -> None:
    known = {row.member_id: row for row in session.attendance.select_related("member")}
    for key in known.keys() - {seat.pk for seat in seats}:  # another day, other seats
        _remove(actor, "recruitment.session.attendance", known.pop(key))
    changes = []
    for seat in seats:
        row = known.get(seat.pk) or SessionAttendance(session=session, member=seat)
        before = snapshot(row) if row.pk else None
        reason = meeting.attendance[seat]
        row.is_present, row.reason = reason is None, (reason or "").strip()
        _save_changed(row, before, changes)
    audit_many(actor, "recruitment.session.attendance", changes)


def _write_counters(actor, session: CouncilSession, count: BallotCount | None) -> None:
    wanted = [(clean_name(name), role) for name, role in count.counters] if count else []
    for row in session.counters.all():
        if (row.full_name, row.role) in wanted:
            wanted.remove((row.full_name, row.role))
        else:
            _remove(actor, "recruitment.session.counter", row)
    changes: list[Change] = []
    for name, role in wanted:
        _save_changed(BallotCounter(session=session, full_name=name, role=role), None, changes)
    audit_many(actor, "recruitment.session.counter", changes)


def _write_votes(actor, session: CouncilSession, candidates, votes, outcome) -> None:
    known = {row.application_id: row for row in session.votes.all()}
    changes: list[Change] = []
    for application, ballots in votes.items():
        row = known.get(application.pk) or Vote(session=session, application=candidates[application.pk])
        before = snapshot(row) if row.pk else None
        for name in ("yes", "no", "blank", "invalid"):
            setattr(row, name, ballots.get(name, 0))
        row.line_id = outcome.lines.get(application.pk)
        row.is_chosen, row.is_tied = row.line_id is not None, application.pk in outcome.tied
        _save_changed(row, before, changes)
    audit_many(actor, "recruitment.vote.record", changes)


def _save_changed(row, before: Snapshot | None, changes: list[Change]) -> None:
    if before is None or snapshot(row) != before:
        row.full_clean()
        row.save()
        changes.append(Change(row, before))


def _remove(actor, act: str, row) -> None:
    audit(actor, act, row, before=snapshot(row), after={})
    row.delete()


@transaction.atomic
def minutes_record(
    *, actor, campaign: Campaign, version: int | None, paper: Paper | None = None, document: Document | None = None
) -> CouncilSession:  # fmt: skip
    """Record the minutes (Mẫu 04) of a session that was recorded without: typed from the signed original (`paper`), or
    the `document` that was drafted here and issued. The 05 working days to submit run from their day."""
    require(policies.can_record_minutes(actor, campaign))
    campaign.claim_version(version)
    session = campaign.council.session
    before = snapshot(session)
    if document is None:
        if not paper:
            raise ValidationError({"symbol": "Ghi số, ký hiệu và ngày của biên bản."})
        document = _minutes(actor, campaign, paper)
    _set_minutes(actor, campaign, session, document)
    audit(actor, "recruitment.session.minutes", session, before=before)
    return session


def _set_minutes(actor, campaign: Campaign, session: CouncilSession, document: Document) -> None:
    if document.type != DocumentType.MINUTES or document.commune_id != campaign.commune_id:
        raise ValidationError({"symbol": f"{document} không phải biên bản của xã này. Chọn văn bản khác."})
    if document.state != DocumentState.ISSUED:
        raise ValidationError({"symbol": f"{document} chưa có hiệu lực. Ban hành biên bản rồi ghi lại."})
    if document.signed_on < session.held_on:
        raise ValidationError(
            {"signed_on": f"Biên bản lập từ ngày họp {format_date(session.held_on)} trở đi."}
        )
    if campaign.submitted_on and document.signed_on > campaign.submitted_on:
        raise ValidationError(
            {
                "signed_on": f"Kết quả đã trình ngày {format_date(campaign.submitted_on)}, biên bản không sau ngày đó."
            }
        )
    session.minutes = document
    session.save(update_fields=["minutes"])


def _minutes(actor, campaign: Campaign, paper: Paper) -> Document:
    """The signed minutes; where they were drafted here, that draft."""
    draft = CampaignPaper.objects.draft_of(campaign, MINUTES)
    return record_paper(actor, campaign.commune, DocumentType.MINUTES, paper, draft)
