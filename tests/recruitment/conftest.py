"""The campaign of xã Quảng Trạch in 2025 (seed 002) as a story that a test takes as far as it needs."""

from datetime import date, time

import pytest
import time_machine
from django.db.models import F

from recruitment.eligibility import LEGAL_FACTS
from recruitment.models import Application, Campaign
from recruitment.services.applications import application_appraise, application_receive, candidates_list
from recruitment.services.campaigns import campaign_approve, campaign_create, campaign_open, list_approve
from recruitment.services.councils import council_set
from recruitment.services.decisions import recognise
from recruitment.services.sessions import BallotCount, Meeting, session_record
from recruitment.services.submission import results_submit
from teams.models import Membership, Quota
from tests.force import Force, build_force
from tests.once import once
from tests.shared import once_a_module, own_copy
from tests.world import load_law

PAPERS = {
    "application": {"issued_on": date(2025, 8, 20)},
    "cv": {"issued_on": date(2025, 8, 20), "issuer": "UBND xã Quảng Trạch"},
    "health_certificate": {"issued_on": date(2025, 8, 18), "issuer": "Bệnh viện đa khoa khu vực"},
    "diploma": {"issued_on": date(1998, 6, 1), "issuer": "Trường THCS Quảng Trạch"},
}
LOC = {
    "full_name": "Phan Văn Lộc", "birth_date": date(1985, 3, 4), "sex": "male", "education": "upper_secondary",
    "ethnic_group": "01", "residence_kind": "permanent", "citizen_id": "000085000001",
}  # fmt: skip
ANH = {
    "full_name": "Nguyễn Thị Ánh", "birth_date": date(1990, 7, 8), "sex": "female", "education": "lower_secondary",
    "ethnic_group": "01", "residence_kind": "permanent", "citizen_id": "000190000002",
}  # fmt: skip
SEATS = [
    ("Phạm Thị Lê", "chair"), ("Trần Minh Chiến", "vice"), ("Lê Thanh Niên", "youth"), ("Hà Thị Phụ", "women"),
    ("Ngô Văn Nông", "farmers"), ("Đỗ Công Chức", "official"), ("Võ Trưởng Thôn", "hamlet"), ("Bùi Mặt Trận", "front"),
]  # fmt: skip
#: What belongs to the meeting of `Story.meet`.
MEETING = {"method", "tie_break", "remarks", "attendance", "count", "presider", "authorisation", "secretary", "place",
           "started_at", "ended_at"}  # fmt: skip
CLEAR = {
    "legal_facts": dict.fromkeys(LEGAL_FACTS, False), "is_background_clear": True, "is_family_compliant": True,
    "lives_in_commune": True, "is_facility_lawful": True,
}  # fmt: skip


def paper(symbol: str, signed_on: date, title: str = "Về việc tuyển chọn") -> dict:
    """A signed paper of UBND xã as typed from the original."""
    return {
        "symbol": symbol, "signed_on": signed_on, "title": title, "signer_name": "Phạm Thị Lê",
        "signer_title": "Chủ tịch", "scan": None,
    }  # fmt: skip


def on(day: date):
    """Work on that day, at nine in the morning."""
    return time_machine.travel(f"{day:%Y-%m-%d} 09:00+07:00", tick=False)


class Story:
    """The campaign of 2025, step by step, each on its day; a step that was told before is not told again."""

    def __init__(self, world, force: Force):
        self.world, self.force, self.an = world, force, world.an

    def fresh(self) -> Campaign:
        """The campaign as a new request would load it."""
        return Campaign.objects.select_related("commune").get(pk=self.campaign.pk)

    @once
    def more_room(self) -> None:
        """Teams and commune may have more people: room for a second campaign beside the first."""
        Quota.objects.filter(commune=self.world.commune_a).update(members=F("members") + 4)

    def line(self, name: str):
        """The quota of that team."""
        return self.campaign.lines.get(team__name=name)

    @once
    def draft(self, **changes) -> Campaign:
        """The plan with its window 22/8–07/9/2025 and one person each for Thanh Lương and Tô Xá."""
        facts = {
            "actor": self.an, "commune": self.world.commune_a, "title": "Tuyển chọn bổ sung Tổ bảo vệ ANTT 2025",
            "opens_on": date(2025, 8, 22), "closes_on": date(2025, 9, 7), "filing_place": "Công an xã Quảng Trạch",
            "quotas": {self.force.thanh_luong: 1, self.force.to_xa: 1},
        }  # fmt: skip
        self.campaign = campaign_create(**{**facts, **changes})
        return self.campaign

    @once
    def open(self, **changes) -> Campaign:
        """Planned, approved and receiving."""
        self.draft(**changes)
        with on(date(2025, 8, 21)):
            campaign_approve(
                actor=self.an,
                campaign=self.campaign,
                version=None,
                paper=paper("30/KH-UBND", date(2025, 8, 20)),
            )
            campaign_open(actor=self.an, campaign=self.campaign, version=None)
        return self.campaign

    @once
    def receive(
        self, team: str, facts: dict, received_on=date(2025, 8, 25), papers=PAPERS, **more
    ) -> Application:
        """An application handed in and typed on that day."""
        with on(received_on):
            return application_receive(
                actor=self.an, campaign=self.campaign, line=self.line(team), source="hamlet",
                received_on=received_on, papers=papers, **{**facts, **more},
            )  # fmt: skip

    @once
    def appraise(self, application: Application, **changes) -> Application:
        """Verified without objection, unless `changes` say otherwise."""
        with on(date(2025, 9, 5)):
            return application_appraise(
                actor=self.an, application=application, version=None, **{**CLEAR, **changes}
            )

    @once
    def listed(self) -> list[Application]:
        """Lộc for Thanh Lương and Ánh for Tô Xá, eligible and on the list."""
        self.open()
        self.loc = self.appraise(self.receive("Thanh Lương", LOC))
        self.anh = self.appraise(self.receive("Tô Xá", ANH))
        return self.close_list()

    @once
    def close_list(self, is_approved: bool = True) -> list[Application]:
        """The list of candidates, closed on 08/9/2025 and approved on the same day."""
        with on(date(2025, 9, 8)):
            listed = candidates_list(actor=self.an, campaign=self.campaign, version=None)
        if is_approved:
            self.approve_list()
        return listed

    @once
    def approve_list(self, signed_on=date(2025, 9, 8)):
        """UBND xã approved the list."""
        with on(signed_on):
            self.campaign = list_approve(
                actor=self.an, campaign=self.fresh(), version=None, paper=paper("12/DS-UBND", signed_on)
            )

    @once
    def council(self):
        """The council of eight."""
        with on(date(2025, 9, 9)):
            council_set(
                actor=self.an,
                campaign=self.campaign,
                members=SEATS,
                paper=paper("50/QĐ-UBND", date(2025, 9, 8)),
            )

    def meeting(self, present: int = 8, held_on=date(2025, 9, 10), **changes) -> Meeting:
        """What happened at a session of the first `present` seats, as the service takes it."""
        council = self.fresh().council
        seats = list(council.members.in_force(held_on)) or list(council.members.open())
        method = changes.get("method", "ballot")
        team = [("Hà Thị Phụ", "head"), ("Lê Thanh Niên", "secretary")]
        count = BallotCount(present, present, present, 0, team) if method == "ballot" else None
        facts = {
            "held_on": held_on, "started_at": time(8), "ended_at": time(10, 30), "place": "Trụ sở UBND xã",
            "presider": seats[0], "secretary": "Đỗ Công Chức", "method": method, "count": count,
            "attendance": dict.fromkeys(seats[:present]) | dict.fromkeys(seats[present:], "Đi công tác"),
        }  # fmt: skip
        return Meeting(**{**facts, **changes})

    @once
    def meet(self, ballots: dict[Application, dict], present: int = 8, held_on=date(2025, 9, 10), **more):
        """The session of 10/9/2025 with its minutes; `preferred` are those whom the council chose among equals."""
        preferred = more.pop("preferred", ())
        picks = {one.pk: one.line_id for one in ballots if one.pk in preferred}
        of_meeting = {name: more.pop(name) for name in MEETING & more.keys()}
        facts = {
            "campaign": self.fresh(), "version": None, "paper": paper("01/BB-HĐXT", held_on), "picks": picks,
        }  # fmt: skip
        if hasattr(facts["campaign"], "council"):
            more.setdefault("meeting", self.meeting(present, held_on, **of_meeting))
        with on(held_on):
            return session_record(actor=self.an, votes=ballots, **{"meeting": None, **facts, **more})

    @once
    def met(self):
        """Both chosen by all present."""
        self.listed()
        self.council()
        return self.meet({self.loc: {"yes": 8}, self.anh: {"yes": 7, "no": 1}})

    @once
    def submitted(self):
        """Put before the chairman on 12/9/2025."""
        self.met()
        with on(date(2025, 9, 12)):
            results_submit(actor=self.an, campaign=self.fresh(), version=None, submitted_on=date(2025, 9, 12))

    @once
    def decide(self, **changes) -> list[Application]:
        """The signed decision of 15/9/2025, recorded the same day."""
        facts = {
            "actor": self.an, "campaign": self.fresh(), "version": None, "effective_on": date(2025, 9, 16),
            "paper": paper("61/QĐ-UBND", date(2025, 9, 15)),
        }  # fmt: skip
        with on(date(2025, 9, 15)):
            return recognise(**{**facts, **changes})


def build_short_force(world) -> Force:
    """Under the law as shipped, Thanh Lương and Tô Xá with two of three members each; Hòa Lạc in another commune."""
    load_law()
    force = build_force(world)
    Membership.objects.filter(person__full_name="Nguyễn Văn An").delete()
    return force


_module_short_force = once_a_module(build_short_force, needs="_module_world")


@pytest.fixture
def force(world, _module_short_force) -> Force:
    """Two teams that lack a member each, for this test alone."""
    return own_copy(_module_short_force) or build_short_force(world)


@pytest.fixture
def story(world, force) -> Story:
    """The story, told from its first day."""
    with on(date(2025, 8, 20)):
        yield Story(world, force)
