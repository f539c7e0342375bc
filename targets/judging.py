"""Judging a target: pure functions from figures to a verdict and one Vietnamese sentence.

Before its due day a target is never missed: it is met, at risk, or not yet due. Ongoing duties are judged every day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Any, Protocol

from targets.choices import Comparator, TargetKind, TargetScope, Verdict
from targets.frames import Frame
from targets.wording import amount, goal_words, listed, measured_words, share_words, when_words
from vietnam.names import within

#: A target not yet met is at risk once less than this part of its days is left.
AT_RISK_SHARE = Decimal("0.25")
#: At most so many communes are named in a sentence.
NAMED = 3
_UNITWISE_SCOPES = {TargetScope.HAMLET, TargetScope.COMMUNE, TargetScope.WARD}
_HUNDRED = Decimal(100)


class Goal(Protocol):
    """What of a target is needed to judge (a `targets.models.Target`)."""

    kind: str
    scope: str
    comparator: str
    threshold: object
    required_share: Decimal | None
    filter: dict


@dataclass(frozen=True)
class Reading:
    """A figure as read: its value, or why there is none; what it is called and counted in."""

    value: Decimal | None
    why: str = ""
    name: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Case:
    """All that one judgement needs. `base` is the denominator, or last year's figure of a change."""

    frame: Frame
    today: date
    numerator: Reading
    base: Reading | None = None
    goal: Reading | None = None


@dataclass(frozen=True)
class Judgement:
    """The verdict, the value it rests on (a percentage where there is a base), and the sentence that says all.

    `lacking` is how many are still missing or too many. `short` fits a cell of the heat table.
    """

    verdict: Verdict
    sentence: str
    short: str
    value: Decimal | None = None
    numerator: Decimal | None = None
    base: Decimal | None = None
    goal: Decimal | None = None
    lacking: Decimal = Decimal(0)


def judge(target: Goal, case: Case) -> Judgement:
    """Judge one target for one unit. What cannot be judged is `UNKNOWN` and says which register lacks data."""
    why = _what_lacks(case)
    if why:
        return Judgement(Verdict.UNKNOWN, f"Chưa đánh giá được: {why}", "chưa có số liệu")
    value = _value(target, case)
    if value is None:
        return _nothing_to_divide(target, case)
    goal = _goal(target, case)
    words = measured_words(target.kind, case.numerator, case.base, value)
    base = case.base.value if case.base else None
    facts: dict[str, Any] = {"value": value, "numerator": case.numerator.value, "base": base, "goal": goal}
    short = _short(target, case, value)
    if target.comparator == Comparator.REPORT_ONLY or goal is None:
        return Judgement(Verdict.REPORTED, _sentence(words, case.frame.note), short, **facts)
    is_met = compare(value, target.comparator, goal)
    lacking = Decimal(0) if is_met else _lacking(target, case, value, goal)
    verdict = _verdict(case.frame, case.today, is_met)
    parts = [words, goal_words(target.kind, target.comparator, goal, case.numerator.unit)]
    if lacking:
        parts.append(amount(lacking, goal, case.numerator.unit, is_over=value > goal))
    parts.append(when_words(case.frame, case.today, verdict))
    return Judgement(verdict, _sentence(", ".join(filter(None, parts)), case.frame.note), short,
                     lacking=lacking, **facts)  # fmt: skip


def judge_units(target: Goal, frame: Frame, today: date, units: Mapping[str, Judgement]) -> Judgement:
    """Judge for a province what is asked of every unit: met when all of them meet it.

    `units` are the judgements of the communes by name, in the order in which they are to be named.
    """
    met = [name for name, one in units.items() if one.verdict == Verdict.MET]
    unknown = [name for name, one in units.items() if one.verdict == Verdict.UNKNOWN]
    short_of = [name for name, one in units.items() if one.verdict not in (Verdict.MET, Verdict.UNKNOWN)]
    if not units or len(unknown) == len(units):
        why = next(
            (one.sentence for one in units.values()), "Chưa đánh giá được: không có xã nào trong phạm vi."
        )
        return Judgement(Verdict.UNKNOWN, why, "chưa có số liệu")
    total = Decimal(len(units))
    share = len(met) * _HUNDRED / total
    is_met = share >= (target.required_share or _HUNDRED)
    verdict = Verdict.UNKNOWN if unknown and not short_of else _verdict(frame, today, is_met)
    words = share_words(len(met), len(units))
    if short_of:
        worst = sorted(short_of, key=lambda name: -units[name].lacking)
        words += f", còn {listed(worst, NAMED)}"
    if unknown:
        words += f"; chưa có số liệu của {listed(unknown, NAMED)}"
    sentence = ", ".join(filter(None, [words, when_words(frame, today, verdict)]))
    return Judgement(
        verdict, _sentence(sentence, frame.note), f"{len(met)}/{len(units)} xã", value=share,
        numerator=Decimal(len(met)), base=total, goal=target.required_share or _HUNDRED,
        lacking=Decimal(len(short_of)),
    )  # fmt: skip


def is_unitwise(target: Goal) -> bool:
    """Whether every commune must meet it by itself, so that a sum over the province would hide the ones that fail."""
    return (
        target.kind in (TargetKind.COUNT, TargetKind.FLAG)
        and target.scope in _UNITWISE_SCOPES
        and target.comparator != Comparator.REPORT_ONLY
        and not target.filter
    )


def compare(value: Decimal, comparator: str, goal: Decimal) -> bool:
    """Whether the value meets the goal. `ValueError` for report_only, which has none."""
    match comparator:
        case Comparator.AT_LEAST:
            return value >= goal
        case Comparator.AT_MOST:
            return value <= goal
        case Comparator.MORE:
            return value > goal
        case Comparator.LESS:
            return value < goal
        case Comparator.EQUAL:
            return value == goal
    raise ValueError(f"{comparator} compares nothing")


# ── Values ───────────────────────────────────────────────────────────────────
def _what_lacks(case: Case) -> str:
    if case.frame.problem:
        return case.frame.problem
    lacking: Sequence[Reading | None] = (case.numerator, case.base, case.goal)
    reasons = [one.why or f"Chưa có số liệu “{one.name}”." for one in lacking if one and one.value is None]
    return " ".join(dict.fromkeys(reasons))


def _value(target: Goal, case: Case) -> Decimal | None:
    """What is compared: a count, a percentage, or a change in per cent; None where the base is zero."""
    numerator = case.numerator.value
    assert numerator is not None
    if case.base is None or case.base.value is None:
        return numerator
    base = case.base.value
    if target.kind == TargetKind.YOY_CHANGE:
        return _change(numerator, base)
    return numerator * _HUNDRED / base if base else None


def _change(now: Decimal, before: Decimal) -> Decimal:
    """Change in per cent. From zero there is no fall: still zero counts as the full fall, anything else as a rise
    (coverage of the catalogue: with 0 in the year before, met only if this year is 0)."""
    if before:
        return (now - before) * _HUNDRED / before
    return -_HUNDRED if now == 0 else _HUNDRED


def _goal(target: Goal, case: Case) -> Decimal | None:
    if case.goal is not None:
        return case.goal.value
    if target.kind in (TargetKind.RATING_AT_LEAST, TargetKind.FLAG):
        return target.required_share or (_HUNDRED if case.base is not None else Decimal(1))
    threshold = target.required_share if target.required_share is not None else target.threshold
    return Decimal(str(threshold)) if threshold is not None else None


def _nothing_to_divide(target: Goal, case: Case) -> Judgement:
    """A base of zero: nothing arose that could be done or left undone. With days still to come it stays open."""
    assert case.base is not None
    words = f"Không phát sinh ({within(case.base.name)}: 0)"
    if target.comparator == Comparator.REPORT_ONLY:
        verdict = Verdict.REPORTED
    elif case.frame.due_on and not case.frame.is_over(case.today):
        verdict = Verdict.NOT_DUE
    else:
        verdict = Verdict.MET
    tail = ", không có gì chưa đạt" if verdict == Verdict.MET else ""
    return Judgement(
        verdict, _sentence(words + tail, case.frame.note), "không phát sinh", numerator=case.numerator.value,
        base=Decimal(0),
    )  # fmt: skip


def _lacking(target: Goal, case: Case, value: Decimal, goal: Decimal) -> Decimal:
    """How many more (or fewer) would meet the goal; whole things, rounded up."""
    if target.kind == TargetKind.YOY_CHANGE:
        return Decimal(0)
    if case.base is None or not case.base.value:
        gap = abs(goal - value)
    else:
        assert case.numerator.value is not None
        gap = abs(goal * case.base.value / _HUNDRED - case.numerator.value)
    return gap.to_integral_value(ROUND_CEILING)


def _verdict(frame: Frame, today: date, is_met: bool) -> Verdict:
    if is_met:
        return Verdict.MET
    return Verdict.NOT_DUE if frame.note else _open_verdict(frame, today)


def _open_verdict(frame: Frame, today: date) -> Verdict:
    """What has not been met: missed only once its day is over, or every day where the duty is ongoing."""
    if frame.due_on is None or frame.is_over(today):
        return Verdict.MISSED
    length = Decimal((frame.due_on - frame.first_day).days + 1)
    return Verdict.AT_RISK if frame.days_left(today) < length * AT_RISK_SHARE else Verdict.NOT_DUE


def _sentence(words: str, note: str) -> str:
    text = f"{words[:1].upper()}{words[1:]}."
    return f"{text} {note}" if note else text


def _short(target: Goal, case: Case, value: Decimal) -> str:
    return measured_words(target.kind, case.numerator, case.base, value, short=True)
