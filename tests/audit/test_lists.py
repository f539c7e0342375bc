"""No list leaves the house unrecorded."""

from collections.abc import Iterator

import pytest
from django.urls import get_resolver

from pages.lists import RegisterList


def _subclasses(of: type) -> Iterator[type]:
    for one in of.__subclasses__():
        yield one
        yield from _subclasses(one)


def test_every_list_of_the_site_records_that_it_was_taken_out():
    assert get_resolver().url_patterns  # all views are imported
    lists = [one for one in _subclasses(RegisterList) if not one.__module__.startswith("tests.")]
    assert len(lists) > 10
    assert [one.__name__ for one in lists if one.exported is RegisterList.exported] == []


def test_a_list_that_forgets_to_record_cannot_be_taken_out():
    with pytest.raises(TypeError, match="must be recorded"):
        RegisterList().exported(1)
