from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnam.calendar import (
    DayTable,
    add_working_days,
    clock,
    is_working_day,
    next_working_day,
    official_holidays,
    official_workdays,
    working_days_between,
)

DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
# For each day of the table: is it worked?
TABLES = st.dictionaries(DAYS, st.booleans(), max_size=40).map(
    lambda days: DayTable(
        holidays=frozenset(day for day, worked in days.items() if not worked),
        workdays=frozenset(day for day, worked in days.items() if worked),
    )
)


def test_tet_2026_has_five_days_off_from_the_eve():
    tet = [day for day in official_holidays(2026) if day.month == 2]
    assert tet == [date(2026, 2, day) for day in (16, 17, 18, 19, 20)]
    assert official_holidays(2026)[date(2026, 2, 16)] == "Giao thừa Tết Nguyên Đán"


@pytest.mark.parametrize(
    ("last_before", "first_after"),
    [
        (date(2026, 2, 13), date(2026, 2, 23)),
        (date(2027, 2, 3), date(2027, 2, 11)),
        (date(2030, 1, 30), date(2030, 2, 7)),
    ],
)
def test_work_resumes_after_tet_and_its_compensation_days(last_before, first_after):
    assert is_working_day(last_before)
    assert add_working_days(last_before, 1) == first_after


def test_culture_day_is_a_day_off_from_2026():
    assert is_working_day(date(2025, 11, 24))
    assert not is_working_day(date(2026, 11, 24))
    assert official_holidays(2026)[date(2026, 11, 24)] == "Ngày Văn hóa Việt Nam"


def test_a_holiday_on_sunday_is_compensated_on_monday():
    assert official_holidays(2026)[date(2026, 4, 27)] == "Ngày Giỗ Tổ Hùng Vương (nghỉ bù)"
    assert not is_working_day(date(2026, 4, 27))


def test_official_swap_makes_the_saturday_worked():
    assert official_workdays(2026) == {date(2026, 8, 22)}
    assert is_working_day(date(2026, 8, 22))
    assert not is_working_day(date(2026, 8, 31))


def test_official_swap_across_the_year_end_is_known_in_both_years():
    assert not is_working_day(date(2018, 12, 31))
    assert official_workdays(2019) >= {date(2019, 1, 5)}


def test_changing_the_returned_holidays_changes_nothing_for_others():
    official_holidays(2026).clear()
    assert len(official_holidays(2026)) == 14


def test_extra_days_win_over_the_official_calendar():
    extra = DayTable(
        holidays=frozenset({date(2026, 11, 23), date(2026, 8, 22)}), workdays=frozenset({date(2026, 11, 28)})
    )
    assert not is_working_day(date(2026, 11, 23), extra)
    assert not is_working_day(date(2026, 8, 22), extra)
    assert is_working_day(date(2026, 11, 28), extra)


def test_a_day_cannot_be_both_off_and_worked():
    day = frozenset({date(2026, 11, 28)})
    with pytest.raises(ValueError, match="28/11/2026"):
        DayTable(holidays=day, workdays=day)


def test_five_working_days_start_on_the_day_after():
    # Thursday 19/11/2026; Tuesday 24/11 is a holiday.
    assert add_working_days(date(2026, 11, 19), 1) == date(2026, 11, 20)
    assert add_working_days(date(2026, 11, 19), 5) == date(2026, 11, 27)
    assert add_working_days(date(2026, 11, 19), 0) == date(2026, 11, 19)


def test_counting_back_gives_the_day_of_a_reminder():
    assert add_working_days(date(2026, 11, 26), -2) == date(2026, 11, 23)


def test_a_limit_ending_on_a_day_off_ends_with_the_next_working_day():
    assert next_working_day(date(2026, 11, 21)) == date(2026, 11, 23)
    assert next_working_day(date(2026, 11, 23)) == date(2026, 11, 23)


def test_working_days_between_is_negative_backwards():
    assert working_days_between(date(2026, 11, 19), date(2026, 11, 27)) == 5
    assert working_days_between(date(2026, 11, 27), date(2026, 11, 19)) == -5


@given(DAYS, st.integers(0, 400), TABLES)
def test_working_days_between_agrees_with_counting_one_by_one(start, length, extra):
    end = start + timedelta(days=length)
    counted = sum(is_working_day(start + timedelta(days=n), extra) for n in range(1, length + 1))
    assert working_days_between(start, end, extra) == counted


@given(DAYS, st.integers(1, 40), TABLES)
def test_adding_working_days_and_counting_them_agree(start, n, extra):
    end = add_working_days(start, n, extra)
    assert is_working_day(end, extra)
    assert working_days_between(start, end, extra) == n


@pytest.mark.parametrize(
    ("today", "left", "used", "tone", "text"),
    [
        (date(2026, 11, 16), 8, 0, "calm", "còn 8 ngày làm việc"),
        (date(2026, 11, 19), 5, 0, "calm", "còn 5 ngày làm việc"),
        (date(2026, 11, 23), 3, 2, "calm", "còn 3 ngày làm việc"),
        (date(2026, 11, 24), 3, 2, "calm", "còn 3 ngày làm việc"),
        (date(2026, 11, 25), 2, 3, "soon", "còn 2 ngày làm việc"),
        (date(2026, 11, 26), 1, 4, "soon", "còn 1 ngày làm việc"),
        (date(2026, 11, 27), 0, 5, "late", "hết hạn hôm nay"),
        (date(2026, 11, 28), 0, 5, "late", "hết hạn từ 27/11/2026"),
        (date(2026, 11, 30), -1, 5, "late", "quá 1 ngày làm việc"),
    ],
)
def test_clock_of_five_working_days(today, left, used, tone, text):
    found = clock(date(2026, 11, 27), today)
    assert (found.left, found.used, found.tone, found.text) == (left, used, tone, text)


def test_clock_draws_a_square_for_each_day_of_the_limit():
    assert clock(date(2026, 11, 27), date(2026, 11, 25)).squares == (True, True, True, False, False)
    assert clock(date(2026, 11, 27), date(2026, 12, 25)).squares == (True,) * 5
    assert clock(date(2026, 11, 27), date(2026, 11, 25), limit=3).squares == (True, False, False)


def test_clock_draws_nothing_when_more_days_are_left_than_the_limit_has():
    assert clock(date(2026, 11, 27), date(2026, 11, 16)).squares == ()


def test_clock_of_something_due_on_a_day_off_warns_on_the_last_working_day():
    found = clock(date(2026, 11, 22), date(2026, 11, 20))
    assert (found.tone, found.text) == ("late", "hết hạn ngày nghỉ 22/11/2026")
