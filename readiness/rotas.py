"""Plans of duty: last month's copied, or members taking turns. They only compute; services write."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from readiness.choices import ShiftKind
from teams.models import Membership
from vietnam.windows import window_for


class Planned(NamedTuple):
    """One member on the day or night shift of one day."""

    membership: int
    day: date
    kind: str


def days_of(month: date) -> list[date]:
    """All days of the month."""
    window = window_for("calendar_month", month)
    return [
        window.first_day + timedelta(days=n) for n in range((window.last_day - window.first_day).days + 1)
    ]


def months_around(day: date, *, back: int = 23, ahead: int = 1) -> list[date]:
    """First days of the months from so many after `day` to so many before it, newest first."""
    number = day.year * 12 + day.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(number + ahead, number - back - 1, -1)]


def copied(
    month: date, duties: Iterable[tuple[int, date, str]], members: Sequence[Membership]
) -> set[Planned]:
    """Last month's duties (person, day, kind) on the same weekdays of this month, for who is still in service.

    Each day takes the duties of four weeks before; the days of which that lies in this month, of five.
    """
    spells = {row.person_id: row for row in members}
    of_day: dict[date, list[tuple[int, str]]] = {}
    for person, day, kind in duties:
        of_day.setdefault(day, []).append((person, kind))
    plan = set()
    for day in days_of(month):
        before = day - timedelta(weeks=4 if day.day <= 28 else 5)
        for person, kind in of_day.get(before, ()):
            spell = spells.get(person)
            if spell is not None and spell.is_in_force(day):
                plan.add(Planned(spell.pk, day, kind))
    return plan


def rotated(
    month: date, members: Sequence[Membership], *, by_day: int, by_night: int, first: Membership | None = None
) -> set[Planned]:
    """Members take turns: so many each day and so many each night, beginning with `first`; nobody has both on one day.
    Where there are too few members, fewer stand."""
    if not members:
        return set()
    order = list(members)
    turn = order.index(first) if first in order else 0
    plan = set()
    for day in days_of(month):
        taken: set[int] = set()
        for kind, wanted in ((ShiftKind.DAY, by_day), (ShiftKind.NIGHT, by_night)):
            for _ in range(len(order)):
                if wanted == 0:
                    break
                spell = order[turn % len(order)]
                turn += 1
                if spell.pk in taken or not spell.is_in_force(day):
                    continue
                taken.add(spell.pk)
                plan.add(Planned(spell.pk, day, str(kind)))
                wanted -= 1
    return plan
