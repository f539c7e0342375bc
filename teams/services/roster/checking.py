"""A roster judged row by row against the register of its commune."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from jobs.choices import Verdict
from jobs.exchange.findings import Record
from jobs.exchange.resources import Checker, ImportContext
from jobs.services.undo import UndoRow
from teams.choices import EndKind, Position, StartKind
from teams.models import Membership, Person, Team
from teams.services.roster.comparing import Comparison
from teams.services.roster.guests import Guests
from teams.services.roster.lookups import Lookups
from teams.services.roster.matching import Matcher, read_code
from teams.services.roster.names import team_key, team_name
from teams.services.roster.plausibility import Plausibility
from teams.services.roster.writing import RosterWriter
from vietnam.alike import nearest
from vietnam.dates import format_date
from vietnam.names import fold


@dataclass(slots=True)
class NewTeam:
    """A team that only the file knows; it is founded on the first joining day among its rows."""

    name: str
    first_day: date | None = None
    rows: int = 0


@dataclass(slots=True)
class RowPlan:
    """What is to be written for a row: facts of the person, and of the spell. `twin` is the plan of an earlier row that
    brings the same new person along."""

    person: Person | None
    spell: Membership | None
    team: Team | NewTeam
    facts: dict[str, Any] = field(default_factory=dict)
    spell_facts: dict[str, Any] = field(default_factory=dict)
    twin: "RowPlan | None" = None
    guests: dict[str, str] = field(default_factory=dict)


class RosterChecker(Checker):
    """Checks and writes the rows of one roster."""

    def __init__(self, context: ImportContext):
        super().__init__(context)
        self.lookups = Lookups.of(context.commune, context.writing)
        self.rules = Plausibility(context.on, self.lookups.rules(context.on))
        self.matcher = Matcher(self.lookups)
        self.comparison = Comparison(self.lookups)
        self.start_kind = context.options.get("start_kind") or StartKind.RECRUITED
        self.new_teams: dict[str, NewTeam] = {}
        self._founded = {row["key"]: row["founded"] for row in context.notes.get("new_teams", [])}
        self._leaders: dict[Any, list[tuple[date | None, date | None, int]]] = {}
        self.guests = Guests()
        self.writer = RosterWriter(context, self.lookups.commune, self.guests)

    def check(self, records: list[Record]) -> None:
        """Judge these rows."""
        for record in records:
            self.rules.normalise(record)
            self._read_code(record)
        self.lookups.read(
            [text for r in records if (text := r.get("citizen_id"))],
            [fold(r.name) for r in records if r.name],
            [code.spell for r in records if (code := r.get("row_code"))],
            [r.get("decision") or "" for r in records],
        )
        self._plans: dict[int, RowPlan] = {}
        for record in records:
            self._row(record)
        self.guests.judge(records)

    def write(self, records: list[Record]) -> None:
        """Write the rows that were judged new or changed."""
        self.writer.write([record.plan for record in records if record.verdict != Verdict.UNCHANGED])

    def notes(self) -> dict[str, Any]:
        """The teams that the file brings along."""
        teams = [
            {
                "key": key,
                "name": team.name,
                "rows": team.rows,
                "founded": str(team.first_day or self.context.on),
            }
            for key, team in self.new_teams.items()
        ]
        return {"new_teams": teams} if teams else {}

    def undo_rows(self) -> list[UndoRow]:
        """All that was written."""
        return self.writer.undo_rows

    # ── One row ──────────────────────────────────────────────────────────────
    def _row(self, record: Record) -> None:
        key = team_key(record.get("team") or "")
        team = self._team(record, key)
        record.values["team_key"] = key
        self.rules.judge(record)
        person = self.matcher.person(record, team if isinstance(team, Team) else None)
        spell = None
        if person is not None and not record.has_errors:
            spell = self.matcher.spell(record, person, team if isinstance(team, Team) else None)
        twin = None if record.has_errors else self.matcher.remember(record, person, spell)
        if team is None or record.has_errors:
            record.judge(Verdict.ERROR)
            return
        record.plan = RowPlan(person, spell, team, twin=self._plans.get(twin or 0))
        self._plans[record.number] = record.plan
        if spell is None:
            self._begin(record, person, team)
        else:
            self.comparison.spell(record, spell, team)
        self.comparison.person(record, person)
        self._check_leader(record, spell, team)
        self._check_conflict(record, spell)
        record.judge(self._verdict(record, spell))

    def _verdict(self, record: Record, spell: Membership | None) -> str:
        if spell is None:
            return Verdict.NEW
        return Verdict.CHANGED if record.changes else Verdict.UNCHANGED

    def _read_code(self, record: Record) -> None:
        text = record.get("row_code")
        if text and read_code(text) is None:
            record.error("row_code", "Mã dòng bị sửa nên không đọc được. Xóa ô mã dòng, hoặc xuất lại tệp.")
        record.values["row_code"] = read_code(text)

    # ── Team ─────────────────────────────────────────────────────────────────
    def _team(self, record: Record, key: str) -> Team | NewTeam | None:
        text = record.get("team")
        if not text:
            return None
        known = self.lookups.teams.get(key)
        if known:
            return self._known_team(record, known)
        if near := nearest(key, self.lookups.teams):
            record.error(
                "team",
                f"Không có Tổ “{text}” ở {self.lookups.commune}. Có phải “{self.lookups.teams[near][-1].name}”?",
            )
            return None
        team = self.new_teams.get(key)
        if team is None:
            if near := nearest(key, self.new_teams):
                record.warn(
                    "team",
                    f"Gần giống Tổ mới “{self.new_teams[near].name}” trong tệp. Kiểm tra có phải một Tổ.",
                )
            team = self.new_teams[key] = NewTeam(team_name(text))
            if founded := self._founded.get(key):
                team.first_day = date.fromisoformat(founded)
        team.rows += 1
        start = record.get("started_on")
        if start and (team.first_day is None or start < team.first_day):
            team.first_day = start
        return team

    def _known_team(self, record: Record, known: list[Team]) -> Team | None:
        start = record.get("started_on") or self.context.on
        fitting = [team for team in known if team.ended_on is None or team.ended_on > start]
        team = (
            fitting[0] if len(fitting) == 1 else next((team for team in known if team.ended_on is None), None)
        )
        if team is None:
            record.error(
                "team", f"{known[-1]} đã giải thể ngày {format_date(known[-1].ended_on)}. Chọn Tổ khác."
            )
        return team

    # ── Spell ────────────────────────────────────────────────────────────────
    def _begin(self, record: Record, person: Person | None, team: Team | NewTeam) -> None:
        start = record.get("started_on")
        kind = self.start_kind
        if start is None:
            start = team.started_on if isinstance(team, Team) else team.first_day or self.context.on
            kind = StartKind.TAKEN_OVER
            record.warn(
                "started_on",
                f"Thiếu ngày tham gia: ghi từ {format_date(start)}, diện đang tham gia từ trước.",
            )
        elif isinstance(team, Team) and start < team.started_on:
            record.error("started_on", f"Tổ thành lập ngày {format_date(team.started_on)}, sau ngày tham gia. Sửa một "
                         "trong hai ngày.")  # fmt: skip
        end = record.get("ended_on")
        if isinstance(team, Team) and team.ended_on and (end is None or end > team.ended_on):
            record.error(
                "ended_on",
                f"{team} đã giải thể ngày {format_date(team.ended_on)}. Ghi ngày thôi đến ngày đó.",
            )
        position = record.get("position")
        if position is None:
            position = Position.MEMBER
            record.warn("position", "Thiếu chức danh: ghi là Tổ viên.")
        if person is None:
            self.rules.missing(record, kind)
        record.plan.spell_facts = {
            "position": position, "started_on": start, "start_kind": kind, "ended_on": end,
            "end_kind": (record.get("end_kind") or EndKind.OTHER) if end else "",
            "start_decision": self.comparison.decision(record, None),
        }  # fmt: skip

    # ── Leaders, conflicts ───────────────────────────────────────────────────
    def _check_leader(self, record: Record, spell: Membership | None, team: Team | NewTeam) -> None:
        """One Tổ trưởng a team at a time, in the register and in the file."""
        if spell is not None or record.plan.spell_facts.get("position") != Position.LEADER:
            return
        start, end = record.plan.spell_facts["started_on"], record.plan.spell_facts["ended_on"]
        if isinstance(team, Team):
            for other in self.lookups.leaders.get(team.pk, ()):
                if _cross(start, end, other.started_on, other.ended_on):
                    record.error("position", f"Tổ đang có Tổ trưởng là {other.person.full_name} (Điều 16). "
                        "Ghi Tổ phó, Tổ viên, hoặc đổi chức danh của người đó trước.")  # fmt: skip
                    return
        taken = self._leaders.setdefault(team.pk if isinstance(team, Team) else team_key(team.name), [])
        for first, last, number in taken:
            if _cross(start, end, first, last):
                record.error(
                    "position", f"Dòng {number} đã là Tổ trưởng của Tổ này. Mỗi Tổ một Tổ trưởng (Điều 16)."
                )
                return
        taken.append((start, end, record.number))

    def _check_conflict(self, record: Record, spell: Membership | None) -> None:
        """Somebody changed the row since it was exported, and the file would change it differently."""
        code = record.get("row_code")
        if code is None or spell is None or not record.changes:
            return
        if (code.spell_version, code.person_version) != (spell.version, spell.person.version):
            told = "; ".join(f"{c.column}: sổ “{c.old}”, tệp “{c.new}”" for c in record.changes)
            record.error(
                "row_code", f"Sổ đã được sửa sau khi xuất tệp này. {told}. Xuất lại tệp rồi sửa trên bản mới."
            )


def _cross(start: date, end: date | None, other_start: date, other_end: date | None) -> bool:
    return (end is None or other_start < end) and (other_end is None or start < other_end)
