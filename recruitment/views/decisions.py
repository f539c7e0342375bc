"""The chairman's decision, signed on paper or in the product."""

from django.utils import timezone

from recruitment.choices import ApplicationState
from recruitment.forms import (
    DecideForm,
    SignForm,
)
from recruitment.papers.decisions import RECOGNITION
from recruitment.services.decisions import recognise, recognise_by_leader
from recruitment.views.campaigns import CampaignAct
from teams.choices import Position

TIMED = "recruitment/timed_form.html"


class DecideAct(CampaignAct):
    """Base of both ways of the chairman's decision."""

    template_name = TIMED
    consequence = (
        "Sau khi ghi: người được công nhận là thành viên Tổ từ ngày tham gia, chỉ tiêu được dùng, quân số của Tổ tăng. "
        "Mọi việc cùng một lúc hoặc không việc nào."
    )

    def get_context_data(self, **kwargs):
        """The clock that runs stands above the form."""
        return super().get_context_data(**kwargs) | self.clock_context()

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"applicants": self.applications(ApplicationState.SUBMITTED)}

    def get_done_message(self, result):
        names = ", ".join(f"{one.person} ({Position(one.position).label} {one.line.team})" for one in result)
        return f"Đã công nhận {len(result)} thành viên: {names}." if result else "Đã ghi từ chối công nhận."


class Decide(DecideAct):
    """The decision that was signed on paper."""

    step, draws, form_class, submit_label = "decide", RECOGNITION, DecideForm, "Ghi quyết định"

    def perform(self, form):
        return recognise(**self.common(form), paper=form.paper_data, **form.verdicts())


class Sign(DecideAct):
    """The chairman approves in the product."""

    step, form_class, submit_label = "sign", SignForm, "Phê duyệt, ký ban hành"

    def get_initial(self):
        return super().get_initial() | {"signed_on": timezone.localdate()}

    def perform(self, form):
        return recognise_by_leader(
            **self.common(form), signed_on=form.cleaned_data["signed_on"], **form.verdicts()
        )
