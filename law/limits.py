"""Time limits in working days that the law sets, for many rows at once."""

from dataclasses import dataclass
from datetime import date

from law.models import Parameter
from law.values import day_table
from vietnam.calendar import Clock, add_working_days, clock, working_days_between


@dataclass(frozen=True)
class Limit:
    """A limit that runs: since when, its last day, how many working days, by which rule."""

    since: date
    due_on: date
    days: int
    citation: str


class Limits:
    """Reads some limits and the days off once; any number of rows are judged without asking the database again.

    The row of the law in force on the day a limit begins counts, a province's before the country's.
    """

    def __init__(self, *codes: str):
        self._days = day_table()
        rows = Parameter.objects.filter(code__in=codes, is_draft=False)
        self._rows = sorted(rows, key=lambda row: (row.province_id is not None, row.started_on))

    def limit(self, code: str, since: date | None, province: str = "") -> Limit | None:
        """The limit that begins the day after `since`; None without a beginning, or where the law names none."""
        if since is None:
            return None
        found = [
            row for row in self._rows
            if row.code == code and row.is_in_force(since) and row.province_id in (None, province)
        ]  # fmt: skip
        if not found:
            return None
        row = found[-1]
        return Limit(since, add_working_days(since, row.value, self._days), row.value, row.citation)

    def days_late(self, limit: Limit, done_on: date) -> int:
        """Working days between the last day and the day it was done; 0 for what was in time."""
        return max(working_days_between(limit.due_on, done_on, self._days), 0)

    def face(self, limit: Limit | None, today: date) -> Clock | None:
        """The clock to show."""
        return clock(limit.due_on, today, self._days, limit.days) if limit else None
