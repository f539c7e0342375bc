"""Filters of lists: kept in the address, shown as chips that can be taken away one by one."""

from dataclasses import dataclass

import django_filters as filters
from django import forms
from django.db.models import Model, QuerySet
from django.http import QueryDict

from pages.fields import VietDateField
from vietnam.dates import format_date
from vietnam.names import fold


@dataclass(frozen=True)
class Chip:
    """One condition in force and the query string without it."""

    text: str
    remove: str


class DayFilter(filters.Filter):
    """A date typed the Vietnamese way."""

    field_class = VietDateField


class ListFilter(filters.FilterSet):
    """Base of all list filters. `search_path` names the folded key column that `q` looks through.

    A field whose name is in `quiet` gives no chip: it is shown elsewhere (tabs, the search box).
    """

    search_path = "search_key"
    search_hint = "Tên (không cần dấu)"
    quiet = ("q",)

    q = filters.CharFilter(label="Tìm", method="search")

    def search(self, rows: QuerySet, name: str, text: str) -> QuerySet:
        """Rows whose key contains every word typed, accents and case aside."""
        for word in fold(text).split():
            rows = rows.filter(**{f"{self.search_path}__contains": word})
        return rows

    @property
    def conditions(self) -> list[forms.BoundField]:
        """The fields of the menu "Thêm điều kiện"."""
        return [self.form[name] for name in self.form.fields if name not in self.quiet]

    @property
    def problems(self) -> list[str]:
        """What could not be read among the conditions."""
        return [f"{self.form[name].label}: {errors[0]}" for name, errors in self.form.errors.items()]

    def chips(self, query: QueryDict) -> list[Chip]:
        """The conditions in force."""
        found = []
        for name, field in self.form.fields.items():
            given = self.form.cleaned_data.get(name) if self.form.is_valid() else None
            if name in self.quiet or given in (None, "", [], False):
                continue
            found.append(Chip(f"{self.form[name].label}: {_shown(field, given)}", without(query, name)))
        return found


def without(query: QueryDict, *names: str) -> str:
    """The query string without these parameters and without the page."""
    rest = query.copy()
    for name in (*names, "page"):
        rest.pop(name, None)
    return f"?{rest.urlencode()}"


def _shown(field: forms.Field, given) -> str:
    if isinstance(given, list | tuple | QuerySet):
        return ", ".join(_shown(field, one) for one in given)
    if isinstance(given, Model):
        return str(given)
    if hasattr(given, "strftime"):
        return format_date(given)
    if given is True:
        return "Có"
    choices = dict(field.choices) if hasattr(field, "choices") else {}
    return str(choices.get(given, given))
