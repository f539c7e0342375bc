"""People who apply in the demo, and what they hand in."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from demo.invent import Inventor
from recruitment.choices import PaperKind, Source
from recruitment.eligibility import LEGAL_FACTS
from teams.choices import Education, ResidenceKind

#: What the police found of somebody without objection.
CLEAR: dict[str, Any] = {
    "legal_facts": dict.fromkeys(LEGAL_FACTS, False), "is_background_clear": True, "is_family_compliant": True,
    "lives_in_commune": True, "lives_in_hamlet": True, "is_facility_lawful": True,
}  # fmt: skip


@dataclass(frozen=True)
class Applicant:
    """One applicant: facts of the person, papers by kind, what the police found (None: not yet appraised)."""

    facts: dict[str, Any]
    papers: dict[str, dict[str, Any]]
    found: dict[str, Any] | None = field(default_factory=lambda: CLEAR)
    source: Source = Source.HAMLET

    @property
    def name(self) -> str:
        """Who it is."""
        return self.facts["full_name"]


class Applicants:
    """Invents applicants whose papers were issued shortly before `opens_on`."""

    def __init__(self, inventor: Inventor, opens_on: date, commune: str):
        self.inventor, self.opens_on, self.commune = inventor, opens_on, commune

    def clear(self, **facts) -> Applicant:
        """Meets every rule; `facts` are said differently."""
        return Applicant(self._facts(**facts), self._papers())

    def waiting(self) -> Applicant:
        """With all papers, not yet appraised."""
        return Applicant(self._facts(), self._papers(), None, Source.OWN_WISH)

    def lacking(self, *kinds: PaperKind) -> Applicant:
        """Without the papers of these kinds."""
        papers = {kind: paper for kind, paper in self._papers().items() if kind not in kinds}
        return Applicant(self._facts(), papers, None)

    def faulty(self, kind: PaperKind, problem: str) -> Applicant:
        """With one paper that is not in order."""
        papers = self._papers()
        papers[kind] = {**papers[kind], "problem": problem}
        return Applicant(self._facts(), papers, None, Source.OWN_WISH)

    def too_old(self) -> Applicant:
        """Past seventy and in good health: the chairman may decide."""
        birth = date(self.opens_on.year - 72, 3, 15)
        return self.clear(birth_date=birth, served_army=True, has_prestige=True)

    def primary_school(self) -> Applicant:
        """Kinh, and with primary school alone."""
        return self.clear(education=Education.PRIMARY)

    def newcomer(self) -> Applicant:
        """Lives there for too short a time, and only temporarily."""
        since = self.opens_on - timedelta(days=100)
        return self.clear(residence_kind=ResidenceKind.TEMPORARY, residence_since=since)

    def _facts(self, **facts) -> dict[str, Any]:
        youngest, oldest = date(self.opens_on.year - 24, 1, 1), date(self.opens_on.year - 58, 1, 1)
        one = self.inventor.person(youngest, oldest, woman_share=0.3)
        pick = self.inventor.random
        return {
            "full_name": one.full_name, "birth_date": one.birth_date, "sex": one.sex, "citizen_id": one.citizen_id,
            "phone": one.phone, "ethnic_group": "01", "residence_kind": ResidenceKind.PERMANENT,
            "education": pick.choice((Education.LOWER_SECONDARY, Education.UPPER_SECONDARY, Education.COLLEGE)),
            "is_party_member": pick.random() < 0.3, "served_army": pick.random() < 0.4, **facts,
        }  # fmt: skip

    def _papers(self) -> dict[str, dict[str, Any]]:
        day = self.opens_on - timedelta(days=self.inventor.random.randint(2, 9))
        return {
            PaperKind.APPLICATION: {"issued_on": day},
            PaperKind.CV: {"issued_on": day, "issuer": f"UBND {self.commune}"},
            PaperKind.HEALTH_CERTIFICATE: {"issued_on": day, "issuer": "Bệnh viện đa khoa khu vực (minh họa)"},
            PaperKind.DIPLOMA: {"issued_on": date(2004, 6, 1), "issuer": "Trường phổ thông (minh họa)"},
        }  # fmt: skip
