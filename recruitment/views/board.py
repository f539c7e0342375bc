"""A campaign as a board: lanes by state, clocks, quotas with seats, what comes next."""

from dataclasses import dataclass, field, replace
from datetime import date

from django.urls import reverse
from django.utils import timezone

from contracts.policy import Answer
from documents.shelves import attachments_of
from pages.templatetags.pages import ngay
from pages.views import Action, Crumb, DetailPage
from recruitment import policies
from recruitment.choices import APPLICATION_TONES, CAMPAIGN_TONES, ApplicationState, CampaignState
from recruitment.clocks import Clocks
from recruitment.models import Application, Campaign
from recruitment.paths import STEPS
from recruitment.postings import RULE, named, places_lacking
from recruitment.views.lists import import_address
from teams.models import Team
from vietnam.calendar import Clock

_S = ApplicationState
#: The board's columns: heading and the states that stand in it.
LANES = (
    ("Thiếu giấy tờ", "Báo ngay cho người nộp", (_S.INCOMPLETE,)),
    ("Thẩm định", "Công an xã, trước khi chốt danh sách", (_S.RECEIVED, _S.ELIGIBLE, _S.INELIGIBLE)),
    ("Danh sách dự tuyển", "Chờ Hội đồng xét", (_S.LISTED,)),
    ("Hội đồng đã xét", "Trình trong 05 ngày làm việc (TT 14/2024, Điều 4)", (_S.PASSED, _S.NOT_PASSED)),
    ("Đã trình Chủ tịch", "Quyết định trong 05 ngày làm việc (Điều 4)", (_S.SUBMITTED,)),
    ("Kết thúc", "Công nhận, từ chối, rút", (_S.RECOGNISED, _S.REFUSED, _S.WITHDRAWN)),
)

#: While the public can still be told of the plan: until the list of candidates is closed.
UNTIL_LISTED = (CampaignState.APPROVED, CampaignState.POSTED, CampaignState.RECEIVING)


@dataclass
class Card:
    """One application on the board."""

    application: Application
    tone: str
    word: str
    clock: Clock | None = None

    @property
    def look(self) -> str:
        """Its edge: late or soon where a clock runs on it."""
        return {"late": "is-late", "soon": "is-soon"}.get(self.clock.tone, "") if self.clock else ""


@dataclass
class Lane:
    """One column of the board."""

    title: str
    note: str
    cards: list[Card] = field(default_factory=list)


@dataclass(frozen=True)
class StepLine:
    """One step of the path as the page lists it."""

    label: str
    rule: str
    state: str
    answer: Answer
    url: str


def lanes(applications: list[Application], campaign: Campaign, clocks: Clocks, today: date) -> list[Lane]:
    """The board; the clock that runs now hangs on those it is about."""
    due = clocks.running(campaign)
    waiting = {"submit": _S.PASSED, "decide": _S.SUBMITTED}.get(due.step) if due else None
    face = clocks.face(due, today)
    by_state: dict[str, list[Card]] = {}
    for one in applications:
        card = Card(one, APPLICATION_TONES[one.state], ApplicationState(one.state).label)
        card.clock = face if one.state == waiting else None
        by_state.setdefault(one.state, []).append(card)
    return [
        Lane(title, note, [card for state in states for card in by_state.get(state, [])])
        for title, note, states in LANES
    ]


def next_steps(campaign: Campaign, passed: int, today: date, is_posted: bool) -> list[str]:
    """What comes next by the path, as codes of steps; two where the same step may be made in two ways, or where the
    window opens before the plan hangs everywhere."""
    state = campaign.state
    if state == CampaignState.APPROVED:
        first = "post" if is_posted else "postings"
        return [first, "open"] if today >= campaign.opens_on else [first]
    if state == CampaignState.RECEIVING:
        return ["list"] if today > campaign.closes_on else ["receive"]
    if state == CampaignState.LISTED:
        return ["council"] if hasattr(campaign, "council") else ["council_set"]
    if state == CampaignState.COUNCIL:
        if campaign.submitted_on:
            return ["sign", "decide"]
        if passed and campaign.council.session.minutes_id is None:
            return ["minutes"]
        return ["submit"] if passed else ["close"]
    ways = {
        CampaignState.DRAFT: ["approve"],
        CampaignState.POSTED: ["open"],
        CampaignState.DECIDED: ["close"],
    }
    return ways.get(CampaignState(state), [])


class CampaignPage(DetailPage):
    """The campaign's state and next action, its board, quotas, council, path."""

    model = Campaign
    select = ("commune", "plan", "submitted_by", "council__decision", "council__session__minutes",
              "council__plan")  # fmt: skip
    template_name = "recruitment/campaign.html"

    def get_queryset(self):
        return super().get_queryset().prefetch_related("plan__postings")

    def get_crumbs(self):
        return [Crumb("Đợt tuyển chọn", reverse("recruitment:campaign_list"))]

    def get_subtitle(self):
        one = self.object
        window = f"Nhận hồ sơ từ {ngay(one.opens_on)} đến hết {ngay(one.closes_on)} tại {one.filing_place}"
        return f"{one.commune}. {window}."

    def _answer(self, code: str) -> Answer:
        user, campaign = self.request.user, self.object
        if code == "receive":
            return policies.can_receive(user, campaign)
        if code == "council_set":
            return policies.can_set_council(user, campaign)
        if code == "minutes":
            return policies.can_record_minutes(user, campaign)
        if code == "postings":
            return policies.can_prepare(user, campaign.commune)
        return policies.can_step(user, campaign, code)

    def get_actions(self):
        user, campaign = self.request.user, self.object
        found = [
            Action("Sửa kế hoạch", self._url("campaign_edit"), policies.can_edit_campaign(user, campaign))
        ]
        if campaign.state != CampaignState.DRAFT:
            found = [Action("Nhận hồ sơ", self._url("receive"), policies.can_receive(user, campaign))]
            late = policies.can_refuse_late(user, campaign)
            if late and campaign.state != CampaignState.RECEIVING:
                found = [Action("Ghi hồ sơ nộp muộn", self._url("receive"), late)]
        if campaign.state == CampaignState.RECEIVING:
            found.append(
                Action("Nhập từ Excel", import_address(campaign), policies.can_receive(user, campaign))
            )
        return found

    def _url(self, name: str) -> str:
        if name == "postings" and self.object.plan is not None:
            return f"{self.object.plan.get_absolute_url()}#niem-yet"
        return reverse(f"recruitment:{name}", args=[self.object.pk])

    def get_context_data(self, **kwargs):
        """Everything the page shows, in a fixed number of queries."""
        campaign, today, clocks = self.object, timezone.localdate(), Clocks()
        self.lacking = places_lacking(campaign)
        applications = self._applications()
        passed = sum(one.state == ApplicationState.PASSED for one in applications)
        due = clocks.running(campaign) if passed or campaign.submitted_on else None
        return super().get_context_data(**kwargs) | {
            "lanes": lanes(applications, campaign, clocks, today), "total": len(applications),
            "may_see_papers": policies.can_see_papers(self.request.user), "tone": CAMPAIGN_TONES[campaign.state],
            "unposted": named(self.lacking) if campaign.state in UNTIL_LISTED else "", "posting_rule": RULE,
            "due": due, "clock": clocks.face(due, today), "lines": self._lines(applications, today),
            "attachments": attachments_of(self.request.user, "campaign", campaign),
            "next_actions": self._next(passed, today), "steps": self._steps(),
        }  # fmt: skip

    def _applications(self) -> list[Application]:
        rows = Application.objects.visible_to(self.request.user).filter(campaign=self.object)
        joined = rows.select_related("person", "line__team", "vote").without_secrets()
        return list(joined.order_by("person__sort_key", "pk"))

    def _lines(self, applications: list[Application], today: date) -> list[dict]:
        """Each quota with its team's seats today and how much of it is used."""
        lines = list(self.object.lines.select_related("team", "hamlet"))
        teams = Team.objects.visible_to(self.request.user).with_strength(today)
        strengths = {team.pk: team for team in teams.filter(pk__in=[line.team_id for line in lines])}
        used = [one.line_id for one in applications if one.state == ApplicationState.RECOGNISED]
        return [
            {"line": line, "team": strengths.get(line.team_id), "used": used.count(line.pk)} for line in lines
        ]

    def _next(self, passed: int, today: date) -> list[Action]:
        """The next step's buttons; of two ways the one the user may go, else the first with its reason."""
        labels = {
            "receive": "Nhận hồ sơ", "council_set": "Ghi quyết định thành lập Hội đồng",
            "postings": "Ghi niêm yết từng nơi", "minutes": "Ghi biên bản kết quả (Mẫu 04)",
        }  # fmt: skip
        found = [
            Action(
                labels.get(code) or STEPS[code].label,
                self._url(code if code in labels else f"step_{code}"), self._answer(code),
            )
            for code in next_steps(self.object, passed, today, not self.lacking)
        ]  # fmt: skip
        shown = [action for action in found if action.answer] or found[:1]
        return [replace(shown[0], look="primary"), *shown[1:]] if shown else []

    def _steps(self) -> list[StepLine]:
        """The whole path: done, done in part, possible now, or later."""
        order = [state.value for state in CampaignState]
        here = order.index(self.object.state)
        found = []
        for step in STEPS.values():
            now = bool(policies.step_is_due(self.object, step.code))
            done = not now and order.index(step.after) <= here
            if step.code in ("submit", "sign", "decide") and self.object.submitted_on is None:
                done = False
            state = "done" if done else "now" if now else "later"
            if step.code == "post" and done and self.lacking:
                state = "part"
            found.append(
                StepLine(
                    step.label, step.rule, state, self._answer(step.code), self._url(f"step_{step.code}")
                )
            )
        return found
