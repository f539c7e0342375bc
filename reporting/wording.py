"""The wording that the product proposes for a section: figures in a sentence, with what changed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from reporting.models import OutlineSection
from vietnam.numbers import format_number, legal_number

_PLACE = re.compile(r"\{(?P<code>\w+)(?P<change>:change)?\}")
UNKNOWN = "(chưa có số liệu)"


@dataclass(frozen=True)
class Stated:
    """A figure as a report states it."""

    code: str
    name: str
    unit: str
    value: Decimal | None
    previous: Decimal | None = None
    last_year: Decimal | None = None

    @property
    def change(self) -> Decimal | None:
        """The change on the period before."""
        return _difference(self.value, self.previous)


def amount(value: Decimal | None) -> str:
    """A number as papers write it: 0, 02, 13, 1.234,5."""
    if value is None:
        return UNKNOWN
    whole = int(value)
    return legal_number(whole) if value == whole and whole > 0 else format_number(value)


def compose(section: OutlineSection, figures: Mapping[str, Stated]) -> str:
    """The proposed wording: the section's own sentence, else its figures one after the other."""
    if section.wording:
        return _PLACE.sub(lambda found: _fill(found, figures), section.wording)
    clauses = [f"{f.name}: {amount(f.value)} {f.unit}".strip() + changes(f) for f in figures.values()]
    return f"{'; '.join(clauses)}." if clauses else ""


def _fill(found: re.Match, figures: Mapping[str, Stated]) -> str:
    figure = figures.get(found["code"])
    if figure is None:
        return "" if found["change"] else UNKNOWN
    return changes(figure) if found["change"] else amount(figure.value)


def changes(figure: Stated) -> str:
    """ " (tăng 02 so với kỳ trước, giảm 01 so với cùng kỳ năm trước)"; nothing where there is nothing to compare, or
    nothing at all now and before."""
    before, year = _difference(figure.value, figure.previous), _difference(figure.value, figure.last_year)
    if not figure.value and not before and not year:
        return ""
    if before == year == 0:
        return " (bằng kỳ trước và cùng kỳ năm trước)"
    said = ", ".join(
        part for part in (_change(before, "kỳ trước"), _change(year, "cùng kỳ năm trước")) if part
    )
    return f" ({said})" if said else ""


def _difference(value: Decimal | None, base: Decimal | None) -> Decimal | None:
    return None if value is None or base is None else value - base


def _change(difference: Decimal | None, base: str) -> str:
    if difference is None:
        return ""
    if not difference:
        return f"bằng {base}"
    word = "tăng" if difference > 0 else "giảm"
    return f"{word} {amount(abs(difference))} so với {base}"


def by_code(figures: Iterable[Stated]) -> dict[str, Stated]:
    """Figures by their code."""
    return {figure.code: figure for figure in figures}
