"""One campaign of the demo taken as far as its story needs, through the same services as the pages."""

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any

from accounts.models import User
from communes.models import Commune
from contracts.roles import Role
from demo.services.force import SAMPLE
from demo.services.people import Applicant
from demo.services.uploads import board_photo
from documents.models import Document
from documents.services import posting_record
from recruitment.choices import Capacity, CounterRole, VoteMethod
from recruitment.models import Application, Campaign
from recruitment.services.applications import application_appraise, application_receive, candidates_list
from recruitment.services.campaigns import (
    campaign_approve,
    campaign_create,
    campaign_open,
    campaign_post,
    list_approve,
)
from recruitment.services.councils import Seat, council_set
from recruitment.services.decisions import recognise_by_leader
from recruitment.services.sessions import BallotCount, Meeting, session_record
from recruitment.services.submission import results_submit
from teams.models import Team
from vietnam.calendar import is_working_day
from vietnam.names import within

#: Who sits in a council beside its chair and vice: name, capacity, post.
SEATS = (
    ("Đặng Thanh Niên", Capacity.YOUTH, "Bí thư Đoàn xã"), ("Hồ Thị Phụ", Capacity.WOMEN, "Chủ tịch Hội LHPN xã"),
    ("Ngô Văn Nông", Capacity.FARMERS, "Chủ tịch Hội Nông dân xã"),
    ("Đỗ Công Chức", Capacity.OFFICIAL, "Công chức Văn hóa - Xã hội"),
    ("Võ Trưởng Thôn", Capacity.HAMLET, "Trưởng thôn"),
    ("Bùi Mặt Trận", Capacity.FRONT, "Trưởng Ban Công tác Mặt trận"),
)  # fmt: skip
#: The council counts eight.
PRESENT = 2 + len(SEATS)


class Round:
    """A campaign with its officer and chairman; every step is told its day."""

    def __init__(self, commune: Commune, today: date):
        self.commune, self.today = commune, today
        users = User.objects.filter(commune=commune).select_related("commune", "agency")
        holders = {role: users.holding(role, today).get() for role in (Role.OFFICER, Role.CHIEF, Role.LEADER)}
        self.officer, self.chief = holders[Role.OFFICER], holders[Role.CHIEF]
        self.leader = holders[Role.LEADER]
        self.campaign: Campaign
        self.received: list[Application] = []

    def fresh(self) -> Campaign:
        """The campaign as a new request would load it."""
        return Campaign.objects.select_related("commune", "plan", "list_approval").get(pk=self.campaign.pk)

    @property
    def where(self) -> str:
        """The commune as it stands within a sentence: xã Phú Trạch."""
        return within(self.commune.name)

    def paper(self, symbol: str, signed_on: date, title: str) -> dict[str, Any]:
        """A paper of the commune's UBND as typed from the original."""
        return {
            "symbol": symbol, "signed_on": signed_on, "title": f"{title} ({SAMPLE})",
            "signer_name": self.leader.full_name, "signer_title": "Chủ tịch", "scan": None,
        }  # fmt: skip

    def open(
        self, title: str, opens_on: date, closes_on: date, quotas: Mapping[Team, int], number: int
    ) -> None:
        """Planned, approved, posted at all its places and receiving."""
        self.campaign = campaign_create(
            actor=self.officer, commune=self.commune, title=f"{title} ({SAMPLE})", opens_on=opens_on,
            closes_on=closes_on, filing_place=f"Công an {self.where}", quotas=quotas,
        )  # fmt: skip
        signed_on = opens_on - timedelta(days=3)
        plan = self.paper(f"{number}/KH-UBND", signed_on, "Tuyển chọn thành viên Tổ bảo vệ an ninh, trật tự")
        campaign_approve(actor=self.officer, campaign=self.campaign, version=None, paper=plan)
        self.post(self.fresh().plan, signed_on)
        campaign_post(actor=self.officer, campaign=self.fresh(), version=None)
        self.campaign = campaign_open(actor=self.officer, campaign=self.fresh(), version=None)

    def post(self, document: Document | None, day: date, *, but: int = 0) -> None:
        """Hang the paper at its places, all `but` the last so many; every second one has a photo."""
        assert document is not None
        rows = document.postings.select_related("document__agency", "document__commune", "hamlet")
        for number, posting in enumerate(list(rows)[: len(rows) - but]):
            who = f"{posting.hamlet.full_name} (minh họa)" if posting.hamlet else "Phòng Văn hóa - Xã hội"
            posting_record(
                actor=self.officer, posting=posting, version=None, posted_on=day, posted_by=who,
                photo=None if number % 2 else board_photo(number + document.pk),
            )  # fmt: skip

    def take(self, applicant: Applicant, received_on: date, team: int = 0) -> Application:
        """Receive an application for the campaign's line number `team`, and appraise it where something was found."""
        lines = list(self.campaign.lines.order_by("pk").select_related("hamlet"))
        line = lines[team % len(lines)]
        application = application_receive(
            actor=self.officer, campaign=self.campaign, line=line, source=applicant.source,
            received_on=received_on, papers=applicant.papers, is_somebody_else=True, hamlet=line.hamlet,
            **applicant.facts,
        )  # fmt: skip
        if applicant.found is not None:
            application = application_appraise(
                actor=self.officer, application=application, version=None, **applicant.found
            )
        self.received.append(application)
        return application

    def close_list(self, approved_on: date, number: int, *, unposted: int = 0) -> None:
        """The list of candidates, approved by UBND xã and posted."""
        candidates_list(actor=self.officer, campaign=self.fresh(), version=None)
        paper = self.paper(f"{number}/DS-UBND", approved_on, "Danh sách dự tuyển thành viên Tổ bảo vệ ANTT")
        self.campaign = list_approve(actor=self.officer, campaign=self.fresh(), version=None, paper=paper)
        self.post(self.fresh().list_approval, approved_on, but=unposted)

    def set_council(self, signed_on: date, number: int) -> None:
        """The council of eight."""
        title = "Thành lập Hội đồng xét tuyển thành viên Tổ bảo vệ an ninh, trật tự"
        council_set(
            actor=self.officer, campaign=self.fresh(), paper=self.paper(f"{number}/QĐ-UBND", signed_on, title),
            members=[
                Seat(self.leader.full_name, Capacity.CHAIR, "Chủ tịch UBND", f"UBND {self.where}"),
                Seat(self.chief.full_name, Capacity.VICE, "Trưởng Công an xã", f"Công an {self.where}"),
                *(Seat(f"{name} (minh họa)", capacity, post) for name, capacity, post in SEATS),
            ],
        )  # fmt: skip

    def meet(
        self,
        held_on: date,
        yes: Sequence[int],
        *,
        picks: Mapping[int, int] | None = None,
        tie_break: str = "",
    ) -> None:
        """A secret ballot of all eight; `yes` are the votes for the candidates in the order they came."""
        seats = list(self.fresh().council.members.in_force(held_on).order_by("pk"))
        counters = [
            (seats[3].full_name, CounterRole.HEAD), (seats[4].full_name, CounterRole.MEMBER),
            (seats[2].full_name, CounterRole.SECRETARY),
        ]  # fmt: skip
        meeting = Meeting(
            held_on=held_on, started_at=time(8), ended_at=time(10, 15), place=f"Hội trường UBND {self.where}",
            presider=seats[0], secretary=seats[5].full_name, attendance=dict.fromkeys(seats),
            method=VoteMethod.BALLOT, count=BallotCount(PRESENT, PRESENT, PRESENT, 0, counters),
            tie_break=tie_break, remarks="Hội đồng thống nhất với kết quả kiểm phiếu.",
        )  # fmt: skip
        votes = {
            one: {"yes": number, "no": PRESENT - number} for one, number in zip(self.listed, yes, strict=True)
        }
        minutes = self.paper("01/BB-HĐXT", held_on, "Kết quả xét tuyển thành viên Tổ bảo vệ an ninh, trật tự")
        session_record(
            actor=self.officer, campaign=self.fresh(), version=None, meeting=meeting, votes=votes, picks=picks or {},
            paper=minutes,
        )  # fmt: skip

    @property
    def listed(self) -> list[Application]:
        """The candidates in the order their applications came."""
        rows = self.campaign.applications.filter(state="listed").select_related("person", "line__team")
        return list(rows.order_by("pk"))

    def submit(self, day: date) -> None:
        """Put before the chairman."""
        results_submit(actor=self.officer, campaign=self.fresh(), version=None, submitted_on=day)

    def decide(self, day: date) -> None:
        """The chairman approves in the product; the decision hangs where it must."""
        recognised = recognise_by_leader(
            actor=self.leader, campaign=self.fresh(), version=None, signed_on=day, effective_on=day
        )
        self.post(recognised[0].recognition, day + timedelta(days=1))


def workday(today: date, back: int) -> date:
    """The last working day that lies `back` days or more before `today`."""
    day = today - timedelta(days=back)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day
