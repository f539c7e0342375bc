"""Rows written in bulk: each table in one go, one audit entry a row, and all of it remembered to be taken back."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db import models

from audit.services import Change, audit_many
from audit.snapshots import snapshot
from contracts.inserting import insert_rows
from contracts.records import Versioned
from jobs.services.undo import UndoRow, remember, undo_row


def derived_fields(model: type[models.Model]) -> set[str]:
    """Fields that nobody types: search and sort keys, digests, the version. Written with every change."""
    return {field.name for field in model._meta.concrete_fields if not (field.editable or field.primary_key)}


class BulkWriter:
    """Writes rows in the caller's transaction and keeps, for the undo log, what each was before."""

    def __init__(self, actor, batch: str):
        self.actor, self.batch = actor, batch
        self._undo: dict[str, dict[Any, UndoRow]] = {}

    @property
    def undo_rows(self) -> list[UndoRow]:
        """What was made and changed, table by table as they were first written; a row written twice stands once, as it
        was at first."""
        return [row for rows in self._undo.values() for row in rows.values()]

    def add(self, act: str, rows: list) -> None:
        """New rows of one table."""
        if not rows:
            return
        for row in rows:
            if hasattr(row, "fill_keys"):
                row.fill_keys()
        insert_rows(rows)
        self._told(act, [Change(row) for row in rows], [None] * len(rows))

    def change(self, act: str, facts_by_row: Iterable[tuple[models.Model, Mapping[str, Any]]]) -> None:
        """New values for rows of one table, each row named once."""
        changes, befores, fields = [], [], set()
        for row, facts in facts_by_row:
            changes.append(Change(row, snapshot(row)))
            befores.append(remember(row, facts))
            fields |= facts.keys()
            for name, value in facts.items():
                setattr(row, name, value)
            if hasattr(row, "fill_keys"):
                row.fill_keys()
            if isinstance(row, Versioned):
                row.version += 1
        if not changes:
            return
        model = type(changes[0].subject)
        names = sorted(fields | derived_fields(model))
        model._base_manager.bulk_update([change.subject for change in changes], names, batch_size=200)
        self._told(act, changes, befores)

    def _told(self, act: str, changes: list[Change], befores: list[dict[str, Any] | None]) -> None:
        audit_many(self.actor, act, changes, batch=self.batch)
        for change, before in zip(changes, befores, strict=True):
            row = undo_row(change.subject, before)
            rows = self._undo.setdefault(row.label, {})
            if earlier := rows.get(row.pk):
                older = earlier.before
                row = replace(row, before=None if older is None else {**(row.before or {}), **older})
            rows[row.pk] = row
