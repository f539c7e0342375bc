"""A page with its own styles and scripts weighs at most 100 KB over the wire, cold."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.force import build_force

pytestmark = pytest.mark.django_db
LIMIT = 100 * 1024


def weight(content: bytes) -> int:
    return len(gzip.compress(content))


@pytest.mark.parametrize(
    "address", ["/", "/to-bao-ve/", "/to-bao-ve/thanh-vien/", "/to-bao-ve/thanh-vien/them/"]
)
def test_a_page_is_light(world, address):
    build_force(world)
    page = world.client(world.an).get(address).content
    assets = set(re.findall(rb'(?:href|src)="/static/([^"#]+)', page))
    assert len(assets) >= 4
    files = [Path(finders.find(name.decode())).read_bytes() for name in assets]
    assert weight(page) + sum(map(weight, files)) < LIMIT
