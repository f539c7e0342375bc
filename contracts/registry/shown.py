"""What pages of the house show of every room: things due and found, the menu, doubts, lives."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from contracts.policy import Answer
from contracts.registry.figures import everybody


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
    "hamlets": "Thôn, tổ dân phố",
    "readiness": "Bảo đảm",
    "operations": "Hoạt động của Tổ",
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

    `roles` empty = everybody; where roles alone do not tell, `may_open` is the policy of the page. `waiting(user)`
    gives the rows whose number stands beside it, or None; they are counted on every page, those of all items in one
    statement, so it must be cheap.
    """

    code: str
    section: str
    label: str
    url_name: str
    order: int = 100
    roles: tuple[str, ...] = ()
    waiting: Callable[[Any], QuerySet | None] | None = None
    may_open: Callable[[Any], Answer] = everybody


@dataclass(frozen=True)
class QualityCheck:
    """What may be wrong in a register without being refused: missing, doubtful, duplicated or overdue facts.

    `find(user, on)` gives the rows concerned as a queryset already scoped (`visible_to`), of which the page counts all
    and shows some. `commune` is the look-up path from a row to its commune's code, `name(row)` what it is called,
    `detail(row)` what is wrong with it in one sentence, `url(row)` the page and field where it is mended, `page(row)`
    the record itself, for who reads but does not mend; `select` joins what these need.
    """

    code: str
    label: str
    kind: str
    find: Callable[[Any, date], Any]
    commune: str
    name: Callable[[Any], str]
    url: Callable[[Any], str]
    page: Callable[[Any], str]
    detail: Callable[[Any], str] = str
    order: int = 100
    select: tuple[str, ...] = ()


#: The kinds of `QualityCheck`, in the order of the page.
QUALITY_KINDS = {"missing": "Còn thiếu", "doubtful": "Nghi sai", "duplicated": "Trùng", "overdue": "Quá hạn"}


@dataclass(frozen=True)
class Event:
    """One line of a person's timeline: the day, what happened, and in `detail` what more is known of it."""

    on: date
    text: str
    detail: str = ""
    url: str = ""
    is_now: bool = False


@dataclass(frozen=True)
class TimelineSource:
    """What an app knows of a person's life: `events(user, person)` gives its lines in any order, each read through
    `visible_to(user)`, in a fixed number of queries."""

    code: str
    events: Callable[[Any, Any], list[Event]]


@dataclass(frozen=True)
class Opening:
    """Who, of those that see a row, may open its page; without one all may. `code` is the model's label
    ("recruitment.application"), `may_open(user)` the policy of the page. See `contracts.opening.address_for`.
    """

    code: str
    may_open: Callable[[Any], Answer]
