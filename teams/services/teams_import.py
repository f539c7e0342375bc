"""A commune's teams brought in as a whole: checked against the register, written in bulk."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from communes.models import Commune, Hamlet
from communes.services.communes import commune_touch
from communes.services.hamlet_names import HamletNames
from contracts.policy import require
from jobs.choices import Verdict
from jobs.exchange.findings import Record
from jobs.exchange.resources import Checker, ImportContext
from jobs.services.bulk_writing import BulkWriter
from jobs.services.undo import UndoRow
from teams import policies
from teams.models import Quota, Team, TeamHamlet, TeamPlacement
from teams.services.quotas import whole_refusal
from teams.services.roster.names import team_key, team_name
from vietnam.alike import nearest
from vietnam.dates import format_date

_BETWEEN = re.compile(r"[;,\n]+")


@dataclass(slots=True)
class TeamPlan:
    """What is to be written for a row: facts of the team, links begun and ended, the quota from `since` on."""

    team: Team
    is_new: bool
    since: date
    facts: dict[str, Any] = field(default_factory=dict)
    begun: list[Hamlet] = field(default_factory=list)
    ended: list[TeamHamlet] = field(default_factory=list)
    quota: int | None = None
    replaced: Quota | None = None


class TeamChecker(Checker):
    """Checks and writes the rows of one list of teams."""

    def __init__(self, context: ImportContext):
        super().__init__(context)
        self.commune = Commune.objects.select_related("province").get(pk=context.commune)
        self.hamlets = HamletNames(self.commune, context.writing)
        self.teams: dict[str, Team] = {}
        self.former: dict[str, Team] = {}
        for team in self._locked(Team.objects.filter(commune=self.commune).order_by("pk")):
            team.commune = self.commune
            (self.former if team.ended_on else self.teams)[team_key(team.name)] = team
        links = TeamHamlet.objects.filter(hamlet__in=self.hamlets.hamlets).open()
        self.links = list(self._locked(links.select_related("team__commune", "hamlet__commune")))
        self.quotas = list(self._locked(Quota.objects.filter(commune=self.commune).select_related("team")))
        self.writer = BulkWriter(context.actor, context.batch)
        self._rows: dict[str, int] = {}
        self._given: dict[int, int] = {}
        self._plans: list[TeamPlan] = []

    def _locked(self, rows):
        return rows.select_for_update(of=("self",)) if self.context.writing else rows

    def check(self, records: list[Record]) -> None:
        """Judge these rows; the quota of all of them together comes last."""
        for record in records:
            if not record.has_errors:
                self._row(record)
        self._check_whole([record for record in records if record.plan and record.plan.quota is not None])
        for record in records:
            new = record.plan and record.plan.is_new
            record.judge(Verdict.NEW if new else Verdict.CHANGED if record.changes else Verdict.UNCHANGED)
            if not record.has_errors:
                self._plans.append(record.plan)

    def undo_rows(self) -> list[UndoRow]:
        """All that was written."""
        return self.writer.undo_rows

    # ── One row ──────────────────────────────────────────────────────────────
    def _row(self, record: Record) -> None:
        text = record.get("name")
        key = team_key(text)
        earlier = self._rows.setdefault(key, record.number)
        if earlier != record.number:
            record.error("name", f"Trùng Tổ với dòng {earlier} trong tệp. Giữ một dòng.")
            return
        known = self.teams.get(key)
        if known is None and (near := nearest(key, self.teams)):
            record.error(
                "name", f"Không có Tổ “{text}” ở {self.commune}. Có phải “{self.teams[near].name}”? Ghi đúng tên đó, "
                "hoặc thêm Tổ mới ở trang Thêm Tổ.",
            )  # fmt: skip
            return
        started_on, since = record.get("started_on"), record.get("since")
        for name, day in (("started_on", started_on), ("since", since)):
            if day and day > self.context.on:
                record.error(name, f"Ngày {format_date(day)} chưa đến. Sửa lại ngày.")
        if known is None:
            record.plan = self._new(record, key, team_name(text))
        else:
            record.plan = TeamPlan(known, is_new=False, since=since or self.context.on)
            self._facts(record, known)
        if record.plan.since < record.plan.team.started_on:
            founded = format_date(record.plan.team.started_on)
            record.error("since", f"Tổ thành lập ngày {founded}. Chọn ngày từ đó trở đi.")
        self._hamlets(record)
        self._quota(record)

    def _new(self, record: Record, key: str, name: str) -> TeamPlan:
        others = [other for other, number in self._rows.items() if number != record.number]
        if near := nearest(key, others):
            record.warn("name", f"Gần giống Tổ ở dòng {self._rows[near]}. Kiểm tra có phải một Tổ.")
        if former := self.former.get(key):
            record.warn(
                "name", f"{former} đã giải thể ngày {format_date(former.ended_on)}: ghi thành Tổ mới."
            )
        day = record.get("started_on")
        if day is None:
            day = record.get("since") or self.context.on
            record.warn("started_on", f"Thiếu ngày thành lập: ghi từ {format_date(day)}.")
        team = Team(commune=self.commune, name=name, started_on=day, note=record.get("note") or "")
        return TeamPlan(team, is_new=True, since=record.get("since") or day)

    def _facts(self, record: Record, team: Team) -> None:
        day, note = record.get("started_on"), record.get("note")
        if day and day != team.started_on:
            record.warn(
                "started_on", f"Sổ ghi thành lập ngày {format_date(team.started_on)}; ngày đã ghi giữ nguyên, không "
                "sửa qua Excel.",
            )  # fmt: skip
        if note and note != team.note:
            record.plan.facts["note"] = note
            record.change("note", team.note, note)

    # ── Hamlets ──────────────────────────────────────────────────────────────
    def _hamlets(self, record: Record) -> None:
        """The hamlets named are all that the team has from then on."""
        if not (text := record.get("hamlets")):
            return
        plan, wanted = record.plan, {}
        for part in filter(None, (part.strip() for part in _BETWEEN.split(text))):
            try:
                hamlet = self.hamlets.one(part)
            except ValueError as unknown:
                record.error("hamlets", str(unknown))
                continue
            wanted[hamlet.pk] = hamlet
            self._check_free(record, hamlet)
        mine = {link.hamlet_id: link for link in self.links if link.team_id == plan.team.pk}
        plan.begun = [hamlet for pk, hamlet in wanted.items() if pk not in mine]
        plan.ended = [link for pk, link in mine.items() if pk not in wanted]
        for link in plan.ended:
            if link.started_on >= plan.since:
                began = format_date(link.started_on)
                record.error("since", f"{link.hamlet} giao cho Tổ từ ngày {began}. Chọn ngày sau ngày đó.")
        if plan.begun or plan.ended:
            old, new = (
                [h.name for h in hamlets] for hamlets in ([m.hamlet for m in mine.values()], wanted.values())
            )
            record.change("hamlets", "; ".join(old), "; ".join(new))

    def _check_free(self, record: Record, hamlet: Hamlet) -> None:
        team = record.plan.team
        for link in self.links:
            if link.hamlet_id == hamlet.pk and link.team_id != team.pk:
                record.error("hamlets", f"{hamlet} đang do {link.team} phụ trách. Bỏ phân công đó trước.")
        earlier = self._given.setdefault(hamlet.pk, record.number)
        if earlier != record.number:
            record.error("hamlets", f"{hamlet} đã ghi cho Tổ ở dòng {earlier}. Mỗi thôn một Tổ phụ trách.")

    # ── Quota ────────────────────────────────────────────────────────────────
    def _quota(self, record: Record) -> None:
        plan, quota = record.plan, record.get("quota")
        if quota is None:
            return
        mine = [] if plan.is_new else [line for line in self.quotas if line.team_id == plan.team.pk]
        present = next((line for line in mine if line.is_in_force(plan.since)), None)
        later = [line for line in mine if line.started_on >= plan.since and line is not present]
        if present and present.members == quota:
            return
        if later or (present and present.started_on == plan.since):
            since = format_date((later or [present])[0].started_on)
            record.error("quota", f"Đã có định mức từ {since}. Chọn ngày áp dụng sau ngày đó.")
            return
        plan.quota, plan.replaced = quota, present
        record.change("quota", present.members if present else None, quota)

    def _check_whole(self, records: list[Record]) -> None:
        """All teams together stay within the commune's line, on every day on which the file changes one."""
        plans = [
            *(plan for plan in self._plans if plan.quota is not None),
            *(record.plan for record in records),
        ]
        for day in sorted({record.plan.since for record in records}):
            lines = {line.team_id: line.members for line in self.quotas if line.is_in_force(day)}
            wanted = {plan.team.pk or id(plan): plan.quota for plan in plans if plan.since <= day}
            refusal = whole_refusal(lines, wanted)
            for record in records if refusal else ():
                plan = record.plan
                if plan.since == day and (plan.replaced is None or plan.quota > plan.replaced.members):
                    record.error("quota", refusal)

    # ── Writing ──────────────────────────────────────────────────────────────
    def write(self, records: list[Record]) -> None:
        """Write the rows that were judged new or changed."""
        require(policies.can_register(self.context.actor, self.commune))
        plans = [record.plan for record in records if record.verdict != Verdict.UNCHANGED]
        writer, commune = self.writer, self.commune
        new = [plan.team for plan in plans if plan.is_new]
        writer.add("teams.team.create", new)
        writer.add(
            "teams.team.place", [TeamPlacement(team=t, commune=commune, started_on=t.started_on) for t in new]
        )
        writer.change("teams.team.update", [(plan.team, plan.facts) for plan in plans if plan.facts])
        ended = [(link, {"ended_on": plan.since}) for plan in plans for link in plan.ended]
        writer.change("teams.team.hamlet", ended)
        begun = [
            TeamHamlet(team=plan.team, hamlet=hamlet, started_on=plan.since)
            for plan in plans
            for hamlet in plan.begun
        ]
        writer.add("teams.team.hamlet", begun)
        with_quota = [plan for plan in plans if plan.quota is not None]
        replaced = [(plan.replaced, {"ended_on": plan.since}) for plan in with_quota if plan.replaced]
        writer.change("teams.quota.end", replaced)
        quotas = [
            Quota(commune=commune, team=plan.team, members=plan.quota, started_on=plan.since)
            for plan in with_quota
        ]
        writer.add("teams.quota.set", quotas)
        commune_touch({commune.pk})
