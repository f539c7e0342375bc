"""Figures and the menu lead to lists that their reader may open."""

import pytest
from django.urls import reverse

from communes.choices import AgencyKind
from contracts.registry import nav_items, registers
from contracts.roles import Role
from pages.frame import is_offered
from tests.world import load_law, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["an", "le", "phuc", "phu", "duc", "admin"])
def test_a_figure_leads_only_where_its_reader_is_not_refused(world, name):
    user = getattr(world, name)
    client = world.client(user)
    lists = {one.code: one for one in registers if one.list_url}
    refused = {code for code, one in lists.items() if client.get(reverse(one.list_url)).status_code == 403}
    assert refused == {code for code, one in lists.items() if not one.may_open(user)}


@pytest.mark.parametrize("name", ["an", "le", "front", "phuc", "phu", "duc", "quang", "admin"])
def test_the_menu_offers_only_what_its_reader_may_open(world, name):
    load_law()
    agency = world.agency(world.commune_a, AgencyKind.FRONT)
    world.front = make_user("front", "Hoàng Thị Mai", Role.PARTNER, world.commune_a, agency=agency)
    user = getattr(world, name)
    client = world.client(user)
    offered = [item for item in nav_items if is_offered(item, user)]
    assert offered
    assert [item.url_name for item in offered if client.get(reverse(item.url_name)).status_code == 403] == []
