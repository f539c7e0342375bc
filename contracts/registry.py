"""What an app offers upward, as plain data, and the registries that collect it.

A lower app never calls a higher one. It says here what it counts (`Register`, `Measure`), what falls due
(`DeadlineSource`), what can be found (`SearchSource`), where it stands in the menu (`NavItem`), what it does every
minute (`Tick`), what it can do in the background (`JobKind`) and which of its rows follow a commune into its
successor (`Placement`). Each app's `measures.py`, `deadlines.py`, `search.py`, `nav.py`, `ticks.py`, `tasks.py`
is imported when Django is ready (`contracts.apps.HouseConfig`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, Protocol, TypeVar

from django.db.models import Aggregate, Q


class Coded(Protocol):
    """Anything with a unique code."""

    @property
    def code(self) -> str: ...


T = TypeVar("T", bound=Coded)


class Registry(Generic[T]):
    """An ordered collection by code. A second item with the same code is a programming error."""

    def __init__(self, name: str):
        self.name = name
        self._items: dict[str, T] = {}

    def add(self, *items: T) -> None:
        """Register items; `ValueError` when a code is taken by a different item."""
        for item in items:
            if item.code in self._items and self._items[item.code] != item:
                raise ValueError(f"{self.name}: {item.code} is registered twice")
            self._items[item.code] = item

    def get(self, code: str) -> T:
        """The item of that code; `KeyError` if there is none."""
        return self._items[code]

    def __iter__(self) -> Iterator[T]:
        return iter(self._items.values())

    def __contains__(self, code: str) -> bool:
        return code in self._items

    def __len__(self) -> int:
        return len(self._items)


class Span(Protocol):
    """A stretch of days: both ends belong to it."""

    @property
    def first_day(self) -> date: ...

    @property
    def last_day(self) -> date: ...


@dataclass(frozen=True)
class Register:
    """A table that is counted: how its rows reach a commune and their dates, and the list that opens a figure.

    `commune` is a look-up path to a commune's code. `start`, `end` name the dates in force ("started_on",
    "ended_on", or a path that ends so). `list_url` is the name of the list page that opens its figures: it
    understands `?so_lieu=<measure>&tu=<first day>&den=<last day>&xa=<commune>` (see `contracts.measuring`). `paths`
    names by what else its rows may be narrowed, as to-one look-ups: {"hamlet": "hamlet__name"}.
    """

    code: str
    label: str
    model: Any
    commune: str
    start: str = ""
    end: str = ""
    list_url: str = ""
    paths: Mapping[str, str] = field(default_factory=dict)


Where = Q | Callable[[Span], Q] | None


@dataclass(frozen=True)
class Measure:
    """One figure of a register: an aggregate over rows in force at a day or dated within the period.

    at="close": in force on the last day; at="eve": in force on the day before the first; `dated`: the date field
    that must lie within the period. `where` and `aggregate` may be functions of the span. They follow to-one paths
    only: anything to-many is an `Exists`, or other columns of the same statement are multiplied.
    """

    code: str
    register: str
    aggregate: Aggregate | Callable[[Span], Aggregate]
    at: str = ""
    dated: str = ""
    where: Where = None


@dataclass(frozen=True)
class DueItem:
    """Something that falls due for a unit.

    `key` is unique for ever within its source (subject and step), so that collecting twice makes nothing twice.
    `rule` is the article or seed paragraph the due date comes from.
    """

    key: str
    title: str
    due_on: date
    commune: str = ""
    province: str = ""
    roles: tuple[str, ...] = ()
    rule: str = ""
    url: str = ""
    action: str = "Mở"
    started_on: date | None = None


@dataclass(frozen=True)
class DeadlineSource:
    """Where due items come from: `collect(on)` yields all that are open on that day, for all units, in few queries."""

    code: str
    label: str
    collect: Callable[[date], Iterable[DueItem]]


@dataclass(frozen=True)
class SearchHit:
    """One line of a search result."""

    title: str
    detail: str
    url: str


@dataclass(frozen=True)
class SearchSource:
    """What the search box looks through: `find(user, folded_text, limit)`, scoped, in one query."""

    code: str
    label: str
    find: Callable[[Any, str, int], list[SearchHit]]
    order: int = 100


#: The subjects of the rail, in order.
SECTIONS = {
    "work": "Việc của tôi",
    "teams": "Tổ bảo vệ",
    "recruitment": "Tuyển chọn",
    "movement": "Phong trào",
    "incidents": "Vụ việc",
    "targets": "Chỉ tiêu",
    "reports": "Báo cáo",
    "documents": "Văn bản",
    "admin": "Quản trị",
}


@dataclass(frozen=True)
class NavItem:
    """A line of the menu. The first item of a section is what the section's heading opens.

    `roles` empty = everybody. `count(user)` gives the number beside it, or None; it runs on every page, so it must
    be one cheap query.
    """

    code: str
    section: str
    label: str
    url_name: str
    order: int = 100
    roles: tuple[str, ...] = ()
    count: Callable[[Any], int | None] | None = None


@dataclass(frozen=True)
class Tick:
    """What is done at every tick of the clock (each minute). `run(now)` is cheap when nothing is due and safe to
    repeat, to miss and to kill."""

    code: str
    run: Callable[[datetime], None]
    order: int = 100


@dataclass(frozen=True)
class JobKind:
    """A kind of background work: `run(job)` does it, reporting with `job.advance(…)`; see `jobs.services`."""

    code: str
    label: str
    run: Callable[[Any], None]


@dataclass(frozen=True)
class JobListener:
    """Who wants to know that a job has ended: `run(job)` once it is done, failed or cancelled."""

    code: str
    run: Callable[[Any], None]


@dataclass(frozen=True)
class Placement:
    """Rows that follow a commune into its successor: dated belongings of `owner` in the model `label`.

    The placement model has `commune`, `started_on`, `ended_on` and a foreign key named `owner`, whose model keeps
    the present commune in its own field `commune`. `hamlets(owners, on)` gives pairs of keys (owner, hamlet) for the
    hamlets those owners lie in on that day: when a commune is split, it tells where an owner goes. Without it, or
    without any pair, the owner goes with the old commune's files. `follow(actor, act, owners, on)` is called when they
    have moved, for the rows that hang on them and name a commune of their own.
    """

    code: str
    owner_label: str
    placement_label: str
    owner: str
    hamlets: Callable[[set[int], date], Iterable[tuple[int, int]]] | None = None
    follow: Callable[[Any, str, list[Any], date], None] | None = None


registers: Registry[Register] = Registry("registers")
measures: Registry[Measure] = Registry("measures")
deadline_sources: Registry[DeadlineSource] = Registry("deadline_sources")
search_sources: Registry[SearchSource] = Registry("search_sources")
nav_items: Registry[NavItem] = Registry("nav_items")
ticks: Registry[Tick] = Registry("ticks")
job_kinds: Registry[JobKind] = Registry("job_kinds")
job_listeners: Registry[JobListener] = Registry("job_listeners")
placements: Registry[Placement] = Registry("placements")
