"""The council's decision, session and the submission of its result, one page a step."""

from recruitment import policies
from recruitment.choices import ApplicationState
from recruitment.forms import (
    CouncilForm,
    SessionForm,
    SubmitForm,
)
from recruitment.services.campaigns import (
    council_set,
)
from recruitment.services.council import results_submit, session_record
from recruitment.views.campaigns import ROWS, CampaignAct


class CouncilSet(CampaignAct):
    """The chairman's decision on the council."""

    form_class, template_name, title = CouncilForm, ROWS, "Ghi quyết định thành lập Hội đồng xét tuyển"
    submit_label, done_message = "Ghi Hội đồng", "Đã ghi Hội đồng xét tuyển."
    subtitle = "Một Chủ tịch (lãnh đạo UBND xã), một Phó Chủ tịch (Công an xã) và các thành viên (TT 14/2024, Điều 3)."

    def get_subtitle(self):
        return self.subtitle

    def policy(self):
        return policies.can_set_council(self.request.user, self.subject)

    def perform(self, form):
        return council_set(
            actor=self.request.user, campaign=self.subject, paper=form.paper_data, members=form.members()
        )


class Session(CampaignAct):
    """The council's session."""

    step, form_class, template_name = "council", SessionForm, ROWS
    submit_label = "Ghi kết quả"
    consequence = (
        "Trúng tuyển: quá nửa số thành viên dự họp đồng ý, lấy từ cao xuống cho đủ chỉ tiêu. "
        "Sau khi ghi: 05 ngày làm việc để trình Chủ tịch UBND xã, tính từ ngày biên bản."
    )

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"candidates": self.applications(ApplicationState.LISTED)}

    def perform(self, form):
        data = form.cleaned_data
        return session_record(
            **self.common(form), held_on=data["held_on"], present=data["present"], method=data["method"],
            votes=form.votes(), paper=form.paper_data, tie_break=data["tie_break"], preferred=form.preferred(),
        )  # fmt: skip

    def get_done_message(self, result):
        chosen = result.votes.filter(is_chosen=True).count()
        return f"Đã ghi kết quả: {chosen} người trúng tuyển."


class Submit(CampaignAct):
    """The result is put before the chairman."""

    step, form_class, submit_label = "submit", SubmitForm, "Ghi trình"
    done_message = "Đã ghi trình Chủ tịch UBND xã."
    consequence = "Sau khi ghi: 05 ngày làm việc để Chủ tịch UBND xã quyết định (TT 14/2024, Điều 4)."

    def perform(self, form):
        return results_submit(**self.common(form), submitted_on=form.cleaned_data["submitted_on"])
