"""A commune's hamlets brought in as a whole: checked against the register, written in bulk."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from communes import policies
from communes.choices import HamletKind
from communes.models import Commune, Hamlet, HamletPlacement, HamletYear
from communes.services.communes import commune_touch
from communes.services.hamlet_names import HamletNames, split_kind
from communes.services.hamlets import hamlet_start_error, hamlet_year_errors
from contracts.policy import require
from jobs.choices import Verdict
from jobs.exchange.findings import Record
from jobs.exchange.resources import Checker, ImportContext
from jobs.services.bulk_writing import BulkWriter
from jobs.services.undo import UndoRow
from sheets.tables import heading_key
from vietnam.alike import nearest
from vietnam.dates import format_date

_FIGURES = ("households", "population")


@dataclass(slots=True, eq=False)
class NewHamlet:
    """A hamlet that only the file knows."""

    name: str
    kind: str
    started_on: date
    note: str
    hamlet: Hamlet | None = None


@dataclass(slots=True)
class HamletPlan:
    """What is to be written for a row: a new hamlet or a known one's new facts, and the figures of a year."""

    subject: Hamlet | NewHamlet
    is_first: bool
    facts: dict[str, Any] = field(default_factory=dict)
    year: int = 0
    figures: dict[str, int] = field(default_factory=dict)
    known_year: HamletYear | None = None


class HamletChecker(Checker):
    """Checks and writes the rows of one list of hamlets."""

    def __init__(self, context: ImportContext):
        super().__init__(context)
        self.commune = Commune.objects.select_related("province").get(pk=context.commune)
        self.names = HamletNames(self.commune, context.writing)
        rows = HamletYear.objects.filter(hamlet__in=self.names.hamlets)
        rows = rows.select_for_update(of=("self",)) if context.writing else rows
        by_key = {hamlet.pk: hamlet for hamlet in self.names.hamlets}
        self.years: dict[tuple[int, int], HamletYear] = {}
        for row in rows:
            row.hamlet = by_key[row.hamlet_id]
            self.years[row.hamlet_id, row.year] = row
        self.keys = {heading_key(hamlet.name): hamlet for hamlet in self.names.hamlets}
        self.new: dict[tuple[str, str], NewHamlet] = {}
        self._rows: dict[Any, dict[int, Record]] = {}
        self.writer = BulkWriter(context.actor, context.batch)

    def check(self, records: list[Record]) -> None:
        """Judge these rows."""
        for record in records:
            subject = None if record.has_errors else self._subject(record)
            if subject is None:
                record.judge(Verdict.ERROR)
                continue
            self._row(record, subject)

    def undo_rows(self) -> list[UndoRow]:
        """All that was written."""
        return self.writer.undo_rows

    # ── Which hamlet ─────────────────────────────────────────────────────────
    def _subject(self, record: Record) -> Hamlet | NewHamlet | None:
        text, kind = record.get("name"), record.get("kind") or ""
        known = self.names.all_of(text, kind)
        if len(known) > 1:
            names = ", ".join(hamlet.full_name for hamlet in known)
            record.error("name", f"“{text}” có thể là {names}. Ghi cả loại.")
            return None
        return known[0] if known else self._new(record, *split_kind(text, kind))

    def _new(self, record: Record, kind: str, name: str) -> NewHamlet:
        key = heading_key(name)
        mine = [made for (_kind, other), made in self.new.items() if other == key and kind in ("", _kind)]
        if mine:
            return mine[0]
        if not kind:
            kind = HamletKind.THON
            record.warn("name", "Thiếu loại: ghi là Thôn. Thêm cột Loại nếu là tổ dân phố, bản, khu phố.")
        others = self.keys | {other: made for (_kind, other), made in self.new.items()}
        if key not in others and (near := nearest(key, others)):
            record.warn("name", f"Gần giống “{others[near].name}”. Kiểm tra có phải một thôn viết khác đi.")
        start = record.get("started_on")
        if start is None:
            start = self.commune.started_on
            record.warn(
                "name", f"Thiếu ngày thành lập: ghi từ {format_date(start)}, ngày lập {self.commune}."
            )
        elif wrong := hamlet_start_error(self.commune, start):
            record.error("started_on", wrong)
        made = NewHamlet(name, kind, start, record.get("note") or "")
        self.new[kind, key] = made
        return made

    # ── What a row says of it ────────────────────────────────────────────────
    def _row(self, record: Record, subject: Hamlet | NewHamlet) -> None:
        earlier = self._rows.setdefault(id(subject), {})
        plan = record.plan = HamletPlan(subject, is_first=not earlier)
        plan.year = record.get("year") or self.context.on.year
        if first := next(iter(earlier.values()), None):
            self._again(record, first, earlier.get(plan.year))
        elif isinstance(subject, Hamlet):
            self._facts(record, subject)
        self._figures(record, subject)
        earlier[plan.year] = record
        if isinstance(subject, NewHamlet) and plan.is_first:
            record.judge(Verdict.NEW)
        else:
            record.judge(Verdict.CHANGED if record.changes else Verdict.UNCHANGED)

    @staticmethod
    def _again(record: Record, first: Record, same_year: Record | None) -> None:
        """A second row of a hamlet is for another year, and says nothing else of it."""
        if same_year:
            record.error("name", f"Trùng với dòng {same_year.number}: cùng thôn, cùng năm. Giữ một dòng.")
        elif first.has_errors:
            record.error("name", f"Dòng {first.number} của thôn này còn lỗi. Sửa dòng đó trước.")
        for name in ("started_on", "note"):
            if record.get(name) not in (None, first.get(name)):
                record.error(
                    name, f"Khác với dòng {first.number} của cùng thôn. Ghi giống nhau hoặc để trống."
                )

    def _facts(self, record: Record, hamlet: Hamlet) -> None:
        start, note = record.get("started_on"), record.get("note")
        if start and start != hamlet.started_on:
            record.warn(
                "started_on", f"Sổ ghi lập ngày {format_date(hamlet.started_on)}; ngày đã ghi giữ nguyên, không sửa "
                "qua Excel.",
            )  # fmt: skip
        if note and note != hamlet.note:
            record.plan.facts["note"] = note
            record.change("note", hamlet.note, note)

    def _figures(self, record: Record, subject: Hamlet | NewHamlet) -> None:
        plan, told = record.plan, {name: record.get(name) for name in _FIGURES}
        if all(value is None for value in told.values()):
            if record.get("year"):
                record.warn("year", "Có năm nhưng chưa có số hộ, nhân khẩu: không ghi số liệu năm này.")
            return
        plan.known_year = self.years.get((subject.pk, plan.year)) if isinstance(subject, Hamlet) else None
        present = {name: getattr(plan.known_year, name, None) for name in _FIGURES}
        whole = {name: present[name] if told[name] is None else told[name] for name in _FIGURES}
        record.refuse(hamlet_year_errors(plan.year, *whole.values(), self.context.on.year))
        plan.figures = {name: value for name, value in whole.items() if value != present[name]}
        for name, value in plan.figures.items():
            record.change(name, present[name], value)

    # ── Writing ──────────────────────────────────────────────────────────────
    def write(self, records: list[Record]) -> None:
        """Write the rows that were judged new or changed."""
        require(policies.can_edit_commune(self.context.actor, self.commune))
        plans = [record.plan for record in records if record.verdict != Verdict.UNCHANGED]
        self._add_hamlets([p.subject for p in plans if isinstance(p.subject, NewHamlet) and p.is_first])
        self.writer.change("communes.hamlet.update", [(p.subject, p.facts) for p in plans if p.facts])
        with_figures = [plan for plan in plans if plan.figures]
        years = [
            HamletYear(hamlet=_hamlet(p), year=p.year, **p.figures) for p in with_figures if not p.known_year
        ]
        self.writer.add("communes.hamlet_year.set", years)
        known = [(plan.known_year, plan.figures) for plan in with_figures if plan.known_year]
        self.writer.change("communes.hamlet_year.set", known)
        commune_touch({self.commune.pk})

    def _add_hamlets(self, new: list[NewHamlet]) -> None:
        placements = []
        for one in new:
            one.hamlet = Hamlet(
                commune=self.commune, name=one.name, kind=one.kind, started_on=one.started_on, note=one.note
            )
            placements.append(
                HamletPlacement(hamlet=one.hamlet, commune=self.commune, started_on=one.started_on)
            )
        self.writer.add("communes.hamlet.create", [one.hamlet for one in new])
        self.writer.add("communes.hamlet.create", placements)


def _hamlet(plan: HamletPlan) -> Hamlet:
    hamlet = plan.subject.hamlet if isinstance(plan.subject, NewHamlet) else plan.subject
    assert hamlet is not None
    return hamlet
