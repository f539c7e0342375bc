"""Conditions as chips: what was chosen in words, and the address without it."""

import django_filters as filters
import pytest
from django.http import QueryDict

from pages.filters import DayFilter, ListFilter
from teams.choices import Position
from teams.models import Membership


class Conditions(ListFilter):
    """One of each kind."""

    chuc_danh = filters.MultipleChoiceFilter(
        field_name="position", label="Chức danh", choices=Position.choices
    )
    tai_ngay = DayFilter(field_name="started_on", label="Từ ngày")
    mo = filters.BooleanFilter(field_name="ended_on", lookup_expr="isnull", label="Chưa thôi")

    class Meta:
        model = Membership
        fields: list[str] = []


def chips(query: str) -> dict[str, str]:
    data = QueryDict(query)
    found = Conditions(data, queryset=Membership.objects.none()).chips(data)
    return {chip.text: chip.remove for chip in found}


def test_each_condition_is_said_in_words_and_can_be_taken_away():
    found = chips("chuc_danh=leader&chuc_danh=deputy&tai_ngay=5/2/26&mo=true&page=3&q=an")
    assert list(found) == ["Chức danh: Tổ trưởng, Tổ phó", "Từ ngày: 05/02/2026", "Chưa thôi: Có"]
    assert found["Từ ngày: 05/02/2026"] == "?chuc_danh=leader&chuc_danh=deputy&mo=true&q=an"


@pytest.mark.parametrize("query", ["", "q=an", "chuc_danh="])
def test_no_condition_no_chip(query):
    assert chips(query) == {}


def test_what_cannot_be_read_is_a_problem_and_no_chip():
    data = QueryDict("tai_ngay=31/02/2026")
    conditions = Conditions(data, queryset=Membership.objects.none())
    assert conditions.chips(data) == []
    assert conditions.problems[0].startswith("Từ ngày: ")
