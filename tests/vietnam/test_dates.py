from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnam.dates import (
    DateError,
    PartialDate,
    birthday,
    format_date,
    full_years,
    latest_birth,
    legal_date,
    parse_date,
)

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "5/2/80",
        "05/02/1980",
        "05-02-1980",
        "5-2-80",
        "5.2.1980",
        "5 / 2 / 1980",
        " 05/02/1980 ",
        "05/02/1980 00:00:00",
        "1980-02-05",
        "1980-02-05T00:00:00",
        "05021980",
        "ngày 05 tháng 02 năm 1980",
        "Ngày 5 tháng 2 năm 1980",
        date(1980, 2, 5),
        datetime(1980, 2, 5, 7, 30),
        29256.0,
    ],
)
def test_ways_of_writing_the_fifth_of_february(typed):
    assert parse_date(typed) == date(1980, 2, 5)


@pytest.mark.parametrize(
    ("typed", "partial"),
    [
        ("1980", PartialDate(1980)),
        (1980.0, PartialDate(1980)),
        (1980, PartialDate(1980)),
        ("năm 1980", PartialDate(1980)),
        ("02/1980", PartialDate(1980, 2)),
        ("2-1980", PartialDate(1980, 2)),
        (PartialDate(1980), PartialDate(1980)),
    ],
)
def test_a_date_known_in_part(typed, partial):
    assert parse_date(typed) == partial


def test_two_digit_years_are_the_latest_possible():
    assert parse_date("5/2/11", latest=date(2011, 11, 21)) == date(2011, 2, 5)
    assert parse_date("5/12/11", latest=date(2011, 11, 21)) == date(1911, 12, 5)
    assert parse_date("29/2/00", latest=date(2026, 1, 1)) == date(2000, 2, 29)
    assert parse_date("1/1/49") == date(2049, 1, 1)
    assert parse_date("1/1/50") == date(1950, 1, 1)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("31/02/1980", "Ngày “31/02/1980” không có trong lịch."),
        ("29/2/1981", "Ngày “29/2/1981” không có trong lịch."),
        ("02/25/1980", "Ngày “02/25/1980” không có trong lịch."),
        ("13/1980", "Tháng “13/1980” không có trong lịch."),
        ("05/02/0980", "Năm 980 trong “05/02/0980” không hợp lý."),
        ("không rõ", "“không rõ” không phải là ngày."),
        ("", "Chưa có ngày."),
        (None, "Chưa có ngày."),
        (12.5, "“12.5” không phải là ngày."),
        (float("nan"), "“nan” không phải là ngày."),
        (True, "“True” không phải là ngày."),
    ],
)
def test_what_is_no_date_is_refused_with_an_example(typed, words):
    with pytest.raises(DateError) as refusal:
        parse_date(typed)
    assert str(refusal.value) == f"{words} Gõ theo ngày/tháng/năm, ví dụ 05/02/1980."


@given(DAYS)
def test_a_written_date_is_read_back(day):
    assert parse_date(format_date(day)) == day
    assert parse_date(legal_date(day)) == day


@given(st.one_of(st.text(), st.floats(), st.integers(), st.none()))
def test_anything_else_is_refused_and_never_fails_otherwise(value):
    try:
        assert isinstance(parse_date(value), (date, PartialDate))
    except DateError as refusal:
        assert str(refusal).endswith("05/02/1980.")


def test_format_date():
    assert format_date(date(1980, 2, 5)) == "05/02/1980"
    assert format_date(PartialDate(1980)) == "1980"
    assert format_date(PartialDate(1980, 2)) == "02/1980"
    assert format_date(None) == ""


def test_a_partial_date_counts_as_the_day_given():
    assert PartialDate(1980).as_date() == date(1980, 1, 1)
    assert PartialDate(1980).as_date(7, 1) == date(1980, 7, 1)
    assert PartialDate(1980, 2).as_date(7, 1) == date(1980, 2, 1)


@pytest.mark.parametrize(
    ("birth", "on", "years"),
    [
        (date(2007, 8, 23), date(2025, 8, 22), 17),
        (date(2007, 8, 22), date(2025, 8, 22), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 28), 19),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
    ],
)
def test_full_years(birth, on, years):
    assert full_years(birth, on) == years


def test_birthday_of_one_born_on_29_february():
    assert birthday(date(2008, 2, 29), 18) == date(2026, 3, 1)
    assert birthday(date(2008, 2, 29), 20) == date(2028, 2, 29)


@given(DAYS, st.integers(0, 120))
def test_on_the_birthday_and_not_before_a_year_is_full(birth, years):
    day = birthday(birth, years)
    assert full_years(birth, day) == years
    assert full_years(birth, date.fromordinal(day.toordinal() - 1)) == years - 1


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 1, 10), "ngày 10 tháng 01 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 10, 31), "ngày 31 tháng 10 năm 2026"),
    ],
)
def test_legal_date_pads_days_under_ten_and_the_first_two_months(day, words):
    assert legal_date(day) == words


@pytest.mark.parametrize("on", [date(2026, 11, 14), date(2024, 2, 29), date(2023, 2, 28), date(2026, 3, 1)])
def test_latest_birth_is_the_last_day_on_which_full_years_reaches_the_age(on):
    latest = latest_birth(70, on)
    assert full_years(latest, on) >= 70
    assert full_years(latest + timedelta(days=1), on) < 70
