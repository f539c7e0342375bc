"""What the pages of this app share: lists side by side as tabs, a row's page, adding, correcting, cancelling."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import F, TextChoices
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from activities import policies
from activities.about import PARAMETER, subject_of_record
from activities.forms.records import CancelForm
from activities.models.records import Record
from activities.services.records import record_cancel
from audit.lists import AuditedList
from communes.models import Agency
from contracts.policy import Answer, require
from contracts.roles import Scope
from pages.lists import Empty, Tab
from pages.measured import MeasuredListMixin
from pages.templatetags.pages import gio
from pages.views import Action, ConfirmView, Crumb, DetailPage, PageMixin, ServiceFormView


class RecordList(MeasuredListMixin, AuditedList):
    """A register of this app, newest first; its neighbours are tabs."""

    #: Address names and labels of the registers shown side by side.
    neighbours: tuple[tuple[str, str], ...] = ()
    here = ""
    day_field = "held_on"
    add_label = "Ghi thêm"
    empty_text = "Chưa ghi gì."

    def narrow(self, rows):
        """Newest first, with what the columns need."""
        return rows.select_related("commune", "paper").order_by(F(self.day_field).desc(), "-pk")

    def get_table_kwargs(self):
        """The commune's column only for those who see several."""
        kwargs = super().get_table_kwargs()
        if self.request.user.scope == Scope.COMMUNE:
            kwargs["exclude"] = [*kwargs["exclude"], "commune"]
        return kwargs

    def get_tabs(self):
        return [
            Tab(label, reverse(f"activities:{name}"), None, name == self.here)
            for name, label in self.neighbours
        ]

    def may_add(self) -> Answer:
        """May the user add to this register?"""
        return policies.can_add(self.request.user)

    def add_url(self) -> str:
        """Where adding begins."""
        return reverse(f"activities:{self.here}_new")

    def get_actions(self):
        return [Action(self.add_label, self.add_url(), self.may_add(), "primary")]

    def get_empty(self):
        return Empty(self.empty_text, self.get_actions()[0])


class KindChoice(PageMixin, TemplateView):
    """Which kind of row is to be added: each asks something else, so it is chosen first."""

    template_name = "activities/kinds.html"
    new_url = ""
    home, home_label = "", ""

    def get_groups(self) -> list[tuple[str, Sequence[TextChoices]]]:
        """The kinds under their headings."""
        return []

    def get_crumbs(self):
        return [Crumb(self.home_label, reverse(self.home))]

    def dispatch(self, request, *args, **kwargs):
        """Those who may add nothing have nothing to choose."""
        require(policies.can_add(request.user))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get(PARAMETER, "")
        query = f"?{PARAMETER}={asked}" if asked else ""
        groups = [
            (heading, [(str(kind.label), reverse(self.new_url, args=[kind.value]) + query) for kind in kinds])
            for heading, kinds in self.get_groups()
        ]
        return super().get_context_data(**kwargs) | {"groups": groups}


class RecordPage(DetailPage):
    """A row: whether it stands, its facts, where its subject and its paper open."""

    select: tuple[str, ...] = ("commune", "province", "paper")
    template_name = "activities/record.html"
    home, home_label, url = "", "", ""

    def get_crumbs(self):
        return [Crumb(self.home_label, reverse(self.home))]

    def get_actions(self):
        may = policies.can_write_record(self.request.user, self.object)
        pk = self.object.pk
        return [
            Action("Sửa", reverse(f"{self.url}_edit", args=[pk]), may),
            Action("Hủy bản ghi", reverse(f"{self.url}_cancel", args=[pk]), may),
        ]

    def get_facts(self) -> list[tuple[str, Any]]:
        """Label and value of what the register holds."""
        return []

    def get_context_data(self, **kwargs):
        """The facts; the subject opens where the user may see it."""
        row = self.object
        subject = subject_of_record(self.request.user, row) if row.subject_id else None
        return super().get_context_data(**kwargs) | {
            "facts": [*self.get_facts(), ("Đơn vị", row.commune or row.province), ("Ghi chú", row.note)],
            "subject_url": subject.kind.url(subject.row) if subject else "", "cancelled_at": gio(row.cancelled_at),
        }  # fmt: skip


class RecordAct(ServiceFormView):
    """Base of adding and correcting: the form gets the user's subjects and agencies."""

    submit_label = "Lưu"
    home, home_label = "", ""
    table: type[Record]
    is_new = False

    def get_crumbs(self):
        crumbs = [Crumb(self.home_label, reverse(self.home))]
        if self.subject is not None:
            crumbs.append(Crumb(str(self.subject), self.subject.get_absolute_url()))
        return crumbs

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "user": self.request.user, "is_new": self.is_new, "agencies": _agencies(self.request.user)
        }  # fmt: skip


class RecordNew(RecordAct):
    """Add a row; the subject may stand in the address."""

    is_new = True
    day_field = "held_on"

    def policy(self):
        return policies.can_add(self.request.user)

    def get_initial(self):
        asked = {"subject": self.request.GET[PARAMETER]} if PARAMETER in self.request.GET else {}
        return super().get_initial() | {self.day_field: timezone.localdate()} | asked


class RecordEdit(RecordAct):
    """Correct a row; its subject stays."""

    select: tuple[str, ...] = ("commune", "province", "paper")
    fields: tuple[str, ...] = ()

    def get_subject(self):
        rows = self.table._default_manager.visible_to(self.request.user).select_related(*self.select)
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        return policies.can_write_record(self.request.user, self.subject)

    def get_title(self):
        return f"Sửa: {self.subject}"

    def initial_of(self, subject):
        return {name: getattr(subject, name) for name in self.fields}


class RecordCancel(ConfirmView):
    """Cancel a row, with the reason."""

    form_class, submit_label, done_message = (
        CancelForm,
        "Hủy bản ghi",
        "Đã hủy bản ghi. Bản ghi còn trong sổ để xem.",
    )
    consequence = "Bản ghi đã hủy không tính vào số liệu, báo cáo; vẫn xem lại được cùng lý do."
    table: type[Record]
    home, home_label = "", ""

    def get_subject(self):
        rows = self.table._default_manager.visible_to(self.request.user).select_related("commune", "province")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        return policies.can_write_record(self.request.user, self.subject)

    def get_title(self):
        return f"Hủy: {self.subject}"

    def get_crumbs(self):
        return [
            Crumb(self.home_label, reverse(self.home)),
            Crumb(str(self.subject), self.subject.get_absolute_url()),
        ]

    def perform(self, form):
        return record_cancel(
            actor=self.request.user, record=self.subject, version=form.cleaned_data["version"],
            reason=form.cleaned_data["reason"],
        )  # fmt: skip


def asked_kind(kinds: type[TextChoices], code: str) -> Any:
    """The kind that the address names."""
    if code not in kinds.values:
        raise BadRequest("Không có loại này. Chọn lại từ danh sách.")
    return kinds(code)


def _agencies(user):
    """Agencies whose papers the user may record: the commune's and the province's; a province's user its own."""
    rows = Agency.objects.visible_to(user).filter(is_active=True)
    if user.commune_id is None:
        rows = rows.filter(commune__isnull=True)
    return rows.order_by(F("commune_id").asc(nulls_last=True), "pk")
