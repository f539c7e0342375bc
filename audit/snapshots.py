"""A row's fields as plain data, and the difference between two such pictures."""

from datetime import date, datetime
from typing import Any

from django.db import models

from contracts.encryption import EncryptedTextField, digest

Snapshot = dict[str, Any]
#: What an entry keeps of an encrypted field.
CHANGED = "••• (đã thay đổi)"
_SECRET = "§"
#: Columns derived from others, or counters: they say nothing of what somebody did.
_DERIVED = frozenset({"search_key", "sort_key", "version", "data_version"})


def snapshot(row: models.Model) -> Snapshot:
    """The row's own columns, JSON-ready. Encrypted fields appear as a keyed digest, never in clear.

    A model may name further columns to hide (`audit_hidden`) or to leave out (`audit_ignored`).
    """
    picture: Snapshot = {}
    hidden = getattr(row, "audit_hidden", frozenset())
    ignored = _DERIVED | getattr(row, "audit_ignored", frozenset())
    for field in row._meta.concrete_fields:
        if field.attname in ignored:
            continue
        value = getattr(row, field.attname)
        if isinstance(field, EncryptedTextField) or field.attname in hidden:
            value = f"{_SECRET}{digest(value)}" if value else ""
        elif isinstance(value, datetime | date):
            value = value.isoformat()
        elif not _is_plain(value):
            value = str(value)
        picture[field.attname] = value
    return picture


def _is_plain(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float | bool | list | dict)


def difference(before: Snapshot | None, after: Snapshot | None) -> tuple[Snapshot | None, Snapshot | None]:
    """Only what differs, with secrets hidden: all fields with a value of a new row (`before` None) or of a removed one
    (`after` empty), else the changed ones."""
    if before is None or not after:
        full = before or after
        shown = (
            None if full is None else {k: _show(v) for k, v in full.items() if v not in (None, "", [], {})}
        )
        return (shown, None) if before is not None else (None, shown)
    changed = [key for key in after if before.get(key) != after[key]]
    return {k: _show(before.get(k)) for k in changed}, {k: _show(after[k]) for k in changed}


def _show(value: Any) -> Any:
    return CHANGED if isinstance(value, str) and value.startswith(_SECRET) else value
