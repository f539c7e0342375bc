"""How targets stand for some communes and their province: all read in a handful of queries, then judged in memory."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import Q

from communes.models import Commune, Hamlet, Province
from contracts.measuring import Days
from contracts.registry import measures, registers
from targets.adopted import Asked, asked_of
from targets.choices import Verdict
from targets.judging import NAMED, Case, Judgement, Reading, is_unitwise, judge, judge_units
from targets.measuring import (
    figure_page,
    measure_register,
    narrowing,
    open_url,
    province_total,
    until,
    why_missing,
)
from targets.models import Adoption, Figure, Indicator, Target
from targets.wording import number

#: Order of verdicts in a list: what needs attention first, what nobody can tell last.
WORST_FIRST = (
    Verdict.MISSED, Verdict.AT_RISK, Verdict.NOT_DUE, Verdict.MET, Verdict.REPORTED, Verdict.UNKNOWN,
)  # fmt: skip
_Key = tuple[str, str, date, date]


@dataclass(frozen=True)
class Part:
    """A figure that a judgement rests on: what it counts, its value, and the list of its records ("" = none)."""

    indicator: Indicator
    value: Decimal | None
    url: str
    span: Days
    commune: str = ""

    @property
    def page(self) -> str:
        """The figure's own page."""
        return figure_page(self.indicator.code, self.span, self.commune)


class Scoreboard:
    """The targets that `adoptions` bring, judged for `communes` and, where `province` is given, for the province.

    `on` chooses the days (a year gone by is asked for on its last day); `today` says what is over. `adoptions` and
    `figures` are querysets scoped already.
    """

    def __init__(
        self, *, adoptions, figures, targets: Iterable[Target], communes: Sequence[Commune], on: date, today: date,
        province: Province | None = None,
    ):  # fmt: skip
        self.communes, self.province, self.on, self.today = list(communes), province, on, today
        in_force = adoptions.approved().in_force(on).select_related("directive").prefetch_related("communes")
        self.adoptions: list[Adoption] = list(in_force)
        asked = asked_of(self.adoptions, targets, on)
        self._homes = self._hamlets(asked)
        self.asked = [one for one in asked if self._reached(one)]
        self.indicators = self._indicators()
        self._values = self._read(figures)
        self._narrowed: dict[str, dict[str, dict[str, Decimal]]] = {}

    # ── Reach ────────────────────────────────────────────────────────────────
    def _hamlets(self, asked: Iterable[Asked]) -> set[tuple[str, str]]:
        """In which communes the hamlets lie that targets name."""
        named = {one.target.filter["hamlet"] for one in asked if "hamlet" in one.target.filter}
        if not named:
            return set()
        rows = Hamlet.objects.in_force(self.on).filter(commune__in=self.communes, name__in=named)
        return set(rows.values_list("commune_id", "name"))

    def reaches(self, asked: Asked, commune: str) -> bool:
        """Whether the target is asked of that commune: adopted for it, and the hamlet that it names lies there."""
        hamlet = asked.target.filter.get("hamlet")
        return asked.reaches(commune) and (hamlet is None or (commune, hamlet) in self._homes)

    def _reached(self, asked: Asked) -> list[str]:
        return [commune.code for commune in self.communes if self.reaches(asked, commune.code)]

    # ── Reading ──────────────────────────────────────────────────────────────
    def _indicators(self) -> dict[str, Indicator]:
        codes = {code for one in self.asked for code in one.codes}
        return {row.code: row for row in Indicator.objects.filter(code__in=codes)}

    def _read(self, figures) -> dict[_Key, Figure]:
        spans = {one.frame.span for one in self.asked} | {one.previous for one in self.asked if one.previous}
        units = [commune.code for commune in self.communes] + ([self.province.code] if self.province else [])
        if not spans:
            return {}
        days = Q()
        for first, last in sorted(spans):
            days |= Q(first_day=first, last_day=last)
        names = {row.pk: code for code, row in self.indicators.items()}
        rows = figures.filter(days, unit__in=units, indicator__in=names)
        return {(row.unit, names[row.indicator_id], row.first_day, row.last_day): row for row in rows}

    def _reading(self, asked: Asked, code: str, unit: str, span: tuple[date, date]) -> Reading:
        """A figure of the commune or province; of a province that adopted for some communes, their total."""
        indicator = self.indicators[code]
        row = self._values.get((unit, code, *span))
        value, why = (row.value, row.why_missing) if row else (None, why_missing(indicator))
        if asked.target.filter and code == asked.target.numerator:
            value, why = self._narrowed_value(asked, unit)
        elif self.province and unit == self.province.code and asked.communes:
            value, why = self._total(asked, indicator, span)
        return Reading(value, why, indicator.name, indicator.unit)

    def _total(self, asked: Asked, indicator: Indicator, span) -> tuple[Decimal | None, str]:
        rows = [self._values.get((code, indicator.code, *span)) for code in self._reached(asked)]
        known = [row.value for row in rows if row is not None and row.value is not None]
        if len(known) < len(rows):
            return None, next((r.why_missing for r in rows if r and r.why_missing), why_missing(indicator))
        total = province_total(indicator, known)
        return total, "" if total is not None else why_missing(indicator)

    def _narrowed_value(self, asked: Asked, unit: str) -> tuple[Decimal | None, str]:
        """A numerator counted only in what the target names, such as one hamlet: one statement a target."""
        code, indicator = asked.target.numerator, self.indicators[asked.target.numerator]
        if code not in measures:
            return None, why_missing(indicator)
        register = registers.get(measures.get(code).register)
        where = narrowing(register, asked.target.filter)
        if where is None:
            return None, f"Sổ {register.label} chưa tách được theo thôn."
        if asked.target.code not in self._narrowed:
            span = until(Days(*asked.frame.span), self.today)
            self._narrowed[asked.target.code] = measure_register(
                register.code, span, self._reached(asked), [code], where
            )
        found = self._narrowed[asked.target.code]
        if unit in found:
            return found[unit].get(code), ""
        return sum((row[code] for row in found.values() if code in row), Decimal(0)), ""

    # ── Judging ──────────────────────────────────────────────────────────────
    def case(self, asked: Asked, unit: str) -> Case:
        """The readings that the target is judged on for that unit."""
        target, span = asked.target, asked.frame.span
        numerator = self._reading(asked, target.numerator, unit, span)
        for code in target.numerator_extra:
            more = self._reading(asked, code, unit, span)
            both = numerator.value is not None and more.value is not None
            total = numerator.value + more.value if both else None  # type: ignore[operator]
            numerator = replace(numerator, value=total, why=numerator.why or more.why)
        base = goal = None
        if target.denominator:
            base = self._reading(asked, target.denominator, unit, asked.previous or span)
        if target.threshold_indicator:
            goal = self._reading(asked, target.threshold_indicator, unit, span)
        return Case(asked.frame, self.today, numerator, base, goal)

    def for_commune(self, asked: Asked, commune: Commune) -> Judgement | None:
        """How the target stands for the commune; None where it is not asked of it."""
        if not self.reaches(asked, commune.code):
            return None
        return judge(asked.target, self.case(asked, commune.code))

    def by_commune(self, asked: Asked) -> dict[Commune, Judgement]:
        """How it stands for each commune it is asked of."""
        found = ((commune, self.for_commune(asked, commune)) for commune in self.communes)
        return {commune: judgement for commune, judgement in found if judgement is not None}

    def for_province(self, asked: Asked) -> Judgement:
        """How it stands for the province, naming the communes that lack most; as for the one commune it is asked of."""
        assert self.province is not None
        units = {commune.name: one for commune, one in self.by_commune(asked).items()}
        if len(units) == 1 and (asked.communes or asked.target.filter):
            return next(iter(units.values()))
        if is_unitwise(asked.target):
            return judge_units(asked.target, asked.frame, self.today, units)
        found = judge(asked.target, self.case(asked, self.province.code))
        if found.verdict in (Verdict.MET, Verdict.UNKNOWN, Verdict.REPORTED):
            return found
        worst = sorted((item for item in units.items() if item[1].lacking), key=lambda item: -item[1].lacking)
        if not worst:
            return found
        named = ", ".join(f"{name} ({number(one.lacking)})" for name, one in worst[:NAMED])
        return replace(found, sentence=f"{found.sentence} Thiếu nhiều nhất: {named}.")

    def parts(self, asked: Asked, unit: str, *, user) -> list[Part]:
        """The figures behind a judgement, each with the list that opens it for this user."""
        case = self.case(asked, unit)
        target = asked.target
        pairs = [(target.numerator, case.numerator, asked.frame.span)]
        if case.base is not None:
            pairs.append((target.denominator, case.base, asked.previous or asked.frame.span))
        return [self._part(asked, code, reading, span, unit, user) for code, reading, span in pairs]

    def _part(
        self, asked: Asked, code: str, reading: Reading, span: tuple[date, date], unit: str, user
    ) -> Part:
        days = until(Days(*span), self.today)
        commune = "" if self.province and unit == self.province.code else unit
        reached = self._reached(asked)
        if not commune and asked.communes:
            commune = reached[0] if len(reached) == 1 else ""
        opens = reading.value is not None and not asked.target.filter and (commune or not asked.communes)
        url = open_url(code, days, commune, user=user) if opens else ""
        return Part(self.indicators[code], reading.value, url, Days(*span), commune)

    @cached_property
    def measured_asked(self) -> list[Asked]:
        """Targets that registers can judge: the columns of the heat table."""
        return [one for one in self.asked if one.is_measured and not one.target.filter]

    def is_waiting(self) -> bool:
        """Whether figures that registers give have not been computed yet."""
        return bool(self.measured_asked) and not self._values


def counted(judgements: Iterable[Judgement]) -> dict[Verdict, int]:
    """How many stand how, in the order of attention."""
    verdicts = [one.verdict for one in judgements]
    return {verdict: verdicts.count(verdict) for verdict in WORST_FIRST}
