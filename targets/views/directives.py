"""Directives, and the acts by which a province takes them up."""

from datetime import date

from django.db.models import Count
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from communes.models import Commune
from contracts.policy import ALLOWED, Denied
from pages.views import Action, ConfirmView, Crumb, ServiceFormView
from targets import forms, policies
from targets.choices import AdoptionState, Level
from targets.models import ActionItem, Adoption, Directive, Target
from targets.services import adoptions as services
from targets.views.place import readers_only
from targets.wording import goal_label
from vietnam.names import fold


def _list_crumb() -> Crumb:
    return Crumb("Văn bản chỉ đạo", reverse("targets:directive_list"))


def _adoptions(user):
    return Adoption.objects.visible_to(user).select_related("directive", "province", "paper", "drafted_by")


@readers_only
@require_GET
def directive_list(request):
    """What may be taken up, and what is."""
    rows = Directive.objects.visible_to(request.user).annotate(
        target_count=Count("targets", distinct=True), item_count=Count("action_items", distinct=True)
    )
    latest = {row.directive_id: row for row in _adoptions(request.user).order_by("started_on")}
    context = {
        "title": "Văn bản chỉ đạo",
        "subtitle": "Nghị quyết, kế hoạch có chỉ tiêu và nhiệm vụ; tỉnh áp dụng văn bản nào thì theo dõi văn bản đó.",
        "lines": [(row, latest.get(row.pk)) for row in rows],
        "crumbs": [Crumb("Chỉ tiêu", reverse("targets:scorecard"))], "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "targets/directive_list.html", context)


@readers_only
@require_GET
def directive(request, code: str):
    """One directive: whether it is taken up, its targets, its duties."""
    row = get_object_or_404(Directive.objects.visible_to(request.user), code=code)
    user, today = request.user, timezone.localdate()
    adoptions = list(
        _adoptions(user).filter(directive=row).prefetch_related("communes").order_by("-started_on")
    )
    context = {
        "title": row.title, "directive": row, "crumbs": [_list_crumb()], "today": today,
        "facts": [("Loại văn bản", row.doc_type), ("Cơ quan ban hành", row.issuing_body), ("Người ký", row.signer),
                  ("Số, ký hiệu", row.number), ("Cấp", row.get_level_display()), ("Áp dụng với", row.scope_units),
                  ("Căn cứ", "; ".join(row.cites)), ("Ghi chú", row.notes)],
        "adoptions": [(one, _acts(user, one)) for one in adoptions],
        "targets": [(one, goal_label(one)) for one in Target.objects.visible_to(user).filter(directive=row)],
        "items": ActionItem.objects.visible_to(user).filter(directive=row), "actions": _adopt(user, row, adoptions),
    }  # fmt: skip
    return render(request, "targets/directive.html", context)


def _adopt(user, row: Directive, adoptions: list[Adoption]) -> list[Action]:
    if not policies.can_draft_adoption(user, user.province_id or ""):
        return []
    taken = any(one.ended_on is None for one in adoptions)
    answer = Denied("Tỉnh đang áp dụng hoặc đang dự thảo áp dụng văn bản này.") if taken else ALLOWED
    return [Action("Áp dụng cho tỉnh", reverse("targets:adopt", args=[row.code]), answer, "primary")]


def _acts(user, adoption: Adoption) -> list[Action]:
    if adoption.state == AdoptionState.DRAFT:
        approve = policies.can_approve_adoption(user, adoption)
        acts = [
            Action("Duyệt áp dụng", reverse("targets:adoption_approve", args=[adoption.pk]), approve, "primary"),
            Action("Bỏ dự thảo", reverse("targets:adoption_withdraw", args=[adoption.pk]),
                   policies.can_withdraw_adoption(user, adoption)),
        ]  # fmt: skip
        return acts if policies.can_draft_adoption(user, adoption.province_id) else []
    answer = policies.can_end_adoption(user, adoption)
    if adoption.ended_on or not answer:
        return []
    return [Action("Kết thúc áp dụng", reverse("targets:adoption_end", args=[adoption.pk]), answer)]


class Adopt(ServiceFormView):
    """Draft that the province takes up a directive."""

    form_class, submit_label = forms.AdoptForm, "Lưu dự thảo"
    done_message = "Đã ghi dự thảo áp dụng, chờ lãnh đạo duyệt."
    consequence = (
        "Chưa tính gì cho đến khi lãnh đạo duyệt. Duyệt rồi, hệ thống tính số liệu và đánh giá chỉ tiêu."
    )

    def get_subject(self):
        return get_object_or_404(Directive.objects.visible_to(self.request.user), code=self.kwargs["code"])

    def policy(self):
        user = self.request.user
        if not user.province_id:
            return Denied(
                "Mỗi tỉnh tự áp dụng văn bản chỉ đạo. Việc này dành cho cán bộ Phòng nghiệp vụ của tỉnh."
            )
        return policies.can_draft_adoption(user, user.province_id)

    def get_title(self):
        return "Áp dụng văn bản chỉ đạo"

    def get_subtitle(self):
        return self.subject.title

    def get_crumbs(self):
        return [_list_crumb(), Crumb(self.subject.title, self.subject.get_absolute_url())]

    def _communes(self):
        user = self.request.user
        rows = Commune.objects.visible_to(user).existing_on(timezone.localdate())
        return rows.filter(province_id=user.province_id).order_by("sort_key")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"communes": self._communes()}

    def initial_of(self, subject):
        """A commune's plan is meant for that commune, unless the province widens it."""
        initial: dict = {"started_on": _starts(subject)}
        if subject.level == Level.COMMUNE:
            place = f" {fold(subject.place)} "
            initial["communes"] = [
                row.pk for row in self._communes() if f" {row.search_key} " in place.replace(",", " ")
            ]
        return initial

    def perform(self, form):
        data = form.cleaned_data
        return services.directive_adopt(
            actor=self.request.user, directive=self.subject, province=self.request.user.province,
            started_on=data["started_on"], communes=data["communes"], typed_paper=form.paper_data, note=data["note"],
        )  # fmt: skip


def _starts(row: Directive) -> date:
    """The first day the paper names as far as it does, if it is still running; else today."""
    today = timezone.localdate()
    start, end = row.effective.get("start") or "", row.effective.get("end") or ""
    if len(start) < len("2025-08") or (end and end < today.isoformat()):
        return today
    return date.fromisoformat(start if len(start) == len("2025-08-01") else f"{start}-01")


class AdoptionAct(ConfirmView):
    """Base of what is done to an adoption."""

    submit_look = "primary"

    def get_subject(self):
        return get_object_or_404(_adoptions(self.request.user), pk=self.kwargs["pk"])

    def get_subtitle(self):
        return self.subject.directive.title

    def get_crumbs(self):
        return [_list_crumb(), Crumb(self.subject.directive.title, self.subject.get_absolute_url())]


class AdoptionApprove(AdoptionAct):
    """Put a draft in force."""

    title, submit_label = "Duyệt áp dụng văn bản chỉ đạo", "Duyệt áp dụng"
    done_message = "Đã duyệt. Số liệu được tính trong một phút."
    consequence = "Từ ngày áp dụng, chỉ tiêu của văn bản được đánh giá cho các xã trong phạm vi."

    def policy(self):
        return policies.can_approve_adoption(self.request.user, self.subject)

    def perform(self, form):
        return services.adoption_approve(actor=self.request.user, adoption=self.subject)


class AdoptionWithdraw(AdoptionAct):
    """Throw a draft away."""

    title, submit_label, submit_look = "Bỏ dự thảo áp dụng", "Bỏ dự thảo", "danger"
    done_message = "Đã bỏ dự thảo."
    consequence = "Dự thảo không còn; nhật ký vẫn giữ nội dung đã ghi."

    def policy(self):
        return policies.can_withdraw_adoption(self.request.user, self.subject)

    def perform(self, form):
        services.adoption_withdraw(actor=self.request.user, adoption=self.subject)

    def get_success_url(self, result=None):
        return self.subject.directive.get_absolute_url()


class AdoptionEnd(AdoptionAct):
    """End an adoption from a day on."""

    form_class, title, submit_label = forms.EndForm, "Kết thúc áp dụng văn bản chỉ đạo", "Kết thúc áp dụng"
    submit_look, done_message = "danger", "Đã ghi ngày kết thúc áp dụng."
    consequence = "Từ ngày đó, chỉ tiêu của văn bản không còn được đánh giá. Kết quả trước đó vẫn xem được."

    def policy(self):
        return policies.can_end_adoption(self.request.user, self.subject)

    def perform(self, form):
        data = form.cleaned_data
        return services.adoption_end(
            actor=self.request.user, adoption=self.subject, ended_on=data["ended_on"], version=data["version"]
        )


class DueDateMove(AdoptionEnd):
    """Give a target another due day."""

    form_class, title, submit_label, submit_look = forms.DueDateForm, "Dời hạn chỉ tiêu", "Dời hạn", "primary"
    done_message = "Đã dời hạn."
    consequence = "Chỉ tiêu được đánh giá theo hạn mới trong tỉnh này; văn bản gốc không đổi."

    def get_target(self):
        rows = Target.objects.visible_to(self.request.user).filter(directive=self.subject.directive_id)
        return get_object_or_404(rows, code=self.kwargs["target"])

    def get_subtitle(self):
        return self.get_target().statement

    def perform(self, form):
        data = form.cleaned_data
        return services.due_date_move(
            actor=self.request.user, adoption=self.subject, target=self.get_target(), due_on=data["due_on"],
            version=data["version"],
        )  # fmt: skip

    def get_success_url(self, result=None):
        return self.get_target().get_absolute_url()
