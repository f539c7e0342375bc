"""What is looked at before a report is signed: what is missing, what does not add up, what needs a word."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from reporting.choices import SectionKind
from reporting.models import OutlineSection, Report, ReportFigure, ReportSection
from reporting.wording import Stated, amount, by_code, compose

#: A change of this share of the period before wants an explanation, from this many on.
STRONG_CHANGE, STRONG_FROM = Decimal("0.3"), 5


@dataclass(frozen=True)
class Check:
    """What was found: tone "bad" stands in the way of the signature, "warn" wants a look, "ok" holds."""

    tone: str
    title: str
    text: str
    section: int | None = None


def checks(
    report: Report, figures: list[ReportFigure], sections: list[ReportSection], shown: dict[int, list[str]]
) -> list[Check]:
    """All findings, worst first. `figures` and `sections` are the report's, joined with indicator and section; `shown`
    gives the codes of each section's figures."""
    stated = by_code(state(figure) for figure in figures)
    found = [
        *_finality(report),
        *_values(figures),
        *_balances(report, stated),
        *(check for section in sections for check in _wording(section, stated, shown)),
    ]
    order = {"bad": 0, "warn": 1, "ok": 2}
    return sorted(found, key=lambda check: order[check.tone])


def state(figure: ReportFigure) -> Stated:
    """The figure as wording and checks use it."""
    indicator = figure.indicator
    return Stated(
        indicator.code, indicator.name, indicator.unit, figure.value, figure.previous, figure.last_year
    )


def proposed(section: OutlineSection, stated: dict[str, Stated], codes: list[str]) -> str:
    """What the product would write for the section now: a section without a sentence lists its own figures."""
    return compose(section, stated if section.wording else {c: stated[c] for c in codes if c in stated})


def _finality(report: Report) -> Iterator[Check]:
    taken = report.figures_at and timezone.localdate(report.figures_at)
    if taken and taken <= report.duty.period.last_day:
        yield Check(
            "bad", "Số liệu lấy trước ngày chốt",
            f"Số liệu lấy ngày {taken:%d/%m/%Y}, kỳ chốt hết ngày {report.duty.period.last_day:%d/%m/%Y}. "
            "Sau ngày chốt, chọn “Lấy lại số liệu”.",
        )  # fmt: skip


def _values(figures: list[ReportFigure]) -> Iterator[Check]:
    for figure in figures:
        name = figure.indicator.name
        if figure.value is None:
            yield Check("bad", "Chưa có số liệu", f"{name}: nhập số và ghi nguồn.")
        elif figure.previous is not None and not figure.reason and _is_strong(figure.value, figure.previous):
            before, now = amount(figure.previous), amount(figure.value)
            yield Check(
                "warn", "Thay đổi mạnh", f"{name} từ {before} thành {now}: nên có một câu giải thích."
            )
        if figure.value is not None and figure.value != figure.computed:
            text = f"{name}: báo cáo ghi {amount(figure.value)}, sổ có {amount(figure.computed)}. {figure.reason}"
            yield Check("warn", "Khác số hệ thống", text)


def _is_strong(value: Decimal, base: Decimal) -> bool:
    return max(value, base) >= STRONG_FROM and abs(value - base) > STRONG_CHANGE * (base or 1)


def _balances(report: Report, stated: dict[str, Stated]) -> Iterator[Check]:
    for rule in report.duty.regime.outline.balances:
        codes = [*rule["plus"], *rule["minus"], rule["equals"]]
        numbers = {code: stated[code].value for code in codes if code in stated}
        if len(numbers) < len(codes) or None in numbers.values():
            continue
        total = sum(numbers[c] for c in rule["plus"]) - sum(numbers[c] for c in rule["minus"])
        said = f"{rule['label']}: tính được {amount(total)}, báo cáo ghi {amount(numbers[rule['equals']])}."
        if total == numbers[rule["equals"]]:
            yield Check("ok", "Khớp", f"{rule['label']} ({amount(total)}).")
        else:
            hint = "Nêu trong lời văn người chuyển đến, chuyển đi hoặc tiếp nhận khi lập Tổ."
            yield Check("warn", "Chưa cân đối", f"{said} {hint}")


def _wording(row: ReportSection, stated: dict[str, Stated], shown: dict[int, list[str]]) -> Iterator[Check]:
    section = row.section
    if section.kind == SectionKind.FIGURES:
        return
    name = f"Mục {section.number}"
    if section.is_required and not row.text.strip():
        yield Check("bad", "Chưa viết", f"{name} chưa có lời văn.", section.pk)
    elif row.text == row.drafted and row.drafted != proposed(section, stated, shown.get(section.pk, [])):
        yield Check(
            "bad", "Lời văn khác bảng", f"{name} còn theo số cũ. Sửa, hoặc soạn lại từ số liệu.", section.pk
        )
