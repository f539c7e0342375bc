"""What changes about a candidate around the vote: wishes before it, stepping back and who moves up after it."""

from django.urls import reverse

from recruitment import policies
from recruitment.forms import ReasonForm, ReplacementForm, WishesForm
from recruitment.services.session_rules import wishes_of
from recruitment.services.submission import candidate_step_back, next_by_votes, replacement_record, wishes_set
from recruitment.views.application_acts import ApplicationAct


class Wishes(ApplicationAct):
    """For which teams of the campaign somebody stands, the dearest first."""

    form_class, title, submit_label = WishesForm, "Nguyện vọng vào các Tổ", "Lưu nguyện vọng"
    done_message = "Đã ghi nguyện vọng."
    consequence = (
        "Hội đồng xét người nhiều phiếu trước; mỗi người vào Tổ mình muốn nhất còn chỗ. Không ai vào hai Tổ."
    )

    def policy(self):
        return policies.can_set_wishes(self.request.user, self.subject)

    def initial_of(self, subject):
        return {f"line_{rank}": pk for rank, pk in enumerate(wishes_of(subject), 1)}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "lines": self.subject.campaign.lines.select_related("team", "hamlet")
        }

    def perform(self, form):
        return wishes_set(**self.common(form), lines=form.lines())

    def get_success_url(self, result=None):
        return self.subject.get_absolute_url()


class StepBack(ApplicationAct):
    """Somebody who was chosen steps back before the decision."""

    form_class, title, submit_label = ReasonForm, "Ghi thôi dự tuyển sau khi trúng tuyển", "Ghi thôi dự tuyển"
    submit_look = "danger"
    done_message = "Đã ghi thôi dự tuyển. Người kế tiếp quá nửa số phiếu có thể được đề nghị thay."
    consequence = "Chỗ của người này trống; người kế tiếp quá nửa số phiếu cùng Tổ có thể được đề nghị thay."

    def policy(self):
        return policies.can_step_back(self.request.user, self.subject)

    def perform(self, form):
        return candidate_step_back(**self.common(form), reason=form.cleaned_data["reason"])


class Replace(ApplicationAct):
    """The next by votes moves up for somebody who stepped back."""

    form_class, title, submit_label = ReplacementForm, "Đề nghị người kế tiếp theo số phiếu", "Ghi người thay"
    done_message = "Đã ghi người thay."

    def policy(self):
        return policies.can_replace(self.request.user, self.subject)

    def get_consequence(self):
        if next_by_votes(self.subject):
            return "Người thay trúng tuyển vào Tổ đó. Nếu kết quả đã trình thì văn bản về người thay trình tiếp theo."
        return "Không còn ai quá nửa số phiếu cho Tổ này. Chỗ trống tuyển ở đợt sau."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"following": next_by_votes(self.subject)}

    def perform(self, form):
        data = form.cleaned_data
        return replacement_record(
            actor=self.request.user, leaving=self.subject, version=data["version"], joining=form.chosen(),
            decided_on=data["decided_on"], reason=data["reason"],
        )  # fmt: skip

    def get_success_url(self, result=None):
        return reverse("recruitment:session", args=[self.subject.campaign_id])
