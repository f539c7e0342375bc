"""The legal clocks of a proposal: 05 working days from a letter to the report, 05 from the report to the decision
(TT 14/2024/TT-BCA, Điều 5)."""

from dataclasses import dataclass
from datetime import date

from law.limits import Limit, Limits
from teams.choices import EndKind, ProposalState
from teams.models import Proposal
from vietnam.calendar import Clock

PROPOSE, DECIDE, DISSOLVE = "leave.propose_days", "leave.decide_days", "dissolve.decide_days"


@dataclass(frozen=True)
class Due:
    """What is due of a proposal now: the step, and its limit."""

    step: str
    limit: Limit

    @property
    def words(self) -> str:
        """Who has to do what."""
        return "Chủ tịch UBND xã quyết định" if self.step == "sign" else "Công an xã trình báo cáo đề xuất"


class ProposalClocks:
    """Reads limits and days off once; proposals are to come with `commune` joined and `lines__paper` prefetched."""

    def __init__(self):
        self._limits = Limits(PROPOSE, DECIDE, DISSOLVE)

    def running(self, proposal: Proposal) -> Due | None:
        """The clock that runs now; None while nothing of the law runs (evidence is being collected, or it is over)."""
        province = proposal.commune.province_id
        if proposal.state == ProposalState.SUBMITTED:
            code = DECIDE if proposal.is_leaving else DISSOLVE
            return _due("sign", self._limits.limit(code, proposal.submitted_on, province))
        if proposal.state == ProposalState.DRAFT and proposal.is_leaving:
            return _due("present", self._limits.limit(PROPOSE, letter_day(proposal), province))
        return None

    def face(self, due: Due | None, today: date) -> Clock | None:
        """The clock to show."""
        return self._limits.face(due.limit, today) if due else None


def letter_day(proposal: Proposal) -> date | None:
    """The day on which the oldest letter that a draft answers came in; None where it stands on other papers."""
    days = [
        line.paper.counted_on
        for line in proposal.lines.all()
        if line.end_kind == EndKind.RESIGNED and line.paper is not None
    ]
    return min(days, default=None)


def _due(step: str, limit: Limit | None) -> Due | None:
    return Due(step, limit) if limit else None
