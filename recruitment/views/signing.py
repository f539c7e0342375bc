"""What the leader approves in the product, by issuing what the police drafted."""

from django.utils import timezone

from pages.templatetags.pages import ngay
from recruitment import policies
from recruitment.forms.papers import ApproveForm
from recruitment.papers.candidates import APPROVAL as LIST_APPROVAL
from recruitment.papers.council import COUNCIL
from recruitment.papers.extension import EXTENSION
from recruitment.papers.facts import ProposedExtension
from recruitment.papers.planning import PLAN
from recruitment.services.approvals import council_sign, list_sign, plan_sign
from recruitment.services.extensions import extension_sign
from recruitment.views.campaigns import CampaignAct, OnList
from recruitment.views.drafts import ReadsDraft
from recruitment.views.papers import papers_crumbs


class LeaderSigns(ReadsDraft, CampaignAct):
    """Base of what the leader approves by issuing a draft."""

    form_class, submit_label = ApproveForm, "Phê duyệt, ký ban hành"

    def get_crumbs(self):
        return papers_crumbs(self.subject)

    def get_subtitle(self):
        return f"{self.subject}. {self.paper.title}"

    def get_initial(self):
        return super().get_initial() | {"signed_on": timezone.localdate()}


class SignPlan(LeaderSigns):
    """The plan, approved in the product."""

    step, kind, done_message = "sign_plan", PLAN, "Đã ban hành kế hoạch."
    consequence = (
        "Kế hoạch lấy số từ sổ và có hiệu lực; chỉ tiêu, thời hạn không sửa được nữa. "
        "Kế hoạch có sẵn các nơi phải niêm yết; niêm yết ngay (TT 14/2024, Điều 3)."
    )

    def policy(self):
        return policies.can_sign_plan(self.request.user, self.subject, self.paper)

    def perform(self, form):
        return plan_sign(**self.common(form), signed_on=form.cleaned_data["signed_on"])


class SignExtension(LeaderSigns):
    """The window, extended in the product."""

    step, kind, done_message = "sign_extension", EXTENSION, "Đã gia hạn nhận hồ sơ."

    def policy(self):
        return policies.can_sign_extension(self.request.user, self.subject, self.paper)

    def get_consequence(self):
        proposed = ProposedExtension.given(self.paper.campaign_paper.given)
        return (
            f"Nhận hồ sơ đến hết {ngay(proposed.closes_on)} thay vì {ngay(self.subject.closes_on)}. Kế hoạch điều chỉnh"
            " lấy số từ sổ, niêm yết ở các nơi đã niêm yết kế hoạch (TT 14/2024, Điều 3)."
        )

    def perform(self, form):
        return extension_sign(**self.common(form), signed_on=form.cleaned_data["signed_on"])

    def get_success_url(self, result=None):
        return self.subject.get_absolute_url()


class SignList(LeaderSigns, OnList):
    """The list of candidates, approved in the product."""

    step, kind = "sign_list", LIST_APPROVAL
    done_message = "Đã ban hành quyết định phê duyệt danh sách. Niêm yết ở các nơi đã niêm yết kế hoạch."
    consequence = (
        "Quyết định lấy số từ sổ và có sẵn các nơi phải niêm yết, như kế hoạch (TT 14/2024, Điều 3). "
        "Sau đó Hội đồng họp xét tuyển."
    )

    def policy(self):
        return policies.can_sign_list(self.request.user, self.subject, self.paper)

    def perform(self, form):
        return list_sign(**self.common(form), signed_on=form.cleaned_data["signed_on"])


class SignCouncil(LeaderSigns):
    """The council, set up in the product."""

    title, kind = "Phê duyệt, ký quyết định thành lập Hội đồng", COUNCIL
    done_message = "Đã ban hành quyết định thành lập Hội đồng xét tuyển."
    consequence = "Quyết định lấy số từ sổ; Hội đồng gồm những người ghi trong bản thảo (TT 14/2024, Điều 3)."

    def policy(self):
        return policies.can_sign_council(self.request.user, self.subject, self.paper)

    def perform(self, form):
        return council_sign(
            actor=self.request.user, campaign=self.subject, signed_on=form.cleaned_data["signed_on"]
        )
