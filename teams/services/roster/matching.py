"""Who a row is: the person and spell that the register already has, or somebody new."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from contracts.encryption import digest
from jobs.exchange.findings import Record
from teams.models import Membership, Person, Team
from teams.services.people import HELD_ELSEWHERE
from teams.services.roster.lookups import KnownPeople, Lookups
from vietnam.dates import format_date
from vietnam.names import fold


@dataclass(slots=True)
class RowCode:
    """What the hidden column of an export says: the spell, and the versions it was exported with."""

    spell: int
    spell_version: int
    person_version: int


def read_code(text: str | None) -> RowCode | None:
    """The code of an exported row; None where the cell is blank or no such code."""
    parts = (text or "").split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 16 for part in parts):
        return None
    return RowCode(*map(int, parts))


@dataclass(slots=True)
class _Seen:
    number: int
    digest: str
    started_on: date | None
    ended_on: date | None


class PersonMatcher:
    """Finds the person a row is about: by CCCD, else by name and birth."""

    def __init__(self, people: KnownPeople):
        self.people = people

    def find(self, record: Record, is_near: Callable[[Person], bool]) -> Person | None:
        """The person; None for somebody new, or where an error was found. `is_near` says of somebody of that name whose
        birth is not known whether they are where the row is."""
        text = record.get("citizen_id")
        if text and (known := self.people.by_digest.get(digest(text))):
            if known.home_commune_id != self.people.commune.pk:
                record.error("citizen_id", HELD_ELSEWHERE)
                return None
            return known
        alike = [p for p in self.people.by_name.get(fold(record.name), ()) if self._may_be(p, record)]
        sure = [p for p in alike if p.birth_date and p.birth_date == record.get("birth_date")]
        found = sure or [p for p in alike if is_near(p)]
        if len(found) > 1:
            record.error("full_name", f"Sổ có {len(found)} người cùng tên này. Ghi CCCD để biết là ai.")
            return None
        return found[0] if found else None

    @staticmethod
    def _may_be(person: Person, record: Record) -> bool:
        text, birth = record.get("citizen_id"), record.get("birth_date")
        if text and person.citizen_id and text != person.citizen_id:
            return False
        if not (birth and person.birth_date):
            return True
        if record.get("birth_is_year") or person.birth_is_year:
            return birth.year == person.birth_date.year
        return birth == person.birth_date


class Matcher:
    """Finds people and spells, and remembers the rows gone by: nobody is in a file twice at the same time."""

    def __init__(self, lookups: Lookups):
        self.lookups, self.people = lookups, PersonMatcher(lookups)
        self._seen: dict[tuple, list[_Seen]] = defaultdict(list)
        self._seen_spells: dict[int, int] = {}

    # ── The person ───────────────────────────────────────────────────────────
    def person(self, record: Record, team: Team | None) -> Person | None:
        """The person the row is about; None for somebody new, or where an error was found."""
        if code := record.get("row_code"):
            return self._coded(record, code)

        def in_team(person: Person) -> bool:
            spells = self.lookups.spells.get(person.pk, ())
            return team is not None and any(spell.team_id == team.pk for spell in spells)

        return self.people.find(record, in_team)

    def _coded(self, record: Record, code: RowCode) -> Person | None:
        spell = self.lookups.by_key.get(code.spell)
        if spell is None or spell.team.commune_id != self.lookups.commune.pk:
            record.error("row_code", "Mã dòng không có trong sổ của xã. Xóa ô mã dòng để thêm như người mới.")
            return None
        if spell.person.home_commune_id != self.lookups.commune.pk:
            record.error(
                "row_code", "Hồ sơ người này nay do xã khác quản lý nên không sửa được. Bỏ dòng này."
            )
            return None
        text = record.get("citizen_id")
        holder = self.lookups.by_digest.get(digest(text)) if text else None
        if holder and holder.pk != spell.person_id:
            here = holder.home_commune_id == self.lookups.commune.pk
            record.error(
                "citizen_id", f"CCCD này là của {holder.full_name}. Kiểm tra lại." if here else HELD_ELSEWHERE
            )
        return spell.person

    # ── The spell ────────────────────────────────────────────────────────────
    def spell(self, record: Record, person: Person, team: Team | None) -> Membership | None:
        """The person's spell that the row is about; None where it begins a new one, or an error was found."""
        spells = self.lookups.spells.get(person.pk, [])
        if code := record.get("row_code"):
            return self.lookups.by_key[code.spell]
        start, end = record.get("started_on"), record.get("ended_on")
        here = [spell for spell in spells if team is not None and spell.team_id == team.pk]
        for spell in here:
            if spell.started_on == start or (
                start is None and (spell.ended_on is None or spell.ended_on == end)
            ):
                return spell
        if current := next((spell for spell in here if spell.ended_on is None), None):
            if start is None or (end is None or end > current.started_on):
                record.error(
                    "started_on", f"Sổ ghi tham gia từ {format_date(current.started_on)}. "
                    "Sửa ngày trong tệp, hoặc sửa ở trang thành viên nếu sổ sai.",
                )  # fmt: skip
            return None
        self._refuse_overlap(record, spells)
        return None

    def _refuse_overlap(self, record: Record, spells: list[Membership]) -> None:
        start, end = record.get("started_on"), record.get("ended_on")
        for spell in spells:
            if (end is None or spell.started_on < end) and (
                spell.ended_on is None or start is None or spell.ended_on > start
            ):
                until = f"đến {format_date(spell.ended_on)}" if spell.ended_on else "đến nay"
                record.error(
                    "team", f"Người này ở {spell.team} từ {format_date(spell.started_on)} {until}. "
                    "Một người chỉ ở một Tổ trong cùng thời gian; ghi chuyển Tổ ở trang thành viên.",
                )  # fmt: skip
                return

    # ── Within the file ──────────────────────────────────────────────────────
    def remember(self, record: Record, person: Person | None, spell: Membership | None) -> int | None:
        """Refuse a row about somebody whom an earlier row has at the same time; then keep this one. Answers the number
        of an earlier row about the same person at another time."""
        if spell is not None:
            if earlier := self._seen_spells.get(spell.pk):
                record.error("full_name", f"Trùng với dòng {earlier} trong tệp. Giữ một dòng.")
                return None
            self._seen_spells[spell.pk] = record.number
        text = record.get("citizen_id")
        seen = _Seen(record.number, digest(text or ""), record.get("started_on"), record.get("ended_on"))
        birth = record.get("birth_date")
        born = (birth.year if record.get("birth_is_year") else birth) if birth else record.get("team_key")
        keys: list[tuple] = [("name", fold(record.name), born)]
        if person is not None:
            keys = [("person", person.pk)]
        elif text:
            keys.append(("id", seen.digest))
        twin = None
        for key in keys:
            for other in self._seen[key]:
                if other.digest and seen.digest and other.digest != seen.digest:
                    continue
                if _overlap(seen, other):
                    what = "CCCD" if key[0] == "id" else "người"
                    record.error(
                        "citizen_id" if key[0] == "id" else "full_name",
                        f"Trùng {what} với dòng {other.number} trong cùng tệp. Một người chỉ ở một Tổ; giữ một dòng.",
                    )
                    return None
                twin = other.number
        for key in keys:
            self._seen[key].append(seen)
        return twin


def _overlap(one: _Seen, other: _Seen) -> bool:
    first, second = sorted((one, other), key=lambda seen: seen.started_on or date.min)
    return first.ended_on is None or second.started_on is None or second.started_on < first.ended_on
