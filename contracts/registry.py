"""What an app offers upward, as plain data, and the registries that collect it.

A lower app never calls a higher one. It says here what it counts (`Register`, `Measure`), what falls due
(`DeadlineSource`), what can be found (`SearchSource`), where it stands in the menu (`NavItem`), what it does every
minute (`Tick`), what it can do in the background (`JobKind`), which of its rows follow a commune or a hamlet into its
successor (`Placement`, `HamletFollower`), what may be wrong in them (`QualityCheck`), how a batch of its writes is
taken back (`Undoer`), what meetings, assessments and commendations may be about (`SubjectKind`), which of its records
take files (`AttachmentKind`), which papers it draws up (`TemplateKind`) and from what they are
filled again (`PaperSource`), what happened to a person (`TimelineSource`), who of those that see a row may open its
page (`Opening`). Each app's modules of the names in
`contracts.apps.OFFERS` are imported when Django is ready (`contracts.apps.HouseConfig`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from django.db.models import Aggregate, Q, QuerySet

from contracts.policy import ALLOWED, Answer


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


def _everybody(user) -> Answer:
    return ALLOWED


@dataclass(frozen=True)
class Register:
    """A table that is counted: how its rows reach a commune and their dates, and the list that opens a figure.

    `commune` is a look-up path to a commune's code. `start`, `end` name the dates in force ("started_on",
    "ended_on", or a path that ends so). `list_url` is the name of the list page that opens its figures: it
    understands `?so_lieu=<measure>&tu=<first day>&den=<last day>&xa=<commune>` (see `contracts.measuring`). `paths`
    names by what else its rows may be narrowed, as to-one look-ups: {"hamlet": "hamlet__name"}. `may_open` is the
    policy of that list: a figure leads there only for who will not be refused.
    """

    code: str
    label: str
    model: Any
    commune: str
    start: str = ""
    end: str = ""
    list_url: str = ""
    paths: Mapping[str, str] = field(default_factory=dict)
    may_open: Callable[[Any], Answer] = _everybody


Where = Q | Callable[[Span], Q] | None


@dataclass(frozen=True)
class Measure:
    """One figure of a register: an aggregate over rows in force at a day or dated within the period.

    at="close": in force on the last day; at="eve": in force on the day before the first; `dated`: the date field
    that must lie within the period; neither where `where` itself chooses by the days (results of a year). `where` and
    `aggregate` may be functions of the span. They follow to-one paths only: anything to-many is an `Exists`, or other
    columns of the same statement are multiplied.
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
    may_open: Callable[[Any], Answer] = _everybody


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
class Tick:
    """What is done at every tick of the clock (each minute). `run(now)` is cheap when nothing is due and safe to
    repeat, to miss and to kill."""

    code: str
    run: Callable[[datetime], None]
    order: int = 100


@dataclass(frozen=True)
class Undoer:
    """How a batch of writes of one kind is taken back (`jobs.services.undo`).

    `undo(actor, log)` puts back what `undo_entries(log)` remembers and audits each row with `log.batch`; it is called
    inside the transaction that has found the rows untouched. `may(user, log)` says who may, and what stands in the
    way besides changed rows. `back` names the list page one returns to.
    """

    code: str
    label: str
    undo: Callable[[Any, Any], None]
    may: Callable[[Any, Any], Answer]
    back: str


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


def _nothing(row: Any) -> str:
    return ""


@dataclass(frozen=True)
class SubjectKind:
    """Things of one kind that an activity, an assessment, a commendation or a discipline may be about.

    `model` is the model's label. `rows(user, on)` gives those that can be it on that day, as a queryset already scoped
    (`visible_to`) and in order of names; `name(row)` is what the registers keep of it, `detail(row)` tells namesakes
    apart, `url(row)` opens its page, `commune(row)` is the commune whose register names it. `is_collective` tells
    teams and units from people; `is_unit` is a whole commune, of which the province may write as well. `assessments`
    are the codes of what it is assessed by; `grounds`, codes and labels, are those an assessment may find that somebody
    must be replaced or dismissed on. `hint` says in a form what to mind when choosing one. Of a collective,
    `people(row or key, on)` gives those who belong to it on that day, as rows of the kind `people_kind`: who may miss
    its meeting.
    """

    code: str
    label: str
    model: str
    is_collective: bool
    rows: Callable[[Any, date], Any]
    name: Callable[[Any], str]
    url: Callable[[Any], str]
    commune: Callable[[Any], Any]
    detail: Callable[[Any], str] = _nothing
    is_unit: bool = False
    assessments: tuple[str, ...] = ()
    grounds: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    people: Callable[[Any, date], Any] | None = None
    people_kind: str = ""


#: Codes of `documents.content.TYPES`: what is scanned or photographed, and what offices write.
SCANS = ("pdf", "jpeg", "png", "webp")
OFFICE = ("docx", "xlsx", "odt", "ods")


@dataclass(frozen=True)
class AttachmentKind:
    """Records of one model that files may hang on (`documents.services.attachments`).

    `model` is the model's label; its key is a number and its rows have `unit_codes()`. `rows(user)` gives those the
    user may see, as a queryset already scoped (`visible_to`) with what the rules below need joined. `may_see(user,
    row)` says who opens the files and reads their names, `may_write(user, row)` who adds and takes away: the app's own
    policies, with the reason. `url(row)` opens the record's page. `types` are codes of file types: pictures and PDF
    unless the kind says more. `heading` is what the section on the record's page is called, `hint` what one usually
    attaches, `titles` the names of the papers that the law asks for, offered while typing.
    """

    code: str
    label: str
    model: str
    rows: Callable[[Any], Any]
    may_see: Callable[[Any, Any], Answer]
    may_write: Callable[[Any, Any], Answer]
    url: Callable[[Any], str]
    types: tuple[str, ...] = SCANS
    heading: str = "Tệp đính kèm"
    hint: str = ""
    titles: tuple[str, ...] = ()


@dataclass(frozen=True)
class TemplateKind:
    """A paper that an app draws up from its records; its wording is data (`documents.composing`).

    `type` is the code of the paper's type (`documents.choices.DocumentType`), `source` the form it follows. `file` is
    the YAML of the wording as shipped. `words` are the names that the wording may use in braces, each with what it
    stands for, as the administrator reads it: {"số người": "Số người được công nhận"}. `tables` and `lists` name what
    is filled in whole, `switches` what makes a part appear or not. `series` is the body that keeps numbers of its own
    under the agency's seal, `body` its name: it stands below the agency's at the top of the paper. `unit` is who drafts
    a dispatch, by its abbreviation, and may name words: "{ký hiệu Công an}". `is_personal`: it tells of
    single people, and partner agencies do not see it. For the preview of a wording: `examples` are values of
    words (others show what they stand for), `agency` is the code of the kind of agency whose paper it is.
    """

    code: str
    label: str
    type: str
    source: str
    file: Path
    words: Mapping[str, str]
    tables: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)
    switches: Mapping[str, str] = field(default_factory=dict)
    series: str = ""
    body: str = ""
    unit: str = ""
    is_personal: bool = False
    examples: Mapping[str, str] = field(default_factory=dict)
    agency: str = "peoples_committee"


@dataclass(frozen=True)
class PaperSource:
    """Where the drafts of one template come from: `code` is the template's.

    `fill(document)` gives the facts anew (`documents.composing.Filling`) from the record that names the draft;
    `ValidationError` where no record does any more. `sign_url(document)` opens the page on which the draft is signed
    where that is a step of the record; "" = on the paper's own page.
    """

    code: str
    fill: Callable[[Any], Any]
    sign_url: Callable[[Any], str] = _nothing


@dataclass(frozen=True)
class Opening:
    """Who, of those that see a row, may open its page; without one all may. `code` is the model's label
    ("recruitment.application"), `may_open(user, row)` the policy of the page. See `contracts.opening.address_for`.
    """

    code: str
    may_open: Callable[[Any, Any], Answer]


@dataclass(frozen=True)
class HamletFollower:
    """Rows that go where a hamlet goes and name a commune of their own: `follow(actor, act, hamlets, on)` is called by
    the succession, in its transaction, when these hamlets have gone over on that day."""

    code: str
    follow: Callable[[Any, str, list[Any], date], None]


registers: Registry[Register] = Registry("registers")
measures: Registry[Measure] = Registry("measures")
deadline_sources: Registry[DeadlineSource] = Registry("deadline_sources")
search_sources: Registry[SearchSource] = Registry("search_sources")
nav_items: Registry[NavItem] = Registry("nav_items")
ticks: Registry[Tick] = Registry("ticks")
job_kinds: Registry[JobKind] = Registry("job_kinds")
job_listeners: Registry[JobListener] = Registry("job_listeners")
placements: Registry[Placement] = Registry("placements")
hamlet_followers: Registry[HamletFollower] = Registry("hamlet_followers")
quality_checks: Registry[QualityCheck] = Registry("quality_checks")
undoers: Registry[Undoer] = Registry("undoers")
subject_kinds: Registry[SubjectKind] = Registry("subject_kinds")
attachment_kinds: Registry[AttachmentKind] = Registry("attachment_kinds")
timelines: Registry[TimelineSource] = Registry("timelines")
template_kinds: Registry[TemplateKind] = Registry("template_kinds")
openings: Registry[Opening] = Registry("openings")
paper_sources: Registry[PaperSource] = Registry("paper_sources")


def personal_templates() -> list[str]:
    """The codes of the papers that tell of single people."""
    return [kind.code for kind in template_kinds if kind.is_personal]
