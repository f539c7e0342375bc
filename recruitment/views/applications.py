"""Pages of one application: intake, what the rules say, what is done to it."""

from dataclasses import dataclass, replace
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from audit.acts import act_label
from audit.models import Entry
from audit.policies import can_read_object
from communes.models import Hamlet
from contracts.policy import ALLOWED, Answer, require
from documents.forms import PaperFields
from documents.shelves import attachments_of
from pages.templatetags.pages import gio, ngay
from pages.views import Action, Crumb, DetailPage, ServiceFormView
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
from recruitment.eligibility import LEGAL_FACTS, Finding, examine, missing_papers, priorities
from recruitment.forms import ApplicationForm, AppraiseForm, ReasonForm, SupplementForm
from recruitment.models import Application, Campaign
from recruitment.paper_lines import application_lines
from recruitment.services.applications import (
    applicant_correct,
    application_appraise,
    application_receive,
    application_refuse_late,
    application_return,
    application_supplement,
    application_withdraw,
    over_age_record,
)
from recruitment.services.intake_rules import LateApplication
from teams.forms.members import PersonForm, person_initial
from teams.policies import can_reveal
from teams.views.transfers import OffersTransferMixin

ROWS = "components/rows_form.html"
_JOINED = (
    "campaign__commune", "line__team__commune", "person__hamlet", "person__home_commune", "over_age_decision",
    "recognition", "membership", "appraised_by",
)  # fmt: skip


def campaign_crumbs(campaign: Campaign) -> list[Crumb]:
    """The path to a campaign."""
    return [
        Crumb("Đợt tuyển chọn", reverse("recruitment:campaign_list")),
        Crumb(str(campaign), campaign.get_absolute_url()),
    ]


class Receive(OffersTransferMixin, ServiceFormView):
    """Take an application; one that came too late may be written down and is not taken."""

    form_class, template_name = ApplicationForm, "recruitment/receive.html"
    title, submit_label = "Nhận hồ sơ dự tuyển", "Nhận hồ sơ"

    def get_subject(self):
        rows = Campaign.objects.visible_to(self.request.user).select_related("commune")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self) -> Answer:
        user = self.request.user
        answer = policies.can_receive(user, self.subject)
        return answer or (ALLOWED if policies.can_refuse_late(user, self.subject) else answer)

    def get_subtitle(self):
        one = self.subject
        return f"Nhận từ {ngay(one.opens_on)} đến hết {ngay(one.closes_on)} tại {one.filing_place}."

    def get_crumbs(self):
        return campaign_crumbs(self.subject)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        kwargs.pop("versioned", None)  # an application is added, the campaign itself does not change
        hamlets = Hamlet.objects.visible_to(self.request.user).open().filter(commune=self.subject.commune)
        return kwargs | {"hamlets": hamlets, "lines": self.subject.lines.select_related("team")}

    def perform(self, form):
        data, user = form.cleaned_data, self.request.user
        facts = {
            "actor": user, "campaign": self.subject, "line": data["line"], "source": data["source"],
            "received_on": data["received_on"],
        }  # fmt: skip
        if "late" in self.request.POST:
            return application_refuse_late(**facts, **form.facts())
        if self._is_late(data):
            raise LateApplication(self.subject, data["received_on"])
        return application_receive(**facts, papers=form.papers(), **form.facts())

    def _is_late(self, data: dict) -> bool:
        return data["received_on"] > self.subject.closes_on

    def form_valid(self, form):
        """A late one gets the rule and a second button."""
        self.extra_context = {"may_note_late": self._may_note_late(form)}
        return super().form_valid(form)

    def _may_note_late(self, form) -> bool:
        return self._is_late(form.cleaned_data) and bool(
            policies.can_refuse_late(self.request.user, self.subject)
        )

    def get_done_message(self, result):
        if result.state == ApplicationState.REFUSED:
            return (
                f"Đã ghi vào sổ: {result.person} nộp muộn ngày {ngay(result.received_on)}, không nhận hồ sơ."
            )
        said = missing_papers(result)
        said += [
            f"{f.fact} ({f.citation})"
            for f in examine(result)
            if f.outcome in (Outcome.FAIL, Outcome.DECISION)
        ]
        if said:
            return f"Đã nhận hồ sơ của {result.person}. Báo ngay người nộp: {'; '.join(said)}."
        return f"Đã nhận đủ giấy tờ của {result.person}. Tiếp theo: Công an xã thẩm định."


class ApplicationPage(DetailPage):
    """An application: state and next action, every rule with its fact and article, papers, history."""

    model, select = Application, _JOINED
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
        one, user = self.object, self.request.user
        work = policies.can_work_on(user, one)
        found = [
            Action("Sửa nhân thân", self._url("person"), work),
            Action("Bổ sung giấy tờ", self._url("supplement"), work),
            Action("Trả hồ sơ", self._url("return"), work),
            Action("Ghi rút hồ sơ", self._url("withdraw"), policies.can_withdraw(user, one)),
            Action("Ghi thôi dự tuyển", self._url("step_back"), policies.can_step_back(user, one)),
            Action("Ghi nguyện vọng", self._url("wishes"), policies.can_set_wishes(user, one)),
        ]
        return [action for action in found if action.answer] or found[:1]

    def _url(self, name: str) -> str:
        return reverse(f"recruitment:application_{name}", args=[self.object.pk])

    def get_context_data(self, **kwargs):
        """What the rules say is judged anew: the page never shows an old verdict."""
        one, user = self.object, self.request.user
        findings, lacking = examine(one), missing_papers(one)
        entries = Entry.objects.readable_about(one, user)[:8]
        return super().get_context_data(**kwargs) | {
            "tone": APPLICATION_TONES[one.state], "findings": self._shown(findings),
            "summary": _summary(findings), "lacking": lacking, "priorities": priorities(one), "papers": self._papers(),
            "work": policies.can_work_on(user, one), "is_open": one.state in OPEN_STATES,
            "next": self._next(findings, lacking), "person": one.person,
            "appraise_url": self._url("appraise"), "over_age_url": self._url("over_age"),
            "history_url": self._url("history") if can_read_object(user) else "",
            "age": one.person.age_on(one.received_on), "events": [_event(entry) for entry in entries],
            "needs_decision": any(f.outcome == Outcome.DECISION for f in findings), "vote": getattr(one, "vote", None),
            "attachments": attachments_of(user, "application", one), "drawn": application_lines(user, one),
        }  # fmt: skip

    def _shown(self, findings: list[Finding]) -> list[tuple[Finding, str]]:
        """The findings with their tones; facts of sentences and measures for those only who may see them."""
        may = can_reveal(self.request.user, self.object.person)
        secret = {code for code, _ in LEGAL_FACTS.values()}
        shown = [f if may or f.code not in secret else replace(f, fact="Đang che") for f in findings]
        return [(finding, OUTCOME_TONES[finding.outcome]) for finding in shown]

    def _papers(self) -> list[tuple[str, Any]]:
        there = {paper.kind: paper for paper in self.object.papers.all()}
        return [(kind.label, there.get(kind.value)) for kind in PaperKind]

    def _next(self, findings: list[Finding], lacking: list[str]) -> Action | None:
        """The one thing to do next on this application."""
        one, work = self.object, policies.can_work_on(self.request.user, self.object)
        if one.campaign.state != CampaignState.RECEIVING or one.state not in (
            ApplicationState.RECEIVED, ApplicationState.INCOMPLETE
        ):  # fmt: skip
            return None
        if lacking:
            return Action("Bổ sung giấy tờ", self._url("supplement"), work, "primary")
        if any(finding.outcome == Outcome.CHECK for finding in findings):
            return Action("Ghi kết quả thẩm định", self._url("appraise"), work, "primary")
        return Action("Ghi quyết định về tuổi", self._url("over_age"), work, "primary")


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


class ApplicationAct(ServiceFormView):
    """Base of what is done to an application."""

    def get_subject(self):
        rows = Application.objects.visible_to(self.request.user).select_related(*_JOINED)
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        return policies.can_work_on(self.request.user, self.subject)

    def get_subtitle(self):
        return f"{self.subject}, dự tuyển vào {self.subject.line.team}."

    def get_crumbs(self):
        one = self.subject
        return [*campaign_crumbs(one.campaign), Crumb(str(one), one.get_absolute_url())]

    def get_success_url(self, result=None):
        return self.subject.get_absolute_url()

    def common(self, form) -> dict:
        """The arguments every service of an application takes."""
        return {
            "actor": self.request.user,
            "application": self.subject,
            "version": form.cleaned_data["version"],
        }


class Supplement(ApplicationAct):
    """Papers handed in later, or found faulty."""

    form_class, template_name, title = SupplementForm, ROWS, "Bổ sung giấy tờ"
    submit_label = "Ghi giấy tờ"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "present": {paper.kind: paper for paper in self.subject.papers.all()}
        }

    def perform(self, form):
        return application_supplement(**self.common(form), papers=form.papers())

    def get_done_message(self, result):
        lacking = missing_papers(result)
        return f"Đã ghi. Còn: {'; '.join(lacking)}." if lacking else "Đã ghi, hồ sơ đủ giấy tờ."


class Correct(ServiceFormView):
    """Correct the applicant's facts; the rules judge anew."""

    form_class, title, done_message = (
        PersonForm,
        "Sửa nhân thân người dự tuyển",
        "Đã lưu, tiêu chuẩn được xét lại.",
    )

    def get_subject(self):
        """The person, reached through the application."""
        rows = Application.objects.visible_to(self.request.user).select_related(*_JOINED)
        self.application = get_object_or_404(rows, pk=self.kwargs["pk"])
        return self.application.person

    def policy(self):
        return policies.can_work_on(self.request.user, self.application)

    def get_crumbs(self):
        one = self.application
        return [*campaign_crumbs(one.campaign), Crumb(str(one), one.get_absolute_url())]

    def get_form_kwargs(self):
        hamlets = Hamlet.objects.visible_to(self.request.user).open()
        return super().get_form_kwargs() | {
            "hamlets": hamlets.filter(commune=self.application.campaign.commune)
        }

    def initial_of(self, subject):
        return person_initial(subject)

    def perform(self, form):
        version = form.cleaned_data["version"]
        return applicant_correct(
            actor=self.request.user, application=self.application, version=version, **form.facts()
        )

    def get_success_url(self, result=None):
        return self.application.get_absolute_url()


class Appraise(ApplicationAct):
    """What the commune police verified."""

    form_class, title, submit_label = AppraiseForm, "Ghi kết quả thẩm định", "Ghi thẩm định"
    consequence = (
        "Kết luận về án tích, xử lý hành chính được mã hóa; chỉ cán bộ Công an xã mở được trang này."
    )

    def initial_of(self, subject):
        return AppraiseForm.initial_of(subject)

    def perform(self, form):
        return application_appraise(**self.common(form), **form.facts())

    def get_done_message(self, result):
        return f"Đã ghi thẩm định. Hồ sơ: {result.get_state_display().lower()}."


class OverAge(ApplicationAct):
    """The chairman's decision for somebody over the age limit."""

    form_class, title, submit_label = PaperFields, "Ghi quyết định cho người quá tuổi", "Ghi quyết định"
    done_message = "Đã ghi quyết định về tuổi."

    def perform(self, form):
        return over_age_record(**self.common(form), paper=form.paper_data)


class Return(ApplicationAct):
    """Give an application back."""

    form_class, title, submit_label, submit_look = ReasonForm, "Trả hồ sơ", "Trả hồ sơ", "danger"
    consequence = (
        "Hồ sơ không vào danh sách dự tuyển; người nộp được báo lý do. Nộp lại trong hạn thì nhận hồ sơ mới."
    )
    done_message = "Đã ghi trả hồ sơ."

    def perform(self, form):
        return application_return(**self.common(form), reason=form.cleaned_data["reason"])


class Withdraw(ApplicationAct):
    """The applicant steps back."""

    form_class, title, submit_label, submit_look = ReasonForm, "Ghi rút hồ sơ", "Ghi rút", "danger"
    done_message = "Đã ghi rút hồ sơ."

    def policy(self):
        return policies.can_withdraw(self.request.user, self.subject)

    def perform(self, form):
        return application_withdraw(**self.common(form), reason=form.cleaned_data["reason"])
