"""Writing figures: what registers give (recomputed where stale) and what people type.

Computed figures follow from registers whose every change is in the audit already, so they write no entries of their
own; a typed figure is somebody's act and writes one.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, F, Max, Q
from django.utils import timezone

from audit.services import audit
from communes.models import Commune, Province
from contracts.measuring import Days
from contracts.policy import require
from contracts.registry import Span, measures, registers
from law.models import Parameter
from targets import policies
from targets.adopted import spans_at_work
from targets.choices import FigureState, SpaceRule, ValueType
from targets.measuring import measured, percentage, province_total, until
from targets.models import Figure, Indicator, Reckoning, TypedFigure

_UPDATED = ["value", "computed_value", "state", "why_missing", "data_version", "computed_at"]
_NUMBERS = (ValueType.INT, ValueType.DECIMAL, ValueType.MONEY, ValueType.BOOL)
_BATCH = 500


@dataclass
class _Cells:
    """Figures of some units over one span, before they are written."""

    indicators: dict[str, Indicator]
    span: Span
    at: datetime
    rows: dict[tuple[str, str], Figure] = field(default_factory=dict)

    def put(
        self, unit: str, province: str, code: str, value: Decimal | None, state: str, *, why="", version=0
    ) -> None:
        """A computed or derived figure."""
        self.rows[unit, code] = Figure(
            indicator=self.indicators[code], province_id=province, commune_id=None if unit == province else unit,
            unit=unit, first_day=self.span.first_day, last_day=self.span.last_day, value=value,
            computed_value=value, state=state if value is not None else FigureState.MISSING, why_missing=why[:250],
            data_version=version, computed_at=self.at,
        )  # fmt: skip

    def type_over(self, typed: Iterable[TypedFigure], province: str, versions: dict[str, int]) -> None:
        """What somebody typed holds, the newest last; what the registers give stays beside it."""
        for row in typed:
            if (row.unit, row.indicator.code) not in self.rows:
                self.put(row.unit, province, row.indicator.code, None, FigureState.MISSING,
                         version=versions.get(row.unit, 0))  # fmt: skip
            figure = self.rows[row.unit, row.indicator.code]
            figure.value, figure.why_missing = row.value, ""
            figure.state = FigureState.TYPED

    def derive(self, units: dict[str, int], province: str) -> None:
        """Ratios from their parts, after everything else is there."""
        for code, indicator in self.indicators.items():
            if not indicator.numerator or code in measures:
                continue
            for unit, version in units.items():
                parts = [self.rows.get((unit, part)) for part in (indicator.numerator, indicator.denominator)]
                if all(part is not None and part.value is not None for part in parts):
                    value = percentage(parts[0].value, parts[1].value)  # type: ignore[union-attr]
                    why = "" if value is not None else "Mẫu số bằng 0, không tính tỷ lệ."
                    self.put(unit, province, code, value, FigureState.DERIVED, why=why, version=version)

    def write(self) -> None:
        """All of them, over what stood before."""
        Figure.objects.bulk_create(
            self.rows.values(), batch_size=_BATCH, update_conflicts=True, update_fields=_UPDATED,
            unique_fields=["indicator", "unit", "first_day", "last_day"],
        )  # fmt: skip


def figures_refresh(*, span: Span, province: str, on: date) -> int:
    """Compute the stale figures of the province's communes over the span, and its totals; gives how many communes.

    Stale is a commune whose registers changed, for which the day changed while the span is not over, or when other
    figures are wanted or the law changed. One statement a register, whatever the communes. Safe to repeat and to
    kill: the version is read before anything is computed, so a change meanwhile is picked up next time.
    """
    if span.first_day > on:
        return 0
    fingerprint = _fingerprint()
    versions = dict(
        Commune.objects.existing_on(on).filter(province_id=province).values_list("code", "data_version")
    )
    fresh = _fresh(fingerprint, on).filter(
        commune__province_id=province, first_day=span.first_day, last_day=span.last_day
    )
    stale = versions.keys() - set(fresh.values_list("commune_id", flat=True))
    if not stale:
        return 0
    cells = _computed({code: versions[code] for code in sorted(stale)}, province, span, on)
    marks = [
        Reckoning(
            commune_id=code, first_day=span.first_day, last_day=span.last_day, data_version=versions[code],
            reckoned_on=on, fingerprint=fingerprint,
        )
        for code in sorted(stale)
    ]  # fmt: skip
    with transaction.atomic():
        cells.write()
        _totals(cells.indicators, province, set(versions), span, cells.at).write()
        Reckoning.objects.bulk_create(
            marks, batch_size=_BATCH, update_conflicts=True,
            update_fields=["data_version", "reckoned_on", "fingerprint"],
            unique_fields=["commune", "first_day", "last_day"],
        )  # fmt: skip
    return len(stale)


def figures_refresh_all(on: date) -> int:
    """Refresh every span at work of every province that adopted something; a handful of queries when nothing is
    stale. Gives how many communes were computed."""
    wanted = spans_at_work(on)
    if not wanted:
        return 0
    sizes = dict(
        Commune.objects.existing_on(on).filter(province__in=wanted).order_by()
        .values_list("province").annotate(n=Count("pk"))
    )  # fmt: skip
    counted = _fresh(_fingerprint(), on).filter(commune__in=Commune.objects.existing_on(on)).order_by()
    fresh = {
        (province, Days(first, last)): n
        for province, first, last, n in counted.values_list(
            "commune__province_id", "first_day", "last_day"
        ).annotate(n=Count("pk"))
    }
    return sum(
        figures_refresh(span=span, province=province, on=on)
        for province, spans in wanted.items()
        for span in spans
        if fresh.get((province, span), 0) < sizes.get(province, 0)
    )


@transaction.atomic
def figure_type(
    *, actor, indicator: Indicator, span: Span, province: Province, commune: Commune | None = None, value: Decimal,
    reason: str, today: date | None = None,
) -> TypedFigure:  # fmt: skip
    """Type a figure that no register gives, or over the one it gives, saying why; the newest one holds."""
    require(policies.can_type_figure(actor, province=province.code, commune=commune.code if commune else ""))
    today = today or timezone.localdate()
    _refuse_value(indicator, value)
    if span.first_day > today:
        raise ValidationError("Kỳ này chưa bắt đầu. Nhập số liệu từ ngày đầu kỳ.")
    row = TypedFigure(
        indicator=indicator, province=province, commune=commune, unit=commune.code if commune else province.code,
        first_day=span.first_day, last_day=span.last_day, value=value, reason=reason.strip(), typed_by=actor,
    )  # fmt: skip
    row.full_clean()
    row.save()
    audit(actor, "targets.figure.type", row, reason=row.reason)
    _show(row, today)
    return row


def _refuse_value(indicator: Indicator, value: Decimal) -> None:
    if indicator.value_type not in _NUMBERS or indicator.numerator:
        raise ValidationError(
            {"value": "Chỉ số này không nhập bằng một con số: nó được tính, hoặc là nội dung."}
        )
    if value < 0:
        raise ValidationError({"value": "Số liệu phải từ 0 trở lên."})
    if indicator.value_type == ValueType.INT and value != int(value):
        raise ValidationError({"value": f"“{indicator.name}” là số nguyên. Bỏ phần thập phân."})
    if indicator.value_type == ValueType.BOOL and value not in (0, 1):
        raise ValidationError({"value": "Nhập 1 nếu có, 0 nếu không."})


def _show(row: TypedFigure, today: date) -> None:
    """Let what was typed be seen at once, in its unit and in the province."""
    span = Days(row.first_day, row.last_day)
    if row.commune_id:
        Reckoning.objects.filter(
            commune=row.commune_id, first_day=row.first_day, last_day=row.last_day
        ).delete()
        figures_refresh(span=span, province=row.province_id, on=today)
        return
    communes = Commune.objects.existing_on(today).filter(province_id=row.province_id)
    _totals(
        _indicators(), row.province_id, set(communes.values_list("code", flat=True)), span, timezone.now()
    ).write()


# ── Computing ────────────────────────────────────────────────────────────────
def _indicators() -> dict[str, Indicator]:
    return {row.code: row for row in Indicator.objects.all()}


def _computed(versions: dict[str, int], province: str, span: Span, on: date) -> _Cells:
    """The figures of those communes: computed, typed, derived."""
    cells = _Cells(_indicators(), span, timezone.now())
    for register in registers:
        codes = [m.code for m in measures if m.register == register.code and m.code in cells.indicators]
        if not codes:
            continue
        found = measured(register.code, until(span, on), list(versions), codes)
        for commune, version in versions.items():
            for code, value in found.numbers[commune].items():
                cells.put(commune, province, code, value, FigureState.COMPUTED, version=version)
            for code, why in found.unmeasured.items():
                cells.put(commune, province, code, None, FigureState.MISSING, why=why, version=version)
    cells.type_over(_typed(list(versions), span), province, versions)
    cells.derive(versions, province)
    return cells


def _totals(
    indicators: dict[str, Indicator], province: str, communes: set[str], span: Span, at: datetime
) -> _Cells:
    """The province's figures from those of its communes; where a commune's is missing, the total is."""
    values: dict[str, list[Decimal]] = {}
    gaps: dict[str, int] = {}
    typed_for: set[str] = set()
    rows = Figure.objects.of_span(span.first_day, span.last_day).filter(
        province_id=province, commune__in=communes
    )
    for code, value, state in rows.values_list("indicator__code", "value", "state"):
        values.setdefault(code, [])
        typed_for |= {code} if state == FigureState.TYPED else set()
        if value is None:
            gaps[code] = gaps.get(code, 0) + 1
        else:
            values[code].append(value)
    cells = _Cells(indicators, span, at)
    for code, known in values.items():
        indicator = indicators[code]
        if indicator.aggregation_space == SpaceRule.RATIO:
            continue
        absent = len(communes) - len(known)
        total = None if absent else province_total(indicator, known)
        why = f"Chưa có số liệu của {absent} xã, phường." if absent else ""
        state = FigureState.DERIVED if code in typed_for else FigureState.COMPUTED
        cells.put(province, province, code, total, state, why=why)
    cells.type_over(_typed([province], span), province, {})
    cells.derive({province: 0}, province)
    return cells


def _typed(units: list[str], span: Span) -> list[TypedFigure]:
    rows = TypedFigure.objects.of_span(span.first_day, span.last_day).filter(unit__in=units)
    return list(rows.select_related("indicator").order_by("typed_at", "pk"))


def _fresh(fingerprint: str, on: date):
    """Reckonings that still hold: same data, same wanted figures and law, and the same day unless the span was over."""
    return Reckoning.objects.filter(
        Q(reckoned_on=on) | Q(last_day__lt=F("reckoned_on")),
        data_version=F("commune__data_version"),
        fingerprint=fingerprint,
    )


def _fingerprint() -> str:
    """Changes with the measures there are, the indicators there are, and the law."""
    law = Parameter.objects.filter(is_draft=False).aggregate(
        n=Count("pk"), last=Max("pk"), ends=Count("ended_on")
    )
    names = Indicator.objects.aggregate(n=Count("pk"), last=Max("pk"))
    codes = sorted(measure.code for measure in measures)
    return hashlib.sha256(repr((codes, law, names)).encode()).hexdigest()[:32]
