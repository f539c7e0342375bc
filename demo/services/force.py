"""Hamlets, teams, people and memberships of the demo, written in bulk."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import ClassVar

from communes.choices import AgencyKind, CommuneKind, HamletKind
from communes.models import Agency, Cluster, Commune, Hamlet, HamletPlacement, HamletYear
from demo.invent import Inventor
from demo.services.writing import Written
from documents.choices import DocumentState, DocumentType, Origin
from documents.models import Document
from teams.choices import Education, EndKind, Position, ResidenceKind, StartKind
from teams.models import ClusterAssignment, Membership, Person, Quota, Team, TeamHamlet, TeamPlacement

FOUNDED_ON = date(2025, 7, 1)
SAMPLE = "dữ liệu mẫu"
#: Hamlets of Quảng Trạch that the plan names (seed 002.V); the other eleven are invented.
NAMED_HAMLETS = ("Thanh Lương", "Tô Xá")
QUANG_TRACH = "19057"
EDUCATION_MIX = (
    (Education.PRIMARY, 6), (Education.LOWER_SECONDARY, 34), (Education.UPPER_SECONDARY, 40),
    (Education.INTERMEDIATE, 10), (Education.COLLEGE, 5), (Education.UNIVERSITY, 5),
)  # fmt: skip
LEAVING = (
    (EndKind.RESIGNED, 50), (EndKind.MOVED_AWAY, 18), (EndKind.UNFIT_HEALTH, 14), (EndKind.DIED, 10),
    (EndKind.BREACH_OF_DUTY, 5), (EndKind.OTHER, 3),
)  # fmt: skip


@dataclass
class Force(Written):
    """All rows of the force before they are written."""

    ACTS: ClassVar[dict[str, str]] = {
        "hamlets": "communes.hamlet.create", "placements": "communes.hamlet.create",
        "years": "communes.hamlet.year", "clusters": "communes.cluster.create",
        "papers": "documents.document.record", "teams": "teams.team.create",
        "team_placements": "teams.team.create", "links": "teams.team.create",
        "quotas": "teams.quota.set", "people": "teams.person.create",
        "memberships": "teams.membership.start", "assignments": "teams.cluster.assign",
    }  # fmt: skip

    hamlets: list[Hamlet] = field(default_factory=list)
    placements: list[HamletPlacement] = field(default_factory=list)
    years: list[HamletYear] = field(default_factory=list)
    clusters: list[Cluster] = field(default_factory=list)
    papers: list[Document] = field(default_factory=list)
    teams: list[Team] = field(default_factory=list)
    team_placements: list[TeamPlacement] = field(default_factory=list)
    links: list[TeamHamlet] = field(default_factory=list)
    quotas: list[Quota] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    assignments: list[ClusterAssignment] = field(default_factory=list)

    @property
    def serving(self) -> list[Membership]:
        """Memberships without an end."""
        return [membership for membership in self.memberships if membership.ended_on is None]


class ForceBuilder:
    """Builds the teams of communes, one after the other."""

    def __init__(self, inventor: Inventor, today: date, agencies: dict[tuple[str, str], Agency]):
        self.inventor, self.today, self.agencies = inventor, today, agencies
        self.force = Force()

    def quang_trach(self, commune: Commune) -> None:
        """13 hamlets and teams of three; Thanh Lương and Tô Xá lost one member each before the plan of 8/2025."""
        invented = [name for name in self.inventor.place_names(14) if name not in NAMED_HAMLETS][:11]
        names = [*NAMED_HAMLETS, *invented]
        founding = self._founding(commune)
        self._commune_quota(commune, founding, teams=13, members=39)
        for name in names:
            team = self._team(commune, name, founding, quota=3, sample=name not in NAMED_HAMLETS)
            spells = [
                self._serve(team, position)
                for position in (Position.LEADER, Position.DEPUTY, Position.MEMBER)
            ]
            if name in NAMED_HAMLETS:
                self._leave_before_the_plan(commune, spells[2], died=name == "Thanh Lương")

    def _leave_before_the_plan(self, commune: Commune, spell: Membership, *, died: bool) -> None:
        """Seed 002.III.1.b2: one member died, another was released by decision."""
        spell.ended_on = date(2025, 7, 20) if died else date(2025, 8, 1)
        spell.end_kind = EndKind.DIED if died else EndKind.RESIGNED
        spell.end_decision = (
            None if died else self._decision(commune, spell.ended_on, "Về việc cho thôi tham gia Tổ")
        )

    def commune(self, commune: Commune, team_count: int, *, turnover: float, pairs: float = 0) -> None:
        """A commune with that many teams, mostly of three, that share of them of two; `turnover` of the members change
        in 14 months."""
        founding = self._founding(commune)
        quotas = [self._size(pairs) for _ in range(team_count)]
        self._commune_quota(commune, founding, teams=team_count, members=sum(quotas))
        for name, quota in zip(self.inventor.place_names(team_count), quotas, strict=True):
            team = self._team(commune, name, founding, quota=quota)
            positions = [Position.LEADER, Position.DEPUTY, *[Position.MEMBER] * (quota - 2)]
            for position in positions:
                self._seat(commune, team, position, turnover)

    def _size(self, pairs: float) -> int:
        if pairs and self.inventor.chance(pairs):
            return 2
        return 4 if self.inventor.chance(0.05) else 3

    def _seat(self, commune: Commune, team: Team, position: str, turnover: float) -> None:
        spell = self._serve(team, position)
        if not self.inventor.chance(turnover):
            return
        earliest, latest = self.today - timedelta(days=425), self.today - timedelta(days=3)
        spell.ended_on = self.inventor.day(max(earliest, FOUNDED_ON + timedelta(days=1)), latest)
        spell.end_kind = self.inventor.random.choices(*zip(*LEAVING, strict=True))[0]
        spell.end_decision = self._decision(
            commune, spell.ended_on, "Về việc cho thôi tham gia Tổ bảo vệ ANTT"
        )
        filled_on = spell.ended_on + timedelta(days=self.inventor.random.randint(20, 90))
        if filled_on < self.today and self.inventor.chance(0.8):
            decision = self._decision(commune, filled_on, "Về việc công nhận thành viên Tổ bảo vệ ANTT")
            self._serve(team, position, filled_on, StartKind.RECRUITED, decision)

    def _team(
        self, commune: Commune, name: str, founding: Document, *, quota: int, sample: bool = True
    ) -> Team:
        urban = commune.kind == CommuneKind.WARD
        hamlet = Hamlet(
            commune=commune, name=name, started_on=FOUNDED_ON, note=SAMPLE if sample else "",
            kind=HamletKind.TO_DAN_PHO if urban else HamletKind.THON,
        )  # fmt: skip
        team = Team(
            commune=commune,
            name=name,
            started_on=FOUNDED_ON,
            founding=founding,
            note=SAMPLE if sample else "",
        )
        force, households = self.force, self.inventor.random.randint(120, 420)
        force.hamlets.append(hamlet)
        force.placements.append(HamletPlacement(hamlet=hamlet, commune=commune, started_on=FOUNDED_ON))
        force.years.append(
            HamletYear(hamlet=hamlet, year=2025, households=households, population=households * 4 - 37)
        )
        force.clusters += [
            Cluster(hamlet=hamlet, name=f"Cụm {number}", started_on=FOUNDED_ON) for number in (1, 2)
        ]
        force.teams.append(team)
        force.team_placements.append(TeamPlacement(team=team, commune=commune, started_on=FOUNDED_ON))
        force.links.append(TeamHamlet(team=team, hamlet=hamlet, started_on=FOUNDED_ON))
        force.quotas.append(
            Quota(commune=commune, team=team, members=quota, started_on=FOUNDED_ON, decision=founding)
        )
        return team

    def _serve(
        self, team: Team, position: str, since: date = FOUNDED_ON,
        kind: str = StartKind.TAKEN_OVER, decision: Document | None = None,
    ) -> Membership:  # fmt: skip
        person = self._person(team.commune, self.force.hamlets[-1])
        spell = Membership(
            person=person, team=team, position=position, started_on=since, start_kind=kind,
            start_decision=decision or team.founding,
        )  # fmt: skip
        self.force.memberships.append(spell)
        if len(self.force.clusters) and position != Position.LEADER and self.inventor.chance(0.85):
            cluster = self.force.clusters[-1 if position == Position.MEMBER else -2]
            self.force.assignments.append(
                ClusterAssignment(membership=spell, cluster=cluster, started_on=since)
            )
        return spell

    def _person(self, commune: Commune, hamlet: Hamlet) -> Person:
        facts = self.inventor.person(date(self.today.year - 20, 1, 1), date(self.today.year - 71, 1, 1))
        pick = self.inventor.random
        person = Person(
            home_commune=commune, full_name=facts.full_name, birth_date=facts.birth_date, sex=facts.sex,
            citizen_id=facts.citizen_id, phone=facts.phone, hamlet=hamlet,
            ethnic_group="01" if pick.random() < 0.9 else "23",
            education=pick.choices(*zip(*EDUCATION_MIX, strict=True))[0],
            residence_kind=ResidenceKind.PERMANENT, residence_since=date(2000, 1, 1),
            is_party_member=pick.random() < 0.3, served_army=pick.random() < 0.25,
            was_part_time_police=pick.random() < 0.3, has_prestige=pick.random() < 0.1,
        )  # fmt: skip
        if pick.random() < 0.01:  # what an office's roster always lacks somewhere
            person.birth_date, person.citizen_id = None, ""
        self.force.people.append(person)
        return person

    def _commune_quota(self, commune: Commune, founding: Document, *, teams: int, members: int) -> None:
        self.force.quotas.append(
            Quota(commune=commune, teams=teams, members=members, started_on=FOUNDED_ON, decision=founding)
        )

    def _founding(self, commune: Commune) -> Document:
        return self._decision(commune, FOUNDED_ON, "Về việc thành lập các Tổ bảo vệ an ninh, trật tự")

    def _decision(self, commune: Commune, signed_on: date, title: str) -> Document:
        agency = self.agencies[commune.code, AgencyKind.PEOPLES_COMMITTEE]
        number = 100 + len(self.force.papers)
        paper = Document(
            agency=agency, province_id=commune.province_id, commune=commune, type=DocumentType.DECISION,
            origin=Origin.RECORDED, state=DocumentState.ISSUED, symbol=f"{number}/QĐ-UBND", signed_on=signed_on,
            title=f"{title} ({SAMPLE})", signer_name="Người ký minh họa", signer_title="Chủ tịch UBND",
        )  # fmt: skip
        self.force.papers.append(paper)
        return paper
