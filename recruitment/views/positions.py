"""Positions (Mẫu 06): proposed before the submission, and with it."""

from django.utils import timezone

from recruitment import policies
from recruitment.choices import ApplicationState
from recruitment.forms import PositionsForm, SubmitForm
from recruitment.models import PositionProposal
from recruitment.querysets import PERSON_SECRETS
from recruitment.services.positions import positions_propose
from recruitment.services.submission import results_submit
from recruitment.views.campaigns import CampaignAct
from recruitment.views.decisions import TIMED
from teams.models import Membership


class ProposesPositions(CampaignAct):
    """Base of both pages: whom the council chose, who serves in the campaign's teams, what is proposed so far."""

    def get_form_kwargs(self):
        user, campaign = self.request.user, self.subject
        spells = Membership.objects.visible_to(user).open().in_force(timezone.localdate())
        spells = spells.filter(team__in=campaign.lines.values("team")).select_related("person", "team")
        spells = spells.defer(*(f"person__{name}" for name in PERSON_SECRETS))
        rows = PositionProposal.objects.visible_to(user).filter(campaign=campaign).waiting()
        return super().get_form_kwargs() | {
            "applicants": self.applications(ApplicationState.PASSED),
            "spells": spells.order_by("team__sort_key", "person__sort_key", "pk"),
            "proposed": dict(rows.values_list("membership_id", "position")),
        }


class Positions(ProposesPositions):
    """Proposed before the papers are drawn up."""

    form_class, submit_label = PositionsForm, "Lưu đề nghị"
    title, done_message = "Đề nghị chức danh", "Đã lưu đề nghị chức danh."
    consequence = (
        "Mẫu 06, tờ trình, quyết định soạn sau đó nêu đúng đề nghị này; bản thảo đã có thì mở ra, bấm “Điền lại từ hồ "
        "sơ”. Đổi được cho đến khi trình."
    )

    def policy(self):
        return policies.can_propose_positions(self.request.user, self.subject)

    def perform(self, form):
        return positions_propose(**self.common(form), positions=form.positions(), serving=form.serving())


class Submit(ProposesPositions):
    """The result is put before the chairman, with the proposed positions."""

    step, form_class, template_name, submit_label = "submit", SubmitForm, TIMED, "Ghi trình"
    done_message = "Đã ghi trình Chủ tịch UBND xã."
    consequence = "Sau khi ghi: 05 ngày làm việc để Chủ tịch UBND xã quyết định (TT 14/2024, Điều 4)."

    def get_context_data(self, **kwargs):
        """The clock that runs stands above the form."""
        return super().get_context_data(**kwargs) | self.clock_context()

    def perform(self, form):
        return results_submit(
            **self.common(form), submitted_on=form.cleaned_data["submitted_on"], positions=form.positions(),
            serving=form.serving(), paper=form.paper_data,
        )  # fmt: skip
