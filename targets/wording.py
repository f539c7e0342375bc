"""Words of judgements: values, goals, what is lacking, when it is due."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from targets.choices import Comparator, TargetKind, Verdict
from targets.frames import Frame
from vietnam.dates import format_date
from vietnam.numbers import format_number, percent

if TYPE_CHECKING:
    from targets.judging import Reading
    from targets.models import Target

_COMPARISONS = {
    Comparator.AT_LEAST: "mục tiêu từ {}", Comparator.AT_MOST: "mục tiêu không quá {}",
    Comparator.MORE: "mục tiêu trên {}", Comparator.LESS: "mục tiêu dưới {}", Comparator.EQUAL: "mục tiêu {}",
}  # fmt: skip


#: Ratings of a year's work, as the catalogue codes them.
RATINGS = {
    "hoan_thanh_xuat_sac": "Hoàn thành xuất sắc nhiệm vụ",
    "hoan_thanh_tot": "Hoàn thành tốt nhiệm vụ",
}


def number(value: Decimal) -> str:
    """A number as offices write it, at most two decimals."""
    return format_number(round(value, 2))


def per_cent(value: Decimal) -> str:
    """84.6 → "84,6 %"."""
    return percent(value / 100)


def measured_words(
    kind: str, numerator: "Reading", base: "Reading | None", value: Decimal, *, short: bool = False
) -> str:
    """What was measured: "Tổ đủ trang bị tối thiểu 11/13 (84,6 %)", "tăng 8,3 % (13 so với 12)"; `short` for a cell."""
    count = numerator.value if numerator.value is not None else Decimal(0)
    if kind == TargetKind.YOY_CHANGE and base is not None and base.value is not None:
        change = change_words(value, count, base.value)
        return (
            change
            if short
            else f"{numerator.name} {change} ({number(count)} so với {number(base.value)} năm trước)"
        )
    if base is not None and base.value is not None:
        pair = f"{number(count)}/{number(base.value)}"
        return pair if short else f"{numerator.name} {pair} ({per_cent(value)})"
    if kind == TargetKind.FLAG:
        said = "có" if count else "chưa có"
        return said if short else f"{numerator.name}: {said}"
    return number(count) if short else f"{numerator.name}: {number(count)} {numerator.unit}".rstrip()


def change_words(value: Decimal, now: Decimal, before: Decimal) -> str:
    """A change in words."""
    if now == before:
        return "không đổi"
    if not before:
        return f"tăng {number(now)}"
    return f"{'tăng' if value > 0 else 'giảm'} {per_cent(abs(value))}"


def goal_words(kind: str, comparator: str, goal: Decimal, unit: str) -> str:
    """The goal: "mục tiêu từ 15 %", "mục tiêu 7 nội dung"."""
    if kind == TargetKind.FLAG:
        return "mục tiêu: có" if goal == 1 else "mục tiêu: mọi đơn vị có"
    if kind == TargetKind.YOY_CHANGE:
        return "mục tiêu giảm" if not goal else f"mục tiêu giảm từ {per_cent(-goal)}"
    said = f"{number(goal)} {unit}".rstrip() if kind == TargetKind.COUNT else per_cent(goal)
    if comparator == Comparator.AT_LEAST and said == per_cent(Decimal(100)):
        return f"mục tiêu {said}"
    return _COMPARISONS[Comparator(comparator)].format(said)


def amount(lacking: Decimal, goal: Decimal, unit: str, *, is_over: bool) -> str:
    """How far it is from the goal: "còn thiếu 2 tổ", "vượt 3 vụ"; nothing for a goal of zero: the value says it."""
    if not goal:
        return ""
    return f"{'vượt' if is_over else 'còn thiếu'} {number(lacking)} {unit}".rstrip()


def when_words(frame: Frame, today: date, verdict: Verdict) -> str:
    """The day it is, or was, due; nothing for what is judged every day."""
    if frame.due_on is None or verdict in (Verdict.UNKNOWN, Verdict.REPORTED):
        return ""
    day = format_date(frame.due_on)
    if frame.is_over(today):
        return f"đã hết hạn {day}"
    left = frame.days_left(today)
    return f"hạn {day} ({f'còn {left} ngày' if left else 'hôm nay'})"


def share_words(met: int, total: int) -> str:
    """Of how many communes how many meet it."""
    return f"{met}/{total} xã, phường đạt ({per_cent(Decimal(met * 100) / total)})"


def listed(names: Sequence[str], most: int) -> str:
    """The first names and how many more there are: "Xã A, Xã B và 3 đơn vị khác"."""
    shown = ", ".join(names[:most])
    rest = len(names) - most
    return f"{shown} và {rest} đơn vị khác" if rest > 0 else shown


def goal_label(target: "Target") -> str:
    """The goal of a target in a few words, for heads of columns: "từ 100 %", "7 nội dung", "giảm", "có"."""
    if target.comparator == Comparator.REPORT_ONLY:
        return "chỉ báo cáo"
    if target.threshold_indicator:
        return "theo chỉ tiêu được giao"
    if target.kind == TargetKind.RATING_AT_LEAST:
        return (
            f"{per_cent(target.required_share or Decimal(100))} từ {RATINGS.get(str(target.threshold), '')}"
        )
    if target.kind == TargetKind.FLAG:
        return "có"
    threshold = Decimal(str(target.threshold))
    return goal_words(target.kind, target.comparator, threshold, target.unit_of_measure).removeprefix(
        "mục tiêu "
    )
