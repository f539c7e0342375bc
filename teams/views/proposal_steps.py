"""The steps of a proposal, one page each: to the chairman, his answer, taken back."""

from django.utils import timezone

from documents.choices import DocumentType
from documents.layout.html import render_preview
from documents.numbering import number_note
from pages.templatetags.pages import ngay
from pages.views import ConfirmView
from teams import policies
from teams.forms.proposals import (
    DecideForm,
    PresentForm,
    RecordRefusalForm,
    RefuseProposalForm,
    SignForm,
    SubmitForm,
    WithdrawForm,
)
from teams.models import ProposalLine
from teams.paths import STEPS
from teams.services.decision_drafts import committee_of
from teams.services.proposal_decisions import (
    decision_preview,
    proposal_decide,
    proposal_refusal_record,
    proposal_refuse,
    proposal_sign,
)
from teams.services.proposal_reports import police_of
from teams.services.proposals import proposal_present, proposal_submit, proposal_withdraw
from teams.views.dissolving import Dissolve
from teams.views.proposals import ProposalAct
from vietnam.names import within


class StepAct(ProposalAct):
    """Base of the steps; `step` names the row of the path."""

    step = ""

    def policy(self):
        return policies.can_step(self.request.user, self.subject, self.step)

    def get_title(self):
        return f"{STEPS[self.step].label}: {self.subject.about}"

    def get_subtitle(self):
        return f"{STEPS[self.step].rule_for(self.subject.kind)}."


class Present(StepAct):
    """The chief signs the report and puts the proposal before the chairman."""

    step, form_class, submit_label = "present", PresentForm, "Ký, trình"
    done_message = "Đã ký báo cáo và trình. Hạn Chủ tịch UBND xã quyết định tính từ ngày trình."
    consequence = (
        "Báo cáo lấy số, ban hành và không sửa được nữa; từ ngày đó tính 05 ngày làm việc để Chủ tịch UBND xã "
        "quyết định."
    )

    def get_initial(self):
        return super().get_initial() | {"signed_on": timezone.localdate()}

    def get_context_data(self, **kwargs):
        """The report that is signed, where it is drawn up, and the number it gets; nothing of one that is signed."""
        one = self.subject
        context = super().get_context_data(**kwargs)
        if one.report and one.report.is_valid:
            return context
        note = number_note(police_of(one), DocumentType.REPORT)
        return context | {"number_note": note, "preview": render_preview(one.report) if one.report else ""}

    def perform(self, form):
        return proposal_present(**self.common(form), signed_on=form.cleaned_data["signed_on"])


class Submit(StepAct):
    """The report was signed on paper."""

    step, form_class, submit_label, done_message = "submit", SubmitForm, "Ghi đã trình", "Đã ghi trình."
    consequence = "Từ ngày trình tính 05 ngày làm việc để Chủ tịch UBND xã quyết định."

    def get_form_kwargs(self):
        report = self.subject.report
        return super().get_form_kwargs() | {"is_signed": report is not None and report.is_valid}

    def get_initial(self):
        return super().get_initial() | {"title": self.subject.report.title if self.subject.report else ""}

    def perform(self, form):
        return proposal_submit(
            **self.common(form), submitted_on=form.cleaned_data["submitted_on"], paper=form.paper_data
        )


class VerdictAct(StepAct):
    """Base of both ways of the chairman's decision."""

    def get_form_kwargs(self):
        lines = ProposalLine.objects.visible_to(self.request.user).filter(proposal=self.subject)
        joined = lines.select_related("membership__person", "membership__team").order_by("pk")
        return super().get_form_kwargs() | {"lines": list(joined) if self.subject.is_leaving else []}

    def get_consequence(self):
        if not self.subject.is_leaving:
            return Dissolve.consequence
        return (
            "Sau khi ghi: người được cho thôi không còn là thành viên từ ngày đó, cụm dân cư được trả lại, quyết định "
            "có sẵn các nơi phải niêm yết. Mọi việc cùng một lúc hoặc không việc nào."
        )

    def get_done_message(self, result):
        done = "Đã ký ban hành" if self.step == "sign" else "Đã ghi"
        return f"{done} {within(str(result.decision))} ngày {ngay(result.decision.signed_on)}. Tiếp theo: niêm yết."


class Sign(VerdictAct):
    """The chairman approves in the product."""

    step, form_class, submit_label = "sign", SignForm, "Phê duyệt, ký ban hành"

    def get_initial(self):
        today = timezone.localdate()
        return super().get_initial() | {"signed_on": today, "ended_on": today}

    def get_context_data(self, **kwargs):
        """The decision that is signed, and the number it gets."""
        one = self.subject
        paper = one.drafted or decision_preview(proposal=one, ended_on=timezone.localdate())
        return super().get_context_data(**kwargs) | {
            "preview": render_preview(paper), "number_note": number_note(committee_of(one), paper.type)
        }  # fmt: skip

    def perform(self, form):
        return proposal_sign(**self.common(form), signed_on=form.cleaned_data["signed_on"], **form.verdicts())


class Decide(VerdictAct):
    """The decision that was signed on paper."""

    step, form_class, submit_label = "decide", DecideForm, "Ghi quyết định"

    def perform(self, form):
        return proposal_decide(**self.common(form), paper=form.paper_data, **form.verdicts())


class Refuse(StepAct):
    """The chairman refuses."""

    step, form_class, submit_label, submit_look = "refuse", RefuseProposalForm, "Từ chối", "danger"
    done_message = "Đã từ chối đề xuất."
    consequence = (
        "Không ai thôi tham gia. Công an xã đọc lý do và trả lời người có đơn; "
        "muốn xét lại thì lập đề xuất khác."
    )

    def perform(self, form):
        return proposal_refuse(**self.common(form), reason=form.cleaned_data["reason"])


class RecordRefusal(StepAct):
    """The refusal that came on paper or by word."""

    step, form_class, submit_label = "record_refusal", RecordRefusalForm, "Ghi từ chối"
    done_message = "Đã ghi Chủ tịch UBND xã từ chối."

    def perform(self, form):
        data = form.cleaned_data
        return proposal_refusal_record(
            **self.common(form), refused_on=data["refused_on"], reason=data["reason"]
        )


class Withdraw(StepAct, ConfirmView):
    """Take the proposal back."""

    step, form_class, submit_label, done_message = "withdraw", WithdrawForm, "Rút đề xuất", "Đã rút đề xuất."

    def perform(self, form):
        data = form.cleaned_data
        return proposal_withdraw(**self.common(form), reason=data["reason"], letters_too=data["letters_too"])
