"""Requests to take somebody over: the asking side sees what it typed, the keeping side the person."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from audit.lists import AuditedList
from contracts.policy import require
from law.values import day_table
from pages.lists import Empty, Tab
from pages.templatetags.pages import mask, ngay
from pages.views import Action, Carry, ConfirmView, Crumb, DetailPage, ServiceFormView
from teams import policies
from teams.choices import TransferState
from teams.filters.transfers import TransferFilter
from teams.forms.transfers import RefuseForm, TransferForm
from teams.models import Membership, Team, TransferRequest
from teams.services.people import HELD_CODE
from teams.services.transfers import transfer_accept, transfer_ask, transfer_refuse, transfer_withdraw
from teams.tables.transfers import TRANSFER_TONES, TransferTable
from vietnam.calendar import clock

#: The name of the button that brings what was typed in another form.
CARRIED = "mang_sang"
_JOINED = ("commune__province", "team", "person__home_commune", "answer__from_commune", "requested_by")


class OffersTransferMixin:
    """A form that may meet a CCCD held elsewhere: it then offers to ask for the person, with what was typed."""

    def form_invalid(self, form):
        """Offer the request beside the refusal."""
        refused = form.errors.as_data().get("citizen_id", [])
        if any(error.code == HELD_CODE for error in refused):
            carry = Carry("Gửi đề nghị tiếp nhận", reverse("teams:transfer_new"), CARRIED)
            self.extra_context = {**(self.extra_context or {}), "more_buttons": [carry]}
        return super().form_invalid(form)


def _crumbs() -> list[Crumb]:
    return [Crumb("Tiếp nhận, chuyển đi", reverse("teams:transfer_list"))]


class TransferList(AuditedList):
    """Requests of one's own unit and to it."""

    model, table_class, filterset_class = TransferRequest, TransferTable, TransferFilter
    title, noun = "Tiếp nhận, chuyển đi", "đề nghị"

    def dispatch(self, request, *args, **kwargs):
        """Partners see teams and hamlets, not people."""
        require(policies.can_see_masked(request.user))
        return super().dispatch(request, *args, **kwargs)

    def narrow(self, rows):
        """Those that wait first, then the newest."""
        return rows.select_related("commune", "answer").defer("citizen_id").order_by("-requested_on", "-pk")

    def get_tabs(self):
        chosen = self.request.GET.get("trang_thai", "")
        tabs = [("Tất cả", ""), *((state.label, state.value) for state in TransferState)]
        return [
            Tab(label, f"?trang_thai={code}" if code else "?", None, chosen == code) for label, code in tabs
        ]

    def get_actions(self):
        user = self.request.user
        if user.commune is None:
            return []
        answer = policies.can_register(user, user.commune)
        return [Action("Đề nghị tiếp nhận", reverse("teams:transfer_new"), answer, "primary")]

    def get_empty(self):
        actions = self.get_actions()
        return Empty(
            "Chưa có đề nghị nào. Khi số CCCD của một người đã có ở xã khác, gửi đề nghị để tiếp nhận người đó.",
            actions[0] if actions else None,
        )


class TransferPage(DetailPage):
    """One request, for either side."""

    model, select = TransferRequest, _JOINED
    template_name = "teams/transfer.html"

    def dispatch(self, request, *args, **kwargs):
        """Partners see teams and hamlets, not people."""
        get_object_or_404(TransferRequest.objects.visible_to(request.user).only("pk"), pk=kwargs["pk"])
        require(policies.can_see_masked(request.user))
        return super().dispatch(request, *args, **kwargs)

    def get_crumbs(self):
        return _crumbs()

    def get_subtitle(self):
        one = self.object
        return f"{one.commune} đề nghị ngày {ngay(one.requested_on)}, hạn trả lời {ngay(one.due_on)}."

    def get_actions(self):
        one, user = self.object, self.request.user
        if one.state != TransferState.WAITING:
            return []
        if policies.keeps_transferred(user, one):
            answer = policies.can_answer_transfer(user, one, timezone.localdate())
            return [
                Action("Từ chối", reverse("teams:transfer_refuse", args=[one.pk]), answer),
                Action("Chấp nhận", reverse("teams:transfer_accept", args=[one.pk]), answer, "primary"),
            ]
        answer = policies.can_withdraw_transfer(user, one)
        return [Action("Rút đề nghị", reverse("teams:transfer_withdraw", args=[one.pk]), answer)]

    def get_context_data(self, **kwargs):
        """What was typed; the person and the answer as far as the side may know."""
        one, user = self.object, self.request.user
        keeps = policies.keeps_transferred(user, one)
        answer = getattr(one, "answer", None)
        facts = [
            ("Họ và tên đã ghi", one.full_name),
            ("Số định danh đã ghi", mask(one.citizen_id_tail)),
            ("Tổ tiếp nhận", one.team or "Chỉ chuyển hồ sơ (sẽ dự tuyển)"),
            ("Tiếp nhận từ ngày", ngay(one.wanted_on)),
            ("Lý do", one.reason),
        ]
        if keeps or (answer and answer.is_accepted):
            facts.insert(
                0, ("Xã quản lý hồ sơ khi trả lời" if answer else "Xã đang quản lý hồ sơ", one.keeper)
            )
        spells = Membership.objects.visible_to(user).filter(person=one.person_id)
        waiting = one.state == TransferState.WAITING
        return super().get_context_data(**kwargs) | {
            "facts": facts, "keeps": keeps, "answer": answer, "tone": TRANSFER_TONES[one.state],
            "clock": clock(one.due_on, timezone.localdate(), day_table()) if waiting else None,
            "spell": self._spell(spells) if keeps or answer else None,
        }  # fmt: skip

    def _spell(self, spells) -> Membership | None:
        return spells.select_related("team__commune", "person").order_by("-started_on").first()


class TransferNew(ServiceFormView):
    """Ask for somebody whose CCCD is held elsewhere."""

    form_class, title = TransferForm, "Đề nghị tiếp nhận người từ xã khác"
    submit_label, done_message = "Gửi đề nghị", "Đã gửi đề nghị tới đơn vị đang quản lý hồ sơ."
    consequence = (
        "Đơn vị đang quản lý hồ sơ trả lời trong hạn tính theo ngày làm việc; quá hạn thì Công an tỉnh trả lời. "
        "Trước khi được chấp nhận, xã không biết người này ở đâu và không xem được hồ sơ."
    )

    def policy(self):
        return policies.can_register_own(self.request.user)

    def get_crumbs(self):
        return _crumbs()

    def get_form_kwargs(self):
        teams = Team.objects.visible_to(self.request.user).open()
        return super().get_form_kwargs() | {"teams": teams}

    def post(self, request, *args, **kwargs):
        """What another form brought along is shown first, not sent."""
        if CARRIED not in request.POST:
            return super().post(request, *args, **kwargs)
        names = ("full_name", "citizen_id", "team")
        initial = {name: request.POST.get(name, "") for name in names}
        initial["wanted_on"] = request.POST.get("started_on", "")
        form = TransferForm(initial=initial, teams=self.get_form_kwargs()["teams"])
        return self.render_to_response(self.get_context_data(form=form))

    def perform(self, form):
        user = self.request.user
        return transfer_ask(actor=user, commune=user.commune, **form.cleaned_data)


class TransferAct(ServiceFormView):
    """Base of what is done to a request."""

    def get_subject(self):
        rows = TransferRequest.objects.visible_to(self.request.user).select_related(*_JOINED)
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        return policies.can_answer_transfer(self.request.user, self.subject, timezone.localdate())

    def get_crumbs(self):
        return [*_crumbs(), Crumb(str(self.subject), self.subject.get_absolute_url())]

    def get_success_url(self, result=None):
        return self.subject.get_absolute_url()

    def call(self, service, form, **facts):
        """The service, in the version the form was made from."""
        version = form.cleaned_data["version"]
        return service(actor=self.request.user, request=self.subject, version=version, **facts)


class TransferAccept(TransferAct, ConfirmView):
    """Hand the person over."""

    submit_label, submit_look, done_message = (
        "Chấp nhận",
        "primary",
        "Đã chấp nhận. Hồ sơ chuyển sang xã đề nghị.",
    )

    def get_title(self):
        return f"Chấp nhận cho {self.subject.commune} tiếp nhận {self.subject.person}"

    def get_consequence(self):
        one = self.subject
        spell = Membership.objects.visible_to(self.request.user).open().filter(person=one.person_id).first()
        ends = f"thôi tham gia {spell.team}, " if spell else ""
        begins = f"tham gia {one.team} làm Tổ viên, " if one.team else ""
        return (
            f"Từ {ngay(one.wanted_on)}: {one.person} {ends}{begins}hồ sơ do {one.commune} quản lý. Đơn vị bạn còn xem "
            "được thời gian tham gia trước đó, không xem được những gì ghi sau này."
        )

    def perform(self, form):
        return self.call(transfer_accept, form)


class TransferRefuse(TransferAct):
    """Refuse with a reason."""

    form_class, submit_label, submit_look, done_message = (
        RefuseForm,
        "Từ chối",
        "danger",
        "Đã từ chối đề nghị.",
    )

    def get_title(self):
        return f"Từ chối cho tiếp nhận {self.subject.person}"

    def perform(self, form):
        return self.call(transfer_refuse, form, reason=form.cleaned_data["reason"])


class TransferWithdraw(TransferAct, ConfirmView):
    """Take the request back."""

    submit_label, done_message = "Rút đề nghị", "Đã rút đề nghị."
    consequence = "Đơn vị đang quản lý hồ sơ được báo; cần thì gửi lại đề nghị khác."

    def policy(self):
        return policies.can_withdraw_transfer(self.request.user, self.subject)

    def get_title(self):
        return f"Rút đề nghị tiếp nhận {self.subject.full_name}"

    def perform(self, form):
        return self.call(transfer_withdraw, form)
