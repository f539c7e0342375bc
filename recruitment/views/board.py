"""A campaign as a board: lanes by state, clocks, quotas with seats, what comes next."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.db.models import Count, Exists, OuterRef, Subquery, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

from contracts.policy import Answer
from documents.models import Document, Posting
from documents.shelves import attachments_of
from pages.templatetags.pages import ngay
from pages.views import Action, Crumb, DetailPage
from recruitment import policies
from recruitment.choices import CAMPAIGN_TONES, ApplicationState, CampaignState
from recruitment.clocks import Clocks, Due
from recruitment.lanes import LANES, Card, Lane, counts_of, first_of_each_lane, per_row, with_counts
from recruitment.models import Application, Campaign, CampaignLine, CampaignPaper
from recruitment.papers.candidates import APPROVAL as LIST_APPROVAL
from recruitment.paths import STEPS
from recruitment.postings import RULE, list_places_lacking, named, places_lacking
from recruitment.views.lists import import_address
from teams.models import Team
from vietnam.calendar import Clock

#: While the public can still be told of the plan: until the list of candidates is closed.
UNTIL_LISTED = (CampaignState.APPROVED, CampaignState.POSTED, CampaignState.RECEIVING)


@dataclass(frozen=True)
class StepLine:
    """One step of the path as the page lists it."""

    label: str
    rule: str
    state: str
    answer: Answer
    url: str


def lanes(
    cards: list[Application], counts: Counter, due: Due | None, face: Clock | None, today: date
) -> list[Lane]:
    """The board; the clock that runs now hangs on those it is about."""
    waiting = (
        {"submit": ApplicationState.PASSED, "decide": ApplicationState.SUBMITTED}.get(due.step)
        if due
        else None
    )
    by_state: dict[str, list[Card]] = {}
    for one in cards:
        by_state.setdefault(one.state, []).append(Card(one, today, face if one.state == waiting else None))
    return [
        Lane(
            code, title, note, sum(counts[state] for state in states),
            [card for state in states for card in by_state.get(state, [])],
        )
        for code, (title, note, states) in LANES.items()
    ]  # fmt: skip


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
        first = "council" if hasattr(campaign, "council") else "council_set"
        return [first] if campaign.list_approval_id else ["sign_list", "approve_list", first]
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
    select = (
        "commune",
        "plan",
        "list_approval",
        "submitted_by",
        "council__decision",
        "council__session__minutes",
        "council__plan",
    )
    template_name = "recruitment/campaign.html"

    def get_queryset(self):
        """With the figures of the board, and who drafted the approval of the list; the plan's postings are read where
        they are asked for."""
        user = self.request.user
        drafts = CampaignPaper.objects.visible_to(user).drafts(LIST_APPROVAL).filter(campaign=OuterRef("pk"))
        drafter = Subquery(drafts.values("document__created_by")[:1])
        places = Posting.objects.filter(document=OuterRef("plan"))
        rows = super().get_queryset().annotate(
            list_drafter=drafter, plan_hung=Exists(places), plan_waits=Exists(places.filter(posted_on=None)),
        )  # fmt: skip
        return with_counts(rows, Application.objects.visible_to(user))

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
        if code == "sign_list":
            return self._may_sign_list
        if code == "postings":
            return policies.can_prepare(user, campaign.commune)
        return policies.holds_step(user, campaign, code) and self._due[code]

    @cached_property
    def _may_sign_list(self) -> Answer:
        """May the leader approve the list here; the draft is looked up for its drafter alone, who may not sign it."""
        user, campaign = self.request.user, self.object
        answer = policies.holds_step(user, campaign, "sign_list") and self._due["sign_list"]
        if not answer or campaign.list_drafter not in (None, user.pk):
            return answer
        drafts = CampaignPaper.objects.visible_to(user)
        draft = drafts.draft_of(campaign, LIST_APPROVAL) if campaign.list_drafter else None
        return policies.can_sign_list(user, campaign, draft)

    @cached_property
    def _due(self) -> dict[str, Answer]:
        """For which steps the campaign has come so far; asked once, since some look up the law."""
        return {code: policies.step_is_due(self.object, code) for code in STEPS}

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
        if campaign.state in (CampaignState.RECEIVING, CampaignState.LISTED):
            found += self._opinion_actions()
        if may_publish := policies.can_publish(user, campaign):
            label = "Thôi công khai" if campaign.is_public else "Công khai"
            found.append(Action(label, self._url("publish"), may_publish))
        return [*found, Action("Hồ sơ theo tiêu chuẩn", self._url("rules"), policies.can_see_papers(user))]

    def _opinion_actions(self) -> list[Action]:
        """To send the list, and to write what was answered; a partner only the latter."""
        user, campaign = self.request.user, self.object
        send, give = policies.can_request_opinions(user, campaign), policies.can_give_opinion(user, campaign)
        found = [Action("Gửi lấy ý kiến", self._url("opinions_request"), send)] if send else []
        return [*found, Action("Ghi ý kiến", self._url("opinions"), give)] if give else found

    def _url(self, name: str) -> str:
        if name == "postings" and self.object.plan is not None:
            return f"{self.object.plan.get_absolute_url()}#niem-yet"
        return reverse(f"recruitment:{name}", args=[self.object.pk])

    def get_context_data(self, **kwargs):
        """Everything the page shows, in a fixed number of queries."""
        campaign, today, clocks, user = self.object, timezone.localdate(), Clocks(), self.request.user
        self.lacking = self._lacking()
        lines = list(self._lines(today))
        counts, may_see_papers = counts_of(campaign), policies.can_see_papers(user)
        passed = counts[ApplicationState.PASSED]
        due = clocks.running(campaign) if passed or campaign.submitted_on else None
        face = clocks.face(due, today)
        return super().get_context_data(**kwargs) | {
            "lanes": lanes(self._cards() if may_see_papers else [], counts, due, face, today),
            "total": counts.total(), "list_url": reverse("recruitment:application_list"),
            "may_see_papers": may_see_papers, "tone": CAMPAIGN_TONES[campaign.state],
            "unposted": named(self.lacking), "unposted_paper": self._to_post(), "posting_rule": RULE,
            "due": due, "clock": face,
            "lines": lines, "open_again": self._open_again(lines),
            "attachments": attachments_of(user, "campaign", campaign),
            "next_actions": self._next(passed, today), "steps": self._steps(),
        }  # fmt: skip

    def _lacking(self) -> list[str]:
        """Where the plan, then the approved list does not hang yet, while the public can still be told of it."""
        if self.object.state == CampaignState.LISTED:
            return list_places_lacking(self.object)
        if self.object.state not in UNTIL_LISTED:
            return []
        prefetch_related_objects([self.object], "plan__postings")
        return places_lacking(self.object)

    def _to_post(self) -> Document | None:
        """The paper that the public is to read now."""
        one = self.object
        return one.list_approval if one.state == CampaignState.LISTED else one.plan

    def _cards(self) -> list[Application]:
        """The first applications of each lane."""
        rows = Application.objects.visible_to(self.request.user).filter(campaign=self.object)
        return list(first_of_each_lane(rows).select_related("person", "line__team").without_secrets())

    def _lines(self, today: date):
        """Each quota with its team's seats today and how much of it is used."""
        user = self.request.user
        team = Team.objects.visible_to(user).with_strength(today).filter(pk=OuterRef("team"))
        recognised = Application.objects.visible_to(user).filter(state=ApplicationState.RECOGNISED)
        return self.object.lines.select_related("team", "hamlet").annotate(
            members=Subquery(team.values("members")), quota=Subquery(team.values("quota")),
            used=per_row(recognised, "line", Count("pk")),
        )  # fmt: skip

    def _open_again(self, lines) -> list[CampaignLine]:
        """Teams of the campaign that lack people though it is decided: a seat nobody took, or that was left again. The
        shortage is the team's own, so that a new campaign offers it by itself."""
        if self.object.state not in (CampaignState.DECIDED, CampaignState.CLOSED):
            return []
        return [line for line in lines if line.quota is not None and (line.members or 0) < line.quota]

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
            now = bool(self._due[step.code])
            done = not now and order.index(step.after) <= here
            if step.code in ("approve_list", "sign_list"):
                done = self.object.list_approval_id is not None
            if step.code in ("submit", "sign", "decide") and self.object.submitted_on is None:
                done = False
            state = "done" if done else "now" if now else "later"
            if step.code == "post" and done and (self.object.plan_waits or not self.object.plan_hung):
                state = "part"
            found.append(
                StepLine(
                    step.label, step.rule, state, self._answer(step.code), self._url(f"step_{step.code}")
                )
            )
        return found
