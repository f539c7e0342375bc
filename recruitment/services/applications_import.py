"""A hamlet's list of applicants, brought into one campaign as a whole: checked by the rules of intake, written in bulk.

What `application_receive` refuses one by one is refused here row by row, with the same words (`intake_rules`)."""

from collections import defaultdict
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

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
from recruitment import policies
from recruitment.choices import ENDED_STATES, Outcome, PaperKind, Source
from recruitment.eligibility import PRIORITY_FACTS, Grounds, examine, judged_state, lacking_papers
from recruitment.models import Application, ApplicationPaper, Campaign
from recruitment.services.campaigns import hold
from recruitment.services.intake_lines import CampaignLines
from recruitment.services.intake_rules import (
    PossibleDouble,
    beside_message,
    check_day,
    double_message,
    other_name_message,
    paper_day_message,
    serving_message,
)
from recruitment.services.receipts import next_number, receipt_of
from teams.models import Membership, Person
from teams.services.roster.comparing import PersonComparison
from teams.services.roster.lookups import KnownPeople
from teams.services.roster.matching import PersonMatcher
from teams.services.roster.plausibility import Plausibility
from vietnam.dates import format_date
from vietnam.names import fold

#: The option of the import that says which campaign; named as the list of applications names it in its address.
CAMPAIGN = "dot"
#: Columns by the rules of Điều 13 that are judged on them.
_JUDGED_BY = {
    "E02": "birth_date", "E11": "education", "E12": "residence_kind", "E14": PaperKind.HEALTH_CERTIFICATE.value,
}  # fmt: skip
#: Priority criteria that are facts of the application: what the applicant declares when it is handed in.
_DECLARED = tuple(name for owner, name in PRIORITY_FACTS.values() if owner == "application")


@dataclass(slots=True)
class ApplicationPlan:
    """What is to be written for a row: the person with new facts, the application, its papers."""

    person: Person
    application: Application
    papers: dict[str, ApplicationPaper]
    facts: dict[str, Any] = field(default_factory=dict)


class ApplicationChecker(Checker):
    """Checks and writes the rows of one list of applicants."""

    def __init__(self, context: ImportContext):
        super().__init__(context)
        self.commune = Commune.objects.select_related("province").get(pk=context.commune)
        self.campaign = self._campaign()
        self.hamlets, self.lines = HamletNames(self.commune), CampaignLines(self.campaign)
        self.people = KnownPeople(self.commune, context.writing)
        self.matcher, self.comparison = PersonMatcher(self.people), PersonComparison()
        self.rules = Plausibility(context.on, RuleBook(context.on, province=self.commune.province_id))
        self.grounds = Grounds(self.commune)
        self.writer = BulkWriter(context.actor, context.batch)
        self.known = _Known(self.campaign)
        self._elsewhere: set[tuple] = set()
        self._spells: dict[int, Membership] = {}
        self._seen: dict[tuple, list[tuple[int, str]]] = defaultdict(list)

    def _campaign(self) -> Campaign:
        """The campaign of the file, which receives applications now; held while rows are written."""
        rows = Campaign.objects.filter(commune=self.commune, pk=self.context.options.get(CAMPAIGN) or 0)
        campaign = rows.first()
        if campaign is None:
            raise ValidationError("Xã không có đợt tuyển chọn này. Chọn đợt đang nhận hồ sơ rồi nạp lại tệp.")
        campaign.commune = self.commune
        if self.context.writing:
            hold(campaign)
        require(policies.can_receive(self.context.actor, campaign))
        return campaign

    def check(self, records: list[Record]) -> None:
        """Judge these rows."""
        for record in records:
            self.rules.normalise(record)
        people = self.people.read_people(
            [text for record in records if (text := record.get("citizen_id"))],
            [fold(record.name) for record in records if record.name],
        )
        self._elsewhere = self._waiting_elsewhere(records)
        spells = Membership.objects.open().filter(person__in=people).select_related("team")
        self._spells = {spell.person_id: spell for spell in spells}
        for record in records:
            if not record.has_errors:
                self._row(record)
            record.judge(Verdict.NEW if record.plan else Verdict.UNCHANGED)

    def _waiting_elsewhere(self, records: list[Record]) -> set[tuple]:
        """Names and births of applicants that wait in other communes of the province; one query."""
        births = {birth for record in records if (birth := record.get("birth_date"))}
        rows = Application.objects.beyond_the_commune(self.campaign).filter(
            person__birth_date__in=births, person__birth_is_year=False
        )
        return set(rows.values_list("person__search_key", "person__birth_date"))

    def undo_rows(self) -> list[UndoRow]:
        """All that was written."""
        return self.writer.undo_rows

    # ── One row ──────────────────────────────────────────────────────────────
    def _row(self, record: Record) -> None:
        self.rules.person(record)
        self._day(record)
        hamlet = self._hamlet(record)
        line = None if record.has_errors else self.lines.find(record, hamlet)
        papers = self._papers(record)
        if record.has_errors:
            return
        person = self._person(record, hamlet)
        self._once_in_the_file(record, person, hamlet)
        if record.has_errors:
            return
        application = Application(
            campaign=self.campaign, line=line, source=record.get("source") or Source.HAMLET,
            received_on=record.get("received_on"), state_since=record.get("received_on"),
            **{name: bool(record.get(name)) for name in _DECLARED},
        )  # fmt: skip
        record.plan = ApplicationPlan(
            person or Person(home_commune=self.commune, full_name=record.name), application, papers
        )
        self._facts(record, person, hamlet)
        if (known := self.known.of(person, record)) and self._is_of(known, person, application.received_on):
            self._compare(record, known, person)
        else:
            self._begin(record, person)

    def _day(self, record: Record) -> None:
        try:
            check_day(self.campaign, record.get("received_on"))
        except ValidationError as refusal:
            record.error("received_on", " ".join(refusal.messages))

    def _hamlet(self, record: Record) -> Hamlet | None:
        if not (text := record.get("hamlet")):
            return None
        try:
            return self.hamlets.one(text)
        except ValueError as unknown:
            record.error("hamlet", str(unknown))
            return None

    def _papers(self, record: Record) -> dict[str, ApplicationPaper]:
        """The papers that the row says are handed in, each with its day where it is told."""
        found = {}
        for kind in PaperKind:
            told = record.get(kind.value)
            if not told:
                continue
            paper = ApplicationPaper(kind=kind.value, issued_on=told if isinstance(told, date) else None)
            if message := paper_day_message(paper, record.get("received_on") or date.max):
                record.error(kind.value, message)
            found[kind.value] = paper
        return found

    def _person(self, record: Record, hamlet: Hamlet | None) -> Person | None:
        """The person the row is about; None for somebody new, or where an error was found."""

        def is_near(person: Person) -> bool:
            here = hamlet is not None and person.hamlet_id == hamlet.pk
            return here or self.known.applied(person)

        person = self.matcher.find(record, is_near)
        if person and fold(record.name) != person.search_key:
            record.error("citizen_id", other_name_message(person))
        elif person and (spell := self._spells.get(person.pk)):
            record.error("full_name", serving_message(person, spell.team))
        elif beside := self.known.beside(person, record):
            record.error("full_name", beside_message(beside))
        return person

    def _once_in_the_file(self, record: Record, person: Person | None, hamlet: Hamlet | None) -> None:
        """Nobody stands in the list twice: by CCCD, by name and birth, without a birth by name and hamlet."""
        mine = digest(record.get("citizen_id") or "")
        birth = record.get("birth_date")
        keys: list[tuple] = [("name", fold(record.name), birth or (hamlet and hamlet.pk))]
        keys += [("person", person.pk)] if person else []
        keys += [("id", mine)] if mine else []
        for key in keys:
            for number, other in self._seen[key]:
                if birth or not (mine and other and mine != other):
                    record.error("full_name", f"Trùng với dòng {number} trong tệp. Giữ một dòng.")
                    return
        for key in keys:
            self._seen[key].append((record.number, mine))

    def _facts(self, record: Record, person: Person | None, hamlet: Hamlet | None) -> None:
        self.comparison.facts(record, person)
        if hamlet and (person is None or person.hamlet_id != hamlet.pk):
            record.plan.facts["hamlet"] = hamlet
            if person:
                record.change("hamlet", person.hamlet or "", hamlet)

    # ── An application that the campaign has ─────────────────────────────────
    @staticmethod
    def _is_of(known: Application, person: Person | None, received_on: date | None) -> bool:
        """Whether the row is about that application. One that was given or taken back bars the same day's paper only:
        who hands in again within the window is taken anew."""
        if known.state not in ENDED_STATES:
            return True
        return person is not None and (known.person_id, known.received_on) == (person.pk, received_on)

    def _compare(self, record: Record, known: Application, person: Person | None) -> None:
        """The same file again changes nothing; what differs is mended at the application, not by a list."""
        plan, record.plan = record.plan, None
        if person is None or known.person_id != person.pk:  # the same name and birth under another CCCD
            record.error("full_name", double_message(known.person))
            return
        if known.state in ENDED_STATES:
            record.changes.clear()
            record.warn("full_name", f"Hồ sơ nộp ngày {format_date(known.received_on)} đã ghi "
                        f"“{known.get_state_display().lower()}”: không nhận lại.")  # fmt: skip
            return
        for name in ("received_on", "line", "source", *_DECLARED):
            old, new = getattr(known, name), getattr(plan.application, name)
            if old != new and record.get(name) is not None:
                record.change(name, _shown(name, old), _shown(name, new))
        there = {paper.kind: paper for paper in known.papers.all()}
        for kind, paper in plan.papers.items():
            held = there.get(kind)
            if held is None or (paper.issued_on and paper.issued_on != held.issued_on):
                record.change(kind, (held and (held.issued_on or "có")) or "", paper.issued_on or "có")
        if record.changes:
            columns = ", ".join(change.column for change in record.changes)
            record.error("full_name", f"{double_message(known.person)} Tệp ghi khác sổ ở cột: {columns}.")

    # ── An application that begins ───────────────────────────────────────────
    def _begin(self, record: Record, person: Person | None) -> None:
        """Say at once what the intake page would say: papers that are missing, rules that are not met."""
        plan = record.plan
        if person is None:
            self.rules.lacking(record)
        if (fold(record.name), record.get("birth_date")) in self._elsewhere:
            record.warn("full_name", PossibleDouble.WORDS)
        if not record.get("source"):
            record.warn("source", "Thiếu hình thức: ghi là thôn giới thiệu.")
        judged = copy(plan.person)
        for name, value in plan.facts.items():
            setattr(judged, name, value)
        plan.application.person = judged
        judging = (plan.application, self.grounds, plan.papers)
        plan.application.state = judged_state(*judging)
        for kind, words in lacking_papers(*judging).items():
            record.warn(kind, f"{words}. Báo ngay người nộp.")
        for found in examine(*judging):
            if found.outcome in (Outcome.FAIL, Outcome.DECISION):
                words = f"{found.fact} ({found.citation}). Báo ngay người nộp."
                record.warn(_JUDGED_BY.get(found.code, ""), words)

    # ── Writing ──────────────────────────────────────────────────────────────
    def write(self, records: list[Record]) -> None:
        """Write the rows that were judged new."""
        plans = [record.plan for record in records if record.plan]
        new = [plan for plan in plans if plan.person.pk is None]
        for plan in new:
            for name, value in plan.facts.items():
                setattr(plan.person, name, value)
        changed = [(plan.person, plan.facts) for plan in plans if plan.person.pk and plan.facts]
        self.writer.add("teams.person.create", [plan.person for plan in new])
        self.writer.change("teams.person.update", changed)
        for plan in plans:
            plan.application.person = plan.person  # which has its key by now
        self.writer.add("recruitment.application.receive", [plan.application for plan in plans])
        papers = []
        for plan in plans:
            for paper in plan.papers.values():
                paper.application = plan.application
                papers.append(paper)
        self.writer.add("recruitment.paper.set", papers)
        self._issue_receipts(plans)
        commune_touch({self.commune.pk})

    def _issue_receipts(self, plans: list[ApplicationPlan]) -> None:
        """A receipt each, in the order of the list; the campaign is held while it is written."""
        first = next_number(self.campaign)
        receipts = [
            receipt_of(
                self.context.actor, plan.application, number, plan.papers.values(),
                lacking_papers(plan.application, self.grounds, plan.papers).values(),
            )
            for number, plan in enumerate(plans, first)
        ]  # fmt: skip
        self.writer.add("recruitment.receipt.issue", receipts)


class _Known:
    """The applications that stand in the way of a row: of this campaign, and on their way in others."""

    def __init__(self, campaign: Campaign):
        rows = Application.objects.select_related("person", "line__team").without_secrets()
        here = rows.filter(campaign=campaign).prefetch_related("papers")
        self._here = _by_person(sorted(here, key=lambda one: one.state not in ENDED_STATES))
        self._beside = _by_person(rows.on_their_way_beside(campaign).select_related("campaign"))

    def of(self, person: Person | None, record: Record) -> Application | None:
        """The application in this campaign of this person, or of the same name and birth; a live one if there is."""
        return _look(self._here, person, record)

    def beside(self, person: Person | None, record: Record) -> Application | None:
        """One on its way in another campaign."""
        return _look(self._beside, person, record)

    def applied(self, person: Person) -> bool:
        """Whether the campaign has an application of that person."""
        return ("person", person.pk) in self._here


def _by_person(rows) -> dict[tuple, Application]:
    found: dict[tuple, Application] = {}
    for one in rows:
        found["person", one.person_id] = one
        if one.person.birth_date:
            found["name", one.person.search_key, one.person.birth_date] = one
    return found


def _look(rows: dict[tuple, Application], person: Person | None, record: Record) -> Application | None:
    named = rows.get(("name", fold(record.name), record.get("birth_date")))
    return (rows.get(("person", person.pk)) if person else None) or named


def _shown(name: str, value: Any) -> Any:
    if name in _DECLARED:
        return "Có" if value else "Không"
    return Source(value).label if name == "source" else value
