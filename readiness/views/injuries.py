"""Pages of accidents, injuries, illness and death of members."""

from django.db.models import F
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from audit.lists import AuditedList
from contracts.policy import require
from documents.shelves import attachments_of
from pages.lists import Empty
from pages.measured import MeasuredListMixin
from pages.templatetags.pages import ngay, so
from pages.views import Action, Crumb, DetailPage, ServiceFormView
from readiness import policies
from readiness.choices import CaseKind
from readiness.filters.duty import InjuryFilter
from readiness.forms.allowances import ClaimForm, InjuryForm, NewInjuryForm
from readiness.models import Injury
from readiness.services.injuries import injury_claim, injury_record, injury_update
from readiness.tables.allowances import CLAIM_TONES, InjuryTable
from teams.models import Membership
from teams.policies import can_see_masked
from teams.views.lists import UnitListMixin


def _crumb() -> Crumb:
    return Crumb("Tai nạn, bị thương", reverse("readiness:injury_list"))


class SeesPeople:
    """Mix in before pages about a member's health: partners see teams and hamlets, not people."""

    def dispatch(self, request, *args, **kwargs):
        """Ask before anything is fetched."""
        require(can_see_masked(request.user))
        return super().dispatch(request, *args, **kwargs)


class InjuryList(SeesPeople, UnitListMixin, MeasuredListMixin, AuditedList):
    """What happened to members."""

    model, table_class, filterset_class = Injury, InjuryTable, InjuryFilter
    register = "injuries"
    title, noun = "Ốm đau, tai nạn, bị thương", "vụ"
    subtitle = "Luật 30/2023, Điều 24; NĐ 40/2024."

    def narrow(self, rows):
        """Newest first."""
        return rows.select_related("membership__person", "membership__team__commune").order_by(
            "-happened_on", "-pk"
        )

    def get_actions(self):
        may = policies.can_keep_own_duty(self.request.user)
        return [Action("Ghi vụ việc", reverse("readiness:injury_new"), may, "primary")]

    def get_empty(self):
        return Empty("Chưa ghi vụ nào. Khi thành viên ốm đau, bị tai nạn, bị thương thì ghi tại đây.")


class InjuryPage(SeesPeople, DetailPage):
    """One event and its claim."""

    model = Injury
    select = ("membership__person", "membership__team__commune", "decision")
    template_name = "readiness/injury.html"

    def get_title(self):
        return f"{self.object.get_kind_display()} ngày {ngay(self.object.happened_on)}"

    def get_subtitle(self):
        spell = self.object.membership
        return f"{spell.person}, {spell.get_position_display()} {spell.team}, {spell.team.commune}"

    def get_crumbs(self):
        return [_crumb()]

    def get_actions(self):
        may, pk = policies.can_write_injury(self.request.user, self.object.membership), self.object.pk
        return [
            Action("Sửa", reverse("readiness:injury_edit", args=[pk]), may),
            Action("Ghi giải quyết chế độ", reverse("readiness:injury_claim", args=[pk]), may, "primary"),
        ]

    def get_context_data(self, **kwargs):
        injury = self.object
        handed = [
            str(Injury._meta.get_field(name).verbose_name)
            for name in ("has_request", "has_receipts", "has_discharge")
            if getattr(injury, name)
        ]
        happened = [
            ("Khi làm nhiệm vụ", "Có" if injury.on_duty else "Không"),
            ("Nhiệm vụ đang làm", injury.get_task_display()),
            ("Diễn biến", injury.circumstances),
            ("Bảo hiểm y tế", "Có" if injury.has_insurance else "Không"),
            ("Không thuộc diện chi vì", injury.get_exclusion_display()),
        ]
        claim = [
            ("Đề nghị ngày", ngay(injury.claimed_on)), ("Chi phí đề nghị (đồng)", so(injury.claimed)),
            ("Giấy tờ đã nộp", ", ".join(handed)), ("Quyết định chi", injury.decision),
            ("Chi trả ngày", ngay(injury.paid_on)), ("Đã chi trả (đồng)", so(injury.paid)),
            ("Ghi chú", injury.claim_note),
        ]  # fmt: skip
        return super().get_context_data(**kwargs) | {
            "happened": happened, "claim": claim, "tone": CLAIM_TONES[injury.claim_state],
            "attachments": attachments_of(self.request.user, "injury", injury),
            "spell_open": injury.kind == CaseKind.DEATH and injury.membership.ended_on is None,
        }  # fmt: skip


class InjuryNew(ServiceFormView):
    """Enter what happened."""

    form_class, title, submit_label = NewInjuryForm, "Ghi vụ ốm đau, tai nạn, bị thương", "Ghi vụ việc"
    done_message = "Đã ghi. Tiếp theo: ghi giải quyết chế độ khi có đơn đề nghị."

    def policy(self):
        return policies.can_keep_own_duty(self.request.user)

    def get_crumbs(self):
        return [_crumb()]

    def get_form_kwargs(self):
        members = Membership.objects.visible_to(self.request.user).select_related("person", "team")
        return super().get_form_kwargs() | {
            "members": members.order_by(
                F("ended_on").desc(nulls_first=True), "team__sort_key", "person__sort_key"
            )
        }

    def get_initial(self):
        return {"happened_on": timezone.localdate(), "on_duty": True}

    def perform(self, form):
        return injury_record(actor=self.request.user, **form.cleaned_data)


class InjuryAct(ServiceFormView):
    """Base of what is done to an event."""

    def get_subject(self):
        rows = Injury.objects.visible_to(self.request.user).select_related(
            "membership__person", "membership__team__commune"
        )
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        return policies.can_write_injury(self.request.user, self.subject.membership)

    def get_crumbs(self):
        return [_crumb(), Crumb(str(self.subject), self.subject.get_absolute_url())]


class InjuryEdit(InjuryAct):
    """Correct what happened."""

    form_class, title = InjuryForm, "Sửa vụ ốm đau, tai nạn, bị thương"

    def initial_of(self, subject):
        return {name: getattr(subject, name) for name in InjuryForm.Meta.fields}

    def perform(self, form):
        return injury_update(actor=self.request.user, injury=self.subject, **form.cleaned_data)


class InjuryClaim(InjuryAct):
    """Record where the claim stands."""

    form_class, title = ClaimForm, "Giải quyết chế độ"

    def initial_of(self, subject):
        return {name: getattr(subject, name) for name in ClaimForm.FACTS}

    def perform(self, form):
        return injury_claim(
            actor=self.request.user, injury=self.subject, version=form.cleaned_data["version"],
            paper=form.paper_data, **form.facts(),
        )  # fmt: skip
