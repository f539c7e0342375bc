"""What is asked of a province: its adoptions with their targets, each with the days it is judged on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from contracts.measuring import Days
from contracts.registry import measures
from targets.frames import Frame, frame_of, year_before
from targets.models import Adoption, Period, Target
from vietnam.windows import window_for

#: Periods that closed longer ago are not recomputed: their reports keep their own copy.
OPEN_FOR = timedelta(days=62)


@dataclass(frozen=True)
class Asked:
    """A target that a province took up, and its days. `communes` are the codes it holds for; empty: all."""

    target: Target
    adoption: Adoption
    frame: Frame
    communes: frozenset[str]

    def reaches(self, commune: str) -> bool:
        """Whether it is asked of that commune."""
        return not self.communes or commune in self.communes

    @property
    def previous(self) -> tuple[date, date] | None:
        """The days of the year before, where the base is taken from them."""
        return year_before(self.frame) if self.target.denominator_period == "previous_year" else None

    @property
    def codes(self) -> list[str]:
        """Codes of the indicators it is judged by."""
        target = self.target
        named = [target.numerator, *target.numerator_extra, target.denominator, target.threshold_indicator]
        return [code for code in named if code]

    @property
    def is_measured(self) -> bool:
        """Whether registers give what it is judged by."""
        return self.target.numerator in measures


def asked_of(adoptions: Iterable[Adoption], targets: Iterable[Target], on: date) -> list[Asked]:
    """The targets of these adoptions (communes prefetched), in the catalogue's order."""
    by_directive: dict[int, list[Target]] = {}
    for target in targets:
        by_directive.setdefault(target.directive_id, []).append(target)
    found = []
    for adoption in adoptions:
        reach = frozenset(commune.pk for commune in adoption.communes.all())
        for target in by_directive.get(adoption.directive_id, ()):
            moved = adoption.due_dates.get(target.code)
            frame = frame_of(
                target.period, since=adoption.started_on, on=on,
                moved_to=date.fromisoformat(moved) if moved else None,
            )  # fmt: skip
            found.append(Asked(target, adoption, frame, reach))
    return found


def spans_at_work(on: date) -> dict[str, list[Days]]:
    """By province, the stretches of days whose figures are wanted today: open periods, this year and the last (for
    changes on the year before), and the days of the targets that registers can judge."""
    adoptions = Adoption.objects.approved().in_force(on).prefetch_related("communes")
    targets = Target.objects.select_related("directive")
    every = {*_periods(on), *_years(on)}
    found: dict[str, set[Days]] = {}
    for asked in asked_of(adoptions, targets, on):
        spans = found.setdefault(asked.adoption.province_id, set(every))
        if asked.is_measured and not asked.frame.problem:
            spans.add(Days(*asked.frame.span))
    return {
        province: sorted(spans, key=lambda span: (span.first_day, span.last_day))
        for province, spans in found.items()
    }


def _periods(on: date) -> Iterator[Days]:
    rows = Period.objects.filter(first_day__lte=on, last_day__gte=on - OPEN_FOR)
    yield from (Days(first, last) for first, last in rows.values_list("first_day", "last_day"))


def _years(on: date) -> Iterator[Days]:
    for day in (on, date(on.year - 1, 12, 31)):
        window = window_for("calendar_year", day)
        yield Days(window.first_day, window.last_day)
