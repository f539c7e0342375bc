"""Who attended the classes of a commune's members, brought in as a whole: checked in sets, written in bulk."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from communes.models import Commune
from communes.services.communes import commune_touch
from contracts.encryption import digest
from contracts.policy import require
from jobs.choices import Verdict
from jobs.exchange.findings import Record
from jobs.exchange.resources import Checker, ImportContext
from jobs.services.bulk_writing import BulkWriter
from jobs.services.undo import UndoRow
from readiness.choices import Result, TrainingState
from readiness.models import Attendance, Training
from readiness.services.attendance import NOT_HELD, certificate_errors, not_serving
from teams.models import Membership
from teams.policies import can_register
from teams.services.roster.lookups import SECRETS
from teams.services.roster.names import team_key
from vietnam.dates import format_date
from vietnam.names import fold

_FACTS = ("result", "certificate_number", "certified_on")


@dataclass(slots=True)
class AttendancePlan:
    """What is to be written for a row: a new name on the list, or the new facts of a known one."""

    attendance: Attendance
    is_new: bool
    facts: dict[str, Any] = field(default_factory=dict)


class AttendanceChecker(Checker):
    """Checks and writes the rows of one attendance list."""

    def __init__(self, context: ImportContext):
        super().__init__(context)
        self.commune = Commune.objects.select_related("province").get(pk=context.commune)
        self.writer = BulkWriter(context.actor, context.batch)
        self._days: set[date] = set()
        self.trainings: dict[tuple[str, date], list[Training]] = defaultdict(list)
        self.members: list[Membership] = []
        self.known: dict[tuple[int, int], Attendance] = {}
        self.holders: dict[tuple[int, str], int] = {}
        self._rows: dict[tuple[int, int], int] = {}
        self._numbers: dict[tuple[int, str], int] = {}

    def check(self, records: list[Record]) -> None:
        """Judge these rows."""
        self._read(records)
        for record in records:
            if not record.has_errors:
                self._row(record)
            new = record.plan and record.plan.is_new
            record.judge(Verdict.NEW if new else Verdict.CHANGED if record.changes else Verdict.UNCHANGED)

    def undo_rows(self) -> list[UndoRow]:
        """All that was written."""
        return self.writer.undo_rows

    def _read(self, records: list[Record]) -> None:
        """Classes, members, and who is on the lists already; four statements at most."""
        days = {day for record in records if (day := record.get("held_on"))} - self._days
        self._days |= days
        if days:
            for training in Training.objects.visible_to(self.context.actor).filter(held_on__in=days):
                self.trainings[fold(training.title), training.held_on].append(training)
        names = {fold(record.name) for record in records if record.name}
        digests = {digest(text) for record in records if (text := record.get("citizen_id"))}
        spells = Membership.objects.filter(team__commune=self.commune).filter(
            Q(person__search_key__in=names) | Q(person__citizen_id_digest__in=digests)
        )
        spells = spells.select_related("person", "team__commune").defer(*SECRETS).order_by("pk")
        self.members = list(spells)
        wanted = {training.pk for same in self.trainings.values() for training in same}
        rows = Attendance.objects.filter(training__in=wanted, membership__in=self.members)
        rows = rows.select_for_update(of=("self",)) if self.context.writing else rows
        by_key = {spell.pk: spell for spell in self.members}
        self.known = {}
        for row in rows:
            row.membership = by_key[row.membership_id]
            self.known[row.training_id, row.membership_id] = row
        numbered = Attendance.objects.filter(training__in=wanted).exclude(certificate_number="")
        self.holders = {
            (training, number): membership
            for training, number, membership in numbered.values_list(
                "training_id", "certificate_number", "membership_id"
            )
        }

    # ── One row ──────────────────────────────────────────────────────────────
    def _row(self, record: Record) -> None:
        training = self._training(record)
        spell = self._member(record, training) if training else None
        if training is None or spell is None:
            return
        earlier = self._rows.setdefault((training.pk, spell.pk), record.number)
        if earlier != record.number:
            record.error("full_name", f"Trùng với dòng {earlier} trong tệp. Giữ một dòng.")
            return
        known = self.known.get((training.pk, spell.pk))
        attendance = known or Attendance(training=training, membership=spell)
        attendance.training = training
        record.plan = AttendancePlan(attendance, is_new=known is None)
        self._facts(record, attendance)

    def _training(self, record: Record) -> Training | None:
        title, day = record.get("training"), record.get("held_on")
        found = self.trainings.get((fold(title), day), [])
        if len(found) == 1 and found[0].state == TrainingState.HELD:
            return found[0]
        told = f"lớp “{title}” khai mạc ngày {format_date(day)}"
        if not found:
            record.error(
                "training", f"Không có {told} trong sổ. Thêm lớp trước, hoặc sửa tên, ngày trong tệp."
            )
        elif len(found) > 1:
            record.error("training", f"Sổ có {len(found)} {told}. Ghi người dự ở trang của lớp.")
        else:
            record.error("training", NOT_HELD)
        return None

    def _member(self, record: Record, training: Training) -> Membership | None:
        """Who it is: by CCCD, else by name, in the team that is told."""
        mine, team = digest(record.get("citizen_id") or ""), record.get("team")
        found = [spell for spell in self.members if mine and spell.person.citizen_id_digest == mine]
        if not found:
            key = fold(record.name)
            found = [
                spell for spell in self.members
                if spell.person.search_key == key and not (mine and spell.person.citizen_id_digest)
            ]  # fmt: skip
            if team:
                found = [spell for spell in found if team_key(spell.team.name) == team_key(team)]
        serving = [spell for spell in found if spell.is_in_force(training.held_on)]
        if len(serving) == 1:
            return serving[0]
        if serving:
            record.error(
                "full_name", f"Sổ có {len(serving)} người cùng tên này. Ghi CCCD hoặc Tổ để biết là ai."
            )
        elif found:
            record.error("full_name", not_serving(found[-1], training))
        else:
            place = f"Tổ “{team}”" if team else str(self.commune)
            record.error("full_name", f"{place} không có thành viên tên này. Kiểm tra họ tên, CCCD, Tổ.")
        return None

    def _facts(self, record: Record, attendance: Attendance) -> None:
        told = {name: record.get(name) for name in _FACTS}
        present = {name: getattr(attendance, name) for name in _FACTS}
        whole = {name: present[name] if told[name] is None else told[name] for name in _FACTS}
        number, training = whole["certificate_number"], attendance.training
        record.refuse(certificate_errors(training, whole["result"], whole["certified_on"]))
        if number and whole["result"] != Result.PASSED:
            record.error(
                "certificate_number", "Chỉ người đạt mới được cấp chứng nhận. Bỏ số, hoặc ghi kết quả Đạt."
            )
        elif number and not whole["certified_on"]:
            record.warn("certificate_number", "Thiếu ngày cấp chứng nhận. Bổ sung sau ở trang của lớp.")
        if number:
            self._check_number(record, attendance, number)
        facts = {name: value for name, value in whole.items() if value != present[name]}
        for name in facts:
            record.change(name, _shown(name, present[name]), _shown(name, whole[name]))
        if facts:
            facts["is_certified"] = bool(number or whole["certified_on"])
        record.plan.facts = facts

    def _check_number(self, record: Record, attendance: Attendance, number: str) -> None:
        holder = self.holders.get((attendance.training_id, number))
        earlier = self._numbers.setdefault((attendance.training_id, number), record.number)
        if holder not in (None, attendance.membership_id):
            record.error(
                "certificate_number", f"Số {number} đã cấp cho người khác của lớp. Ghi số chưa dùng."
            )
        elif earlier != record.number:
            record.error("certificate_number", f"Số {number} đã ghi ở dòng {earlier}. Mỗi người một số.")

    # ── Writing ──────────────────────────────────────────────────────────────
    def write(self, records: list[Record]) -> None:
        """Write the rows that were judged new or changed."""
        require(can_register(self.context.actor, self.commune))
        plans = [record.plan for record in records if record.verdict != Verdict.UNCHANGED]
        new = [plan for plan in plans if plan.is_new]
        for plan in new:
            for name, value in plan.facts.items():
                setattr(plan.attendance, name, value)
        self.writer.add("readiness.attendance.add", [plan.attendance for plan in new])
        changed = [(plan.attendance, plan.facts) for plan in plans if not plan.is_new]
        self.writer.change("readiness.attendance.certify", changed)
        commune_touch({self.commune.pk})


def _shown(name: str, value: Any) -> Any:
    return dict(Result.choices).get(value, value) if name == "result" else value
