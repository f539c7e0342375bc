"""What the rows of a roster are compared with, read in sets: a few statements for a thousand rows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from communes.models import Commune, Hamlet
from contracts.encryption import digest
from documents.models import Document
from law.values import RuleBook
from sheets.tables import heading_key
from teams.choices import Position
from teams.models import Membership, Person, Team
from teams.services.roster.names import team_key


@dataclass
class KnownPeople:
    """The people whom the present rows may be about: those of the commune by name, those of the country by CCCD."""

    commune: Commune
    writing: bool
    by_digest: dict[str, Person] = field(default_factory=dict)
    by_name: dict[str, list[Person]] = field(default_factory=dict)

    def read_people(
        self, citizen_ids: Iterable[str], names: Iterable[str], keys: Iterable[int] = ()
    ) -> dict[int, Person]:
        """Those with these CCCDs, these folded names, these keys; in three statements at most."""
        digests, wanted = {digest(text) for text in citizen_ids}, set(keys)
        here = self._people(Person.objects.filter(home_commune=self.commune, search_key__in=set(names)))
        with_id = self._people(Person.objects.filter(citizen_id_digest__in=digests)) if digests else []
        coded = self._people(Person.objects.filter(pk__in=wanted)) if wanted else []
        people = {person.pk: person for person in (*here, *with_id, *coded)}
        self.by_digest = {p.citizen_id_digest: p for p in people.values() if p.citizen_id_digest}
        self.by_name = defaultdict(list)
        for person in people.values():
            if person.home_commune_id == self.commune.pk:
                self.by_name[person.search_key].append(person)
        return people

    def _people(self, rows) -> list[Person]:
        rows = rows.select_for_update(of=("self",)) if self.writing else rows
        return list(rows.select_related("home_commune").order_by("pk"))


@dataclass
class Lookups(KnownPeople):
    """The commune's teams, hamlets and papers (read once), and the people the present rows may be (read per chunk)."""

    teams: dict[str, list[Team]] = field(default_factory=lambda: defaultdict(list))
    hamlets: dict[str, Hamlet] = field(default_factory=dict)
    leaders: dict[int, list[Membership]] = field(default_factory=lambda: defaultdict(list))
    by_key: dict[int, Membership] = field(default_factory=dict)
    spells: dict[int, list[Membership]] = field(default_factory=dict)
    papers: dict[str, Document] = field(default_factory=dict)

    @classmethod
    def of(cls, code: str, writing: bool) -> "Lookups":
        """Read what holds for the whole file."""
        found = cls(Commune.objects.select_related("province").get(pk=code), writing)
        for team in Team.objects.filter(commune_id=code).order_by("ended_on", "pk"):
            team.commune = found.commune
            found.teams[team_key(team.name)].append(team)
        for hamlet in Hamlet.objects.filter(commune_id=code).open():
            for text in (hamlet.name, hamlet.full_name):
                found.hamlets[heading_key(text)] = hamlet
        leaders = Membership.objects.filter(team__commune_id=code, position=Position.LEADER)
        for spell in leaders.select_related("person").defer(*SECRETS):
            found.leaders[spell.team_id].append(spell)
        return found

    def rules(self, on) -> RuleBook:
        """The rules of plausibility in force."""
        return RuleBook(on, province=self.commune.province_id)

    def read(
        self, citizen_ids: Iterable[str], names: Iterable[str], keys: Iterable[int], symbols: Iterable[str]
    ) -> None:
        """The people, spells and papers that these rows may be about."""
        by_key = list(self._spells(Membership.objects.filter(pk__in=set(keys)))) if keys else []
        people = self.read_people(citizen_ids, names, {spell.person_id for spell in by_key})
        self.spells = defaultdict(list)
        for spell in self._spells(Membership.objects.filter(person_id__in=people)):
            spell.person = people[spell.person_id]
            self.spells[spell.person_id].append(spell)
        self.by_key = {
            spell.pk: spell for spells in self.spells.values() for spell in spells if spell.pk in set(keys)
        }
        self._read_papers({symbol for symbol in symbols if symbol})

    def _spells(self, rows):
        rows = rows.select_for_update(of=("self",)) if self.writing else rows
        return rows.select_related("team__commune", "start_decision").order_by("started_on")

    def _read_papers(self, symbols: set[str]) -> None:
        missing = symbols - self.papers.keys()
        if missing:
            for paper in Document.objects.filter(commune=self.commune, symbol__in=missing).valid():
                self.papers[paper.symbol] = paper


#: Fields of a joined person that nobody needs here: they would be decrypted for nothing.
SECRETS = tuple(f"person__{name}" for name in ("citizen_id", "bank_account", "health_note", "legal_record"))
