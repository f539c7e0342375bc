"""What the desk of a report shows: its sections with figures that open, wording and checks. Reads only."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.urls import reverse

from reporting.checks import Check, checks, state
from reporting.choices import SectionKind
from reporting.filling import span_of
from reporting.models import OutlineSection, Report, ReportFigure
from reporting.services.drafting import figures_of, sections_of, shown_codes
from targets.measuring import open_url


@dataclass(frozen=True)
class FigureLine:
    """One figure: the number opens the records that make it up."""

    figure: ReportFigure
    change: Decimal | None
    open_url: str
    correct_url: str

    @property
    def change_words(self) -> str:
        """The change with its sign: +3, −2; nothing where there is nothing to compare."""
        if self.change is None:
            return "–"
        return f"{'+' if self.change > 0 else '−' if self.change < 0 else ''}{_plain(abs(self.change))}"


@dataclass(frozen=True)
class DeskSection:
    """One section of the desk."""

    section: OutlineSection
    text: str
    is_touched: bool
    lines: list[FigureLine]
    findings: list[Check] = field(default_factory=list)

    @property
    def has_text(self) -> bool:
        """Whether the section is worded."""
        return self.section.kind != SectionKind.FIGURES

    @property
    def name(self) -> str:
        """Its field in the form."""
        return f"muc_{self.section.pk}"

    @property
    def tone(self) -> str:
        """How it stands in the table of contents."""
        tones = [finding.tone for finding in self.findings]
        return "bad" if "bad" in tones else "warn" if "warn" in tones else "ok"


@dataclass(frozen=True)
class DeskData:
    """The whole desk."""

    sections: list[DeskSection]
    findings: list[Check]

    @property
    def blockers(self) -> list[Check]:
        """What stands in the way of the signature."""
        return [finding for finding in self.findings if finding.tone == "bad"]


def desk_data(report: Report, user, *, editable: bool) -> DeskData:
    """Everything the desk shows to this user, in a fixed number of queries."""
    figures, rows = figures_of(report), sections_of(report)
    shown = shown_codes(report.duty.regime.outline_id)
    found = checks(report, figures, rows, shown)
    by_code = {figure.indicator.code: figure for figure in figures}
    sections = []
    for row in rows:
        codes = [code for code in shown.get(row.section_id, []) if code in by_code]
        mine = [check for check in found if check.section == row.section_id]
        lines = [_line(report, by_code[code], editable, user) for code in codes]
        sections.append(DeskSection(row.section, row.text, row.text != row.drafted, lines, mine))
    return DeskData(sections, found)


def _line(report: Report, figure: ReportFigure, editable: bool, user) -> FigureLine:
    url = open_url(figure.indicator, span_of(report.duty.period), report.duty.commune_id, user=user)
    correct = reverse("reporting:figure_correct", args=[figure.pk]) if editable else ""
    return FigureLine(figure, state(figure).change, url, correct)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")
