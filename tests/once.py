"""What tests begin with is told once a process by the real services, and its rows are put in from then on.

    @once(at="2025-07-01 08:00+07:00")
    def build_force(world) -> Force: ...

    class Story:
        @once
        def open(self): ...

The first call does what it says. What it changed in the tables is kept, and the same call puts that in again: the same
rows under the same keys, and copies of the same objects. This is only done where it cannot make a difference: the
database holds what was told this way and nothing else, the same is told next, of the same things, at the same moment.
After the test wrote anything else, or another thread did, or a part of the program was replaced, it is told anew.
"""

import copy
import functools
import threading
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, is_dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from time import time as clock
from typing import Any

import pytest
import time_machine
from django.core.signals import setting_changed
from django.db import connection
from django.db.backends.signals import connection_created
from django.db.models import Model

from tests import rows

_PLAIN = str | bytes | bool | int | float | Decimal | date | time | timedelta | None
_WRITING = ("INSERT", "UPDATE", "DELETE", "REPLAC", "TRUNCA")


class _Unnamed(Exception):
    """Something whose sameness cannot be told."""


@dataclass
class _Telling:
    """What a call changed, how its arguments stood afterwards, and what it gave."""

    changes: rows.Changes
    arguments: Any
    given: Any
    has_hooks: bool


class _Ledger:
    """What was told in the present database, in order; None once something else was written."""

    def __init__(self):
        self.told: tuple | None = ()
        self.shared: tuple | None = ()  # by the module, for all its tests
        self.hears_hooks = False
        self.kept: dict[tuple, _Telling] = {}


_ledger = _Ledger()


def begin_test(hears_hooks: bool) -> None:
    """Before the fixtures of a test: the database holds what the module shares.

    `hears_hooks`: whether the test waits for what is done on commit.
    """
    _ledger.told, _ledger.hears_hooks = _ledger.shared, hears_hooks


@contextmanager
def shared():
    """What was told until now stays for all tests of the module."""
    before, _ledger.shared = _ledger.shared, _ledger.told
    try:
        yield
    finally:
        _ledger.shared = _ledger.told = before


def forget() -> None:
    """Something else was written: nothing is known of the database any more."""
    _ledger.told = None


def once(build: Callable | None = None, *, at: str = "") -> Callable:
    """Tell it once; `at` is the moment at which it happens, else the one to which the test has travelled."""
    if build is None:
        return functools.partial(once, at=at)
    if hasattr(build, "is_told_once"):
        return build

    @functools.wraps(build)
    def told(*args, **kwargs):
        if not at:
            return _tell(build, args, kwargs)
        with time_machine.travel(at, tick=False):
            return _tell(build, args, kwargs)

    told.is_told_once = True
    return told


def _tell(build: Callable, args: tuple, kwargs: dict):
    key = _key(build, args, kwargs)
    if key is None:
        return build(*args, **kwargs)
    kept = _ledger.kept.get(key)
    if kept is None:
        return _tell_first(key, build, args, kwargs)
    if kept.has_hooks and _ledger.hears_hooks:
        forget()
        return build(*args, **kwargs)
    rows.put(kept.changes)
    _ledger.told = key
    return _copied(kept, (args, kwargs))


def _tell_first(key: tuple, build: Callable, args: tuple, kwargs: dict):
    before, hooks = rows.read(), len(connection.run_on_commit)
    given = build(*args, **kwargs)
    changes = rows.changes(before, rows.read())
    arguments, kept = copy.deepcopy(((args, kwargs), given))
    _ledger.kept[key] = _Telling(changes, arguments, kept, len(connection.run_on_commit) > hooks)
    _ledger.told = key
    return given


def _key(build: Callable, args: tuple, kwargs: dict) -> tuple | None:
    """Names a call after what was told before it; None where it has to be told anew."""
    if _ledger.told is None or not time_machine.escape_hatch.is_travelling():
        return None
    try:
        named = _named(args), _named(kwargs)
    except _Unnamed:
        return None
    return _ledger.told, build, named, int(clock())


def _named(value: Any) -> Any:
    """What is equal for the same things."""
    if isinstance(value, Enum | _PLAIN):
        return type(value).__name__, value
    if isinstance(value, Model):
        if value.pk is None:
            raise _Unnamed
        return value._meta.label, value.pk
    if isinstance(value, Mapping):
        return tuple((_named(key), _named(one)) for key, one in value.items())
    if isinstance(value, list | tuple):
        return tuple(map(_named, value))
    if _has_parts(value):
        return type(value).__qualname__, _named(vars(value))
    raise _Unnamed


def _has_parts(value: Any) -> bool:
    """Whether it is a thing of the tests, like a story, or plain data."""
    return hasattr(value, "__dict__") and (is_dataclass(value) or type(value).__module__.startswith("tests."))


def _copied(kept: _Telling, arguments: Any):
    """What the call gave, told of the arguments of this call, which now stand as they stood after it."""
    memo: dict[int, Any] = {}
    tied: list[tuple[Any, Any]] = []
    _tie(kept.arguments, arguments, memo, tied)
    for one, live in tied:
        for name, value in vars(one).items():
            vars(live)[name] = copy.deepcopy(value, memo)
    return copy.deepcopy(kept.given, memo)


def _tie(kept: Any, live: Any, memo: dict, tied: list) -> None:
    """Let copies of what was kept refer to the same things of this test."""
    if id(kept) in memo or type(kept) is not type(live):
        return
    if isinstance(kept, Model):
        if kept.pk == live.pk:
            memo[id(kept)] = live
            tied.append((kept, live))
    elif isinstance(kept, dict):
        _tie_all(kept, live, memo, tied)
    elif isinstance(kept, list | tuple):
        for one, other in zip(kept, live, strict=False):
            _tie(one, other, memo, tied)
    elif _has_parts(kept):
        memo[id(kept)] = live
        tied.append((kept, live))
        _tie_all(vars(kept), vars(live), memo, tied)


def _tie_all(kept: dict, live: dict, memo: dict, tied: list) -> None:
    for name in kept.keys() & live.keys():
        _tie(kept[name], live[name], memo, tied)


def _watch(execute, sql, params, many, context):
    """Notice what else is written."""
    if sql.lstrip()[:6].upper() in _WRITING:
        forget()
    return execute(sql, params, many, context)


def _connected(connection, **_more):
    if threading.current_thread() is not threading.main_thread():
        forget()
    elif _watch not in connection.execute_wrappers:
        connection.execute_wrappers.append(_watch)


def _patched(*_args, **_more):
    """A part of the program, or a setting, is replaced for a while: the same story may go on otherwise."""
    forget()


def _noticed(change: Callable) -> Callable:
    @functools.wraps(change)
    def noticed(*args, **kwargs):
        _patched()
        return change(*args, **kwargs)

    return noticed


for _name in ("setattr", "delattr", "setitem", "delitem"):
    setattr(pytest.MonkeyPatch, _name, _noticed(getattr(pytest.MonkeyPatch, _name)))
setting_changed.connect(_patched, dispatch_uid="tests.once")
connection_created.connect(_connected, dispatch_uid="tests.once")
