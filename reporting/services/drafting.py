"""A report is begun, filled, worded and corrected, until it is signed."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from contracts.policy import require
from contracts.records import StaleRecord
from reporting import policies
from reporting.checks import proposed, state
from reporting.choices import DutyState
from reporting.filling import Filling, filling
from reporting.models import OutlineSection, Report, ReportDuty, ReportFigure, ReportSection, SectionIndicator
from reporting.wording import by_code
from targets.choices import ValueType
from targets.models import Indicator


def sections_of(report: Report) -> list[ReportSection]:
    """The report's sections in order, with their outline's."""
    rows = ReportSection.objects.filter(report=report).select_related("section")
    return list(rows.order_by("section__position"))


def figures_of(report: Report) -> list[ReportFigure]:
    """The report's figures in order, with their indicators."""
    return list(ReportFigure.objects.filter(report=report).select_related("indicator"))


def shown_codes(outline_id: int) -> dict[int, list[str]]:
    """Codes of the figures that each section of an outline shows, in order."""
    lines = SectionIndicator.objects.filter(section__outline=outline_id)
    found: dict[int, list[str]] = {}
    for section, code in lines.order_by("section__position", "position").values_list(
        "section_id", "indicator__code"
    ):
        found.setdefault(section, []).append(code)
    return found


@transaction.atomic
def report_open(*, actor, duty: ReportDuty, today: date | None = None) -> Report:
    """Begin the report: a draft with the figures of the registers and a proposed wording.

    Of two people who press the button at once the second is told that it is open already.
    """
    today = today or timezone.localdate()
    require(policies.can_open(actor, duty, today))
    before = snapshot(duty)
    won = ReportDuty.objects.filter(pk=duty.pk, state=DutyState.NOT_STARTED).update(state=DutyState.DRAFT)
    duty.refresh_from_db(fields=["state"])
    if not won:
        require(policies.can_open(actor, duty, today))
    report = Report.objects.create(duty=duty, number=1, drafted_by=actor, figures_at=timezone.now())
    figures = _copy_figures(report, today)
    sections = _draft_sections(report, figures)
    audit(actor, "reporting.report.open", report)
    audit(actor, "reporting.report.open", duty, before=before)
    audit_many(actor, "reporting.report.open", map(Change, [*figures, *sections]))
    return report


def _copy_figures(report: Report, on: date) -> list[ReportFigure]:
    shown = shown_codes(report.duty.regime.outline_id)
    codes = list(dict.fromkeys(code for section in shown.values() for code in section))
    indicators = {row.code: row for row in Indicator.objects.filter(code__in=codes)}
    found = filling(report.duty, codes, on)
    rows = [_filled(ReportFigure(report=report, indicator=indicators[code]), found) for code in codes]
    ReportFigure.objects.bulk_create(rows)
    return rows


def _filled(figure: ReportFigure, found: Filling) -> ReportFigure:
    """Take the numbers of the registers; what somebody corrected with a reason stays."""
    code = figure.indicator.code
    numbers = {
        "computed": found.present[code], "previous": found.previous.get(code), "last_year": found.last_year.get(code),
    }  # fmt: skip
    if not figure.reason:
        numbers["value"] = found.present[code]
    for name, number in numbers.items():
        if getattr(figure, name) != number:  # 5 and 5.000 are the same number and no change
            setattr(figure, name, number)
    return figure


def _draft_sections(report: Report, figures: list[ReportFigure]) -> list[ReportSection]:
    stated, shown = by_code(state(figure) for figure in figures), shown_codes(report.duty.regime.outline_id)
    rows = []
    for section in OutlineSection.objects.filter(outline=report.duty.regime.outline_id):
        text = proposed(section, stated, shown.get(section.pk, []))
        rows.append(ReportSection(report=report, section=section, drafted=text, text=text))
    ReportSection.objects.bulk_create(rows)
    return rows


@transaction.atomic
def report_save(*, actor, report: Report, version: int | None, texts: Mapping[int, str]) -> Report:
    """Save the wording: `texts` by key of the outline's section. `StaleRecord` if somebody saved it meanwhile."""
    require(policies.can_edit(actor, report))
    changes = []
    for row in sections_of(report):
        text = _clean(texts.get(row.section_id, row.text))
        if text != row.text:
            before = snapshot(row)
            row.text = text
            changes.append(Change(row, before))
    if not changes:
        if version is not None and version != report.version:
            raise StaleRecord(report)
        return report
    _touch(actor, report, version, "reporting.report.save")
    ReportSection.objects.bulk_update([change.subject for change in changes], ["text"])
    audit_many(actor, "reporting.report.save", changes)
    return report


def _clean(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").strip().split("\n"))


def _touch(actor, report: Report, version: int | None, act: str, **fields) -> None:
    """Raise the version and note who else worked on it; an entry where more than the version changed."""
    report.claim_version(version)
    before = snapshot(report)
    if actor.pk != report.drafted_by_id:
        report.edited_by = actor
    for name, value in fields.items():
        setattr(report, name, value)
    if snapshot(report) != before:
        report.save()
        audit(actor, act, report, before=before)


@transaction.atomic
def report_refresh(*, actor, report: Report, today: date | None = None) -> Report:
    """Take the figures again as the registers stand now. A wording nobody touched is composed anew; one that was
    written over stays, and the checks say where it differs."""
    require(policies.can_edit(actor, report))
    today = today or timezone.localdate()
    figures, sections = figures_of(report), sections_of(report)
    found = filling(report.duty, [figure.indicator.code for figure in figures], today)
    olds = [snapshot(row) for row in (*figures, *sections)]
    for figure in figures:
        _filled(figure, found)
    _recompose(report, figures, sections)
    ReportFigure.objects.bulk_update(figures, ["value", "previous", "last_year", "computed"])
    ReportSection.objects.bulk_update(sections, ["drafted", "text"])
    _touch(actor, report, None, "reporting.report.refresh", figures_at=timezone.now())
    changed = [
        Change(row, old) for row, old in zip((*figures, *sections), olds, strict=True) if snapshot(row) != old
    ]
    audit_many(actor, "reporting.report.refresh", changed)
    return report


def _recompose(report: Report, figures: list[ReportFigure], sections: list[ReportSection]) -> None:
    """Propose the wording anew where the proposal still stands as it was."""
    stated, shown = by_code(state(figure) for figure in figures), shown_codes(report.duty.regime.outline_id)
    for row in sections:
        text = proposed(row.section, stated, shown.get(row.section_id, []))
        if row.text == row.drafted:
            row.text = text
        row.drafted = text


@transaction.atomic
def figure_correct(
    *, actor, figure: ReportFigure, value: Decimal, reason: str, version: int | None = None
) -> ReportFigure:
    """State another number than the registers give, saying why; the number of the registers stays beside it. The same
    number as the registers' takes the correction back."""
    report = figure.report
    require(policies.can_edit(actor, report))
    _refuse_value(figure.indicator, value)
    reason = reason.strip()
    if value == figure.computed:
        reason = ""
    elif not reason:
        raise ValidationError(
            {"reason": "Số khác số hệ thống thì phải ghi lý do, nguồn số liệu. Ghi rồi lưu lại."}
        )
    olds = snapshot(figure)
    figure.value, figure.reason = value, reason
    figure.full_clean()
    figure.save()
    audit(actor, "reporting.figure.correct", figure, before=olds, reason=reason)
    sections = sections_of(report)
    before = [snapshot(row) for row in sections]
    _recompose(report, figures_of(report), sections)
    ReportSection.objects.bulk_update(sections, ["drafted", "text"])
    _touch(actor, report, version, "reporting.figure.correct")
    changed = [Change(row, old) for row, old in zip(sections, before, strict=True) if snapshot(row) != old]
    audit_many(actor, "reporting.figure.correct", changed)
    return figure


def _refuse_value(indicator: Indicator, value: Decimal) -> None:
    if value < 0:
        raise ValidationError({"value": "Số liệu phải từ 0 trở lên."})
    if indicator.value_type == ValueType.INT and value != int(value):
        raise ValidationError({"value": f"“{indicator.name}” là số nguyên. Bỏ phần thập phân."})
