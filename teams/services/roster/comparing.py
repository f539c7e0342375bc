"""What a row says against what the register has: each difference is shown, none is made by the way."""

from datetime import date
from typing import Any

from contracts.encryption import digest
from jobs.exchange.findings import CellChange, Record
from jobs.exchange.widgets import MASK
from sheets.tables import cell_text, heading_key
from teams.choices import EndKind
from teams.models import Membership, Person
from teams.services.roster.lookups import Lookups
from vietnam.dates import format_date

#: Fields of a row that are plain facts of its person.
PERSON_FACTS = (
    "full_name", "sex", "citizen_id", "phone", "address", "ethnic_group", "religion", "education", "qualification",
    "is_party_member", "is_youth_union_member", "served_police", "served_army", "was_part_time_police",
    "has_prestige", "residence_kind", "residence_since", "note",
)  # fmt: skip
#: Facts that are never emptied by a blank cell: ticks are answered by "không", dates and keys by their own pages.
_NEVER_EMPTIED = frozenset({"full_name", "is_party_member", "is_youth_union_member", "served_police", "served_army",
                            "was_part_time_police", "has_prestige"})  # fmt: skip
_SECRET = frozenset({"citizen_id", "phone", "ethnic_group", "religion"})


class PersonComparison:
    """Fills `plan.facts` of a row with what differs of the person."""

    def facts(self, record: Record, person: Person | None) -> None:
        """Facts of the person; all of them for somebody new."""
        facts = record.plan.facts
        may_empty = record.get("row_code") is not None
        for name in PERSON_FACTS:
            if not record.has(name):
                continue
            value = record.get(name)
            if value is None and (not may_empty or name in _NEVER_EMPTIED):
                continue
            value = value if value is not None else (None if name == "residence_since" else "")
            if person is None:
                facts[name] = value
            elif not _same(getattr(person, name), value, name):
                facts[name] = value
                self._change(record, name, getattr(person, name), value)
        birth = record.get("birth_date")
        if birth is None:
            return
        is_year = record.get("birth_is_year")
        known = person and person.birth_date
        better_known = known and is_year and not person.birth_is_year and known.year == birth.year
        if (known, person and person.birth_is_year) != (birth, is_year) and not better_known:
            facts["birth_date"], facts["birth_is_year"] = birth, is_year
            if person is not None:
                self._change(
                    record, "birth_date", _birth(known, person.birth_is_year), _birth(birth, is_year)
                )

    def _change(self, record: Record, name: str, old: Any, new: Any) -> None:
        heading = record.headings.get(name, name)
        record.changes.append(CellChange(heading, self._shown(name, old), self._shown(name, new)))

    @staticmethod
    def _shown(name: str, value: Any) -> str:
        if value in (None, ""):
            return ""
        if name in _SECRET:
            return (
                f"{MASK * 4} {str(value)[-3:]}" if str(value).isdigit() and len(str(value)) > 2 else MASK * 4
            )
        choices = _CHOICES.get(name)
        return str(choices.get(value, value)) if choices else cell_text(value)


class Comparison(PersonComparison):
    """Fills the plan of a row with what differs: `plan.facts` of the person, `plan.spell_facts` of the spell."""

    def __init__(self, lookups: Lookups):
        self.lookups = lookups

    def decision(self, record: Record, present) -> Any:
        """The paper that the row names, if the register of papers has it; else the present one."""
        symbol = record.get("decision")
        if not symbol or (present and present.symbol == symbol):
            return present
        paper = self.lookups.papers.get(symbol)
        if paper is None:
            record.warn(
                "decision", f"Sổ văn bản chưa có quyết định {symbol}. Ghi văn bản rồi gắn vào thành viên sau."
            )
        return paper or present

    def spell(self, record: Record, spell: Membership, team: Any) -> None:
        """Corrections of a spell; team and position have their own pages."""
        if team is not spell.team and getattr(team, "pk", None) != spell.team_id:
            record.error(
                "team", f"Sổ ghi ở {spell.team}. Đổi Tổ phải có ngày: dùng “Chuyển Tổ” ở trang thành viên."
            )
        position = record.get("position")
        if position and position != spell.position:
            record.error(
                "position", f"Sổ ghi {spell.get_position_display()}. Đổi chức danh phải có ngày và quyết định: dùng "
                "“Đổi chức danh” ở trang thành viên.",
            )  # fmt: skip
        facts: dict[str, Any] = {}
        start = record.get("started_on")
        if start and start != spell.started_on:
            facts["started_on"] = start
            self._check_new_start(record, spell, start)
        self._compare_end(record, spell, facts)
        paper = self.decision(record, spell.start_decision)
        if paper and paper.pk != spell.start_decision_id:
            facts["start_decision"] = paper
        for name, value in facts.items():
            column = {"start_decision": "decision"}.get(name, name)
            self._change(record, column, getattr(spell, name), value)
        record.plan.spell_facts = facts

    def _check_new_start(self, record: Record, spell: Membership, start: date) -> None:
        """A joining day corrected in an edited export."""
        others = [s for s in self.lookups.spells.get(spell.person_id, ()) if s.pk != spell.pk]
        clash = next(
            (s for s in others if (s.ended_on or date.max) > start and s.started_on < spell.started_on), None
        )
        if clash:
            record.error(
                "started_on",
                f"Trùng thời gian ở {clash.team} (từ {format_date(clash.started_on)}). Sửa ngày.",
            )
        elif start < spell.team.started_on:
            record.error(
                "started_on",
                f"Tổ thành lập ngày {format_date(spell.team.started_on)}. Chọn ngày từ đó trở đi.",
            )
        elif spell.ended_on and start >= spell.ended_on:
            record.error(
                "started_on", f"Đã thôi ngày {format_date(spell.ended_on)}. Ngày tham gia phải trước ngày đó."
            )

    def _compare_end(self, record: Record, spell: Membership, facts: dict[str, Any]) -> None:
        end, kind = record.get("ended_on"), record.get("end_kind")
        if end is None:
            return
        if spell.ended_on is None:
            if end <= spell.started_on:
                record.error("ended_on", f"Ngày thôi phải sau ngày tham gia {format_date(spell.started_on)}.")
            facts["ended_on"], facts["end_kind"] = end, kind or EndKind.OTHER
            if not kind:
                record.warn("end_kind", "Thiếu lý do thôi: ghi là “Lý do khác”.")
        elif end != spell.ended_on or (kind and kind != spell.end_kind):
            record.error(
                "ended_on",
                f"Sổ ghi đã thôi ngày {format_date(spell.ended_on)}. Việc đã ghi thôi không sửa qua Excel.",
            )

    def person(self, record: Record, person: Person | None) -> None:
        """Facts of the person and where they live."""
        self._hamlet(record, person)
        self.facts(record, person)

    def _hamlet(self, record: Record, person: Person | None) -> None:
        text = record.get("hamlet") or record.get("address")
        hamlet = self.lookups.hamlets.get(heading_key(text)) if text else None
        if hamlet is None:
            if record.get("hamlet"):
                record.error(
                    "hamlet",
                    f"Không có thôn “{text}” ở {self.lookups.commune}. Thêm thôn trước, hoặc sửa tên.",
                )
            return
        if person is None or person.hamlet_id != hamlet.pk:
            record.plan.facts["hamlet"] = hamlet
            if person is not None:
                self._change(
                    record, "hamlet" if record.get("hamlet") else "address", person.hamlet or "", hamlet
                )


def _same(old: Any, new: Any, name: str) -> bool:
    if name == "citizen_id":
        return digest(old) == digest(new)
    return (old or "") == (new or "")


def _birth(day: date | None, is_year: bool) -> str:
    return "" if day is None else str(day.year) if is_year else format_date(day)


_CHOICES: dict[str, dict] = {
    name: dict(Person._meta.get_field(name).flatchoices) for name in ("sex", "education", "residence_kind")
} | {"end_kind": dict(EndKind.choices)}
