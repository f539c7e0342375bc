"""The chairman's decision, signed on paper or in the product."""

from django.utils import timezone

from recruitment.choices import ApplicationState
from recruitment.forms import (
    DecideForm,
    SignForm,
)
from recruitment.models import PositionProposal
from recruitment.papers.decisions import RECOGNITION
from recruitment.services.decisions import recognise, recognise_by_leader, recognition_preview
from recruitment.views.campaigns import CampaignAct
from recruitment.views.drafts import ReadsDraft
from teams.choices import Position

TIMED = "recruitment/timed_form.html"


class DecideAct(CampaignAct):
    """Base of both ways of the chairman's decision."""

    template_name = TIMED
    consequence = (
        "Sau khi ghi: người được công nhận là thành viên Tổ từ ngày tham gia, chỉ tiêu được dùng, quân số của Tổ tăng; "
        "người đang tham gia được công nhận giữ chức danh mới từ ngày đó. "
        "Mọi việc cùng một lúc hoặc không việc nào."
    )

    def get_context_data(self, **kwargs):
        """The clock that runs stands above the form."""
        return super().get_context_data(**kwargs) | self.clock_context()

    def get_form_kwargs(self):
        rows = PositionProposal.objects.visible_to(self.request.user).filter(campaign=self.subject).waiting()
        return super().get_form_kwargs() | {
            "applicants": self.applications(ApplicationState.SUBMITTED), "serving": rows.joined()
        }  # fmt: skip

    def get_done_message(self, result):
        if not result:
            return "Đã ghi từ chối công nhận."
        names = ", ".join(f"{one.person} ({Position(one.position).label} {one.line.team})" for one in result)
        changed = self.subject.position_proposals.filter(result__isnull=False).joined()
        told = f" Đổi chức danh: {', '.join(map(str, changed))}." if changed else ""
        return f"Đã công nhận {len(result)} thành viên: {names}.{told}"


class Decide(DecideAct):
    """The decision that was signed on paper."""

    step, draws, form_class, submit_label = "decide", RECOGNITION, DecideForm, "Ghi quyết định"

    def perform(self, form):
        return recognise(**self.common(form), paper=form.paper_data, **form.verdicts())


class Sign(ReadsDraft, DecideAct):
    """The chairman approves in the product; without a draft the decision is drawn up as it is signed, and read as the
    records fill it."""

    kind = RECOGNITION
    step, form_class, submit_label = "sign", SignForm, "Phê duyệt, ký ban hành"

    def get_initial(self):
        return super().get_initial() | {"signed_on": timezone.localdate()}

    def get_context_data(self, **kwargs):
        """What is chosen in the form goes into the paper as it is signed."""
        return super().get_context_data(**kwargs) | {
            "preview_note": "Điền theo đề nghị đã trình. Ngày tham gia, chức danh và người bị từ chối lấy theo phần "
            "chọn ở trên khi ký."
        }

    def shown(self):
        return self.paper or recognition_preview(
            actor=self.request.user, campaign=self.subject, on=timezone.localdate()
        )

    def perform(self, form):
        return recognise_by_leader(
            **self.common(form), signed_on=form.cleaned_data["signed_on"], **form.verdicts()
        )
