"""Who holds the posts of a commune's hamlets, brought in as a whole: checked against the register, written in bulk."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from communes.models import Commune, Hamlet
from communes.services.communes import commune_touch
from communes.services.hamlet_names import HamletNames
from contracts.encryption import digest
from contracts.policy import require
from jobs.choices import Verdict
from jobs.exchange.findings import Record
from jobs.exchange.resources import Checker, ImportContext
from jobs.services.bulk_writing import BulkWriter
from jobs.services.undo import UndoRow
from law.values import RuleBook
from teams import policies
from teams.choices import SINGLE_POSTS, PostEnd, PostKind, PostStart
from teams.models import HamletPost, Person
from teams.services.post_rules import end_errors, facts_errors, start_errors, taken_message
from teams.services.roster.comparing import PersonComparison
from teams.services.roster.lookups import SECRETS, KnownPeople
from teams.services.roster.matching import PersonMatcher
from teams.services.roster.plausibility import Plausibility
from vietnam.dates import format_date
from vietnam.names import fold


@dataclass(slots=True)
class PostPlan:
    """What is to be written for a row: facts of the person, and a new post or a known one's new facts."""

    person: Person
    hamlet: Hamlet
    post: HamletPost
    is_new: bool
    facts: dict[str, Any] = field(default_factory=dict)
    post_facts: dict[str, Any] = field(default_factory=dict)


class PostChecker(Checker):
    """Checks and writes the rows of one list of posts."""

    def __init__(self, context: ImportContext):
        super().__init__(context)
        self.commune = Commune.objects.select_related("province").get(pk=context.commune)
        self.hamlets = HamletNames(self.commune)
        self.people = KnownPeople(self.commune, context.writing)
        self.matcher, self.comparison = PersonMatcher(self.people), PersonComparison()
        self.rules = Plausibility(context.on, RuleBook(context.on, province=self.commune.province_id))
        self.writer = BulkWriter(context.actor, context.batch)
        self.posts: dict[int, list[HamletPost]] = defaultdict(list)
        by_key = {hamlet.pk: hamlet for hamlet in self.hamlets.hamlets}
        rows = HamletPost.objects.filter(hamlet__in=by_key).select_related("person").defer(*SECRETS)
        for post in rows.select_for_update(of=("self",)) if context.writing else rows:
            post.hamlet = by_key[post.hamlet_id]
            self.posts[post.hamlet_id].append(post)
        self._ends: dict[int, date] = {}
        self._rows: dict[int, int] = {}
        self._begun: dict[int, int] = {}
        self._newcomers: dict[tuple, list[tuple[str, Person]]] = defaultdict(list)
        self._told: dict[int, dict[str, tuple[Any, int]]] = defaultdict(dict)

    def check(self, records: list[Record]) -> None:
        """Judge these rows: first the posts the register has, which may end, then those that begin."""
        for record in records:
            self.rules.normalise(record)
        self.people.read_people(
            [text for record in records if (text := record.get("citizen_id"))],
            [fold(record.name) for record in records if record.name],
        )
        for record in records:
            if not record.has_errors:
                self._row(record)
        for record in records:
            if record.plan and record.plan.is_new:
                self._begin(record, record.plan)
        for record in records:
            new = record.plan and record.plan.is_new
            record.judge(Verdict.NEW if new else Verdict.CHANGED if record.changes else Verdict.UNCHANGED)

    def undo_rows(self) -> list[UndoRow]:
        """All that was written."""
        return self.writer.undo_rows

    # ── Who and what ─────────────────────────────────────────────────────────
    def _row(self, record: Record) -> None:
        self.rules.person(record)
        try:
            hamlet = self.hamlets.one(record.get("hamlet"))
        except ValueError as unknown:
            record.error("hamlet", str(unknown))
            return
        person = self._person(record, hamlet)
        if record.has_errors:
            return
        is_new_person = person is None
        person = person or self._newcomer(record, hamlet)
        kind, title = record.get("post")
        known = self._known(record, person, hamlet)
        post = known or HamletPost(hamlet=hamlet, post=kind, other_title=title)
        record.plan = PostPlan(person, hamlet, post, is_new=known is None)
        self.comparison.facts(record, None if is_new_person else person)
        self._agree(record, person)
        if known:
            self._compare(record, known)
        elif kind == PostKind.OTHER:
            record.warn("post", f"“{title}” không có trong danh mục: ghi là chức danh khác.")

    def _person(self, record: Record, hamlet: Hamlet) -> Person | None:
        def is_near(person: Person) -> bool:
            holds = any(post.person_id == person.pk for post in self.posts[hamlet.pk])
            return holds or person.hamlet_id == hamlet.pk

        found = self.matcher.find(record, is_near)
        if found is None and not record.has_errors:
            found = next((p for p in self._mates(record, hamlet) if p.pk), None)  # written with earlier rows
        return found

    def _keys(self, record: Record, hamlet: Hamlet) -> list[tuple]:
        text = record.get("citizen_id")
        keys: list[tuple] = [("name", fold(record.name), record.get("birth_date") or hamlet.pk)]
        return [*keys, ("id", digest(text))] if text else keys

    def _mates(self, record: Record, hamlet: Hamlet) -> Iterable[Person]:
        """New people of earlier rows who are the same: one person may hold several posts."""
        mine = digest(record.get("citizen_id") or "")
        for key in self._keys(record, hamlet):
            yield from (
                person for other, person in self._newcomers[key] if not (mine and other and mine != other)
            )

    def _newcomer(self, record: Record, hamlet: Hamlet) -> Person:
        person = next(iter(self._mates(record, hamlet)), None)
        if person is None:
            person = Person(home_commune=self.commune, full_name=record.name)
            self.rules.lacking(record)
        mine = digest(record.get("citizen_id") or "")
        for key in self._keys(record, hamlet):
            self._newcomers[key].append((mine, person))
        return person

    def _agree(self, record: Record, person: Person) -> None:
        """Rows about one person say the same of them."""
        told = self._told[id(person)]
        for name, value in record.plan.facts.items():
            earlier, number = told.setdefault(name, (value, record.number))
            if earlier != value:
                record.error(name, f"Dòng {number} ghi khác về người này. Sửa cho giống nhau.")

    def _known(self, record: Record, person: Person, hamlet: Hamlet) -> HamletPost | None:
        start, end = record.get("started_on"), record.get("ended_on")
        for post in self.posts[hamlet.pk]:
            same = post.person_id == person.pk and (post.post, post.other_title) == record.get("post")
            if same and (
                post.started_on == start
                or (start is None and (post.ended_on is None or post.ended_on == end))
            ):
                return post
        return None

    # ── A post that is in the register ───────────────────────────────────────
    def _compare(self, record: Record, known: HamletPost) -> None:
        earlier = self._rows.setdefault(known.pk, record.number)
        if earlier != record.number:
            record.error("full_name", f"Trùng với dòng {earlier} trong tệp. Giữ một dòng.")
            return
        facts = record.plan.post_facts
        told = {
            name: record.get(name)
            for name in ("start_kind", "contracted_on", "ended_on", "end_kind", "end_ground")
        }
        facts |= {name: value for name, value in told.items() if value and value != getattr(known, name)}
        if facts and known.ended_on:
            record.error(
                "ended_on",
                f"Sổ ghi đã thôi ngày {format_date(known.ended_on)}. Việc đã ghi thôi không sửa qua Excel.",
            )
            return
        if facts.get("ended_on"):
            self._end(record, facts, known.started_on)
            self._ends[known.pk] = facts["ended_on"]
        elif facts.keys() & {"end_kind", "end_ground"}:
            record.error("end_kind", "Có lý do thôi nhưng chưa có ngày thôi. Ghi Đến ngày.")
        if (day := facts.get("contracted_on")) and day < known.started_on:
            record.refuse(facts_errors(HamletPost(started_on=known.started_on, contracted_on=day)))
        for name, value in facts.items():
            record.change(name, _shown(known, name, getattr(known, name)), _shown(known, name, value))

    @staticmethod
    def _end(record: Record, facts: dict[str, Any], started_on: date) -> None:
        if not record.get("end_kind"):
            facts["end_kind"] = PostEnd.OTHER
            record.warn("end_kind", "Thiếu lý do thôi: ghi là “Lý do khác”.")
        ground = record.get("end_ground") or ""
        record.refuse(end_errors(started_on, record.get("ended_on"), facts["end_kind"], ground))

    # ── A post that begins ───────────────────────────────────────────────────
    def _begin(self, record: Record, plan: PostPlan) -> None:
        post, start = plan.post, record.get("started_on")
        if start is None:
            start = plan.hamlet.started_on
            record.warn("started_on", f"Thiếu ngày bắt đầu: ghi từ {format_date(start)}.")
        kind = record.get("start_kind")
        if not kind:
            kind = PostStart.TAKEN_OVER
            record.warn("start_kind", "Thiếu hình thức bầu, cử: ghi là đang giữ từ trước.")
        post.person, post.started_on, post.start_kind = plan.person, start, kind
        post.contracted_on, post.ended_on = record.get("contracted_on"), record.get("ended_on")
        if post.ended_on:
            facts = {"end_kind": record.get("end_kind") or ""}
            self._end(record, facts, start)
            post.end_kind, post.end_ground = facts["end_kind"], record.get("end_ground") or ""
        elif record.get("end_kind") or record.get("end_ground"):
            record.error("end_kind", "Có lý do thôi nhưng chưa có ngày thôi. Ghi Đến ngày.")
        record.refuse(start_errors(post) | facts_errors(post))
        if taken := self._taken(plan):
            number = self._begun.get(id(taken))
            record.error(
                "post", f"Dòng {number} đã ghi người giữ chức danh này ở {plan.hamlet} trong cùng thời gian. Sửa ngày, "
                "hoặc bỏ một dòng." if number else taken_message(post, taken),
            )  # fmt: skip
        self._begun[id(post)] = record.number
        self.posts[plan.hamlet.pk].append(post)

    def _taken(self, plan: PostPlan) -> HamletPost | None:
        """Who stands in the way: another holder of a post that has one, or the same person in the same post."""
        mine = plan.post
        for other in self.posts[plan.hamlet.pk]:
            same = other.person is plan.person or (other.person_id and other.person_id == plan.person.pk)
            if other.post != mine.post or (
                mine.post not in SINGLE_POSTS and not (same and other.other_title == mine.other_title)
            ):
                continue
            end = self._ends.get(other.pk, other.ended_on)
            if (end is None or mine.started_on < end) and (
                mine.ended_on is None or other.started_on < mine.ended_on
            ):
                return other
        return None

    # ── Writing ──────────────────────────────────────────────────────────────
    def write(self, records: list[Record]) -> None:
        """Write the rows that were judged new or changed."""
        require(policies.can_register(self.context.actor, self.commune))
        plans = [record.plan for record in records if record.verdict != Verdict.UNCHANGED]
        facts_of: dict[int, tuple[Person, dict[str, Any]]] = {}
        for plan in plans:
            facts_of.setdefault(id(plan.person), (plan.person, {}))[1].update(plan.facts)
        new = [(person, facts) for person, facts in facts_of.values() if person.pk is None]
        changed = [(person, facts) for person, facts in facts_of.values() if person.pk and facts]
        for person, facts in new:
            for name, value in facts.items():
                setattr(person, name, value)
        self.writer.add("teams.person.create", [person for person, _facts in new])
        self.writer.change("teams.person.update", changed)
        begun = [plan for plan in plans if plan.is_new]
        for plan in begun:
            plan.post.person = plan.person  # which has its key by now
        known = [(plan.post, plan.post_facts) for plan in plans if not plan.is_new and plan.post_facts]
        self.writer.change("teams.post.end", [(post, facts) for post, facts in known if "ended_on" in facts])
        self.writer.change(
            "teams.post.update", [(post, facts) for post, facts in known if "ended_on" not in facts]
        )
        self.writer.add("teams.post.start", [plan.post for plan in begun])
        commune_touch({self.commune.pk})


def _shown(post: HamletPost, name: str, value: Any) -> Any:
    labels = dict(post._meta.get_field(name).flatchoices)
    return labels.get(value, value) or ""
