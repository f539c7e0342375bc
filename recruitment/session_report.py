"""Everything that is recorded of a council's session, as one thing to read: for its page and for its papers.

Mẫu 04 (biên bản kết quả xét tuyển), the count of the ballots, Mẫu 05 and 06, giấy mời are drafted from it (TT 14/2024,
Điều 3, 4; NĐ 30/2020, Phụ lục III, Mẫu 1.9). A fixed number of queries, however many were voted on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from law.values import RuleBook
from recruitment.models import (
    Application,
    BallotCounter,
    Campaign,
    CampaignLine,
    CouncilMember,
    CouncilSession,
    Replacement,
    SessionAttendance,
    SessionPlan,
    Vote,
)
from recruitment.querysets import PERSON_SECRETS
from teams.choices import Position


@dataclass(frozen=True)
class Result:
    """One candidate: the ballots, the share of those present, the teams wished for, which one the vote gave."""

    vote: Vote
    application: Application
    name: str
    birth_date: date | None
    birth_is_year: bool
    yes: int
    no: int
    blank: int
    invalid: int
    percent: float
    wishes: tuple[str, ...]
    is_above: bool
    is_chosen: bool
    is_tied: bool
    team: str
    position: Position

    @property
    def outcome(self) -> str:
        """The result in words, as the minutes say it."""
        if self.is_chosen:
            return f"Trúng tuyển vào {self.team}"
        return "Quá nửa số phiếu, hết chỉ tiêu" if self.is_above else "Không quá nửa số thành viên dự họp"


@dataclass(frozen=True)
class SessionReport:
    """The session as the minutes tell it. `bar` is the number of votes to exceed."""

    campaign: Campaign
    session: CouncilSession
    plan: SessionPlan | None
    lines: Sequence[CampaignLine]
    attendance: Sequence[SessionAttendance]
    counters: Sequence[BallotCounter]
    results: Sequence[Result]
    replacements: Sequence[Replacement]
    seats: int
    bar: float
    majority_rule: str

    @property
    def present(self) -> list[CouncilMember]:
        """Who came."""
        return [row.member for row in self.attendance if row.is_present]

    @property
    def absent(self) -> list[SessionAttendance]:
        """Who did not, with the reason."""
        return [row for row in self.attendance if not row.is_present]

    @property
    def is_ballot(self) -> bool:
        """Voted by secret ballot."""
        return self.session.ballots_issued is not None

    @property
    def chosen(self) -> list[Result]:
        """Who passed, most votes first: Mẫu 05; with `position` Mẫu 06. Whoever stepped back since is among them: ask
        the application's state."""
        return [result for result in self.results if result.is_chosen]

    @property
    def tied(self) -> list[Result]:
        """Between whom the council's choice decided; `session.tie_break` says how."""
        return [result for result in self.results if result.is_tied]


def session_report(session: CouncilSession) -> SessionReport:
    """Read the session; join `council__campaign__commune`, `council__decision`, `minutes`, `presider` before."""
    campaign = session.council.campaign
    law = RuleBook(session.held_on, campaign.commune.province_id, prefix="recruit.majority")
    majority = law.rule("recruit.majority_of_present")
    bar = session.present * majority.value
    lines = list(campaign.lines.select_related("team", "hamlet"))
    attendance = list(session.attendance.select_related("member").order_by("member_id"))
    joined = session.votes.select_related(
        "application__person",
        *(f"{to}line__{of}" for to in ("", "application__") for of in ("team", "hamlet")),
    )
    votes = joined.defer(
        "application__legal_facts_text", *(f"application__person__{name}" for name in PERSON_SECRETS)
    )
    ordered = votes.prefetch_related(*(f"application__wishes__line__{of}" for of in ("team", "hamlet")))
    ranked = ordered.order_by("-yes", "application__person__sort_key", "pk")
    moved = session.replacements.select_related("leaving__person", "joining__person")
    return SessionReport(
        campaign=campaign, session=session, plan=getattr(session.council, "plan", None), lines=lines,
        attendance=attendance, counters=list(session.counters.all()),
        results=[_result(vote, session.present, bar) for vote in ranked],
        replacements=list(moved), seats=len(attendance), bar=bar, majority_rule=majority.citation,
    )  # fmt: skip


def _result(vote: Vote, present: int, bar: float) -> Result:
    application, person = vote.application, vote.application.person
    wishes = tuple(wish.line.place for wish in application.wishes.all()) or (application.line.place,)
    return Result(
        vote=vote, application=application, name=person.full_name, birth_date=person.birth_date,
        birth_is_year=person.birth_is_year, yes=vote.yes, no=vote.no, blank=vote.blank, invalid=vote.invalid,
        percent=100 * vote.yes / present if present else 0.0, wishes=wishes, is_above=vote.yes > bar,
        is_chosen=vote.is_chosen, is_tied=vote.is_tied,
        team=vote.line.place if vote.line else application.line.place if vote.is_chosen else "",
        position=Position(application.position),
    )  # fmt: skip
