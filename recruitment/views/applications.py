"""The page of one application: what the rules say, its papers, what is done next."""

from dataclasses import dataclass, replace

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from audit.acts import act_label
from audit.models import Entry
from audit.policies import can_read_object
from contracts.policy import ALLOWED, Answer, require
from documents.choices import DocumentState
from documents.models import Document
from documents.shelves import attachments_of
from pages.templatetags.pages import gio, ngay
from pages.views import Action, Crumb, DetailPage
from recruitment import policies
from recruitment.choices import (
    APPLICATION_TONES,
    OPEN_STATES,
    OUTCOME_TONES,
    ApplicationState,
    CampaignState,
    Outcome,
    PaperKind,
)
from recruitment.eligibility import (
    LEGAL_FACTS,
    Finding,
    Grounds,
    age_is_open,
    examine,
    missing_papers,
    priorities,
)
from recruitment.models import Application, Campaign
from recruitment.paper_lines import application_lines
from recruitment.papers.over_age import DECISION, PROPOSAL
from recruitment.paths import APPLICATION_STEPS, OWN_STEPS
from teams.policies import can_reveal

JOINED = (
    "campaign__commune", "line__team__commune", "line__hamlet", "person__hamlet", "person__home_commune",
    "over_age_decision", "recognition", "membership", "appraised_by", "receipt__received_by",
)  # fmt: skip

#: Steps about an age over the limit.
_OF_AGE = ("sign_over_age", "refuse_over_age", "over_age", "over_age_refusal")
#: Steps whose buttons stand under the rules they are about.
_AT_THE_RULES = ("appraise", *_OF_AGE)


def campaign_crumbs(campaign: Campaign) -> list[Crumb]:
    """The path to a campaign."""
    return [
        Crumb("Đợt tuyển chọn", reverse("recruitment:campaign_list")),
        Crumb(str(campaign), campaign.get_absolute_url()),
    ]


class ApplicationPage(DetailPage):
    """An application: state and next action, every rule with its fact and article, papers, history."""

    model, select = Application, (*JOINED, "vote")
    template_name = "recruitment/application.html"

    def dispatch(self, request, *args, **kwargs):
        """Partners see campaigns, not applicants; another unit's application is not there for anybody."""
        get_object_or_404(Application.objects.visible_to(request.user).only("pk"), pk=kwargs["pk"])
        require(policies.can_see_papers(request.user))
        return super().dispatch(request, *args, **kwargs)

    def get_subtitle(self):
        one = self.object
        return f"Dự tuyển vào {one.line.place}, {one.get_source_display().lower()}. Nhận ngày {ngay(one.received_on)}."

    def get_crumbs(self):
        return campaign_crumbs(self.object.campaign)

    def get_actions(self):
        """The steps of its path that may be taken now, but for those that stand where their facts are shown."""
        one, user = self.object, self.request.user
        found = [self._action(step.code) for step in OWN_STEPS if step.code not in _AT_THE_RULES]
        found += [
            Action("Ghi thôi dự tuyển", self._url("step_back"), policies.can_step_back(user, one)),
            Action("Ghi nguyện vọng", self._url("wishes"), policies.can_set_wishes(user, one)),
        ]
        return [action for action in found if action.answer] or found[:1]

    def _action(self, code: str, look: str = "plain") -> Action:
        return Action(APPLICATION_STEPS[code].label, self._url(code), self._answer(code), look)

    def _answer(self, code: str) -> Answer:
        user, one = self.request.user, self.object
        if code == "sign_over_age":
            draft = self._age_paper(DECISION)
            is_draft = draft is not None and draft.state == DocumentState.DRAFT
            return policies.can_sign_over_age(user, one, draft if is_draft else None)
        if code == "refuse_over_age":
            return policies.can_refuse_over_age(user, one)
        return policies.can_take(user, one, code)

    def _url(self, name: str) -> str:
        return reverse(f"recruitment:application_{name}", args=[self.object.pk])

    def get_context_data(self, **kwargs):
        """What the rules say is judged anew: the page never shows an old verdict."""
        one, user = self.object, self.request.user
        grounds, papers = Grounds(one.campaign.commune), {paper.kind: paper for paper in one.papers.all()}
        findings, lacking = examine(one, grounds, papers), missing_papers(one, grounds, papers)
        self.age_is_open = age_is_open(one, grounds)
        self.drawn = application_lines(user, one, grounds)
        entries = Entry.objects.readable_about(one, user)[:8]
        return super().get_context_data(**kwargs) | {
            "tone": APPLICATION_TONES[one.state], "findings": self._shown(findings),
            "summary": _summary(findings), "lacking": lacking, "priorities": priorities(one),
            "papers": [(kind.label, papers.get(kind.value)) for kind in PaperKind],
            "is_open": one.state in OPEN_STATES, "rule_actions": self._rule_actions(),
            "next": self._next(findings, lacking), "person": one.person,
            "history_url": self._url("history") if can_read_object(user) else "",
            "age": one.person.age_on(one.received_on), "events": [_event(entry) for entry in entries],
            "vote": getattr(one, "vote", None), "receipt": getattr(one, "receipt", None),
            "requests": list(one.supplement_requests.all()), "opinions": list(one.opinions.all()),
            "today": timezone.localdate(),
            "attachments": attachments_of(user, "application", one), "drawn": self.drawn,
        }  # fmt: skip

    def _shown(self, findings: list[Finding]) -> list[tuple[Finding, str]]:
        """The findings with their tones; facts of sentences and measures for those only who may see them."""
        may = can_reveal(self.request.user, self.object.person)
        secret = {code for code, _ in LEGAL_FACTS.values()}
        shown = [f if may or f.code not in secret else replace(f, fact="Đang che") for f in findings]
        return [(finding, OUTCOME_TONES[finding.outcome]) for finding in shown]

    def _rule_actions(self) -> list[Action]:
        """What is done about the rules: the appraisal, and where a decision on age is open the ways to it that this
        user may go, else the first with its reason."""
        of_age = [self._action(code) for code in _OF_AGE] if self.age_is_open else []
        return [self._action("appraise"), *([action for action in of_age if action.answer] or of_age[:1])]

    def _next(self, findings: list[Finding], lacking: list[str]) -> Action | None:
        """The one thing to do next on this application."""
        one = self.object
        if one.campaign.state != CampaignState.RECEIVING or one.state not in (
            ApplicationState.RECEIVED, ApplicationState.INCOMPLETE
        ):  # fmt: skip
            return None
        if lacking:
            return self._action("supplement", "primary")
        if any(finding.outcome == Outcome.CHECK for finding in findings):
            return self._action("appraise", "primary")
        return self._age_next()

    def _age_next(self) -> Action:
        """Towards the decision on age: the police's proposal, their signature, the decision drafted, the chairman's."""
        for code, label in (
            (PROPOSAL, "Soạn đề nghị của Công an xã"), (DECISION, "Soạn quyết định cho phép dự tuyển")
        ):  # fmt: skip
            line = next(one for one in self.drawn if one.code == code)
            if not line.papers:
                return Action(label, line.url, line.answer, "primary")
            if code == PROPOSAL and line.state == "draft":
                address = line.papers[0].get_absolute_url()
                return Action("Mở bản thảo đề nghị để ký", address, ALLOWED, "primary")
        ways = [self._action(code, "primary") for code in ("sign_over_age", "over_age")]
        return next((action for action in ways if action.answer), ways[0])

    def _age_paper(self, code: str) -> Document | None:
        """The application's paper of that kind as its line shows it."""
        lines = [line for line in self.drawn if line.code == code and line.papers]
        return lines[0].papers[0] if lines else None


@dataclass(frozen=True)
class Event:
    """One line of an application's history."""

    text: str
    detail: str
    is_now: bool = False


def _event(entry: Entry) -> Event:
    state = (entry.after or {}).get("state")
    said = [act_label(entry.act), ApplicationState(state).label.lower() if state else "", entry.reason]
    return Event(": ".join(part for part in said if part), f"{gio(entry.at)}, {entry.actor_name}")


def _summary(findings: list[Finding]) -> str:
    counts = {outcome: sum(f.outcome == outcome for f in findings) for outcome in Outcome}
    return ", ".join(f"{n} {outcome.label.lower()}" for outcome, n in counts.items() if n)
