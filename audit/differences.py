"""What an entry changed, as lines in Vietnamese: label of the field, before, after."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone

from audit.models import Entry

EMPTY = "–"
HIDDEN = "•••"
#: Fields by model label ("teams.person") of which a page shows that, not what, changed.
Masks = Mapping[str, Collection[str]]


@dataclass(frozen=True)
class Line:
    """One field that changed."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class EntryLines:
    """An entry with what it changed; `is_new` where the object was not there before."""

    entry: Entry
    lines: list[Line]

    @property
    def is_new(self) -> bool:
        """Whether there is no "before" to show."""
        return self.entry.before is None


def explain(
    entries: Iterable[Entry], user, *, sensitive: bool = True, masked: Masks = MappingProxyType({})
) -> list[EntryLines]:
    """Entries with their differences in words; names of related rows only where the user may see them.

    A model names fields for which an administrator sees that, not what, changed in `audit_sensitive`; a page names in
    `masked` those that it shows to nobody. What nobody types and has no name for people (digests) is left out. The
    number of queries depends on the kinds of related rows, not on the number of entries.
    """
    entries = list(entries)
    names = _Names(entries, user)
    return [
        EntryLines(entry, list(_lines(entry, names, _hidden(entry, sensitive, masked)))) for entry in entries
    ]


def _hidden(entry: Entry, sensitive: bool, masked: Masks) -> frozenset[str]:
    own = frozenset() if sensitive else getattr(_model(entry.subject_type), "audit_sensitive", frozenset())
    return own | frozenset(masked.get(entry.subject_type, ()))


def _model(label: str) -> type[models.Model] | None:
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None


def _fields(label: str) -> dict[str, models.Field]:
    model = _model(label)
    return {field.attname: field for field in model._meta.concrete_fields} if model else {}


class _Names:
    """Names of the rows that foreign keys in the entries point to."""

    def __init__(self, entries: list[Entry], user):
        wanted: dict[type[models.Model], set] = defaultdict(set)
        for entry in entries:
            fields = _fields(entry.subject_type)
            for name, value in [*(entry.before or {}).items(), *(entry.after or {}).items()]:
                field = fields.get(name)
                if field is not None and field.is_relation and value is not None:
                    wanted[field.related_model].add(value)
        self._names = {model: self._load(model, keys, user) for model, keys in wanted.items()}

    @staticmethod
    def _load(model: type[models.Model], keys: set, user) -> dict[str, str]:
        rows = model._default_manager
        if hasattr(rows.all(), "visible_to"):
            rows = rows.visible_to(user)
        return {str(row.pk): str(row) for row in rows.filter(pk__in=keys)}

    def of(self, field: models.Field, value: Any) -> str:
        """The name, or the bare key of a row that is gone or not the user's to see."""
        return self._names.get(field.related_model, {}).get(str(value), f"(mã {value})")


def _lines(entry: Entry, names: _Names, hidden: frozenset[str]) -> Iterable[Line]:
    fields = _fields(entry.subject_type)
    before, after = entry.before or {}, entry.after or {}
    keys = list(dict.fromkeys([*before, *after]))
    order = {name: place for place, name in enumerate(fields)}
    for key in sorted(keys, key=lambda key: order.get(key, len(order))):
        field = fields.get(key)
        if field is not None and (_is_key(field) or _is_nameless(field)):
            continue
        label = _capital(str(field.verbose_name)) if field is not None else key
        if key in hidden:
            yield Line(label, HIDDEN, HIDDEN)
        else:
            yield Line(label, _say(field, before.get(key), names), _say(field, after.get(key), names))


def _is_key(field: models.Field) -> bool:
    return field.primary_key and isinstance(field, models.AutoField)


def _is_nameless(field: models.Field) -> bool:
    """Digests, tails: derived from others and never typed, so that nobody gave them a name for people."""
    return not field.editable and field.verbose_name == field.name.replace("_", " ")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _say(field: models.Field | None, value: Any, names: _Names) -> str:
    if value is None or value == "" or value == [] or value == {}:
        return EMPTY
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if field is not None and field.is_relation:
        return names.of(field, value)
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateTimeField):
        return f"{timezone.localtime(datetime.fromisoformat(value)):%H:%M %d/%m/%Y}"
    if isinstance(field, models.DateField):
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    return _say_plain(value)


def _say_plain(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    if isinstance(value, list):
        return ", ".join(map(_say_plain, value))
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_say_plain(item)}" for key, item in value.items())
    return str(value)
