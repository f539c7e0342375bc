"""Giving one kind to many at once, and taking many things back."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from pages.views import Crumb, ServiceFormView
from readiness import policies
from readiness.choices import EquipmentKind
from readiness.forms.equipment import IssueManyForm, ReturnForm
from readiness.models import EquipmentIssue
from readiness.services.bulk import IssuePlan, equipment_issue_many, equipment_return_many, issue_plan
from readiness.views.equipment import STORE_RULE
from teams.models import Team


def _crumbs() -> list[Crumb]:
    return [Crumb("Trang bị đã cấp", reverse("readiness:equipment_list"))]


class EquipmentIssueMany(ServiceFormView):
    """First who would get what; then, unchanged, it is given out."""

    form_class, title, template_name = IssueManyForm, "Cấp trang bị hàng loạt", "readiness/issue_many.html"
    submit_label = "Xem danh sách người nhận"
    plan: IssuePlan | None = None

    def policy(self):
        return policies.can_keep_own_store(self.request.user)

    def get_crumbs(self):
        return _crumbs()

    def get_initial(self):
        return {"issued_on": timezone.localdate()}

    def get_form_kwargs(self):
        teams = Team.objects.visible_to(self.request.user).open().filter(commune=self.request.user.commune)
        return super().get_form_kwargs() | {"teams": teams.order_by("sort_key")}

    def form_valid(self, form):
        """Show the plan until the plan that was shown is the one that is sent."""
        chosen = {
            name: form.cleaned_data[name]
            for name in ("kind", "target", "quantity", "issued_on", "team", "skip_holders")
        }
        try:
            self.plan = issue_plan(commune=self.request.user.commune, **chosen)
        except ValidationError as error:
            form.add_refusal(error)
            return self.form_invalid(form)
        if form.cleaned_data["seen"] == self.plan.mark and self.plan.recipients:
            return super().form_valid(form)
        form.data = form.data.copy()
        form.data["seen"] = self.plan.mark
        return self.render_to_response(self.get_context_data(form=form))

    def perform(self, form):
        return equipment_issue_many(actor=self.request.user, commune=self.request.user.commune, **form.facts)

    def get_done_message(self, result):
        return f"Đã cấp cho {result} nơi nhận."

    def get_success_url(self, result=None):
        return reverse("readiness:equipment_list")

    def get_consequence(self):
        return STORE_RULE if self.plan is None else ""

    def get_context_data(self, **kwargs):
        """The plan, and a button that says for how many it is."""
        context = super().get_context_data(**kwargs) | {"plan": self.plan}
        if self.plan and self.plan.recipients:
            context |= {
                "submit_label": f"Cấp cho {len(self.plan.recipients)} nơi nhận",
                "kind": str(EquipmentKind(self.plan.kind).label).lower(),
            }
        return context


class EquipmentReturnMany(ServiceFormView):
    """Take back the things that were chosen in the list."""

    form_class, template_name, submit_label = ReturnForm, "readiness/return_many.html", "Thu hồi"
    consequence = (
        "Từ ngày thu hồi các trang bị này không còn tính cho Tổ; thứ còn dùng được thì nhập lại kho của xã."
    )

    def policy(self):
        return policies.can_keep_own_store(self.request.user)

    @cached_property
    def issues(self) -> list[EquipmentIssue]:
        """What was chosen and is still out."""
        keys = [key for key in self.request.GET.getlist("chon") if key.isdigit()]
        rows = EquipmentIssue.objects.visible_to(self.request.user).open().filter(pk__in=keys)
        return list(rows.select_related("team__commune", "membership__person"))

    def get_title(self):
        return (
            f"Thu hồi {len(self.issues)} dòng trang bị" if self.issues else "Chưa chọn trang bị đang cấp nào"
        )

    def get_crumbs(self):
        return _crumbs()

    def get_initial(self):
        return {"returned_on": timezone.localdate()}

    def get_context_data(self, **kwargs):
        """What is about to be taken back."""
        return super().get_context_data(**kwargs) | {"issues": self.issues}

    def perform(self, form):
        return equipment_return_many(actor=self.request.user, issues=self.issues, **form.cleaned_data)

    def get_done_message(self, result):
        return f"Đã ghi thu hồi {result} dòng."

    def get_success_url(self, result=None):
        return reverse("readiness:equipment_list")
