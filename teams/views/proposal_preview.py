"""The decision before it is signed, as the chairman reads it."""

from django.utils import timezone

from contracts.policy import require
from documents.layout.html import render_preview
from pages.views import Crumb, DetailPage
from teams import policies
from teams.models import Proposal
from teams.services.proposal_decisions import decision_preview
from teams.views.proposals import JOINED, NotForPartners, proposal_crumbs


class DecisionPreview(NotForPartners, DetailPage):
    """The decision as it would be issued today, everybody let go."""

    model, select = Proposal, JOINED
    template_name = "teams/decision_preview.html"
    subtitle = (
        "Điền từ đề xuất, như khi cho tất cả thôi từ hôm nay. Ngày ký, ngày thôi và ai không được cho thôi chọn ở bước "
        "phê duyệt; số lấy khi ký."
    )

    def get_title(self):
        """Whom it is about: two drafts must not look alike."""
        return f"Dự thảo quyết định: {self.object.about}"

    def get_crumbs(self):
        return [*proposal_crumbs(), Crumb(str(self.object), self.object.get_absolute_url())]

    def get_context_data(self, **kwargs):
        """The paper, drawn."""
        require(policies.can_preview_decision(self.request.user, self.object))
        document = decision_preview(proposal=self.object, ended_on=timezone.localdate())
        return super().get_context_data(**kwargs) | {
            "preview": render_preview(document),
            "may_sign": policies.can_step(self.request.user, self.object, "sign"),
        }
