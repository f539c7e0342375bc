"""What is done in the background, taken back, and what follows a commune or a hamlet."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from contracts.policy import Answer


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


@dataclass(frozen=True)
class HamletFollower:
    """Rows that go where a hamlet goes and name a commune of their own: `follow(actor, act, hamlets, on)` is called by
    the succession, in its transaction, when these hamlets have gone over on that day."""

    code: str
    follow: Callable[[Any, str, list[Any], date], None]
