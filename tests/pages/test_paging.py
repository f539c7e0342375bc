"""Pages of lists: read in one statement, in an order that neither repeats a row nor misses one."""

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver

from pages.asof import AsOfMixin
from pages.lists import RegisterList
from pages.tables import PagedRows, settled
from teams.models import Membership
from tests.force import build_force, make_person, make_spell

pytestmark = pytest.mark.django_db


def _lists(resolver):
    """The lists of the site that need no object in their address."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _lists(entry)
        else:
            view = getattr(entry.callback, "view_class", None)
            if view and issubclass(view, RegisterList) and not entry.pattern.regex.groups:
                yield view, entry.callback.view_initkwargs


def _table(view_class, given: dict, user, **query):
    request = RequestFactory().get("/", query)
    request.user = user
    view = view_class(**given)
    view.setup(request)
    view.filterset = view.get_filterset(view.get_filterset_class())
    view.object_list = view.filterset.qs
    return view.get_table(**view.get_table_kwargs())


def _pages(data: PagedRows) -> list:
    """All rows, in three pages."""
    size = len(data) // 3 + 1
    return [row for first in range(0, len(data), size) for row in data[first : first + size]]


def test_pages_and_workbook_of_every_list_are_its_rows_in_any_order(world):
    build_force(world)
    lists = list(_lists(get_resolver()))
    assert len(lists) > 30
    for view, given in lists:
        table = _table(view, given, world.phu)
        if isinstance(table.data, PagedRows):
            _check(table, [column.name for column in table.columns if column.orderable])
        if issubclass(view, AsOfMixin):
            _check(
                _table(view, given, world.phu, tai_ngay="31/12/2025"), ["-" + next(iter(table.columns)).name]
            )


def _check(table, orders):
    for order in orders:
        table.order_by = order
        whole = list(settled(table.data.data))
        assert _pages(table.data) == whole, (table, order)
        assert len({row.pk for row in whole}) == len(whole), (table, order)
    assert list(table.data.stream()) == whole and len(list(table.values())) == len(whole), table


def test_a_page_is_one_statement_that_joins_only_its_own_rows(world):
    force = build_force(world)
    for number in range(7):
        make_spell(force.to_xa, make_person(world.commune_a, f"Lê Văn {number}"))
    rows = Membership.objects.select_related("person", "team").order_by("person__sort_key")
    data = PagedRows(rows)
    with CaptureQueriesContext(connection) as asked:
        page = [(row.person.full_name, row.team.name) for row in data[5:10]]
    assert len(asked) == 1 and len(page) == 5
    inner = asked[0]["sql"].split("IN (SELECT")[1]
    assert "full_name" not in inner and "LIMIT 5" in inner
    assert page == [
        (row.person.full_name, row.team.name) for row in rows.order_by("person__sort_key", "pk")[5:10]
    ]


def test_rows_alike_in_what_they_are_sorted_by_come_once_each(world):
    force = build_force(world)
    for number in range(30):
        make_spell(force.to_xa, make_person(world.commune_a, f"Lê Văn {number}"))
    client = world.client(world.an)
    shown = [
        row.pk
        for page in (1, 2)
        for row in client.get("/to-bao-ve/thanh-vien/", {"sort": "-position", "page": page})
        .context["table"]
        .page.object_list.data
    ]
    assert len(shown) == len(set(shown)) == 35
