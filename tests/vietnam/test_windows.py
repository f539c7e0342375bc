from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnam.windows import (
    KIND_LABELS,
    KINDS,
    following,
    previous,
    same_window_last_year,
    window_for,
    window_from_code,
    windows_ending_between,
    windows_ending_in,
)

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
CLOSING = st.integers(1, 31)
WHOLE_KINDS = st.sampled_from([kind for kind in KINDS if "half" not in kind])


@pytest.mark.parametrize(
    ("kind", "day", "first", "last", "label", "code"),
    [
        ("month", date(2026, 11, 14), date(2026, 10, 15), date(2026, 11, 14), "Tháng 11/2026", "2026-11"),
        ("month", date(2026, 11, 15), date(2026, 11, 15), date(2026, 12, 14), "Tháng 12/2026", "2026-12"),
        ("month", date(2026, 12, 15), date(2026, 12, 15), date(2027, 1, 14), "Tháng 1/2027", "2027-01"),
        ("quarter", date(2026, 11, 21), date(2026, 9, 15), date(2026, 12, 14), "Quý IV/2026", "2026-Q4"),
        ("quarter", date(2025, 12, 20), date(2025, 12, 15), date(2026, 3, 14), "Quý I/2026", "2026-Q1"),
        (
            "first_half",
            date(2026, 2, 1),
            date(2025, 12, 15),
            date(2026, 6, 14),
            "6 tháng đầu năm 2026",
            "2026-H1",
        ),
        (
            "first_half",
            date(2026, 8, 1),
            date(2025, 12, 15),
            date(2026, 6, 14),
            "6 tháng đầu năm 2026",
            "2026-H1",
        ),
        (
            "second_half",
            date(2026, 8, 1),
            date(2026, 6, 15),
            date(2026, 12, 14),
            "6 tháng cuối năm 2026",
            "2026-H2",
        ),
        (
            "second_half",
            date(2026, 2, 1),
            date(2026, 6, 15),
            date(2026, 12, 14),
            "6 tháng cuối năm 2026",
            "2026-H2",
        ),
        ("year", date(2025, 12, 15), date(2025, 12, 15), date(2026, 12, 14), "Năm 2026", "2026"),
        (
            "calendar_month",
            date(2028, 2, 10),
            date(2028, 2, 1),
            date(2028, 2, 29),
            "Tháng 2/2028",
            "cal-2028-02",
        ),
        (
            "calendar_quarter",
            date(2026, 5, 1),
            date(2026, 4, 1),
            date(2026, 6, 30),
            "Quý II/2026",
            "cal-2026-Q2",
        ),
        ("calendar_year", date(2026, 12, 31), date(2026, 1, 1), date(2026, 12, 31), "Năm 2026", "cal-2026"),
    ],
)
def test_window_of_each_kind(kind, day, first, last, label, code):
    window = window_for(kind, day)
    assert (window.first_day, window.last_day, window.label, window.code) == (first, last, label, code)


def test_closing_day_30_is_clamped_in_february():
    february = window_for("month", date(2026, 2, 10), closing_day=30)
    assert (february.first_day, february.last_day) == (date(2026, 1, 31), date(2026, 2, 28))
    march = window_for("month", date(2026, 3, 1), closing_day=30)
    assert (march.first_day, march.last_day) == (date(2026, 3, 1), date(2026, 3, 30))
    assert window_for("month", date(2028, 2, 29), closing_day=30).last_day == date(2028, 2, 29)


def test_closing_day_31_is_the_calendar_month():
    window = window_for("month", date(2026, 4, 30), closing_day=31)
    assert (window.first_day, window.last_day) == (date(2026, 4, 1), date(2026, 4, 30))


def test_eve_span_and_membership():
    window = window_for("month", date(2026, 11, 1))
    assert window.eve == date(2026, 10, 14)
    assert window.span == "từ ngày 15/10/2026 đến ngày 14/11/2026"
    assert date(2026, 10, 15) in window
    assert date(2026, 11, 15) not in window


def test_before_a_first_half_lies_the_second_half_of_the_year_before():
    window = window_for("first_half", date(2026, 2, 1))
    assert previous(window).code == "2025-H2"
    assert following(window).code == "2026-H2"


def test_same_window_last_year_keeps_the_month_and_the_closing_day():
    window = window_for("month", date(2028, 2, 29), closing_day=31)
    last_year = same_window_last_year(window)
    assert (last_year.code, last_year.last_day, last_year.closing_day) == ("2027-02", date(2027, 2, 28), 31)
    assert same_window_last_year(window_for("first_half", date(2026, 1, 1))).code == "2025-H1"


def test_windows_ending_in_a_year():
    assert [w.code for w in windows_ending_in("month", 2026)] == [f"2026-{n:02d}" for n in range(1, 13)]
    assert [w.code for w in windows_ending_in("quarter", 2026)] == [
        "2026-Q1",
        "2026-Q2",
        "2026-Q3",
        "2026-Q4",
    ]
    assert [w.code for w in windows_ending_in("second_half", 2026)] == ["2026-H2"]
    assert [w.code for w in windows_ending_in("first_half", 2026)] == ["2026-H1"]
    assert [w.code for w in windows_ending_in("year", 2026)] == ["2026"]


def test_windows_ending_between_counts_both_days():
    found = windows_ending_between("month", date(2026, 9, 14), date(2026, 11, 14))
    assert [w.code for w in found] == ["2026-09", "2026-10", "2026-11"]
    assert windows_ending_between("month", date(2026, 9, 15), date(2026, 10, 13)) == []
    assert windows_ending_between("month", date(2026, 11, 14), date(2026, 9, 14)) == []


@pytest.mark.parametrize(
    "code", ["2026-13", "2026-00", "2026-Q5", "cal-2026-H1", "0000", "26-11", "2026-11 "]
)
def test_a_code_of_no_window_is_refused(code):
    with pytest.raises(ValueError, match="Không có kỳ báo cáo"):
        window_from_code(code)


def test_unknown_kind_and_closing_day_are_refused():
    with pytest.raises(ValueError, match="loại kỳ báo cáo"):
        window_for("week", date(2026, 1, 1))
    with pytest.raises(ValueError, match="từ 1 đến 31"):
        window_for("month", date(2026, 1, 1), closing_day=0)


def test_every_kind_has_a_label():
    assert set(KIND_LABELS) == set(KINDS)


@given(WHOLE_KINDS, DAYS, CLOSING)
def test_a_day_lies_in_exactly_one_window_of_a_kind(kind, day, closing_day):
    window = window_for(kind, day, closing_day)
    assert day in window
    assert window_for(kind, window.first_day, closing_day) == window
    assert window_for(kind, window.last_day, closing_day) == window


@given(st.sampled_from(KINDS), DAYS, CLOSING)
def test_windows_follow_each_other_without_gap(kind, day, closing_day):
    window = window_for(kind, day, closing_day)
    assert previous(window).last_day + timedelta(days=1) == window.first_day
    assert following(window).first_day == window.last_day + timedelta(days=1)
    assert previous(following(window)) == window


@given(st.sampled_from(KINDS), DAYS, CLOSING)
def test_a_code_names_its_window(kind, day, closing_day):
    window = window_for(kind, day, closing_day)
    assert window_from_code(window.code, closing_day) == window
