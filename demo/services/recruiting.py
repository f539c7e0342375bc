"""Campaigns of the demo beside the one of Quảng Trạch: one in each state that somebody may want to look at.

Xã Hòa Trạch recruited some months ago and takes applications again; xã Trung Thuần waits for its council; in xã Phú
Trạch the council has met and the chairman has its result before him.
"""

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta

from accounts.models import User
from communes.choices import AgencyKind
from communes.models import Agency, Commune
from contracts.registry import attachment_kinds
from demo.invent import Inventor
from demo.services.force import FOUNDED_ON, SAMPLE
from demo.services.people import Applicants
from demo.services.rounds import SEATS, Round, workday
from demo.services.uploads import paper_scan
from documents.services import attachment_add
from recruitment.choices import Capacity, OpinionSource, PaperKind, Told
from recruitment.papers.council import COUNCIL, INVITATION
from recruitment.services.applications import (
    application_refuse_late,
    application_return,
    application_withdraw,
)
from recruitment.services.councils import Seat, session_plan_set
from recruitment.services.opinions import Answer, opinions_give, opinions_request
from recruitment.services.over_age import over_age_record
from recruitment.services.papers import campaign_paper_draft, member_papers_draft
from recruitment.services.publishing import campaign_publish
from recruitment.services.receipts import supplement_request
from recruitment.services.submission import wishes_set
from teams.models import Quota, Team
from teams.services.quotas import quota_set, quotas_take_over

#: Communes with campaigns: where applications come in, where the list stands, where the council has met.
RECEIVING, LISTED, MET = "19033", "19030", "19021"
#: So many days before the demo's own day the oldest of these campaigns begins; with fewer days nothing is written.
REACH = 130
_EIGHT = time(8)
TITLE = "Tuyển chọn bổ sung Tổ bảo vệ ANTT"


def recruit(communes: Mapping[str, Commune], today: date) -> None:
    """Write the campaigns of these communes, given by code."""
    if today - timedelta(days=REACH) <= FOUNDED_ON:
        return
    inventor = Inventor(seed=2028, first=900_000)
    _decided(Round(communes[RECEIVING], today), _teams(communes[RECEIVING], today, 3), inventor)
    _receiving(Round(communes[RECEIVING], today), _own(communes[RECEIVING]), inventor)
    _listed(Round(communes[LISTED], today), _teams(communes[LISTED], today, 2), inventor)
    _met(Round(communes[MET], today), _teams(communes[MET], today, 2), inventor)


def _own(commune: Commune) -> list[Team]:
    return list(Team.objects.filter(commune=commune).select_related("commune").order_by("sort_key")[:3])


def _teams(commune: Commune, today: date, more: int) -> list[Team]:
    """Up to three teams of the commune, which from the story's first day may each have so many members more."""
    teams, since = _own(commune), today - timedelta(days=REACH)
    lines = Quota.objects.filter(commune=commune).in_force(since)
    numbers = {quota.team_id: quota for quota in lines}
    province = User.objects.holding("reviewer", today).get(province=commune.province_id)
    whole = numbers[None]
    quota_set(
        actor=province, commune=commune, members=whole.members + more * len(teams), teams=whole.teams,
        started_on=since, decision=whole.decision,
    )  # fmt: skip
    officer = User.objects.holding("officer", today).get(commune=commune)
    wanted = {team: numbers[team.pk].members + more for team in teams}
    quotas_take_over(
        actor=officer, commune=commune, members=wanted, started_on=since, decision=whole.decision
    )
    return teams


def _decided(story: Round, teams: Sequence[Team], inventor: Inventor) -> None:
    """Recruited: members by decision, the papers posted, the result public."""
    start = story.today - timedelta(days=REACH - 20)
    story.open(f"{TITLE} đợt 1", start, start + timedelta(days=16), dict.fromkeys(teams, 1), number=41)
    people = Applicants(inventor, start, story.where)
    for number in range(2 * len(teams)):
        story.take(people.clear(), start + timedelta(days=2 + number), number)
    refused = story.take(people.primary_school(), start + timedelta(days=9))
    application_return(
        actor=story.officer, application=refused, version=None, reason="Không đủ trình độ học vấn"
    )
    story.close_list(start + timedelta(days=18), 7)
    story.set_council(start + timedelta(days=20), 118)
    half = [7, 6, 8][: len(teams)]
    met_on = workday(start + timedelta(days=24), 0)
    story.meet(met_on, [*half, *(3 for _ in half)])
    story.submit(met_on + timedelta(days=1))
    story.decide(met_on + timedelta(days=2))
    campaign_publish(actor=story.officer, campaign=story.fresh(), version=None, is_public=True)


def _receiving(story: Round, teams: Sequence[Team], inventor: Inventor) -> None:
    """Twelve applications in as many situations as there are."""
    start = story.today - timedelta(days=12)
    quotas = dict(zip(teams, (2, 1, 1), strict=False))
    story.open(f"{TITLE} đợt 2", start, story.today + timedelta(days=6), quotas, number=63)
    campaign_publish(actor=story.officer, campaign=story.fresh(), version=None, is_public=True)
    people = Applicants(inventor, start, story.where)
    clear = [story.take(people.clear(), start + timedelta(days=day), day) for day in range(1, 5)]
    lacking = [
        story.take(people.lacking(PaperKind.HEALTH_CERTIFICATE), start + timedelta(days=4)),
        story.take(people.lacking(PaperKind.CV, PaperKind.DIPLOMA), start + timedelta(days=7), 1),
        story.take(people.faulty(PaperKind.CV, "chưa có xác nhận của UBND xã"), start + timedelta(days=8), 2),
    ]
    story.take(people.primary_school(), start + timedelta(days=5))
    story.take(people.newcomer(), start + timedelta(days=6), 1)
    story.take(people.too_old(), start + timedelta(days=6), 2)
    decided = story.take(people.too_old(), start + timedelta(days=7))
    story.take(people.waiting(), story.today - timedelta(days=1), 1)
    asked = ((lacking[0], Told.IN_PERSON, lacking[0].received_on), (lacking[1], Told.PHONE, story.today))
    for application, told, asked_on in asked:
        supplement_request(actor=story.officer, application=application, told=told, asked_on=asked_on)
    over_age_record(
        actor=story.officer, application=decided, version=None,
        paper=story.paper("131/QĐ-UBND", story.today - timedelta(days=3), "Cho người trên 70 tuổi tham gia Tổ"),
    )  # fmt: skip
    for application, title in zip(
        clear, ("Đơn đề nghị tham gia (Mẫu 01)", "Giấy chứng nhận sức khỏe"), strict=False
    ):
        attachment_add(
            actor=story.officer, kind=attachment_kinds.get("application"), record=application, title=title,
            file=paper_scan("ho-so-minh-hoa"),
        )  # fmt: skip
    _ask(story, start + timedelta(days=8))
    campaign_paper_draft(actor=story.officer, campaign=story.fresh(), code=COUNCIL, seats=_seats(story))


def _ask(story: Round, sent_on: date) -> None:
    """The list is with two agencies; the Front has answered on paper, one hamlet as well."""
    for kind in (AgencyKind.FRONT, AgencyKind.ECONOMY):
        agency = Agency.objects.get(commune=story.commune, kind=kind)
        opinions_request(actor=story.officer, campaign=story.fresh(), agency=agency, sent_on=sent_on)
    answers = {one: Answer(agrees=True) for one in story.received[:5]}
    answers[story.received[3]] = Answer(False, "Chưa tham gia đầy đủ các cuộc họp thôn")
    given = {
        "actor": story.officer,
        "campaign": story.fresh(),
        "on_paper": True,
        "given_on": sent_on + timedelta(days=2),
    }
    opinions_give(source=OpinionSource.FRONT, answers=answers, **given)
    opinions_give(
        source=OpinionSource.HAMLET,
        answers={story.received[0]: Answer(True, "Nhiệt tình, có uy tín")},
        **given,
    )


def _seats(story: Round) -> list[Seat]:
    """The council as it is to be set up."""
    return [
        Seat(story.leader.full_name, Capacity.CHAIR, "Chủ tịch UBND"),
        Seat(story.chief.full_name, Capacity.VICE, "Trưởng Công an xã"),
        *(Seat(f"{name} (minh họa)", capacity, post) for name, capacity, post in SEATS),
    ]


def _listed(story: Round, teams: Sequence[Team], inventor: Inventor) -> None:
    """The list is approved and hangs at most places, the council is set up, invited, and meets in some days."""
    start = story.today - timedelta(days=36)
    story.open(TITLE, start, start + timedelta(days=18), dict.fromkeys(teams, 1), number=52)
    people = Applicants(inventor, start, story.where)
    applications = [story.take(people.clear(), start + timedelta(days=2 + day), day) for day in range(5)]
    lines = list(story.campaign.lines.order_by("pk"))
    if len(lines) > 1:
        wishes_set(actor=story.officer, application=applications[0], version=None, lines=lines[:2])
    leaving = story.take(people.clear(), start + timedelta(days=9))
    reason = "Đi làm xa, có đơn xin rút"
    application_withdraw(actor=story.officer, application=leaving, version=None, reason=reason)
    closed_on = start + timedelta(days=18)
    story.close_list(closed_on + timedelta(days=2), 9, unposted=2)
    late = people.waiting()
    application_refuse_late(
        actor=story.officer, campaign=story.fresh(), line=lines[0], source=late.source,
        received_on=closed_on + timedelta(days=2), **late.facts,
    )  # fmt: skip
    story.set_council(closed_on + timedelta(days=4), 140)
    session_plan_set(
        actor=story.officer, campaign=story.fresh(), version=None, held_on=story.today + timedelta(days=3),
        starts_at=_EIGHT,
        place=f"Hội trường UBND {story.where}", agenda="Xét hồ sơ, bỏ phiếu kín, thông qua biên bản",
    )  # fmt: skip
    member_papers_draft(actor=story.officer, campaign=story.fresh(), code=INVITATION)


def _met(story: Round, teams: Sequence[Team], inventor: Inventor) -> None:
    """The council met, two had the same number of votes, and the result lies before the chairman."""
    start = story.today - timedelta(days=50)
    story.open(TITLE, start, start + timedelta(days=20), {teams[0]: 1}, number=48)
    people = Applicants(inventor, start, story.where)
    for day in range(4):
        story.take(people.clear(has_prestige=day == 1), start + timedelta(days=3 + 2 * day))
    story.close_list(start + timedelta(days=23), 8)
    story.set_council(start + timedelta(days=25), 133)
    chosen, line = story.listed[1], story.campaign.lines.get()
    held_on = workday(story.today, 5)
    story.meet(
        held_on, [6, 6, 5, 3], picks={chosen.pk: line.pk},
        tie_break=f"Hai người bằng phiếu, Hội đồng thống nhất chọn {chosen.person}, người có uy tín ở thôn",
    )  # fmt: skip
    story.submit(workday(story.today, 2))
    attachment_add(
        actor=story.officer, kind=attachment_kinds.get("campaign"), record=story.fresh(),
        title=f"Phiếu bầu của phiên họp ({SAMPLE})", file=paper_scan("phieu-bau-minh-hoa"),
    )  # fmt: skip
