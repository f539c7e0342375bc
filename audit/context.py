"""What the present request or job is, so that every entry can name it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """Where a write comes from: a page, the admin, a job or a command, and the id of that request or job."""

    source: str = "command"
    reference: str = ""


_COMMAND = Origin()
_origin: ContextVar[Origin] = ContextVar("audit_origin", default=_COMMAND)


def current_origin() -> Origin:
    """The origin of whatever runs now."""
    return _origin.get()


@contextmanager
def origin(source: str, reference: str = "") -> Iterator[None]:
    """Everything written inside is recorded as coming from there."""
    token = _origin.set(Origin(source, reference))
    try:
        yield
    finally:
        _origin.reset(token)
