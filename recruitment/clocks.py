"""The legal clocks of a campaign: 05 working days to submit, 05 to decide (TT 14/2024, Điều 4)."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from law.limits import Limit, Limits
from law.values import MissingRule
from recruitment.choices import CampaignState
from recruitment.models import Campaign
from vietnam.calendar import Clock

SUBMIT, DECIDE = "recruit.submit_days", "recruit.decide_days"


#: Whose the step is: who is late when its day has passed.
WHO = {"submit": "Công an xã", "decide": "Chủ tịch UBND xã"}


@dataclass(frozen=True)
class Due:
    """What is due: the step, and its limit."""

    step: str
    limit: Limit

    @property
    def since(self) -> date:
        """The day from which it is counted."""
        return self.limit.since

    @property
    def on(self) -> date:
        """The last day."""
        return self.limit.due_on

    @property
    def rule(self) -> str:
        """Where it is written."""
        return self.limit.citation

    @property
    def who(self) -> str:
        """Who has to take the step."""
        return WHO[self.step]


@dataclass(frozen=True)
class Kept:
    """How one of the two limits was kept: the limit, the day it was done (None: not yet), working days too late."""

    due: Due
    done_on: date | None
    late: int


class Clocks:
    """Reads limits and days off once, when the first clock is asked for; then any number of campaigns are judged
    without asking the database again.

    Campaigns are to come with `council__session__minutes` joined.
    """

    @cached_property
    def _limits(self) -> Limits:
        return Limits(SUBMIT, DECIDE)

    def submit_due(self, campaign: Campaign) -> Due | None:
        """The last day to submit, counted from the minutes' day (without minutes: the session's); None before it."""
        session = getattr(getattr(campaign, "council", None), "session", None)
        return self._due("submit", SUBMIT, campaign, session.result_on) if session else None

    def decide_due(self, campaign: Campaign) -> Due | None:
        """The last day to decide, counted from the day of submission; None before it."""
        since = campaign.submitted_on
        return self._due("decide", DECIDE, campaign, since) if since else None

    def running(self, campaign: Campaign) -> Due | None:
        """The clock that runs now; None while nothing of the law runs."""
        if campaign.state != CampaignState.COUNCIL:
            return None
        return self.decide_due(campaign) or self.submit_due(campaign)

    def kept(self, campaign: Campaign, decided_on: date | None, today: date) -> list[Kept]:
        """Both limits with who kept them and who did not: submitted by the police, decided by the chairman."""
        found = []
        for due, done in (
            (self.submit_due(campaign), campaign.submitted_on), (self.decide_due(campaign), decided_on)
        ):  # fmt: skip
            if due:
                found.append(Kept(due, done, self._limits.days_late(due.limit, done or today)))
        return found

    def face(self, due: Due | None, today: date) -> Clock | None:
        """The clock to show."""
        return self._limits.face(due.limit, today) if due else None

    def _due(self, step: str, code: str, campaign: Campaign, since: date) -> Due:
        limit = self._limits.limit(code, since, campaign.commune.province_id)
        if limit is None:
            raise MissingRule(code, since)
        return Due(step, limit)
