"""A batch of a register of communes taken back: what it made is removed, what it changed is as before."""

from collections import defaultdict
from collections.abc import Callable
from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from communes.services.communes import commune_touch
from contracts.policy import Answer, holds
from contracts.records import Versioned
from contracts.roles import REGISTRARS
from jobs.models import UndoLog
from jobs.services.bulk_writing import derived_fields
from jobs.services.undo import UndoRow, undo_entries

_AT_ONCE = 500


def may_take_back(user, log) -> Answer:
    """Who keeps the registers of the unit that wrote the batch (roles.md)."""
    return holds(user, *REGISTRARS, commune=log.commune_code, province=log.province_code)


def taking_back(act: str) -> Callable[[Any, UndoLog], None]:
    """What an `Undoer` calls inside the transaction that has found the rows untouched; `act` names it in the audit.

    `ValidationError` where something else hangs on a row that would go: attendance, equipment, a later spell.
    """

    def undo(actor, log: UndoLog) -> None:
        entries = undo_entries(log)
        made: dict[str, set[Any]] = defaultdict(set)
        for entry in entries:
            if entry.before is None:
                made[entry.label].add(entry.pk)
        _refuse_dependants(made)
        newest_first = groupby(reversed(entries), key=lambda row: (row.label, row.before is None))
        for (_label, is_made), same in newest_first:
            for chunk in _chunks(list(same)):
                (_remove if is_made else _restore)(actor, act, log.batch, chunk)
        commune_touch({log.commune_code})

    return undo


def _refuse_dependants(made: dict[str, set[Any]]) -> None:
    for label, keys in made.items():
        model = UndoRow(label, 0, 0, None).model
        for relation in model._meta.related_objects:
            other = relation.related_model
            ours = made.get(other._meta.label_lower, set())
            for chunk in _chunks(sorted(keys)):
                found = other._base_manager.filter(**{f"{relation.field.name}__in": chunk})
                if any(pk not in ours for pk in found.values_list("pk", flat=True)):
                    raise ValidationError(
                        f"Đã có {other._meta.verbose_name_plural} gắn với dòng của lô này nên không hoàn tác được. "
                        "Bỏ các dòng đó trước, hoặc sửa từng dòng."
                    )


def _remove(actor, act: str, batch: str, rows: list[UndoRow]) -> None:
    model = rows[0].model
    found = list(_joined(model).filter(pk__in=[row.pk for row in rows]))
    for row in found:
        audit(actor, act, row, before=snapshot(row), after={}, batch=batch)
    model._base_manager.filter(pk__in=[row.pk for row in found]).delete()


def _restore(actor, act: str, batch: str, rows: list[UndoRow]) -> None:
    model = rows[0].model
    present = {row.pk: row for row in _joined(model).filter(pk__in=[row.pk for row in rows])}
    changes, fields = [], derived_fields(model)
    for row in rows:
        subject, values = present[row.pk], row.values()
        changes.append(Change(subject, snapshot(subject)))
        for name, value in values.items():
            setattr(subject, name, value)
        fields |= {field.name for field in model._meta.concrete_fields if field.attname in values}
        if hasattr(subject, "fill_keys"):
            subject.fill_keys()
        if isinstance(subject, Versioned):
            subject.version += 1
    model._base_manager.bulk_update([change.subject for change in changes], sorted(fields), batch_size=200)
    audit_many(actor, act, changes, batch=batch)


def _joined(model: type[models.Model]):
    """With what the audit needs to name a row and its unit."""
    foreign = [field.name for field in model._meta.concrete_fields if field.is_relation and not field.null]
    return model._base_manager.select_related(*foreign)


def _chunks(keys: list) -> list[list]:
    return [keys[first : first + _AT_ONCE] for first in range(0, len(keys), _AT_ONCE)]
