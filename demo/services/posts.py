"""Posts of hamlets of the demo, and two reviews of the teams of Quảng Trạch."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from accounts.models import User
from communes.choices import AgencyKind
from communes.models import Agency, Hamlet
from demo.invent import Inventor
from demo.services.force import EDUCATION_MIX, FOUNDED_ON, NAMED_HAMLETS, QUANG_TRACH, SAMPLE
from demo.services.writing import write_all
from documents.choices import DocumentState, DocumentType, Origin
from documents.models import Document
from teams.choices import Gap, Outcome, PostEnd, PostGround, PostKind, PostStart, PropagandaRole, Rating
from teams.models import HamletPost, Membership, Person, Team
from teams.services.reviews import Finding, Worker, review_close, review_open, review_sheet_save

ELECTED_ON = date(2025, 7, 20)
EXTRA = (PostKind.WOMEN, PostKind.FARMERS, PostKind.VETERANS, PostKind.YOUTH, PostKind.HEALTH)


@dataclass
class Posts:
    """All rows before they are written."""

    inventor: Inventor
    agencies: dict[tuple[str, str], Agency]
    today: date
    papers: dict[str, Document] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)
    posts: list[HamletPost] = field(default_factory=list)

    def write(self) -> None:
        """Write all rows."""
        write_all(
            (list(self.papers.values()), "documents.document.record"), (self.people, "teams.person.create"),
            (self.posts, "teams.post.start"),
        )  # fmt: skip

    def fill(self, hamlet: Hamlet, *, lacking: bool) -> None:
        """A secretary who is often the head as well, a head of the Front unless `lacking`, some other posts."""
        head = self._person(hamlet)
        both = self.inventor.chance(0.35)
        self._hold(hamlet, PostKind.HAMLET_HEAD, head)
        self._hold(
            hamlet, PostKind.PARTY_SECRETARY, head if both else self._person(hamlet), PostStart.APPOINTED
        )
        if not lacking:
            front = self._hold(hamlet, PostKind.FRONT_HEAD, self._person(hamlet), PostStart.HANDS)
            if self.inventor.chance(0.3):
                front.propaganda_role, front.propaganda_since = PropagandaRole.MEDIATOR, ELECTED_ON
        if self.inventor.chance(0.4):
            extra = self._hold(
                hamlet, self.inventor.random.choice(EXTRA), self._person(hamlet), PostStart.APPOINTED
            )
            if self.inventor.chance(0.8):
                extra.contracted_on = ELECTED_ON

    def replaced(self, hamlet: Hamlet) -> None:
        """A deputy who was replaced for low responsibility."""
        post = self._hold(hamlet, PostKind.DEPUTY_HEAD, self._person(hamlet), PostStart.APPOINTED)
        post.ended_on, post.end_kind = self.today - timedelta(days=40), PostEnd.REPLACED
        post.end_ground = PostGround.LOW_RESPONSIBILITY

    def _hold(self, hamlet, post, person, start_kind=PostStart.BALLOT) -> HamletPost:
        minutes = self._minutes(hamlet) if start_kind == PostStart.BALLOT else None
        row = HamletPost(
            person=person,
            hamlet=hamlet,
            post=post,
            start_kind=start_kind,
            started_on=ELECTED_ON,
            start_paper=minutes,
        )
        self.posts.append(row)
        return row

    def _minutes(self, hamlet: Hamlet) -> Document:
        commune = hamlet.commune
        if commune.code not in self.papers:
            self.papers[commune.code] = Document(
                agency=self.agencies[commune.code, AgencyKind.HAMLETS], province_id=commune.province_id,
                commune=commune, type=DocumentType.MINUTES, origin=Origin.RECORDED, state=DocumentState.ISSUED,
                symbol="01/BB-BC", signed_on=ELECTED_ON, signer_name="Người ký minh họa",
                title=f"Kết quả bầu Trưởng thôn, Tổ trưởng tổ dân phố ({SAMPLE})", signer_title="Trưởng Tổ bầu cử",
            )  # fmt: skip
        return self.papers[commune.code]

    def _person(self, hamlet: Hamlet) -> Person:
        facts = self.inventor.person(date(self.today.year - 30, 1, 1), date(self.today.year - 68, 1, 1))
        pick = self.inventor.random
        person = Person(
            home_commune=hamlet.commune, full_name=facts.full_name, birth_date=facts.birth_date, sex=facts.sex,
            citizen_id=facts.citizen_id, phone=facts.phone, hamlet=hamlet, ethnic_group="01",
            education=pick.choices(*zip(*EDUCATION_MIX, strict=True))[0], is_party_member=pick.random() < 0.7,
            served_army=pick.random() < 0.3, has_prestige=pick.random() < 0.2,
        )  # fmt: skip
        self.people.append(person)
        return person


def hold_posts(
    hamlets: list[Hamlet], agencies: dict[tuple[str, str], Agency], inventor: Inventor, today: date
) -> None:
    """Holders of posts for the hamlets of the demo; some hamlets lack the head of the Front."""
    made = Posts(inventor, agencies, today)
    for hamlet in hamlets:
        model = hamlet.commune_id == QUANG_TRACH
        made.fill(hamlet, lacking=hamlet.name in NAMED_HAMLETS if model else inventor.chance(0.12))
        if model and hamlet.name == NAMED_HAMLETS[0] and today - timedelta(days=40) > ELECTED_ON:
            made.replaced(hamlet)
    made.write()


def review_teams(today: date) -> None:
    """Quảng Trạch: the review of the plan of 2025, closed, and this year's, of which some teams are still to come."""
    officer, chief = (User.objects.get(username=f"{name}.quangtrach") for name in ("canbo", "truong"))
    teams = list(Team.objects.filter(commune_id=QUANG_TRACH).select_related("commune").order_by("sort_key"))
    group = [
        Worker(chief.full_name, chief.title, chief, is_head=True),
        Worker("Đại diện Mặt trận (minh họa)", "Ủy ban MTTQ xã"),
        Worker("Đại diện Hội Phụ nữ (minh họa)", "Hội Phụ nữ xã"),
    ]
    past = date(2025, 9, 30)
    if today > past:
        first = _open(officer, teams, group, 2025, date(2025, 8, 20), past)
        for sheet in first.sheets.select_related("team", "round__commune"):
            _fill(officer, sheet, date(2025, 9, 10), short=sheet.team.name in NAMED_HAMLETS)
        review_close(actor=chief, review=first, version=1, closed_on=past)
    opens_on = max(today - timedelta(days=20), FOUNDED_ON)
    second = _open(officer, teams, group, today.year, opens_on, today + timedelta(days=10))
    sheets = list(second.sheets.select_related("team", "round__commune"))
    for number, sheet in enumerate(sheets[: len(sheets) * 3 // 4]):
        _fill(officer, sheet, min(opens_on + timedelta(days=number), today), wishes_out=number == 1)


def _open(officer: User, teams: list[Team], group: list[Worker], year: int, opens_on: date, due_on: date):
    title = f"Rà soát, kiện toàn các Tổ bảo vệ ANTT năm {year} ({SAMPLE})"
    return review_open(
        actor=officer, commune=teams[0].commune, title=title, opens_on=opens_on, due_on=due_on, teams=teams,
        workers=group,
    )  # fmt: skip


def _fill(officer: User, sheet, day: date, *, short: bool = False, wishes_out: bool = False) -> None:
    """Everybody is kept but the last member of some teams, who is to be trained or wishes to go."""
    members = list(Membership.objects.in_force(day).filter(team=sheet.team).select_related("person"))
    findings = dict.fromkeys(members, Finding(Outcome.KEEP))
    if members and wishes_out:
        findings[members[-1]] = Finding(Outcome.REPLACE, wishes_out=True, note="Có đơn xin thôi")
    elif members and sheet.pk % 3 == 0:
        findings[members[-1]] = Finding(Outcome.TRAIN, gaps=(Gap.HANDLING,))
    review_sheet_save(
        actor=officer, sheet=sheet, version=1, reviewed_on=day, findings=findings,
        rating=Rating.AVERAGE if short else Rating.GOOD, to_recruit=int(short or wishes_out),
        structure_note="Thiếu 01 Tổ viên so với định mức" if short else "",
    )  # fmt: skip
