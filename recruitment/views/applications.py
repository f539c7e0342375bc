"""The page of one application: what the rules say, its papers, what is done next."""

from dataclasses import dataclass, replace

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from audit.acts import act_label
from audit.models import Entry
from audit.policies import can_read_object
from contracts.policy import require
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
from recruitment.eligibility import LEGAL_FACTS, Finding, Grounds, examine, missing_papers, priorities
from recruitment.models import Application, Campaign
from recruitment.paper_lines import application_lines
from recruitment.paths import APPLICATION_STEPS, OWN_STEPS
from teams.policies import can_reveal

JOINED = (
    "campaign__commune", "line__team__commune", "person__hamlet", "person__home_commune", "over_age_decision",
    "recognition", "membership", "appraised_by", "receipt__received_by",
)  # fmt: skip

#: Steps whose buttons stand under the rules they are about.
_AT_THE_RULES = ("appraise", "over_age")


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
        return f"Dự tuyển vào {one.line.team}, {one.get_source_display().lower()}. Nhận ngày {ngay(one.received_on)}."

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
        answer = policies.can_take(self.request.user, self.object, code)
        return Action(APPLICATION_STEPS[code].label, self._url(code), answer, look)

    def _url(self, name: str) -> str:
        return reverse(f"recruitment:application_{name}", args=[self.object.pk])

    def get_context_data(self, **kwargs):
        """What the rules say is judged anew: the page never shows an old verdict."""
        one, user = self.object, self.request.user
        grounds, papers = Grounds(one.campaign.commune), {paper.kind: paper for paper in one.papers.all()}
        findings, lacking = examine(one, grounds, papers), missing_papers(one, grounds, papers)
        entries = Entry.objects.readable_about(one, user)[:8]
        return super().get_context_data(**kwargs) | {
            "tone": APPLICATION_TONES[one.state], "findings": self._shown(findings),
            "summary": _summary(findings), "lacking": lacking, "priorities": priorities(one),
            "papers": [(kind.label, papers.get(kind.value)) for kind in PaperKind],
            "is_open": one.state in OPEN_STATES, "rule_actions": self._rule_actions(findings),
            "next": self._next(findings, lacking), "person": one.person,
            "history_url": self._url("history") if can_read_object(user) else "",
            "age": one.person.age_on(one.received_on), "events": [_event(entry) for entry in entries],
            "vote": getattr(one, "vote", None), "receipt": getattr(one, "receipt", None),
            "requests": list(one.supplement_requests.all()), "opinions": list(one.opinions.all()),
            "today": timezone.localdate(),
            "attachments": attachments_of(user, "application", one), "drawn": application_lines(user, one),
        }  # fmt: skip

    def _shown(self, findings: list[Finding]) -> list[tuple[Finding, str]]:
        """The findings with their tones; facts of sentences and measures for those only who may see them."""
        may = can_reveal(self.request.user, self.object.person)
        secret = {code for code, _ in LEGAL_FACTS.values()}
        shown = [f if may or f.code not in secret else replace(f, fact="Đang che") for f in findings]
        return [(finding, OUTCOME_TONES[finding.outcome]) for finding in shown]

    def _rule_actions(self, findings: list[Finding]) -> list[Action]:
        """What is done about the rules; a decision on age where one is needed."""
        needed = any(finding.outcome == Outcome.DECISION for finding in findings)
        return [self._action(code) for code in _AT_THE_RULES if code != "over_age" or needed]

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
        return self._action("over_age", "primary")


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
