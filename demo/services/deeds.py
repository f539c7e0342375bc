"""Meetings, propaganda, assessments, commendations and reminders of the demo, written in bulk."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import ClassVar

from django.contrib.contenttypes.models import ContentType

from activities.choices import (
    ActivityKind,
    AssessmentKind,
    CommendationForm,
    CommendationLevel,
    DisciplineForm,
    Occasion,
    Result,
)
from activities.models import Absence, Activity, Assessment, Commendation, Discipline
from communes.choices import AgencyKind
from communes.models import Agency, Commune, Hamlet
from demo.invent import Inventor
from demo.services.force import FOUNDED_ON, QUANG_TRACH, SAMPLE, Force
from demo.services.writing import Written
from documents.choices import DocumentState, DocumentType, Origin
from documents.models import Document
from teams.models import Membership, Person, Team

TOPICS = (
    "Giao ban, rút kinh nghiệm công tác tháng", "Giao ban, học văn bản mới", "Rà soát địa bàn, phân công tuần tra",
    "Rút kinh nghiệm xử lý tình huống, triển khai công tác tháng sau",
)  # fmt: skip
MERITS = (
    "Có thành tích trong phong trào bảo vệ ANTT",
    "Phối hợp bắt giữ đối tượng trộm cắp",
    "Cứu người, cứu tài sản",
)
#: What communes do besides: kind, topic, how often a year, numbers.
BESIDES = (
    (ActivityKind.BROADCAST, "Phòng, chống tội phạm công nghệ cao", 6, {"quantity": 12, "part": 90}),
    (ActivityKind.DIRECT_SESSION, "Tuyên truyền phòng cháy, chữa cháy", 3, {"participants": 85}),
    (ActivityKind.LEAFLET, "Tờ rơi phòng, chống lừa đảo", 1, {"quantity": 1500}),
    (ActivityKind.COMMUNE_BRIEFING, "Giao ban với bí thư chi bộ, trưởng thôn", 9, {"quantity": 4, "part": 3}),
    (ActivityKind.JOINT_CAMPAIGN, "Ra quân bảo đảm ANTT dịp Quốc khánh", 1, {"participants": 40}),
    (ActivityKind.TEAM_INSPECTION, "Kiểm tra nền nếp trực, tuần tra", 2, {}),
    (ActivityKind.DEED_HOUSEHOLD, "Đăng ký làm nhiều việc tốt về ANTT", 1, {"quantity": 320}),
)


#: For so many months back teams have their meetings; those of Quảng Trạch for a year.
MONTHS = 4


@dataclass
class Deeds(Written):
    """All rows before they are written."""

    ACTS: ClassVar[dict[str, str]] = {
        "papers": "documents.document.record", "activities": "activities.activity.create",
        "absences": "activities.absence.add", "assessments": "activities.assessment.create",
        "commendations": "activities.commendation.create", "disciplines": "activities.discipline.create",
    }  # fmt: skip

    papers: list[Document] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)
    assessments: list[Assessment] = field(default_factory=list)
    commendations: list[Commendation] = field(default_factory=list)
    disciplines: list[Discipline] = field(default_factory=list)


def deeds_of(force: Force, inventor: Inventor, today: date) -> Deeds:
    """Monthly meetings of nearly all teams, yearly reviews, a few commendations and reminders a commune.

    In Quảng Trạch all teams met last month and two have not met yet this month; its review is done but for one team.
    """
    builder = DeedBuilder(inventor, today)
    members, hamlets = defaultdict(list), defaultdict(list)
    for spell in force.memberships:
        members[spell.team.pk].append(spell)
    for hamlet in force.hamlets:
        hamlets[hamlet.commune_id].append(hamlet)
    teams: dict[Commune, list[Team]] = defaultdict(list)
    for team in force.teams:
        teams[team.commune].append(team)
    for commune, own in teams.items():
        builder.commune(commune, own, members, hamlets[commune.pk])
    return builder.made


class DeedBuilder:
    """Builds what was done, commune by commune."""

    def __init__(self, inventor: Inventor, today: date):
        self.inventor, self.today, self.made = inventor, today, Deeds()
        self.types = ContentType.objects.get_for_models(Team, Person, Hamlet)
        rows = Agency.objects.filter(kind=AgencyKind.PEOPLES_COMMITTEE)
        self.committees = {agency.commune_id: agency for agency in rows}

    def commune(
        self, commune: Commune, teams: list[Team], members: dict[int, list[Membership]], hamlets: list[Hamlet]
    ) -> None:
        """All of one commune."""
        model = commune.code == QUANG_TRACH
        for place, team in enumerate(teams):
            self._meetings(
                commune, team, members[team.pk], late=place < 2 if model else self.inventor.chance(0.2)
            )
            if place > 0 if model else self.inventor.chance(0.85):
                self._ratings(commune, team, members[team.pk])
        serving = [spell for team in teams for spell in members[team.pk] if spell.ended_on is None]
        self._honours(commune, teams, serving)
        self._titles(commune, hamlets)
        for kind, topic, times, numbers in BESIDES:
            for _ in range(times if model or self.inventor.chance(0.7) else 0):
                self.made.activities.append(
                    Activity(
                        **self._unit(commune), kind=kind, topic=topic, held_on=self._this_year(), **numbers
                    )
                )

    def _unit(self, commune: Commune) -> dict:
        return {"province_id": commune.province_id, "commune": commune}

    def _about(self, kind: str, row) -> dict:
        name = row.full_name if kind == "member" else str(row)
        return {
            "subject_kind": kind, "subject_type": self.types[type(row)], "subject_id": str(row.pk), "subject_name": name
        }  # fmt: skip

    def _this_year(self) -> date:
        first = max(date(self.today.year, 1, 5), FOUNDED_ON)
        return self.inventor.day(first, self.today) if first < self.today else self.today

    def _meetings(self, commune: Commune, team: Team, spells: list[Membership], *, late: bool) -> None:
        """One meeting a month; none yet this month where the team is late."""
        months = MONTHS if commune.code != QUANG_TRACH else 12
        for first in self._months(months):
            held_on = first + timedelta(days=self.inventor.random.randint(1, 9))
            if held_on > self.today or (
                late and (held_on.year, held_on.month) == (self.today.year, self.today.month)
            ):
                continue
            serving = [spell for spell in spells if spell.is_in_force(held_on)]
            away = serving[-1:] if self.inventor.chance(0.15) else []
            meeting = Activity(
                **self._unit(commune), **self._about("team", team), kind=ActivityKind.TEAM_MEETING, held_on=held_on,
                topic=self.inventor.random.choice(TOPICS), participants=len(serving) - len(away),
                place=f"Nhà văn hóa {team.name}",
            )  # fmt: skip
            self.made.activities.append(meeting)
            self.made.absences += [
                Absence(activity=meeting, **self._about("member", spell.person)) for spell in away
            ]

    def _months(self, count: int) -> list[date]:
        """The first days of the last months, the present one included, since teams were founded."""
        last = self.today.year * 12 + self.today.month - 1
        firsts = [date(number // 12, number % 12 + 1, 1) for number in range(last - count + 1, last + 1)]
        return [first for first in firsts if first >= FOUNDED_ON]

    def _ratings(self, commune: Commune, team: Team, spells: list[Membership]) -> None:
        decided_on = min(date(self.today.year, 6, 15), self.today)
        common = {**self._unit(commune), "year": decided_on.year, "decided_on": decided_on}
        grade = Result.GOOD if self.inventor.chance(0.7) else Result.COMPLETED
        self.made.assessments.append(
            Assessment(**common, **self._about("team", team), kind=AssessmentKind.ANNUAL_RATING, result=grade)
        )
        for spell in (spell for spell in spells if spell.is_in_force(decided_on)):
            grade = Result.GOOD if self.inventor.chance(0.8) else Result.COMPLETED
            about = self._about("member", spell.person)
            self.made.assessments.append(
                Assessment(**common, **about, kind=AssessmentKind.ANNUAL_RATING, result=grade)
            )

    def _honours(self, commune: Commune, teams: list[Team], serving: list[Membership]) -> None:
        issued_on = self._this_year()
        paper = self._decision(commune, issued_on)
        chosen = self.inventor.random.sample(serving, min(len(serving), 2))
        for kind, row in [("team", teams[-1]), *(("member", spell.person) for spell in chosen)]:
            self.made.commendations.append(
                Commendation(
                    **self._unit(commune), **self._about(kind, row), form=CommendationForm.PRAISE,
                    level=CommendationLevel.COMMUNE, occasion=Occasion.AT_ONCE, issued_on=issued_on, paper=paper,
                    reason=self.inventor.random.choice(MERITS),
                )
            )  # fmt: skip
        if serving and self.inventor.chance(0.25):
            self.made.commendations.append(
                Commendation(
                    **self._unit(commune), **self._about("member", serving[0].person), form=CommendationForm.MERIT,
                    level=CommendationLevel.PROVINCE, occasion=Occasion.YEARLY, issued_on=self._this_year(),
                    reason=MERITS[0],
                )
            )  # fmt: skip
        if serving and self.inventor.chance(0.3):
            self.made.disciplines.append(
                Discipline(
                    **self._unit(commune), **self._about("member", serving[-1].person), form=DisciplineForm.REMINDER,
                    reason="Vắng trực không có lý do", decided_on=self._this_year(),
                )
            )  # fmt: skip

    def _decision(self, commune: Commune, signed_on: date) -> Document:
        """The chairman's decision that the commune's commendations of the day stand on."""
        paper = Document(
            agency=self.committees[commune.pk], province_id=commune.province_id, commune=commune,
            type=DocumentType.DECISION, origin=Origin.RECORDED, state=DocumentState.ISSUED, symbol="88/QĐ-UBND",
            signed_on=signed_on, title=f"Về việc khen thưởng trong phong trào bảo vệ ANTT ({SAMPLE})",
            signer_name="Người ký minh họa", signer_title="Chủ tịch UBND",
        )  # fmt: skip
        self.made.papers.append(paper)
        return paper

    def _titles(self, commune: Commune, hamlets: list[Hamlet]) -> None:
        """The hamlets' titles of last year, decided at its end."""
        decided_on = date(self.today.year - 1, 12, 20)
        for hamlet in hamlets if decided_on >= FOUNDED_ON else ():
            result = Result.RECOGNISED if self.inventor.chance(0.85) else Result.NO
            self.made.assessments.append(
                Assessment(
                    **self._unit(commune), **self._about("hamlet", hamlet), kind=AssessmentKind.SAFE_AREA,
                    year=decided_on.year, result=result, decided_on=decided_on,
                )
            )  # fmt: skip
