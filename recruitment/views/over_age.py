"""The chairman's word on somebody over the limit of age: recorded from paper, or given in the product."""

from django.utils import timezone

from documents.forms import PaperFields
from recruitment import policies
from recruitment.forms import AgeRefusalForm, ReasonForm
from recruitment.forms.papers import ApproveForm
from recruitment.paper_lines import draft_initial
from recruitment.papers.over_age import DECISION
from recruitment.services.over_age import (
    over_age_record,
    over_age_refusal_record,
    over_age_refuse,
    over_age_sign,
)
from recruitment.views.application_acts import ApplicationAct
from recruitment.views.drafts import ReadsDraft

REFUSED = (
    "Tiêu chuẩn tuổi thành “Không đạt” với ngày và lý do này; hồ sơ không vào danh sách dự tuyển, trừ khi có quyết "
    "định cho phép ký sau. Bản thảo quyết định đang chờ ký được bỏ. Lý do được mã hóa."
)


class OverAge(ApplicationAct):
    """The decision that was signed on paper."""

    step, form_class, submit_label = "over_age", PaperFields, "Ghi quyết định"
    done_message = "Đã ghi quyết định về tuổi."

    def get_initial(self):
        one = self.subject
        return super().get_initial() | draft_initial(self.request.user, one.campaign, DECISION, one)

    def perform(self, form):
        return over_age_record(**self.common(form), paper=form.paper_data)


class OverAgeSign(ReadsDraft, ApplicationAct):
    """The chairman lets them apply in the product."""

    step, kind, form_class = "sign_over_age", DECISION, ApproveForm
    submit_label = "Phê duyệt, ký ban hành"
    done_message = "Đã ban hành quyết định cho phép dự tuyển."
    consequence = (
        "Quyết định lấy số từ sổ; tiêu chuẩn tuổi đạt, Công an xã xét tiếp hồ sơ theo các tiêu chuẩn khác."
    )

    def policy(self):
        return policies.can_sign_over_age(self.request.user, self.subject, self.paper)

    def get_initial(self):
        return super().get_initial() | {"signed_on": timezone.localdate()}

    def perform(self, form):
        return over_age_sign(**self.common(form), signed_on=form.cleaned_data["signed_on"])


class OverAgeRefuse(ApplicationAct):
    """The chairman does not let them apply."""

    step, form_class, submit_label, submit_look = "refuse_over_age", ReasonForm, "Không cho phép", "danger"
    done_message = "Đã ghi không cho phép dự tuyển vì tuổi."
    consequence = REFUSED

    def policy(self):
        return policies.can_refuse_over_age(self.request.user, self.subject)

    def perform(self, form):
        return over_age_refuse(**self.common(form), reason=form.cleaned_data["reason"])


class OverAgeRefusal(ApplicationAct):
    """The chairman did not let them apply, in writing or by word."""

    step, form_class, submit_look = "over_age_refusal", AgeRefusalForm, "danger"
    submit_label = "Ghi không cho phép"
    done_message = "Đã ghi không cho phép dự tuyển vì tuổi."
    consequence = REFUSED

    def perform(self, form):
        data = form.cleaned_data
        return over_age_refusal_record(
            **self.common(form), refused_on=data["refused_on"], reason=data["reason"]
        )
