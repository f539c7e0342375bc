"""The plan of a change of units: what each new unit takes of the old ones, and whether the pieces fit."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError

from communes.choices import CommuneKind, SuccessionKind
from communes.models import Commune, Hamlet, Province
from vietnam.dates import format_date
from vietnam.names import clean_name

_CODE = re.compile(r"[0-9]{5}")


@dataclass(frozen=True)
class Take:
    """What a new unit takes of an old one: the named hamlets, or (none named) all that is left, with the files."""

    old: Commune
    hamlets: tuple[Hamlet, ...] = ()


@dataclass(frozen=True)
class NewUnit:
    """A unit as it is after the change. `code` may be that of one of the old units, which then goes on."""

    code: str
    name: str
    kind: str
    province: Province
    takes: tuple[Take, ...]

    @property
    def short_name(self) -> str:
        """The name without its kind."""
        return clean_name(self.name).removeprefix(f"{CommuneKind(self.kind).label} ")


@dataclass
class Plan:
    """Who goes where: for each old code the hamlets that are named, and who takes the rest ("" = nobody)."""

    effective_on: date
    olds: dict[str, Commune]
    units: tuple[NewUnit, ...]
    rest: dict[str, str] = field(default_factory=dict)
    named: dict[str, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))

    def destination(self, old: str, hamlets: Iterable[int]) -> str:
        """The new code for what lies in those hamlets of that commune; "" where they part or nobody takes it."""
        wanted = {self.named[old].get(hamlet, self.rest.get(old, "")) for hamlet in hamlets}
        wanted = wanted or {self.rest.get(old, "")}
        return wanted.pop() if len(wanted) == 1 else ""

    def sources(self, code: str) -> set[str]:
        """Codes of the old units that the new one takes something of."""
        return {take.old.pk for unit in self.units if unit.code == code for take in unit.takes}

    @property
    def continuing(self) -> set[str]:
        """Codes that exist before and after."""
        return {unit.code for unit in self.units} & set(self.olds)


def check(plan: Plan, kind: str, legal_basis: str, today: date) -> None:
    """Lay down who takes what; `ValidationError` with everything that does not fit."""
    errors = [*_wrong_dates(plan, today), *_wrong_units(plan), *_wrong_shape(plan, kind), *_fill(plan)]
    if not legal_basis.strip():
        errors.append("Ghi căn cứ: số, ngày của nghị quyết hoặc quyết định.")
    if errors:
        raise ValidationError(errors)


def _wrong_dates(plan: Plan, today: date) -> Iterable[str]:
    if plan.effective_on > today:
        yield f"Ngày có hiệu lực {format_date(plan.effective_on)} chưa tới. Ghi nhận từ ngày đó."
    for row in plan.olds.values():
        if row.ended_on is not None:
            yield f"{row} đã kết thúc từ ngày {format_date(row.ended_on)}. Chọn đơn vị đang tồn tại."
        elif row.started_on >= plan.effective_on:
            yield f"{row} lập ngày {format_date(row.started_on)}. Ngày có hiệu lực phải sau ngày đó."


def _wrong_units(plan: Plan) -> Iterable[str]:
    codes = Counter(unit.code for unit in plan.units)
    taken = Commune.objects.filter(pk__in=set(codes) - set(plan.olds)).values_list("pk", "name")
    for code, name in taken:
        yield f"Mã {code} đã là mã của {name}. Mã đơn vị không dùng lại."
    for unit in plan.units:
        if not _CODE.fullmatch(unit.code) or codes[unit.code] > 1:
            yield f"Mã “{unit.code}” không dùng được: mã có 5 chữ số, mỗi đơn vị một mã."
        label = CommuneKind(unit.kind).label
        if not clean_name(unit.name).startswith(f"{label} ") or not unit.short_name:
            yield f"Tên “{unit.name}” phải gồm cả loại đơn vị, ví dụ: {label} Quảng Trạch."
        if any(plan.olds[take.old.pk].province_id != unit.province.pk for take in unit.takes):
            yield f"{unit.name}: đơn vị cũ và mới phải cùng một tỉnh."


def _wrong_shape(plan: Plan, kind: str) -> Iterable[str]:
    sources = [len({take.old.pk for take in unit.takes}) for unit in plan.units]
    heirs = Counter(take.old.pk for unit in plan.units for take in unit.takes)
    if not plan.units or not all(sources):
        yield "Mỗi đơn vị mới phải nhận toàn bộ hoặc một phần của ít nhất một đơn vị cũ."
    elif kind == SuccessionKind.MERGE and max(sources) < 2:
        yield "Sáp nhập cần ít nhất hai đơn vị cũ về một đơn vị mới."
    elif kind == SuccessionKind.SPLIT and max(heirs.values()) < 2:
        yield "Chia tách cần ít nhất hai đơn vị mới từ một đơn vị cũ."
    elif kind in (SuccessionKind.RENAME, SuccessionKind.CHANGE_KIND):
        if len(plan.units) > 1 or len(plan.olds) > 1 or plan.units[0].takes[0].hamlets:
            yield "Đổi tên, đổi loại là một đơn vị cũ thành một đơn vị mới, trọn vẹn."
            return
        old, unit = next(iter(plan.olds.values())), plan.units[0]
        if (old.name, old.kind) == (clean_name(unit.name), unit.kind):
            yield f"{old}: tên và loại mới giống như đang dùng."


def _fill(plan: Plan) -> Iterable[str]:
    """Lay down who takes what; yields what is taken twice or by nobody."""
    for unit in plan.units:
        for take in unit.takes:
            old = take.old.pk
            if not take.hamlets and plan.rest.setdefault(old, unit.code) != unit.code:
                yield f"{take.old}: chỉ một đơn vị mới nhận toàn bộ phần còn lại."
            for hamlet in take.hamlets:
                if plan.named[old].setdefault(hamlet.pk, unit.code) != unit.code:
                    yield f"{hamlet} được giao cho hai đơn vị mới."
    for hamlet in Hamlet.objects.open().filter(commune__in=plan.olds):
        if not plan.destination(hamlet.commune_id, [hamlet.pk]):
            yield f"{hamlet} ({plan.olds[hamlet.commune_id]}) chưa được giao cho đơn vị mới nào."
    strangers = Hamlet.objects.filter(pk__in=[pk for named in plan.named.values() for pk in named])
    for hamlet in strangers:
        if hamlet.ended_on or hamlet.pk not in plan.named.get(hamlet.commune_id, {}):
            yield f"{hamlet} không còn thuộc đơn vị cũ đã chọn."
