"""What precedes a leaving: refusals, reminders, papers, and the decision that came later."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET

from jobs.serving import file_response
from pages.views import ConfirmView, Crumb
from teams import policies
from teams.choices import DutyFault, LeavingPaperKind
from teams.forms.leaving import LeavingDecisionForm, LeavingPaperForm, RefusalForm, ReminderForm, VoidForm
from teams.models import DutyRefusal, LeavingPaper, WrittenReminder
from teams.services.leaving import (
    leaving_decision_record,
    leaving_fact_void,
    leaving_paper_add,
    leaving_paper_open,
    refusal_record,
    reminder_record,
)
from teams.views.members import MembershipAct

#: What may be declared a mistake: word in the address → rows.
FACTS = {"vi-pham": DutyRefusal, "nhac-nho": WrittenReminder, "giay-to": LeavingPaper}
_JOINED = ("membership__person", "membership__team__commune")


class FactNew(MembershipAct):
    """Base of what is added to a member's file, while they serve or later."""

    def policy(self):
        return policies.can_edit_team(self.request.user, self.subject.team)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        kwargs.pop("versioned", None)  # a row is added, the spell itself does not change
        return kwargs

    def get_initial(self):
        return {}


class RefusalNew(FactNew):
    """Record a refusal of duty."""

    form_class, done_message = RefusalForm, "Đã ghi."

    def get_title(self):
        return f"Ghi không chấp hành nhiệm vụ: {self.subject.person}"

    def perform(self, form):
        data = form.cleaned_data | {"fault": DutyFault(form.cleaned_data["fault"])}
        return refusal_record(actor=self.request.user, membership=self.subject, **data)

    def get_success_url(self, result=None):
        return reverse("teams:membership", args=[self.subject.pk])


class ReminderNew(FactNew):
    """Record a written reminder."""

    form_class, done_message = ReminderForm, "Đã ghi lần nhắc nhở."

    def get_title(self):
        return f"Ghi nhắc nhở bằng văn bản: {self.subject.person}"

    def perform(self, form):
        data = form.cleaned_data
        return reminder_record(
            actor=self.request.user, membership=self.subject, about=data["about"], type=data["type"],
            paper=form.paper_data,
        )  # fmt: skip

    def get_success_url(self, result=None):
        return reverse("teams:membership", args=[self.subject.pk])


class LeavingPaperNew(FactNew):
    """Add a paper that a leaving stands on."""

    form_class, done_message = LeavingPaperForm, "Đã thêm giấy tờ."
    consequence = (
        "Ghi đơn thì bắt đầu tính hạn lập báo cáo đề xuất (Mẫu 07); ghi báo cáo thì bắt đầu tính hạn quyết định, theo "
        "ngày làm việc (TT 14/2024/TT-BCA, Điều 5)."
    )

    def get_title(self):
        return f"Giấy tờ xét cho thôi: {self.subject.person}"

    def perform(self, form):
        data = form.cleaned_data | {"kind": LeavingPaperKind(form.cleaned_data["kind"])}
        return leaving_paper_add(actor=self.request.user, membership=self.subject, **data)

    def get_success_url(self, result=None):
        return reverse("teams:membership", args=[self.subject.pk])


class FactVoid(ConfirmView):
    """Declare a line to be written by mistake; it stays in the audit."""

    form_class, submit_label, done_message = VoidForm, "Không tính dòng này", "Đã ghi là không tính."

    def get_subject(self):
        model = FACTS.get(self.kwargs["loai"])
        if model is None:
            raise Http404("Không có loại này.")
        rows = model.objects.visible_to(self.request.user).select_related(*_JOINED)
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        return policies.can_edit_team(self.request.user, self.subject.membership.team)

    def get_title(self):
        return f"Không tính: {self.subject}"

    def get_crumbs(self):
        spell = self.subject.membership
        return [Crumb(str(spell.person), reverse("teams:membership", args=[spell.pk]))]

    def perform(self, form):
        return leaving_fact_void(actor=self.request.user, fact=self.subject, **form.cleaned_data)

    def get_success_url(self, result=None):
        return reverse("teams:membership", args=[self.subject.membership_id])


class LeavingDecision(MembershipAct):
    """Record the decision of a leaving that was entered without it."""

    form_class, done_message = LeavingDecisionForm, "Đã ghi quyết định cho thôi."

    def policy(self):
        return policies.can_record_leaving_decision(self.request.user, self.subject)

    def get_title(self):
        return f"Ghi quyết định cho thôi (Mẫu 08): {self.subject.person}"

    def perform(self, form):
        return leaving_decision_record(
            actor=self.request.user, membership=self.subject, version=form.cleaned_data["version"],
            paper=form.paper_data,
        )  # fmt: skip


@require_GET
def leaving_paper_file(request, pk: int):
    """The scan of a paper, for who may read it."""
    rows = LeavingPaper.objects.visible_to(request.user).select_related("scan", *_JOINED)
    paper = get_object_or_404(rows, pk=pk)
    if paper.scan is None:
        raise Http404("Giấy tờ này chưa có bản quét.")
    return file_response(paper.scan, leaving_paper_open(actor=request.user, paper=paper), download=True)
