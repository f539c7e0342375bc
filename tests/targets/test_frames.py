"""The days a target is judged on."""

from datetime import date

import pytest

from targets.frames import frame_of, year_before

TODAY = date(2026, 11, 16)
SINCE = date(2025, 8, 15)


def _frame(period, *, since=SINCE, on=TODAY, moved_to=None):
    return frame_of(period, since=since, on=on, moved_to=moved_to)


@pytest.mark.parametrize(
    ("period", "first", "last", "due"),
    [
        ({"type": "ongoing"}, date(2026, 1, 1), date(2026, 12, 31), None),
        ({"type": "annual"}, date(2026, 1, 1), date(2026, 12, 31), date(2026, 12, 31)),
        ({"type": "annual", "start": 2021, "end": 2025}, date(2025, 1, 1), date(2025, 12, 31), date(2025, 12, 31)),
        ({"type": "annual", "start": 2027, "end": 2030}, date(2027, 1, 1), date(2027, 12, 31), date(2027, 12, 31)),
        ({"type": "monthly"}, date(2026, 11, 1), date(2026, 11, 30), date(2026, 11, 30)),
        ({"type": "quarterly"}, date(2026, 10, 1), date(2026, 12, 31), date(2026, 12, 31)),
        (
            {"type": "by_date", "date": "2025-09-07", "boundary": "on_or_before"},
            SINCE, date(2025, 9, 7), date(2025, 9, 7),
        ),
        ({"type": "by_date", "date": "2025-09-07", "boundary": "before"}, SINCE, date(2025, 9, 6), date(2025, 9, 6)),
        (
            {"type": "phase", "phase": "nhận hồ sơ", "start": "2025-08-22", "end": "2025-09-07"},
            date(2025, 8, 22), date(2025, 9, 7), date(2025, 9, 7),
        ),
    ],
)  # fmt: skip
def test_each_sort_of_period_has_its_days(period, first, last, due):
    frame = _frame(period)
    assert (frame.first_day, frame.last_day, frame.due_on) == (first, last, due)


def test_the_due_day_itself_still_counts():
    frame = _frame({"type": "by_date", "date": "2025-09-07", "boundary": "on_or_before"})
    assert not frame.is_over(date(2025, 9, 7))
    assert frame.is_over(date(2025, 9, 8))


def test_trước_ngày_is_strict():
    frame = _frame({"type": "by_date", "date": "2025-09-07", "boundary": "before"})
    assert not frame.is_over(date(2025, 9, 6))
    assert frame.is_over(date(2025, 9, 7))


def test_a_due_day_before_the_adoption_binds_nobody_until_the_province_moves_it():
    period = {"type": "by_date", "date": "2018-05-31", "boundary": "before"}
    frame = _frame(period)
    assert frame.due_on is None
    assert "30/05/2018" in frame.note and "chưa đặt hạn mới" in frame.note
    moved = _frame(period, moved_to=date(2026, 12, 15))
    assert (moved.first_day, moved.due_on, moved.note) == (SINCE, date(2026, 12, 15), "")


def test_a_day_that_hangs_on_an_event_nobody_registers_is_a_problem():
    frame = _frame({"type": "relative", "anchor": "ngày hội nghị cấp xã", "offset_days": -5})
    assert frame.problem == "Hạn tính theo ngày hội nghị cấp xã, chưa có sổ ghi ngày đó."


def test_the_year_before_of_a_leap_day():
    frame = _frame({"type": "monthly"}, on=date(2028, 2, 29))
    assert year_before(frame) == (date(2027, 2, 1), date(2027, 2, 28))
