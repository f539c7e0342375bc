"""What is counted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from django.db.models import Aggregate, Q

from contracts.policy import ALLOWED, Answer


class Span(Protocol):
    """A stretch of days: both ends belong to it."""

    @property
    def first_day(self) -> date: ...

    @property
    def last_day(self) -> date: ...


def everybody(user) -> Answer:
    """The policy of pages that refuse nobody."""
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
    may_open: Callable[[Any], Answer] = everybody


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
