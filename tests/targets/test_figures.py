"""Figures: computed where stale, typed with a reason, summed for the province, read in few queries."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from communes.models import Commune
from communes.services.communes import commune_touch
from contracts.measuring import Days
from contracts.policy import PolicyDenied
from contracts.registry import registers, ticks
from law.models import Parameter
from targets.choices import FigureState
from targets.figures import figure_value, figure_values
from targets.models import Figure, Indicator, Period, Reckoning
from targets.services.figures import figure_type, figures_refresh, figures_refresh_all
from targets.services.periods import period_open
from teams.choices import EndKind
from teams.models import Membership
from tests.audited import one_entry_per_object
from tests.once import once
from tests.targets.conftest import MINIMUM, TODAY, adopt, give

pytestmark = pytest.mark.django_db
YEAR = Days(date(2026, 1, 1), date(2026, 12, 31))
A, B, PROVINCE = "19057", "19033", "44"


@once
def compute(world, force) -> None:
    """The figures of 2026, computed on 16/11/2026."""
    give(world, force.thanh_luong, *MINIMUM, on=date(2026, 3, 1))
    figures_refresh(span=YEAR, province=PROVINCE, on=TODAY)


@pytest.fixture
def computed(world, force, catalogue):
    """With those figures."""
    compute(world, force)
    return force


def _refresh(on: date = TODAY) -> int:
    return figures_refresh(span=YEAR, province=PROVINCE, on=on)


def _values(code: str) -> tuple:
    found = figure_values([code], YEAR, [A, B, PROVINCE])
    return tuple(found[unit][code].value for unit in (A, B, PROVINCE))


def test_communes_and_the_province_have_their_figures(computed):
    assert _values("team_members_current") == (4, 1, 5)
    assert _values("team_vacancies") == (2, 0, 2)
    assert _values("teams_min_equipped") == (1, 0, 1)
    assert _values("commune_count") == (1, 1, 2)
    assert _values("team_members_trained_pct") == (0, 0, 0)


def test_nothing_is_computed_twice(computed):
    assert _refresh() == 0


def test_only_the_commune_whose_registers_changed_is_computed_again(computed):
    Membership.objects.filter(person__full_name="Phan Thanh Hà").update(
        ended_on=date(2026, 11, 1), end_kind=EndKind.RESIGNED
    )
    assert _refresh() == 0
    commune_touch([A])
    assert _refresh() == 1
    assert _values("team_members_current") == (3, 1, 4)


def test_a_new_day_a_new_law_and_a_new_indicator_make_figures_stale(computed):
    assert _refresh(date(2026, 11, 17)) == 2
    Parameter.objects.create(
        code="x", label="x", value=1, citation="x", certainty="stated", started_on=date(2026, 1, 1)
    )
    assert _refresh(date(2026, 11, 17)) == 2
    Indicator.objects.create(
        code="own",
        name="Chỉ số riêng",
        value_type="int",
        aggregation_space="sum",
        aggregation_time="last",
        mode="manual",
    )
    assert _refresh(date(2026, 11, 17)) == 2


def test_a_span_that_is_over_is_final_once_it_was_computed_after_its_end(world, force, catalogue):
    march = Days(date(2026, 3, 1), date(2026, 3, 31))
    assert figures_refresh(span=march, province=PROVINCE, on=date(2026, 4, 1)) == 2
    assert figures_refresh(span=march, province=PROVINCE, on=date(2026, 9, 1)) == 0
    commune_touch([B])
    assert figures_refresh(span=march, province=PROVINCE, on=date(2026, 9, 1)) == 1


def test_days_to_come_are_not_counted_yet(world, force, catalogue):
    Membership.objects.filter(person__full_name="Phan Thanh Hà").update(
        ended_on=date(2026, 12, 1), end_kind=EndKind.RESIGNED
    )
    _refresh()
    assert _values("team_members_current") == (4, 1, 5)
    _refresh(date(2026, 12, 1))
    assert _values("team_members_current") == (3, 1, 4)
    assert figures_refresh(span=Days(date(2027, 1, 1), date(2027, 12, 31)), province=PROVINCE, on=TODAY) == 0


def test_a_change_during_the_computation_is_picked_up_next_time(computed, monkeypatch):
    commune_touch([A])
    real = figures_refresh.__globals__["measured"]

    def slow(*args):
        found = real(*args)
        commune_touch([A])
        return found

    monkeypatch.setitem(figures_refresh.__globals__, "measured", slow)
    assert _refresh() == 1
    monkeypatch.undo()
    assert _refresh() == 1
    assert _refresh() == 0


def test_registers_are_read_in_the_same_statements_whatever_the_communes(world, force, catalogue):
    def queries() -> int:
        Reckoning.objects.all().delete()
        with CaptureQueriesContext(connection) as captured:
            _refresh()
        return sum(query["sql"].startswith("SELECT") for query in captured.captured_queries)

    queries()  # what is read once a process is read now, whichever test comes first
    few = queries()
    for number in range(8):
        Commune.objects.create(
            code=f"1999{number}", province=world.province, name=f"Xã Số {number}", short_name=f"Số {number}",
            kind="xa", started_on=date(2025, 7, 1),
        )  # fmt: skip
    assert queries() == few
    assert few < len(registers) + 15  # a statement a register, and a handful besides


def test_a_figure_without_law_says_so(world, force, catalogue):
    Parameter.objects.filter(code="equipment.minimum").delete()
    _refresh()
    found = figure_value("teams_min_equipped", YEAR, A)
    assert found.state == FigureState.MISSING
    assert "equipment.minimum" in found.why_missing
    assert (
        figure_value("teams_min_equipped", YEAR, PROVINCE).why_missing == "Chưa có số liệu của 2 xã, phường."
    )


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("security_hotspots", "Chưa có sổ Vụ việc về ANTT, mâu thuẫn, điểm nóng."),
        (
            "militia_leader_deputy_assigned",
            "Sổ Thành viên Tổ bảo vệ ANTT chưa ghi nội dung "
            "“Thôn đội trưởng đã bố trí kiêm tổ phó Tổ bảo vệ”.",
        ),
        ("teams_current", "Số liệu đang được tính, xem lại sau một phút."),
    ],
)
def test_a_figure_that_is_not_there_says_why(catalogue, code, why):
    assert figure_value(code, YEAR, A).why_missing == why


def test_figures_are_read_in_two_queries(computed, django_assert_num_queries):
    with django_assert_num_queries(2):
        figure_values(["teams_current", "team_vacancies"], YEAR, [A, B, PROVINCE])


# ── Typing ───────────────────────────────────────────────────────────────────
def _type(world, code="security_hotspots", value=2, **changes):
    facts = {
        "actor": world.an, "indicator": Indicator.objects.get(code=code), "span": YEAR, "province": world.province,
        "commune": world.commune_a, "value": Decimal(value), "reason": "Báo cáo số 12/BC-CAX",
    }  # fmt: skip
    return figure_type(**{**facts, **changes})


def test_a_typed_figure_shows_at_once_and_the_province_waits_for_the_others(world, computed):
    with one_entry_per_object(ignore=("targets.figure", "targets.reckoning")):
        _type(world)
    assert _values("security_hotspots") == (2, None, None)
    assert (
        figure_value("security_hotspots", YEAR, PROVINCE).why_missing == "Chưa có số liệu của 1 xã, phường."
    )
    _type(world, actor=world.binh, commune=world.commune_b, value=1)
    assert _values("security_hotspots") == (2, 1, 3)
    assert figure_value("security_hotspots", YEAR, PROVINCE).state == FigureState.DERIVED


def test_a_value_typed_over_a_computed_one_leaves_both_to_be_seen(world, computed):
    _type(world, code="teams_current", value=3, reason="Một Tổ chưa vào sổ")
    found = figure_value("teams_current", YEAR, A)
    assert (found.value, found.computed_value, found.state, found.differs) == (3, 2, FigureState.TYPED, True)
    commune_touch([A])
    _refresh()
    assert figure_value("teams_current", YEAR, A).value == 3


def test_the_newest_of_several_typed_values_holds(world, computed):
    _type(world, value=2)
    with time_machine.travel("2026-11-16 10:00+07:00", tick=False):
        _type(world, value=0, reason="Đã giải quyết xong")
    assert figure_value("security_hotspots", YEAR, A).value == 0


def test_the_province_types_its_own(world, computed):
    _type(world, actor=world.phu, commune=None, value=7, code="judicial_cases_due")
    assert figure_value("judicial_cases_due", YEAR, PROVINCE).value == 7


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"code": "team_members_trained_pct"}, "không nhập bằng một con số"),
        ({"value": -1}, "từ 0 trở lên"),
        ({"value": Decimal("1.5")}, "là số nguyên"),
        ({"code": "kct_standards_document", "value": 2}, "Nhập 1 nếu có"),
        ({"span": Days(date(2027, 1, 1), date(2027, 12, 31))}, "Kỳ này chưa bắt đầu"),
        ({"reason": " "}, "trắng"),
    ],
)
def test_what_cannot_be_a_figure_is_refused(world, computed, changes, said):
    with pytest.raises(ValidationError) as refused:
        _type(world, **changes)
    assert said in str(refused.value)


def test_who_may_type_what(world, computed):
    for actor, commune in ((world.binh, world.commune_a), (world.le, world.commune_a), (world.an, None)):
        with pytest.raises(PolicyDenied):
            _type(world, actor=actor, commune=commune)


# ── Periods and ticks ────────────────────────────────────────────────────────
def test_opening_a_period_again_gives_the_same_one(db):
    first = period_open("month", date(2026, 11, 1))
    assert (first.code, first.first_day, first.last_day) == (
        "2026-11",
        date(2026, 10, 15),
        date(2026, 11, 14),
    )
    assert period_open("month", date(2026, 10, 20)) == first
    assert period_open("calendar_year", TODAY).code == "cal-2026"
    assert Period.objects.count() == 2


def test_the_tick_computes_the_open_periods_of_provinces_that_adopted_something(world, force, catalogue):
    month = period_open("month", TODAY)
    assert figures_refresh_all(TODAY) == 0
    adopt(world, "QT-KH-TBV")
    ticks.get("targets.figures").run(timezone.now())
    spans = set(Figure.objects.filter(province=PROVINCE).values_list("first_day", "last_day"))
    assert (month.first_day, month.last_day) in spans
    assert {(date(2026, 1, 1), date(2026, 12, 31)), (date(2025, 1, 1), date(2025, 12, 31))} <= spans
    assert not Figure.objects.filter(province="42").exists()


def test_a_tick_without_news_asks_little_and_computes_nothing(
    world, force, catalogue, django_assert_max_num_queries
):
    adopt(world, "QT-KH-TBV")
    assert figures_refresh_all(TODAY) > 0
    with django_assert_max_num_queries(10):
        assert figures_refresh_all(TODAY) == 0
