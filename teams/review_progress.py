"""How far a review has come: who was to be reviewed in each team, who was, what followed; in three queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from teams.choices import Outcome, Position, Rating
from teams.models import MemberReview, Membership, ReviewRound, Team, TeamReview

#: Whom the plan wants reviewed first (seed 002.III.1.b1: nhất là Tổ trưởng, Tổ phó).
FIRST = (Position.LEADER, Position.DEPUTY)
MOST_NAMED = 5


@dataclass
class SheetProgress:
    """One team: who was in service on the day of its sheet (of the day asked for while it has none)."""

    sheet: TeamReview
    team: Team
    expected: list[Membership] = field(default_factory=list)
    results: list[MemberReview] = field(default_factory=list)

    @property
    def reviewed_on(self) -> date | None:
        """The day of the sheet; None while it is empty."""
        return self.sheet.reviewed_on

    @property
    def missing(self) -> list[Membership]:
        """Members without a result."""
        done = {row.membership_id for row in self.results}
        return [member for member in self.expected if member.pk not in done]

    @property
    def is_done(self) -> bool:
        """The sheet is there and nobody on it is missing."""
        return self.reviewed_on is not None and not self.missing

    @property
    def rating(self) -> str:
        """How the team works, in words."""
        return str(Rating(self.sheet.rating).label) if self.sheet.rating else ""

    @property
    def substandard(self) -> int:
        """How many do not meet the standards."""
        return sum(not row.meets_standard for row in self.results)

    def with_outcome(self, outcome: Outcome) -> list[MemberReview]:
        """Results from which that follows."""
        return [row for row in self.results if row.outcome == outcome]

    @property
    def to_train(self) -> int:
        """How many are to be trained."""
        return len(self.with_outcome(Outcome.TRAIN))

    @property
    def to_replace(self) -> int:
        """How many are to be replaced."""
        return len(self.with_outcome(Outcome.REPLACE))


@dataclass
class Progress:
    """A review as a whole."""

    sheets: list[SheetProgress]

    @property
    def done(self) -> int:
        """Teams whose sheet is whole."""
        return sum(sheet.is_done for sheet in self.sheets)

    @property
    def lacking(self) -> list[SheetProgress]:
        """Teams whose sheet is not."""
        return [sheet for sheet in self.sheets if not sheet.is_done]

    @property
    def lacking_words(self) -> str:
        """Which teams, the first few by name."""
        names = [
            f"{one.team} ({len(one.missing)} người)" if one.reviewed_on else f"{one.team} (chưa có phiếu)"
            for one in self.lacking
        ]
        rest = len(names) - MOST_NAMED
        return ", ".join(names[:MOST_NAMED]) + (f" và {rest} Tổ khác" if rest > 0 else "")

    def _members(self, positions) -> tuple[int, int]:
        expected = [m for one in self.sheets for m in one.expected if m.position in positions]
        missing = [m for one in self.sheets for m in one.missing if m.position in positions]
        return len(expected) - len(missing), len(expected)

    @property
    def first(self) -> tuple[int, int]:
        """Leaders and deputies: reviewed, all."""
        return self._members(FIRST)

    @property
    def members(self) -> tuple[int, int]:
        """Members of every position: reviewed, all."""
        return self._members(tuple(Position))

    @property
    def results(self) -> list[MemberReview]:
        """All results."""
        return [row for one in self.sheets for row in one.results]

    @property
    def to_recruit(self) -> int:
        """How many are to be recruited."""
        return sum(one.sheet.to_recruit for one in self.sheets)


def progress(review: ReviewRound, on: date) -> Progress:
    """How far the review has come; `on` is the day by which teams without a sheet are asked for their members."""
    sheets = list(review.sheets.select_related("team__commune").order_by("team__sort_key", "pk"))
    found = {one.pk: SheetProgress(one, one.team) for one in sheets}
    rows = MemberReview.objects.filter(sheet__round=review).select_related(
        "membership__person", "membership__team"
    )
    for row in rows.order_by("membership__person__sort_key", "pk").defer("note"):
        found[row.sheet_id].results.append(row)
    members = defaultdict(list)
    of_teams = Membership.objects.filter(team__in=[one.team_id for one in sheets])
    for member in of_teams.select_related("person").order_by("person__sort_key", "pk"):
        members[member.team_id].append(member)
    for one in found.values():
        day = one.reviewed_on or on
        one.expected = [member for member in members[one.sheet.team_id] if member.is_in_force(day)]
    return Progress(list(found.values()))
