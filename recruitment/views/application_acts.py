"""What is done to one application, one page a step of its path."""

from django.shortcuts import get_object_or_404
from django.utils import timezone

from communes.models import Hamlet
from pages.templatetags.pages import ngay
from pages.views import Crumb, ServiceFormView
from recruitment import policies
from recruitment.choices import Told
from recruitment.eligibility import missing_papers
from recruitment.forms import AppraiseForm, ReasonForm, SupplementForm
from recruitment.forms.opinions import SupplementRequestForm
from recruitment.models import Application
from recruitment.paths import APPLICATION_STEPS
from recruitment.services.applications import (
    applicant_correct,
    application_appraise,
    application_return,
    application_supplement,
    application_withdraw,
)
from recruitment.services.receipts import default_due, due_rule, supplement_request
from recruitment.views.applications import JOINED, campaign_crumbs
from teams.forms.members import PersonForm, person_initial


class ApplicationAct(ServiceFormView):
    """Base of what is done to an application; `step` names the row of its path."""

    step = ""

    def get_subject(self):
        rows = Application.objects.visible_to(self.request.user).select_related(*JOINED)
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        return policies.can_take(self.request.user, self.subject, self.step)

    def get_title(self):
        return self.title or APPLICATION_STEPS[self.step].label

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

    step, form_class = "supplement", SupplementForm
    submit_label = "Ghi giấy tờ"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "present": {paper.kind: paper for paper in self.subject.papers.all()}
        }

    def get_subtitle(self):
        lacking = missing_papers(self.subject)
        return f"{super().get_subtitle()} {'; '.join(lacking)}." if lacking else super().get_subtitle()

    def perform(self, form):
        return application_supplement(**self.common(form), papers=form.papers())

    def get_done_message(self, result):
        lacking = missing_papers(result)
        return f"Đã ghi. Còn: {'; '.join(lacking)}." if lacking else "Đã ghi, hồ sơ đủ giấy tờ."


class Request(ApplicationAct):
    """The applicant is told what to supplement, and until when."""

    step, form_class, submit_label = "request", SupplementRequestForm, "Ghi yêu cầu"

    def get_initial(self):
        today, one = timezone.localdate(), self.subject
        told = {"told": Told.IN_PERSON} if one.received_on == today else {}
        return super().get_initial() | told | {"asked_on": today, "due_on": default_due(one, today)}

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        kwargs.pop("versioned", None)  # a request is added, the application itself does not change
        return kwargs | {"due_rule": due_rule(self.subject, timezone.localdate())}

    def get_subtitle(self):
        return f"{super().get_subtitle()} Báo người nộp: {'; '.join(missing_papers(self.subject))}."

    def get_consequence(self):
        told = "Yêu cầu và hạn hiện trên trang hồ sơ; quá hạn thì hệ thống nhắc."
        last = self.subject.supplement_requests.first()
        return f"Đã yêu cầu ngày {ngay(last.asked_on)}, hạn {ngay(last.due_on)}. {told}" if last else told

    def perform(self, form):
        return supplement_request(actor=self.request.user, application=self.subject, **form.cleaned_data)

    def get_done_message(self, result):
        return f"Đã ghi yêu cầu bổ sung, hạn {ngay(result.due_on)}."


class Correct(ServiceFormView):
    """Correct the applicant's facts; the rules judge anew."""

    form_class, title, done_message = (
        PersonForm,
        "Sửa nhân thân người dự tuyển",
        "Đã lưu, tiêu chuẩn được xét lại.",
    )

    def get_subject(self):
        """The person, reached through the application."""
        rows = Application.objects.visible_to(self.request.user).select_related(*JOINED)
        self.application = get_object_or_404(rows, pk=self.kwargs["pk"])
        return self.application.person

    def policy(self):
        return policies.can_take(self.request.user, self.application, "person")

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

    step, form_class, submit_label = "appraise", AppraiseForm, "Ghi thẩm định"

    def initial_of(self, subject):
        return AppraiseForm.initial_of(subject)

    def perform(self, form):
        return application_appraise(**self.common(form), **form.facts())

    def get_done_message(self, result):
        return f"Đã ghi thẩm định. Hồ sơ: {result.get_state_display().lower()}."


class Return(ApplicationAct):
    """Give an application back."""

    step, form_class, submit_label, submit_look = "return", ReasonForm, "Trả hồ sơ", "danger"
    consequence = (
        "Hồ sơ không vào danh sách dự tuyển; người nộp được báo lý do. Nộp lại trong hạn thì nhận hồ sơ mới."
    )
    done_message = "Đã ghi trả hồ sơ."

    def perform(self, form):
        return application_return(**self.common(form), reason=form.cleaned_data["reason"])


class Withdraw(ApplicationAct):
    """The applicant steps back."""

    step, form_class, submit_label, submit_look = "withdraw", ReasonForm, "Ghi rút", "danger"
    done_message = "Đã ghi rút hồ sơ."

    def perform(self, form):
        return application_withdraw(**self.common(form), reason=form.cleaned_data["reason"])
