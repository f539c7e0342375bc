from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnam.numbers import (
    format_number,
    legal_number,
    money_words,
    number_words,
    parse_number,
    percent,
    roman,
)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1234.5, None, "1.234,5"),
        (1124, None, "1.124"),
        (0, None, "0"),
        (-1234567, None, "−1.234.567"),
        (Decimal("1000000.50"), None, "1.000.000,5"),
        (1e16, None, "10.000.000.000.000.000"),
        (2.5, 0, "3"),
        (0.125, 2, "0,13"),
        (3, 2, "3,00"),
        (-0.001, 1, "0,0"),
        (0.1 + 0.2, 1, "0,3"),
    ],
)
def test_format_number(value, decimals, text):
    assert format_number(value, decimals) == text


def test_what_is_not_finite_is_no_number():
    with pytest.raises(ValueError, match="không phải là số"):
        format_number(float("nan"))


@pytest.mark.parametrize(
    ("ratio", "text"),
    [
        (0.816, "81,6\u00a0%"),
        (1, "100\u00a0%"),
        (0.05, "5\u00a0%"),
        (-0.031, "−3,1\u00a0%"),
        (Decimal(2) / 3, "66,7\u00a0%"),
        (0, "0\u00a0%"),
    ],
)
def test_percent(ratio, text):
    assert percent(ratio) == text


def test_percent_in_a_column_keeps_its_places():
    assert percent(1, fixed=True) == "100,0\u00a0%"
    assert percent(0.816, 0) == "82\u00a0%"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1.234,5", Decimal("1234.5")),
        (" 1 234 ", Decimal(1234)),
        ("−12", Decimal(-12)),
        ("0,5", Decimal("0.5")),
        ("1.234.567", Decimal(1234567)),
    ],
)
def test_parse_number(typed, number):
    assert parse_number(typed) == number


@pytest.mark.parametrize("typed", ["12.5", "1.23,5", "1,2,3", "abc", "", "1e5", "١٢"])
def test_what_may_be_read_in_two_ways_is_no_number(typed):
    with pytest.raises(ValueError, match="dấu phẩy"):
        parse_number(typed)


@given(st.decimals(-(10**12), 10**12, places=3))
def test_a_formatted_number_is_read_back(number):
    assert parse_number(format_number(number)) == number


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (115, "một trăm mười lăm"),
        (1005, "một nghìn không trăm linh năm"),
        (1015, "một nghìn không trăm mười lăm"),
        (10_000, "mười nghìn"),
        (21_021, "hai mươi mốt nghìn không trăm hai mươi mốt"),
        (1_000_005, "một triệu không trăm linh năm"),
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (53_640_000, "năm mươi ba triệu sáu trăm bốn mươi nghìn"),
        (10**9, "một tỷ"),
        (10**9 + 1, "một tỷ không trăm linh một"),
        (12 * 10**12, "mười hai nghìn tỷ"),
        (1_005 * 10**9 + 24, "một nghìn không trăm linh năm tỷ không trăm hai mươi tư"),
        (-3, "âm ba"),
    ],
)
def test_number_words(n, words):
    assert number_words(n) == words


@given(st.integers(1, 10**15 - 1), st.integers(1, 10**15 - 1))
def test_different_numbers_read_differently(one, other):
    assert (number_words(one) == number_words(other)) == (one == other)


def test_beyond_what_can_be_read():
    with pytest.raises(ValueError, match="một triệu tỷ"):
        number_words(10**15)


def test_money_words():
    assert money_words(1_200_000) == "Một triệu hai trăm nghìn đồng"
    assert money_words(70_205) == "Bảy mươi nghìn hai trăm linh năm đồng"
    assert money_words(-5) == "Âm năm đồng"


@pytest.mark.parametrize(
    ("n", "text"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (2026, "MMXXVI"), (3999, "MMMCMXCIX")]
)
def test_roman(n, text):
    assert roman(n) == text


@pytest.mark.parametrize("n", [0, 4000])
def test_roman_outside_its_range(n):
    with pytest.raises(ValueError, match="1 đến 3999"):
        roman(n)


def test_legal_number_has_a_leading_zero_under_ten():
    assert [legal_number(n) for n in (5, 10, 435)] == ["05", "10", "435"]
