"""Loading the shipped outlines and the monthly regime: idempotent, in bulk."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from reporting.models import Outline, OutlineSection, Regime, SectionIndicator
from reporting.shipped import FOLDER, OutlineRow, SectionRow, read_outlines, read_regime
from targets.models import Directive, Indicator


@transaction.atomic
def outlines_load(folder: Path = FOLDER) -> dict[str, int]:
    """Load outlines with their sections, and the regime; gives how many of each were added or changed.

    A section that a report already shows keeps its row; its title, question and wording follow the files.
    `ValidationError` when a directive or an indicator is not in the catalogue: load that first.
    """
    rows = read_outlines(folder)
    directives = dict(Directive.objects.values_list("code", "pk"))
    indicators = dict(Indicator.objects.values_list("code", "pk"))
    _refuse_unknown(rows, directives, indicators)
    known = {outline.code: outline for outline in Outline.objects.filter(province=None)}
    outlines = sum(_load_outline(row, known, directives) for row in rows)
    sections = sum(_load_sections(known[row.code], row.sections, indicators) for row in rows)
    return {"outlines": outlines, "sections": sections, "regimes": _load_regime(known, folder)}


def _refuse_unknown(rows: list[OutlineRow], directives: dict, indicators: dict) -> None:
    missing = {row.directive for row in rows if row.directive} - directives.keys()
    missing |= {
        code for row in rows for section in row.sections for code in section.indicators
    } - indicators.keys()
    if missing:
        raise ValidationError(
            f"Danh mục chưa có {', '.join(sorted(missing))}. Chạy load_catalogue trước load_outlines."
        )


def _load_outline(row: OutlineRow, known: dict[str, Outline], directives: dict[str, int]) -> bool:
    outline = known.setdefault(row.code, Outline(code=row.code))
    before = snapshot(outline) if outline.pk else None
    wanted = {"directive_id": directives.get(row.directive), **row.fields}
    if outline.pk and all(getattr(outline, name) == value for name, value in wanted.items()):
        return False
    for name, value in wanted.items():
        setattr(outline, name, value)
    outline.save()
    audit(None, "reporting.outline.load", outline, before=before)
    return True


def _load_sections(outline: Outline, rows: tuple[SectionRow, ...], indicators: dict[str, int]) -> int:
    """The outline's sections in one go a level: parents need their keys first."""
    known = {section.number: section for section in OutlineSection.objects.filter(outline=outline)}
    changes = []
    for position, row in enumerate(rows):
        section = known.get(row.number) or OutlineSection(outline=outline, number=row.number)
        before = snapshot(section) if section.pk else None
        wanted = {
            **row.fields,
            "position": position,
            "parent_id": known[row.parent].pk if row.parent else None,
        }
        if section.pk is None or any(getattr(section, name) != value for name, value in wanted.items()):
            for name, value in wanted.items():
                setattr(section, name, value)
            section.save()
            changes.append(Change(section, before))
        known[row.number] = section
    audit_many(None, "reporting.outline.load", changes)
    return len(changes) + _load_lines(outline, rows, known, indicators)


def _load_lines(
    outline: Outline, rows, sections: dict[str, OutlineSection], indicators: dict[str, int]
) -> int:
    """Which figures a section shows. What it no longer shows goes: reports hold copies of their own."""
    wanted = {
        (sections[row.number].pk, indicators[code]): place
        for row in rows
        for place, code in enumerate(row.indicators)
    }
    lines = SectionIndicator.objects.filter(section__outline=outline)
    found = {(line.section_id, line.indicator_id): line for line in lines}
    gone = [line.pk for key, line in found.items() if wanted.get(key) != line.position]
    new = [
        SectionIndicator(section_id=section, indicator_id=indicator, position=place)
        for (section, indicator), place in wanted.items()
        if (section, indicator) not in found or found[section, indicator].pk in gone
    ]
    lines.filter(pk__in=gone).delete()
    SectionIndicator.objects.bulk_create(new, batch_size=500)
    return len(new)


def _load_regime(outlines: dict[str, Outline], folder: Path) -> int:
    row = read_regime(folder)
    fields = row | {"outline_id": outlines[row["outline"]].pk}
    del fields["outline"]
    regime = Regime.objects.filter(code=row["code"]).first()
    if regime and all(getattr(regime, name) == value for name, value in fields.items()):
        return 0
    before = snapshot(regime) if regime else None
    regime = regime or Regime()
    for name, value in fields.items():
        setattr(regime, name, value)
    regime.full_clean()
    regime.save()
    audit(None, "reporting.regime.load", regime, before=before)
    return 1
