"""What the papers of a campaign are filled from: each register read once, however many people there are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django.core.exceptions import ObjectDoesNotExist

from documents.models import Document
from recruitment.choices import ApplicationState, Capacity
from recruitment.eligibility import Grounds
from recruitment.models import Application, Campaign, CouncilMember, PositionProposal
from recruitment.papers.words import campaign_words, count

_S = ApplicationState
#: Applications that came on the list of candidates.
LISTED = (_S.LISTED, _S.PASSED, _S.NOT_PASSED, _S.SUBMITTED, _S.RECOGNISED)
#: Applications that the council chose.
CHOSEN = (_S.PASSED, _S.SUBMITTED, _S.RECOGNISED)
_JOINED = ("person__hamlet", "line__team", "line__hamlet", "vote", "campaign__commune")


class SeatLine(NamedTuple):
    """One seat of a council as papers tell it: `told` are post and agency in words, "" where nobody wrote them."""

    name: str
    capacity: Capacity
    told: str

    @classmethod
    def of(cls, name: str, capacity: str, post: str = "", agency: str = "", *_more) -> "SeatLine":
        """From the facts of a seat."""
        return cls(name, Capacity(capacity), ", ".join(part for part in (post, agency) if part))


@dataclass(frozen=True)
class ProposedExtension:
    """Until which day, that day included, the window is to be open, and why."""

    closes_on: date
    reason: str

    @classmethod
    def given(cls, given: Mapping[str, Any]) -> "ProposedExtension | None":
        """From what the drafter said (`CampaignPaper.given`); None where nothing was."""
        found = given.get("extension")
        return cls(date.fromisoformat(found["closes_on"]), found["reason"]) if found else None

    def kept(self) -> dict[str, Any]:
        """As it is kept with the paper."""
        return {"extension": {"closes_on": self.closes_on.isoformat(), "reason": self.reason}}


class Facts:
    """One campaign, and the applicant or the council's member that a paper is about.

    `seats` are (name, capacity, post, agency, …) of a council that is only proposed; see `CampaignPaper.given`.
    `reveals`: facts of sentences and measures are told. `extension` is what a further plan proposes. `grounds` are what
    the applicant is judged by, where the caller has read them.
    """

    def __init__(
        self, campaign: Campaign, application: Application | None = None, member: CouncilMember | None = None,
        seats: Iterable[Sequence] = (), reveals: bool = False, extension: ProposedExtension | None = None,
        grounds: Grounds | None = None,
    ):  # fmt: skip
        self.campaign, self.application, self.member = campaign, application, member
        self.reveals, self.extension = reveals, extension
        self.proposed = [SeatLine.of(*seat) for seat in seats]
        self._grounds = grounds

    @cached_property
    def grounds(self) -> Grounds:
        """What applicants are judged by."""
        return self._grounds or Grounds(self.campaign.commune)

    @cached_property
    def words(self) -> dict[str, str]:
        """What every paper of the campaign may name."""
        return campaign_words(self.campaign)

    @cached_property
    def lines(self) -> list:
        """The quotas with their teams and hamlets."""
        return list(self.campaign.lines.select_related("team", "hamlet"))

    @cached_property
    def extended_by(self) -> list[Document]:
        """The signed plans that extended the window, the first first."""
        return [row.document for row in self.campaign.extensions.select_related("document")]

    @cached_property
    def applications(self) -> list[Application]:
        """All applications by name, without what is encrypted."""
        rows = self.campaign.applications.select_related(*_JOINED).without_secrets()
        return list(rows.order_by("person__sort_key", "pk"))

    def in_states(self, *states: ApplicationState) -> list[Application]:
        """Applications that are in one of these states, by name."""
        return [one for one in self.applications if one.state in states]

    @cached_property
    def listed(self) -> list[Application]:
        """The candidates that stood on the list: also those refused, or withdrawn, after the council's vote."""
        return [one for one in self.applications if one.state in LISTED or _vote(one) is not None]

    @cached_property
    def chosen(self) -> list[Application]:
        """Whom the council chose and nobody refused since: most votes first within a team."""
        rows = self.in_states(*CHOSEN)
        return sorted(rows, key=lambda one: (one.line.team.sort_key, -votes(one), one.person.sort_key))

    @cached_property
    def serving(self) -> list[PositionProposal]:
        """Members who serve already and are proposed for another position, but for those the chairman refused."""
        return [row for row in self.campaign.position_proposals.joined() if not row.is_refused]

    @cached_property
    def council(self):
        """The council, or None before it is set up."""
        return _or_none(self.campaign, "council")

    @cached_property
    def members(self) -> list[CouncilMember]:
        """The seats that are held now, in the order of the decision."""
        return list(self.council.members.open().order_by("pk")) if self.council else []

    @cached_property
    def seats(self) -> list[SeatLine]:
        """Who sits in the council: as it is, or as it is proposed."""
        if self.proposed or self.council is None:
            return self.proposed
        return [SeatLine.of(row.full_name, row.capacity, row.post, row.agency) for row in self.members]

    @cached_property
    def session(self):
        """The council's session, or None before it was held."""
        return _or_none(self.council, "session") if self.council else None

    @cached_property
    def planned(self):
        """When and where the council is to meet, or None while nobody has said."""
        return _or_none(self.council, "plan") if self.council else None

    @property
    def minutes(self) -> Document | None:
        """The minutes of the session, once they are signed."""
        return self.session.minutes if self.session else None

    @property
    def total(self) -> str:
        """How many people the campaign is to get."""
        return count(sum(line.count for line in self.lines))


def votes(application: Application) -> int:
    """Votes for an applicant; none before the council has met."""
    vote = _vote(application)
    return vote.yes if vote else 0


def _vote(application: Application):
    return _or_none(application, "vote")


def _or_none(row, name: str):
    """The other end of a one-to-one relation, None where there is none."""
    try:
        return getattr(row, name)
    except (AttributeError, ObjectDoesNotExist):
        return None
