"""Pages of equipment."""

from datetime import timedelta
from urllib.parse import urlencode

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from audit.lists import AuditedList
from law.values import RuleBook
from pages.asof import AsOfMixin
from pages.lists import BulkAction, Empty, Tab
from pages.measured import MeasuredListMixin
from pages.templatetags.pages import ngay
from pages.views import Action, Crumb, DetailPage, ServiceFormView
from readiness import policies
from readiness.deadlines.equipment import NOTICE
from readiness.filters.equipment import EquipmentFilter
from readiness.forms.equipment import InspectForm, IssueForm, ReturnForm
from readiness.models import EquipmentIssue
from readiness.services.equipment import equipment_inspect, equipment_issue, equipment_return
from readiness.tables.equipment import CONDITION_TONES, EquipmentTable
from teams.models import Team

#: When the store limits what is given out.
STORE_RULE = (
    "Loại nào xã đã ghi nhập kho thì chỉ cấp được trong số còn trong kho. "
    "Loại chưa ghi nhập kho thì cấp không giới hạn."
)


class EquipmentList(AsOfMixin, MeasuredListMixin, AuditedList):
    """Things given out."""

    model, table_class, filterset_class = EquipmentIssue, EquipmentTable, EquipmentFilter
    register = "equipment"
    title, noun = "Trang bị đã cấp", "dòng"

    def narrow(self, rows):
        """By team and kind; no secret of a member is decrypted for a list."""
        rows = self.on_day(rows).select_related("team__commune", "membership__person").without_secrets()
        return rows.order_by("team__sort_key", "kind", "pk")

    def shows_all(self):
        """Without a day also what was handed back."""
        return not self.is_as_of

    def get_actions(self):
        answer = policies.can_keep_own_store(self.request.user)
        return [
            Action("Nhu cầu trang bị", reverse("readiness:need_list")),
            Action("Kho trang bị", reverse("readiness:stock_list")),
            Action("Cấp hàng loạt", reverse("readiness:equipment_issue_many"), answer, "primary"),
        ]

    def get_tabs(self):
        query, until = self.request.GET.urlencode(), self._notice()
        tabs = [("Tất cả", ""), ("Đang cấp", "trang_thai=dang"), ("Người giữ đã thôi", "nguoi_thoi=true")]
        if until:
            tabs.insert(2, ("Sắp và đã hết hạn", urlencode({"het_han": ngay(until)})))
        return [Tab(label, f"?{part}", None, query == part) for label, part in tabs]

    def _notice(self):
        """The last day of what is brought up before it runs out; None where the law parameter is missing."""
        today = timezone.localdate()
        rule = RuleBook(today, prefix=NOTICE).get(NOTICE)
        return today + timedelta(days=rule.value) if rule else None

    def get_bulk_actions(self):
        answer = policies.can_keep_own_store(self.request.user)
        return [BulkAction("Thu hồi", reverse("readiness:equipment_return_many"), answer)]

    def get_empty(self):
        return Empty(
            "Chưa cấp trang bị nào. Cấp hàng loạt cho các Tổ, hoặc mở một Tổ rồi chọn “Cấp trang bị”.",
            self.get_actions()[-1],
        )


class EquipmentPage(DetailPage):
    """One thing given out: to whom, since when, in what condition."""

    model, select = EquipmentIssue, ("team__commune", "membership__person", "paper")
    template_name = "readiness/equipment.html"

    def get_title(self):
        return str(self.object)

    def get_crumbs(self):
        return [Crumb("Trang bị đã cấp", reverse("readiness:equipment_list"))]

    def get_actions(self):
        answer = policies.can_write_equipment(self.request.user, self.object.team)
        if self.object.ended_on:
            return []
        return [
            Action("Ghi tình trạng", reverse("readiness:equipment_inspect", args=[self.object.pk]), answer),
            Action(
                "Thu hồi", reverse("readiness:equipment_return", args=[self.object.pk]), answer, "primary"
            ),
        ]

    def get_context_data(self, **kwargs):
        issue = self.object
        facts = [
            ("Tổ", issue.team),
            ("Cấp cho", issue.membership.person if issue.membership_id else "Cả Tổ"),
            ("Số lượng", issue.quantity),
            ("Số hiệu", issue.serial),
            ("Ngày cấp", ngay(issue.started_on)),
            ("Dùng được đến", ngay(issue.valid_until)),
            ("Ghi tình trạng ngày", ngay(issue.inspected_on)),
            ("Thu hồi", ngay(issue.ended_on)),
            ("Biên bản", issue.paper),
        ]
        return super().get_context_data(**kwargs) | {"facts": facts, "tone": CONDITION_TONES[issue.condition]}


class EquipmentIssueNew(ServiceFormView):
    """Give a thing to a team or a member."""

    form_class, submit_label, done_message = IssueForm, "Cấp trang bị", "Đã ghi cấp trang bị."
    consequence = STORE_RULE

    def get_subject(self):
        rows = Team.objects.visible_to(self.request.user).select_related("commune")
        return get_object_or_404(rows, pk=self.kwargs["team"])

    def policy(self):
        return policies.can_write_equipment(self.request.user, self.subject)

    def get_title(self):
        return f"Cấp trang bị cho {self.subject}"

    def get_crumbs(self):
        return [Crumb("Trang bị đã cấp", reverse("readiness:equipment_list"))]

    def get_initial(self):
        return {"issued_on": timezone.localdate()}

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        kwargs.pop("versioned", None)
        members = self.subject.memberships.open().select_related("person", "team")
        return kwargs | {"members": members}

    def perform(self, form):
        return equipment_issue(actor=self.request.user, team=self.subject, **form.facts)

    def get_success_url(self, result=None):
        return reverse("readiness:equipment", args=[result.pk])


class EquipmentAct(ServiceFormView):
    """Base of what is done to a thing given out."""

    def get_subject(self):
        rows = EquipmentIssue.objects.visible_to(self.request.user).select_related(
            "team__commune", "membership__person"
        )
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        return policies.can_write_equipment(self.request.user, self.subject.team)

    def get_crumbs(self):
        return [Crumb(str(self.subject), reverse("readiness:equipment", args=[self.subject.pk]))]

    def initial_of(self, subject):
        return {"condition": subject.condition}

    def get_success_url(self, result=None):
        return reverse("readiness:equipment", args=[self.subject.pk])


class EquipmentReturn(EquipmentAct):
    """Take it back."""

    form_class, title, submit_label, done_message = (
        ReturnForm,
        "Thu hồi trang bị",
        "Thu hồi",
        "Đã ghi thu hồi.",
    )
    consequence = (
        "Từ ngày thu hồi, trang bị này không còn tính vào số đã cấp của Tổ; "
        "thứ còn dùng được thì nhập lại kho của xã."
    )

    def perform(self, form):
        return equipment_return(actor=self.request.user, issue=self.subject, **form.cleaned_data)


class EquipmentInspect(EquipmentAct):
    """Record the condition found."""

    form_class, title = InspectForm, "Ghi tình trạng trang bị"
    consequence = "Trang bị hỏng hoặc mất không còn tính vào trang bị của Tổ từ ngày ghi."

    def initial_of(self, subject):
        return {"condition": subject.condition, "inspected_on": timezone.localdate()}

    def perform(self, form):
        return equipment_inspect(actor=self.request.user, issue=self.subject, **form.cleaned_data)
