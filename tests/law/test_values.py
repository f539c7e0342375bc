"""Reading the law: of several rows the right one, and never a guess."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from law.models import Parameter
from law.values import MissingRule, RuleBook, value

pytestmark = pytest.mark.django_db


def row(amount: int, since: date = date(2024, 7, 1), **facts) -> Parameter:
    usual = {
        "code": "recruit.submit_days",
        "label": "Hạn trình",
        "citation": "TT 14/2024",
        "certainty": "stated",
    }
    return Parameter.objects.create(value=amount, started_on=since, **{**usual, **facts})


def test_a_provinces_row_beats_the_countrys_on_the_same_day(world):
    row(5)
    row(3, date(2025, 7, 1), province=world.province)
    assert value("recruit.submit_days", on=date(2026, 1, 1), province="44") == 3
    assert value("recruit.submit_days", on=date(2026, 1, 1), province="42") == 5
    assert value("recruit.submit_days", on=date(2025, 6, 30), province="44") == 5


def test_a_value_holds_up_to_and_without_the_day_it_ends(world):
    row(5, ended_on=date(2026, 7, 1))
    row(7, date(2026, 7, 1))
    assert value("recruit.submit_days", on=date(2026, 6, 30)) == 5
    assert value("recruit.submit_days", on=date(2026, 7, 1)) == 7


def test_a_missing_rule_is_named_with_its_day(world):
    with pytest.raises(MissingRule, match="recruit.submit_days.*01/01/2024"):
        value("recruit.submit_days", on=date(2024, 1, 1))


def test_the_database_itself_holds_one_value_a_day_for_the_country_and_for_each_province(world):
    row(5)
    row(3, province=world.province)
    for facts in ({}, {"province": world.province}):
        with pytest.raises(IntegrityError), transaction.atomic():
            row(6, **facts)


def test_a_whole_book_of_rules_is_one_query(world, django_assert_num_queries):
    row(5)
    with django_assert_num_queries(1):
        book = RuleBook(date(2026, 1, 1), "44", prefix="recruit.")
        assert book.value("recruit.submit_days") == 5
