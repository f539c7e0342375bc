"""Writing entries. Called by services only, inside their transaction; never by signals."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import models

from audit.context import current_origin
from audit.models import Entry
from audit.snapshots import Snapshot, difference, snapshot
from contracts.inserting import insert_rows

#: Written instead of a person's name when nobody is logged in: commands, beat.
SYSTEM = "Hệ thống"


class Change(NamedTuple):
    """One object of a bulk write: the row as it is now, and its snapshot from before (None = new)."""

    subject: models.Model
    before: Snapshot | None = None


def audit(
    actor,
    act: str,
    subject: models.Model,
    *,
    before: Snapshot | None = None,
    after: Snapshot | None = None,
    reason: str = "",
    batch: str = "",
    fields: bool = True,
) -> Entry:
    """Record one act on one object.

    `before` is `snapshot(row)` taken before the write; without it the object counts as new. `after` defaults to the
    row as it is now; `{}` says that it was removed. `fields=False` records the act alone (revealed,
    exported, downloaded). `actor` None = system.
    """
    entry = _entry(actor, act, subject, before, after, reason, batch, fields)
    entry.save(force_insert=True)
    return entry


def audit_many(actor, act: str, changes: Iterable[Change], *, reason: str = "", batch: str = "") -> int:
    """Record the same act on many objects in one statement; gives how many."""
    entries = [_entry(actor, act, row, before, None, reason, batch, True) for row, before in changes]
    insert_rows(entries)
    return len(entries)


def _entry(actor, act, subject, before, after, reason, batch, fields) -> Entry:
    old, new = difference(before, snapshot(subject) if after is None else after) if fields else (None, None)
    province, commune = subject.unit_codes() if hasattr(subject, "unit_codes") else ("", "")
    origin = current_origin()
    return Entry(
        actor_id=getattr(actor, "pk", None),
        actor_name=(getattr(actor, "full_name", "") or SYSTEM)[:150],
        act=act,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        subject_name=str(subject)[:250],
        province_code=province or "",
        commune_code=commune or "",
        batch=batch,
        reason=reason,
        before=old,
        after=new,
        source=origin.source,
        reference=origin.reference,
    )


def audit_export(actor, title: str, count: int) -> Entry:
    """Record that a list was taken out as a file: which, and how many rows. It is kept under who took it."""
    return audit(actor, "audit.list.export", actor, fields=False, reason=f"{title}: {count} dòng")
