"""A campaign as a board: lanes by state, clocks, quotas with seats, what comes next."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.db.models import Count, Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone

from contracts.policy import Answer, Denied
from documents.models import Document, Posting
from documents.shelves import attachments_of
from pages.templatetags.pages import ngay
from pages.views import Action, Crumb, DetailPage
from recruitment import policies
from recruitment.choices import CAMPAIGN_TONES, ApplicationState, CampaignState
from recruitment.clocks import Clocks, Due
from recruitment.lanes import (
    LANES,
    Card,
    Lane,
    counts_of,
    first_of_each_lane,
    per_row,
    wanted_of,
    with_counts,
)
from recruitment.models import Application, Campaign, CampaignLine, CampaignPaper, Extension
from recruitment.outlook import hindrance, next_steps, next_words
from recruitment.papers.candidates import APPROVAL as LIST_APPROVAL
from recruitment.papers.extension import EXTENSION
from recruitment.papers.planning import PLAN
from recruitment.paths import STAGES, STEPS
from recruitment.postings import RULE, unposted
from recruitment.views.lists import import_address
from teams.models import Team
from vietnam.calendar import Clock

#: Steps of the leader that issue a draft: its kind, where the page keeps who drew it up, the policy.
SIGNED = {
    "sign_plan": (PLAN, "plan_drafter", policies.can_sign_plan),
    "sign_list": (LIST_APPROVAL, "list_drafter", policies.can_sign_list),
    "sign_extension": (EXTENSION, "extension_drafter", policies.can_sign_extension),
}


@dataclass(frozen=True)
class StageLine:
    """One stage of the path as the page lists it: how far it is (`done`, `part`, `now`, `later`), when and by which
    paper it was done, and the steps that may be taken now; `who` takes them where the user does not."""

    label: str
    rule: str
    state: str
    actions: Sequence[Action]
    who: str = ""
    done_on: date | None = None
    paper: Document | None = None


def lanes(
    campaign: Campaign,
    cards: list[Application],
    counts: Counter,
    due: Due | None,
    face: Clock | None,
    today: date,
) -> list[Lane]:
    """The board; the clock that runs now hangs on those it is about."""
    waiting = (
        {"submit": ApplicationState.PASSED, "decide": ApplicationState.SUBMITTED}.get(due.step)
        if due
        else None
    )
    by_state: dict[str, list[Card]] = {}
    wanted = wanted_of(cards, campaign) if campaign.state == CampaignState.RECEIVING else {}
    for one in cards:
        clock = face if one.state == waiting else None
        by_state.setdefault(one.state, []).append(Card(one, today, clock, wanted.get(one.pk)))
    return [
        Lane(
            code, title, note, sum(counts[state] for state in states),
            [card for state in states for card in by_state.get(state, [])],
        )
        for code, (title, note, states) in LANES.items()
    ]  # fmt: skip


def who_takes(codes: Sequence[str]) -> str:
    """Whose the steps are, in words."""
    roles = dict.fromkeys(str(role.label) for code in codes for role in STEPS[code].roles)
    return "; ".join(roles)


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
        papers = CampaignPaper.objects.visible_to(user)
        drafters = {
            name: Subquery(
                papers.drafts(kind).filter(campaign=OuterRef("pk")).values("document__created_by")[:1]
            )
            for kind, name, _ in SIGNED.values()
        }
        places = Posting.objects.filter(document=OuterRef("plan"))
        decided = Application.objects.visible_to(user).filter(
            campaign=OuterRef("pk"), recognition__isnull=False
        )
        rows = super().get_queryset().annotate(
            **drafters, plan_hung=Exists(places), plan_waits=Exists(places.filter(posted_on=None)),
            first_closed=Subquery(
                Extension.objects.visible_to(user).filter(campaign=OuterRef("pk")).values("closed_on")[:1]
            ),
            plan_posted=Subquery(places.order_by("-posted_on").values("posted_on")[:1]),
            decision=Subquery(decided.values("recognition")[:1]),
        )  # fmt: skip
        return with_counts(rows, Application.objects.visible_to(user))

    def get_crumbs(self):
        return [Crumb("Đợt tuyển chọn", reverse("recruitment:campaign_list"))]

    def get_subtitle(self):
        one = self.object
        window = f"Nhận hồ sơ từ {ngay(one.opens_on)} đến hết {ngay(one.closes_on)} tại {one.filing_place}"
        extended = f" (gia hạn, hạn đầu {ngay(one.first_closed)})" if one.first_closed else ""
        return f"{one.commune}. {window}{extended}."

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
        answer = policies.holds_step(user, campaign, code) and self._due[code]
        return self._may_sign(code) if answer and code in SIGNED else answer

    def _may_sign(self, code: str) -> Answer:
        """May the leader, whose step it is, sign it here; the draft is looked up for its drafter alone, who may not."""
        user, campaign = self.request.user, self.object
        kind, drafter, may_sign = SIGNED[code]
        drafted_by = getattr(campaign, drafter)
        if drafted_by not in (None, user.pk):
            return self._due[code]
        drafts = CampaignPaper.objects.visible_to(user)
        draft = drafts.draft_of(campaign, kind) if drafted_by else None
        return may_sign(user, campaign, draft)

    @cached_property
    def _counts(self) -> Counter:
        """How many applications by state."""
        return counts_of(self.object)

    @cached_property
    def _due(self) -> dict[str, Answer]:
        """Which steps may be taken now, whoever takes them; asked once, since some look up the law."""
        today = timezone.localdate()
        found = {code: policies.step_is_due(self.object, code) for code in STEPS}
        for code, answer in found.items():
            if answer and (told := hindrance(self.object, code, self._counts, today)):
                found[code] = Denied(told)
        return found

    def get_actions(self):
        user, campaign = self.request.user, self.object
        found = [
            Action("Sửa kế hoạch", self._url("campaign_edit"), policies.can_edit_campaign(user, campaign))
        ]
        if not policies.can_prepare(user, campaign.commune):
            found = []
        elif campaign.state != CampaignState.DRAFT:
            found = self._intake_actions()
        if campaign.state in (CampaignState.RECEIVING, CampaignState.LISTED):
            found += self._opinion_actions()
        if may_publish := policies.can_publish(user, campaign):
            label = "Thôi công khai" if campaign.is_public else "Công khai"
            found.append(Action(label, self._url("publish"), may_publish))
        if self._due["extend"] and policies.holds_step(user, campaign, "extend"):
            found.append(Action("Gia hạn", self._url("step_extend")))
        if campaign.extension_drafter and (answer := self._answer("sign_extension")):
            found.append(Action(STEPS["sign_extension"].label, self._url("step_sign_extension"), answer))
        return [*found, Action("Hồ sơ theo tiêu chuẩn", self._url("rules"), policies.can_see_papers(user))]

    def _intake_actions(self) -> list[Action]:
        """To take applications in; while the window is open one at a time is the page's next step already."""
        user, campaign = self.request.user, self.object
        if campaign.state != CampaignState.RECEIVING:
            late = policies.can_refuse_late(user, campaign)
            return [Action("Ghi hồ sơ nộp muộn", self._url("receive"), late)] if late else []
        may, found = policies.can_receive(user, campaign), []
        if timezone.localdate() > campaign.closes_on:
            found = [Action("Nhận hồ sơ", self._url("receive"), may)]
        return [*found, Action("Nhập từ Excel", import_address(campaign), may)]

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
        extended_by = self._extended_by()
        self.unposted = unposted(campaign, extended_by, self._done.get("sign", (None, None))[1])
        lines = list(self._lines(today))
        counts, may_see_papers = self._counts, policies.can_see_papers(user)
        passed = counts[ApplicationState.PASSED]
        due = clocks.running(campaign) if passed or campaign.submitted_on else None
        face = clocks.face(due, today)
        return super().get_context_data(**kwargs) | {
            "lanes": lanes(
                campaign, self._cards() if may_see_papers else [], counts, due, face, today
            ),
            "total": counts.total(), "list_url": reverse("recruitment:application_list"),
            "may_see_papers": may_see_papers, "tone": CAMPAIGN_TONES[campaign.state],
            "unposted": self.unposted, "posting_rule": RULE, "extended_by": extended_by,
            "due": due, "clock": face,
            "lines": lines, "open_again": self._open_again(lines),
            "may_open_again": policies.can_prepare(self.request.user, self.object.commune),
            "attachments": attachments_of(user, "campaign", campaign),
            "next_actions": self._next(passed, today), "next_words": next_words(campaign, counts, today),
            "stages": self._stages(),
        }  # fmt: skip

    def _extended_by(self) -> list[Document]:
        """The plans that extended the window, the oldest first."""
        if not self.object.first_closed:
            return []
        rows = Extension.objects.visible_to(self.request.user).filter(campaign=self.object)
        return [row.document for row in rows.select_related("document").order_by("closes_on")]

    def _cards(self) -> list[Application]:
        """The first applications of each lane."""
        rows = Application.objects.visible_to(self.request.user).filter(campaign=self.object)
        joined = first_of_each_lane(rows).select_related("person", "line__team", "over_age_decision")
        return list(joined.without_person_secrets())

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

    @property
    def _plan_hangs(self) -> bool:
        return all(one.paper != self.object.plan for one in self.unposted)

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
            for code in next_steps(self.object, passed, today, self._plan_hangs)
        ]  # fmt: skip
        shown = [action for action in found if action.answer] or found[:1]
        return [replace(shown[0], look="primary"), *shown[1:]] if shown else []

    def _stages(self) -> list[StageLine]:
        """The whole path: done, done in part, possible now, or later."""
        return [self._stage(label, codes) for label, codes in STAGES]

    def _stage(self, label: str, codes: Sequence[str]) -> StageLine:
        user, campaign = self.request.user, self.object
        state = self._how_far(codes)
        if codes == ("close",) and state == "now" and not self._due["close"]:
            state = "later"  # somebody is still on the way: it is not what comes next
        actions: list[Action] = []
        if state in ("now", "part"):
            actions = [
                Action(STEPS[code].label, self._url(f"step_{code}"), self._answer(code))
                for code in codes
                if campaign.state in STEPS[code].before and policies.holds_step(user, campaign, code)
            ]
        who = "" if actions or state != "now" else who_takes(codes)
        done_on, paper = self._done.get(codes[0], (None, None)) if state in ("done", "part") else (None, None)
        return StageLine(label, STEPS[codes[0]].rule, state, actions, who, done_on, paper)

    def _how_far(self, codes: Sequence[str]) -> str:
        campaign, first = self.object, codes[0]
        order = [state.value for state in CampaignState]
        here = campaign.state in STEPS[first].before
        done = not here and order.index(STEPS[first].after) <= order.index(campaign.state)
        if first == "sign_list":
            done = campaign.list_approval_id is not None
        elif first == "submit":
            done = campaign.submitted_on is not None
        elif first == "sign":
            done = campaign.decision is not None or (done and campaign.submitted_on is not None)
            here = here and campaign.submitted_on is not None
        elif first == "post" and done and (campaign.plan_waits or not campaign.plan_hung):
            return "part"
        return "done" if done else "now" if here else "later"

    @cached_property
    def _done(self) -> dict[str, tuple[date | None, Document | None]]:
        """When, and by which paper, what was done: by the first step of its stage."""
        one, session = self.object, policies.session_of(self.object)
        decision = None
        if one.decision:
            decision = Document.objects.visible_to(self.request.user).filter(pk=one.decision).first()
        dated = {"sign_plan": one.plan, "sign_list": one.list_approval, "sign": decision}
        found = {code: (paper.signed_on, paper) for code, paper in dated.items() if paper}
        if session:
            found["council"] = (session.held_on, session.minutes)
        return found | {
            "post": (one.plan_posted, None), "open": (one.opens_on, None), "submit": (one.submitted_on, None)
        }  # fmt: skip
