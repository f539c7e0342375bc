"""From figures to a verdict and one sentence."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pytest

from targets.choices import Comparator, Verdict
from targets.frames import Frame
from targets.judging import Case, Reading, compare, is_unitwise, judge, judge_units

TODAY = date(2026, 11, 16)
ONGOING = Frame(date(2026, 1, 1), date(2026, 12, 31))
YEAR = Frame(date(2026, 1, 1), date(2026, 12, 31), date(2026, 12, 31))
OVER = Frame(date(2025, 8, 15), date(2025, 9, 7), date(2025, 9, 7))


@dataclass
class Asked:
    """A target as judging sees it."""

    kind: str = "ratio"
    comparator: str = ">="
    threshold: object = 100
    scope: str = "thôn"
    required_share: Decimal | None = None
    filter: dict = field(default_factory=dict)


def _reading(value, name="Tổ đủ trang bị tối thiểu", unit="tổ", why=""):
    return Reading(None if value is None else Decimal(str(value)), why, name, unit)


def said(found) -> str:
    """The sentence, with plain blanks."""
    return found.sentence.replace("\u00a0", " ")


def _judge(target, numerator, base=None, *, frame=ONGOING, today=TODAY, goal=None, **names):
    readings = {
        "numerator": _reading(numerator, **names),
        "base": None if base is None else _reading(base, name="Tổ hiện có"),
        "goal": None if goal is None else _reading(goal),
    }
    return judge(target, Case(frame, today, **readings))


@pytest.mark.parametrize(
    ("comparator", "value", "is_met"),
    [
        (">=", 100, True), (">=", 99, False), ("<=", 5, True), ("<=", 6, False), (">", 5, False), (">", 6, True),
        ("<", 0, False), ("<", -1, True), ("==", 1, True), ("==", 2, False),
    ],
)  # fmt: skip
def test_comparators(comparator, value, is_met):
    goal = {">=": 100, "<=": 5, ">": 5, "<": 0, "==": 1}[comparator]
    assert compare(Decimal(value), comparator, Decimal(goal)) is is_met


def test_report_only_compares_nothing():
    with pytest.raises(ValueError, match="compares nothing"):
        compare(Decimal(1), Comparator.REPORT_ONLY, Decimal(1))


@pytest.mark.parametrize(
    ("numerator", "base", "frame", "verdict", "sentence"),
    [
        (13, 13, ONGOING, Verdict.MET, "Tổ đủ trang bị tối thiểu 13/13 (100 %), mục tiêu 100 %."),
        (
            11, 13, ONGOING, Verdict.MISSED,
            "Tổ đủ trang bị tối thiểu 11/13 (84,6 %), mục tiêu 100 %, còn thiếu 2 tổ.",
        ),
        (
            11, 13, YEAR, Verdict.AT_RISK,
            "Tổ đủ trang bị tối thiểu 11/13 (84,6 %), mục tiêu 100 %, còn thiếu 2 tổ, hạn 31/12/2026 (còn 45 ngày).",
        ),
        (
            11, 13, OVER, Verdict.MISSED,
            "Tổ đủ trang bị tối thiểu 11/13 (84,6 %), mục tiêu 100 %, còn thiếu 2 tổ, đã hết hạn 07/09/2025.",
        ),
    ],
)  # fmt: skip
def test_a_ratio(numerator, base, frame, verdict, sentence):
    found = _judge(Asked(), numerator, base, frame=frame)
    assert (found.verdict, said(found)) == (verdict, sentence)


def test_what_is_lacking_is_rounded_up_to_whole_things():
    found = _judge(Asked(threshold=15), 1, 11)
    assert found.lacking == 1
    assert found.value.quantize(Decimal("0.1")) == Decimal("9.1")


@pytest.mark.parametrize(
    ("threshold", "comparator", "value", "verdict", "part"),
    [
        (7, ">=", 7, Verdict.MET, "mục tiêu từ 7 nội dung"),
        (7, ">=", 5, Verdict.MISSED, "còn thiếu 2 nội dung"),
        (0, "==", 0, Verdict.MET, "mục tiêu 0 nội dung"),
        (0, "==", 2, Verdict.MISSED, "Nội dung: 2 nội dung, mục tiêu 0 nội dung"),
        (1, "==", 2, Verdict.MISSED, "vượt 1 nội dung"),
    ],
)
def test_a_count(threshold, comparator, value, verdict, part):
    target = Asked(kind="count", threshold=threshold, comparator=comparator)
    found = _judge(target, value, name="Nội dung", unit="nội dung")
    assert found.verdict == verdict
    assert part in said(found)


@pytest.mark.parametrize(("value", "verdict", "short"), [(1, "met", "có"), (0, "missed", "chưa có")])
def test_a_flag(value, verdict, short):
    found = _judge(Asked(kind="flag", comparator="==", threshold=True), value, name="Quy chế của Tổ", unit="")
    assert (found.verdict, found.short) == (verdict, short)
    assert said(found).startswith(f"Quy chế của Tổ: {short}, mục tiêu: có")


@pytest.mark.parametrize(
    ("now", "before", "threshold", "comparator", "verdict", "part"),
    [
        (11, 12, 0, "<", Verdict.MET, "giảm 8,3 % (11 so với 12 năm trước)"),
        (12, 12, 0, "<", Verdict.MISSED, "không đổi (12 so với 12 năm trước)"),
        (13, 12, 0, "<", Verdict.MISSED, "tăng 8,3 %"),
        (0, 0, 0, "<", Verdict.MET, "không đổi (0 so với 0 năm trước)"),
        (2, 0, 0, "<", Verdict.MISSED, "tăng 2 (2 so với 0 năm trước)"),
        (94, 100, -6, "<=", Verdict.MET, "mục tiêu giảm từ 6 %"),
        (95, 100, -6, "<=", Verdict.MISSED, "giảm 5 %"),
    ],
)
def test_a_change_on_the_year_before_and_the_zero_base(now, before, threshold, comparator, verdict, part):
    target = Asked(kind="yoy_change", threshold=threshold, comparator=comparator)
    found = _judge(target, now, before, name="Vụ phạm tội về TTXH", unit="vụ")
    assert found.verdict == verdict
    assert part in said(found)


def test_a_rating_asks_for_the_share_of_those_rated_so():
    target = Asked(kind="rating_at_least", threshold="hoan_thanh_tot")
    assert _judge(target, 3, 4).verdict == Verdict.MISSED
    assert _judge(target, 4, 4).verdict == Verdict.MET
    assert (
        _judge(Asked(kind="rating_at_least", threshold="x", required_share=Decimal(75)), 3, 4).verdict
        == "met"
    )


def test_a_share_of_units_against_the_share_that_is_required():
    target = Asked(kind="share_of_units", threshold=90)
    assert _judge(target, 9, 10).verdict == Verdict.MET
    assert said(_judge(target, 8, 10)).endswith("mục tiêu từ 90 %, còn thiếu 1 tổ.")


def test_a_goal_may_be_a_figure_itself():
    target = Asked(comparator=">", threshold=None)
    assert _judge(target, 8, 10, goal=75).verdict == Verdict.MET
    assert _judge(target, 7, 10, goal=75).verdict == Verdict.MISSED


def test_figures_that_are_only_reported_have_no_goal():
    found = _judge(Asked(comparator="report_only", threshold=None), 3, 12)
    assert (found.verdict, found.value) == (Verdict.REPORTED, 25)
    assert said(found) == "Tổ đủ trang bị tối thiểu 3/12 (25 %)."


@pytest.mark.parametrize(
    ("today", "verdict"),
    [
        (date(2026, 3, 1), Verdict.NOT_DUE),
        (date(2026, 12, 1), Verdict.AT_RISK),
        (date(2026, 12, 31), Verdict.AT_RISK),
        (date(2027, 1, 1), Verdict.MISSED),
    ],
)
def test_before_its_due_day_is_over_a_target_is_never_missed(today, verdict):
    assert _judge(Asked(kind="count", threshold=1), 0, frame=YEAR, today=today).verdict == verdict


@pytest.mark.parametrize("comparator", ["==", "report_only", ">="])
def test_a_base_of_zero_means_that_nothing_arose(comparator):
    found = _judge(Asked(comparator=comparator, threshold=None if comparator == "report_only" else 0), 0, 0)
    assert found.verdict == (Verdict.REPORTED if comparator == "report_only" else Verdict.MET)
    assert said(found).startswith("Không phát sinh (tổ hiện có: 0)")
    assert _judge(Asked(), 0, 0, frame=YEAR).verdict == Verdict.NOT_DUE


def test_unknown_names_what_lacks_data():
    found = judge(Asked(), Case(ONGOING, TODAY, _reading(None, why="Chưa có sổ Tuyển chọn."), _reading(3)))
    assert (found.verdict, said(found)) == (Verdict.UNKNOWN, "Chưa đánh giá được: Chưa có sổ Tuyển chọn.")
    frame = Frame(TODAY, TODAY, problem="Hạn tính theo hội nghị, chưa có sổ ghi ngày đó.")
    assert "hội nghị" in judge(Asked(), Case(frame, TODAY, _reading(1))).sentence


def test_a_due_day_nobody_has_set_is_not_missed():
    frame = Frame(date(2026, 1, 1), date(2026, 12, 31), note="Tỉnh chưa đặt hạn mới.")
    found = _judge(Asked(), 1, 2, frame=frame)
    assert found.verdict == Verdict.NOT_DUE
    assert said(found).endswith("Tỉnh chưa đặt hạn mới.")


# ── The province ─────────────────────────────────────────────────────────────
ONE_CLASS = Asked(kind="count", threshold=1, scope="commune")


def _units(**values):
    return {name: _judge(ONE_CLASS, value, name="Lớp tập huấn", unit="lớp") for name, value in values.items()}


def test_what_every_commune_must_do_is_met_when_all_did():
    found = judge_units(ONE_CLASS, ONGOING, TODAY, _units(A=1, B=3))
    assert (found.verdict, found.short) == (Verdict.MET, "2/2 xã")
    assert said(found) == "2/2 xã, phường đạt (100 %)."


def test_the_communes_that_lack_most_are_named_first():
    asked = Asked(kind="count", threshold=7, scope="commune")
    units = {name: _judge(asked, value) for name, value in {"A": 6, "B": 1, "C": 7, "D": 5, "E": 4}.items()}
    found = judge_units(asked, ONGOING, TODAY, units)
    assert found.verdict == Verdict.MISSED
    assert said(found) == "1/5 xã, phường đạt (20 %), còn B, E, D và 1 đơn vị khác."


def test_a_province_is_unknown_where_only_data_is_lacking():
    units = _units(A=1) | {"B": judge(ONE_CLASS, Case(ONGOING, TODAY, _reading(None, why="Chưa nhập.")))}
    found = judge_units(ONE_CLASS, ONGOING, TODAY, units)
    assert found.verdict == Verdict.UNKNOWN
    assert "chưa có số liệu của B" in said(found)
    missed = judge_units(ONE_CLASS, ONGOING, TODAY, units | _units(C=0))
    assert missed.verdict == Verdict.MISSED


def test_nothing_known_anywhere_says_which_register_lacks():
    lacking = judge(ONE_CLASS, Case(ONGOING, TODAY, _reading(None, why="Chưa có sổ Tuyển chọn.")))
    found = judge_units(ONE_CLASS, ONGOING, TODAY, {"A": lacking, "B": lacking})
    assert said(found) == "Chưa đánh giá được: Chưa có sổ Tuyển chọn."
    assert judge_units(ONE_CLASS, ONGOING, TODAY, {}).verdict == Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("changes", "unitwise"),
    [
        ({"kind": "count", "scope": "commune"}, True), ({"kind": "flag", "scope": "ward"}, True),
        ({"kind": "count", "scope": "province"}, False), ({"kind": "ratio"}, False),
        ({"kind": "count", "filter": {"hamlet": "Tô Xá"}}, False),
        ({"kind": "count", "comparator": "report_only"}, False),
    ],
)  # fmt: skip
def test_what_each_commune_must_meet_by_itself(changes, unitwise):
    assert is_unitwise(Asked(**changes)) is unitwise
