"""The province's figures of a period: what its approved reports add up to, and who is missing. Reads only."""

from dataclasses import dataclass
from decimal import Decimal

from reporting.choices import DutyState, ReportState
from reporting.models import OutlineSection, ReportDuty, ReportFigure
from targets.measuring import province_total
from targets.models import Indicator, Period


@dataclass(frozen=True)
class SummaryLine:
    """One figure of all approved reports; `units` says how many of them state it."""

    indicator: Indicator
    total: Decimal | None
    previous: Decimal | None
    units: int

    @property
    def change(self) -> Decimal | None:
        """On the period before, as the same reports stated it."""
        return None if self.total is None or self.previous is None else self.total - self.previous


@dataclass(frozen=True)
class Summary:
    """The period's figures by section of the outline, how many reports they come from, and whose are missing."""

    sections: list[tuple[OutlineSection, list[SummaryLine]]]
    approved: int
    missing: list[ReportDuty]


def summary(user, period: Period) -> Summary:
    """What the user's province reported for that period; a fixed number of queries."""
    duties = list(
        ReportDuty.objects.visible_to(user).of_communes().filter(period=period)
        .select_related("commune", "period", "regime__outline", "province").order_by("commune__sort_key")
    )  # fmt: skip
    values = _values(user, period)
    lines = {key: _line(*found) for key, found in values.items()}
    outlines = {duty.regime.outline_id for duty in duties}
    sections = OutlineSection.objects.visible_to(user).filter(outline__in=outlines)
    shown = [
        (section, [lines[line.indicator_id] for line in section.lines.all() if line.indicator_id in lines])
        for section in sections.prefetch_related("lines")
    ]
    missing = [duty for duty in duties if duty.state != DutyState.APPROVED]
    return Summary([part for part in shown if part[1]], len(duties) - len(missing), missing)


def _values(user, period: Period) -> dict[int, tuple[Indicator, list[ReportFigure]]]:
    rows = ReportFigure.objects.visible_to(user).filter(
        report__duty__period=period, report__state=ReportState.APPROVED
    )
    found: dict[int, tuple[Indicator, list[ReportFigure]]] = {}
    for figure in rows.select_related("indicator"):
        found.setdefault(figure.indicator_id, (figure.indicator, []))[1].append(figure)
    return found


def _line(indicator: Indicator, figures: list[ReportFigure]) -> SummaryLine:
    now = [figure.value for figure in figures if figure.value is not None]
    # A unit without a figure of the period before would make the change look larger than it is.
    before = [figure.previous for figure in figures if figure.previous is not None]
    previous = province_total(indicator, before) if len(before) == len(now) else None
    return SummaryLine(indicator, province_total(indicator, now), previous, len(now))
