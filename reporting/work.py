"""The work list of the first page: what falls due for a person. Reads only."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from contracts.registry import deadline_sources
from contracts.roles import Scope
from law.values import day_table
from reporting.models import Deadline
from vietnam.calendar import Clock, DayTable, clock

_DAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
#: A work item this near, in working days, is to be done now.
NOW = 2
#: How far ahead the work list looks, in days.
AHEAD = 60
#: From so many on, items of one kind, rule and day stand as one line that opens: a commune has up to 80 teams.
MANY = 4


@dataclass(frozen=True)
class WorkItem:
    """A line of the work list; `parts` are the items that it stands for, where it stands for many."""

    day: str
    day_note: str
    title: str
    url: str
    why: str
    clock: Clock
    action: str
    look: str
    state: tuple[str, str] | None = None
    parts: tuple["WorkItem", ...] = ()

    @property
    def count(self) -> int:
        """How many things there are to do in it."""
        return len(self.parts) or 1


@dataclass(frozen=True)
class WorkGroup:
    """A part of the work list."""

    title: str
    items: list[WorkItem]

    @property
    def count(self) -> int:
        """How many things there are to do in it."""
        return sum(item.count for item in self.items)


def weekday(day: date) -> str:
    """ "Thứ Hai"."""
    return _DAYS[day.weekday()]


def work_groups(user, on: date) -> list[WorkGroup]:
    """What falls due for this person: now, this month, later; the oldest first."""
    extra = day_table()
    rows = [row for row in due_rows(user, on) if not row.roles or user.role_codes & {*row.roles}]
    ticking = [(row, _clock(row, on, extra)) for row in rows]
    now = [(row, one) for row, one in ticking if one.left <= NOW]
    rest = [(row, one) for row, one in ticking if one.left > NOW]
    soon = on + timedelta(days=30)
    month = [(row, one) for row, one in rest if row.due_on <= soon]
    later = [(row, one) for row, one in rest if row.due_on > soon]
    parts = (("Làm ngay", now, "primary"), ("Trong 30 ngày tới", month, "plain"), ("Sắp tới", later, "plain"))
    return [WorkGroup(title, list(_lines(found, on, look))) for title, found, look in parts if found]


def due_rows(user, on: date) -> list[Deadline]:
    """Open deadlines that the user's unit sees, up to two months ahead."""
    rows = Deadline.objects.visible_to(user).open().filter(due_on__lte=on + timedelta(days=AHEAD))
    if user.scope != Scope.COMMUNE:
        rows = rows.filter(commune_code="")
    return list(rows)


def _lines(found: Iterable[tuple[Deadline, Clock]], on: date, look: str) -> Iterator[WorkItem]:
    """The items in their order, of each day those of one kind together, many of a kind as one."""
    kinds: dict[tuple[date, str, str, str], list[WorkItem]] = {}
    for row, ticking in found:
        kind = (row.due_on, row.source, row.rule, row.action)
        kinds.setdefault(kind, []).append(_item(row, ticking, on, look))
    for (_, source, _, _), items in kinds.items():
        if len(items) < MANY:
            yield from items
        else:
            yield _together(source, items)


def _together(source: str, items: list[WorkItem]) -> WorkItem:
    one = items[0]
    title = deadline_sources.get(source).label if source in deadline_sources else one.title
    return WorkItem(
        day=one.day, day_note=one.day_note, title=title, url="", why=one.why, clock=one.clock, action="",
        look=one.look, parts=tuple(items),
    )  # fmt: skip


def _clock(row: Deadline, on: date, extra: DayTable) -> Clock:
    """The clock of working days; what is over by more than a month only says so in words."""
    far = row.due_on < on - timedelta(days=30)
    return clock(row.due_on, on, extra, limit=0 if far else 5)


def _item(row: Deadline, ticking: Clock, on: date, look: str) -> WorkItem:
    near = abs((row.due_on - on).days) < 7
    note = "Hôm nay" if row.due_on == on else weekday(row.due_on) if near else f"tháng {row.due_on.month}"
    return WorkItem(
        day=f"{row.due_on:%d}", day_note=note, title=row.title, url=row.url or "/", why=row.rule, clock=ticking,
        action=row.action or "Mở", look=look,
    )  # fmt: skip
