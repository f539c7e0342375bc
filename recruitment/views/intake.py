"""Intake: an application is taken, or written down as too late."""

from django.shortcuts import get_object_or_404

from communes.models import Hamlet
from contracts.policy import ALLOWED, Answer
from pages.templatetags.pages import ngay
from pages.views import ServiceFormView
from recruitment import policies
from recruitment.choices import ApplicationState, Outcome
from recruitment.eligibility import examine, missing_papers
from recruitment.forms import ApplicationForm
from recruitment.models import Campaign
from recruitment.services.applications import application_receive, application_refuse_late
from recruitment.services.intake_rules import LateApplication, PossibleDouble
from recruitment.views.applications import campaign_crumbs
from teams.views.transfers import OffersTransferMixin


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
        return kwargs | {"hamlets": hamlets, "lines": self.subject.lines.select_related("team", "hamlet")}

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
        return self._receive(facts | {"papers": form.papers(), **form.declared(), **form.facts()})

    def _receive(self, facts: dict):
        """Whoever may be the same as somebody elsewhere is taken on a second button."""
        try:
            return application_receive(**facts, is_somebody_else="somebody_else" in self.request.POST)
        except PossibleDouble:
            self.extra_context = {**(self.extra_context or {}), "may_confirm": True}
            raise

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
