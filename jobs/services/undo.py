"""Batches of writes that can be taken back: what each row was before, and whether anybody touched it since.

A service that writes many rows calls `undo_record` in its own transaction; its app registers an `Undoer` for the kind
(module `undo.py`), which knows how rows are put back. The log is machinery, like a job: what was done to the rows
stands in their own audit entries, which carry the batch's code both times.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from audit.snapshots import snapshot
from contracts.encryption import digest
from contracts.policy import ALLOWED, Answer, Denied, require
from contracts.records import Versioned
from contracts.registry import undoers
from jobs.models import UndoLog

#: Rows asked for in one statement.
_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class UndoRow:
    """One row of a batch: where it is, how it stood when the batch was done, what it was before.

    `mark` is its version, or a digest of its columns where it has none. `before` holds former values by column, JSON
    ready; None says that the batch made the row.
    """

    label: str
    pk: Any
    mark: int | str
    before: dict[str, Any] | None

    @property
    def model(self) -> type[models.Model]:
        """The row's table."""
        return apps.get_model(self.label)

    def values(self) -> dict[str, Any]:
        """The former values by attribute, as the fields hold them."""
        fields = {field.attname: field for field in self.model._meta.concrete_fields}
        return {name: fields[name].to_python(value) for name, value in (self.before or {}).items()}


def remember(row: models.Model, names: Iterable[str]) -> dict[str, Any]:
    """The present values of these fields, JSON ready; taken before the row is changed."""
    found = {}
    for name in names:
        field = row._meta.get_field(name)
        value = getattr(row, field.attname)
        found[field.attname] = value.isoformat() if isinstance(value, datetime | date) else value
    return found


def undo_row(row: models.Model, before: dict[str, Any] | None) -> UndoRow:
    """The row as it was written, with what it was before (None = made by the batch)."""
    return UndoRow(sys.intern(row._meta.label_lower), row.pk, _mark(row), before)


def undo_record(
    *, actor, kind: str, title: str, batch: str, rows: Iterable[UndoRow], commune: str = "", province: str = ""
) -> UndoLog:  # fmt: skip
    """Keep what a batch changed, inside the transaction that wrote it. `kind` is a code of `undoers`."""
    undoers.get(kind)  # `KeyError` now, not when somebody wants it back
    remembered = [(row.label, row.pk, row.mark, row.before) for row in rows]
    return UndoLog.objects.create(
        owner_id=actor.pk, kind=kind, title=title[:200], batch=batch, row_count=len(remembered),
        rows=json.dumps(remembered, ensure_ascii=False, separators=(",", ":")),
        commune_code=commune, province_code=province,
    )  # fmt: skip


def undo_entries(log: UndoLog) -> list[UndoRow]:
    """What the batch wrote, in its order."""
    return [UndoRow(*row) for row in json.loads(log.rows or "[]")]


def undo_possible(user, log: UndoLog) -> Answer:
    """May the user take the batch back, and is every row as the batch left it? One query a table."""
    if log.undone_at:
        return Denied(f"Đợt này đã được hoàn tác lúc {timezone.localtime(log.undone_at):%H:%M %d/%m/%Y}.")
    if log.kind not in undoers:
        return Denied("Loại đợt ghi này không còn hoàn tác được. Sửa từng dòng.")
    if not (answer := undoers.get(log.kind).may(user, log)):
        return answer
    touched = sum(1 for _ in _touched(undo_entries(log)))
    if touched:
        return Denied(
            f"{touched} trên {log.row_count} dòng đã được sửa tiếp sau đợt này nên không hoàn tác cả đợt được. "
            "Mở từng dòng để sửa."
        )
    return ALLOWED


@transaction.atomic
def undo_apply(*, actor, log: UndoLog) -> UndoLog:
    """Take the whole batch back, or nothing of it; once. Nobody changes a row between the look and the writing."""
    _lock(undo_entries(log))
    require(undo_possible(actor, log))
    now = timezone.now()
    if not UndoLog.objects.not_undone().filter(pk=log.pk).update(undone_at=now):
        raise ValidationError("Đợt này vừa được người khác hoàn tác.")
    undoers.get(log.kind).undo(actor, log)
    UndoLog.objects.filter(pk=log.pk).update(rows="")  # former values are kept no longer than needed
    log.undone_at = now
    return log


def _mark(row: models.Model) -> int | str:
    if isinstance(row, Versioned):
        return row.version
    return digest(json.dumps(snapshot(row), sort_keys=True, ensure_ascii=False, default=str))


def _touched(rows: list[UndoRow]) -> Iterator[UndoRow]:
    """Rows that are gone, or no longer as the batch left them."""
    for chunk in _chunks(rows):
        marks = _marks(chunk[0].model, [row.pk for row in chunk])
        yield from (row for row in chunk if marks.get(row.pk) != row.mark)


def _lock(rows: list[UndoRow]) -> None:
    for chunk in _chunks(rows):
        found = chunk[0].model._base_manager.select_for_update().filter(pk__in=[row.pk for row in chunk])
        list(found.order_by("pk").values_list("pk"))


def _chunks(rows: list[UndoRow]) -> Iterator[tuple[UndoRow, ...]]:
    """Of one table each."""
    by_label: dict[str, list[UndoRow]] = defaultdict(list)
    for row in rows:
        by_label[row.label].append(row)
    for same in by_label.values():
        for first in range(0, len(same), _AT_ONCE):
            yield tuple(same[first : first + _AT_ONCE])


def _marks(model: type[models.Model], keys: list) -> dict[Any, int | str]:
    rows = model._base_manager.filter(pk__in=keys)
    if issubclass(model, Versioned):
        return dict(rows.values_list("pk", "version"))
    return {row.pk: _mark(row) for row in rows}
