"""Intake: an application is taken, or written down as too late."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property

from communes.models import Hamlet
from contracts.policy import ALLOWED, Answer
from pages.templatetags.pages import ngay
from pages.views import Carry, ServiceFormView
from recruitment import policies
from recruitment.choices import ApplicationState, Outcome
from recruitment.eligibility import examine, missing_papers
from recruitment.forms import ApplicationForm
from recruitment.models import Campaign
from recruitment.services.applications import application_receive, application_refuse_late
from recruitment.services.intake_rules import (
    LateApplication,
    PossibleDouble,
    person_known,
    serving_message,
)
from recruitment.views.applications import campaign_crumbs
from teams.forms.members import person_initial
from teams.views.transfers import OffersTransferMixin
from vietnam.ids import citizen_id_clean, citizen_id_error

#: The names of the buttons beside “Nhận hồ sơ”.
KNOWN, LATE, SOMEBODY_ELSE = "trong_so", "late", "somebody_else"
_WRITE_DOWN = "Ghi vào sổ: nộp muộn, không nhận"


class Receive(OffersTransferMixin, ServiceFormView):
    """Take an application; one that came too late may be written down and is not taken. Once the list is closed that is
    all that can be done."""

    form_class, template_name = ApplicationForm, "recruitment/receive.html"

    def get_subject(self):
        rows = Campaign.objects.visible_to(self.request.user).select_related("commune")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @cached_property
    def takes(self) -> Answer:
        """Are applications still taken?"""
        return policies.can_receive(self.request.user, self.subject)

    def policy(self) -> Answer:
        may_write_down = policies.can_refuse_late(self.request.user, self.subject)
        return self.takes or (ALLOWED if may_write_down else self.takes)

    def get_title(self):
        return "Nhận hồ sơ dự tuyển" if self.takes else "Ghi hồ sơ nộp muộn"

    def get_subtitle(self):
        one = self.subject
        return f"Nhận từ {ngay(one.opens_on)} đến hết {ngay(one.closes_on)} tại {one.filing_place}."

    def get_crumbs(self):
        return campaign_crumbs(self.subject)

    def get_initial(self):
        """Received today, while today lies in the window."""
        today, one = timezone.localdate(), self.subject
        received = {"received_on": today} if one.opens_on <= today <= one.closes_on else {}
        return super().get_initial() | received

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        kwargs.pop("versioned", None)  # an application is added, the campaign itself does not change
        hamlets = Hamlet.objects.visible_to(self.request.user).open().filter(commune=self.subject.commune)
        lines = self.subject.lines.select_related("team", "hamlet")
        return kwargs | {"hamlets": hamlets, "lines": lines, "takes_papers": bool(self.takes)}

    def post(self, request, *args, **kwargs):
        """A further button fills in what the register knows of who has the typed CCCD, and shows the page again."""
        if KNOWN not in request.POST:
            return super().post(request, *args, **kwargs)
        known, told = self._look_up()
        typed = {name: value for name, value in request.POST.items() if value}
        form = self.get_form_class()(
            **self.get_form_kwargs() | {"data": None, "files": None, "initial": known | typed}
        )
        self.extra_context = {"told": told, "is_known": bool(known)}
        return self.render_to_response(self.get_context_data(form=form))

    def _look_up(self) -> tuple[dict, str]:
        """What the register knows for the form, and what is said."""
        number, name = self.request.POST.get("citizen_id", ""), self.request.POST.get("full_name", "").strip()
        if not number.strip():
            return {}, "Chưa có số định danh để tìm. Gõ số định danh rồi bấm lại."
        if problem := citizen_id_error(citizen_id_clean(number).text):
            return {}, problem
        try:
            person = person_known(self.subject, number, name or None)
        except ValidationError as error:
            return {}, " ".join(error.messages)
        if person is None:
            return {}, "Sổ của xã chưa có ai mang số định danh này. Nhập đủ các mục."
        if spell := person.memberships.open().select_related("team").first():
            return {}, serving_message(person, spell.team)
        told = f"Đã lấy dữ kiện của {person} trong sổ của xã; ô đã gõ giữ nguyên. Đối chiếu với giấy tờ rồi nhận hồ sơ."
        return person_initial(person), told

    def perform(self, form):
        data, user = form.cleaned_data, self.request.user
        facts = {
            "actor": user, "campaign": self.subject, "line": data["line"], "source": data["source"],
            "received_on": data["received_on"],
        }  # fmt: skip
        if LATE in self.request.POST or not self.takes:
            return application_refuse_late(**facts, **form.facts())
        if self._is_late(data):
            raise LateApplication(self.subject, data["received_on"])
        return self._receive(facts | {"papers": form.papers(), **form.declared(), **form.facts()})

    def _receive(self, facts: dict):
        """Whoever may be the same as somebody elsewhere is taken on a second button."""
        try:
            return application_receive(**facts, is_somebody_else=SOMEBODY_ELSE in self.request.POST)
        except PossibleDouble:
            self.buttons.append(Carry("Là người khác, vẫn nhận", "", SOMEBODY_ELSE))
            raise

    def _is_late(self, data: dict) -> bool:
        return data["received_on"] > self.subject.closes_on

    @cached_property
    def buttons(self) -> list[Carry]:
        """What may be done besides, the most fitting first."""
        return [Carry("Lấy dữ kiện đã có", "", KNOWN)]

    def form_valid(self, form):
        """A late one gets the rule and a second button."""
        may_write_down = policies.can_refuse_late(self.request.user, self.subject)
        if self.takes and self._is_late(form.cleaned_data) and may_write_down:
            self.buttons.insert(0, Carry(_WRITE_DOWN, "", LATE, "danger"))
        return super().form_valid(form)

    def get_context_data(self, **kwargs):
        """With the buttons, and that the window is over."""
        context = super().get_context_data(**kwargs)
        one = self.subject
        first = ("Nhận hồ sơ", "primary") if self.takes else (_WRITE_DOWN, "danger")
        return context | {
            "submit_label": first[0], "submit_look": first[1],
            "more_buttons": [*context.get("more_buttons", ()), *self.buttons], "takes": bool(self.takes),
            "over_since": one.closes_on + timedelta(days=1) if timezone.localdate() > one.closes_on else None,
        }  # fmt: skip

    def get_done_message(self, result):
        if result.state == ApplicationState.REFUSED:
            return (
                f"Đã ghi vào sổ: {result.person} nộp muộn ngày {ngay(result.received_on)}, không nhận hồ sơ."
            )
        said = missing_papers(result)
        said += [
            f"{f.fact} ({f.citation})"
            for f in examine(result)
            if f.outcome in (Outcome.FAIL, Outcome.DECISION)
        ]
        if said:
            return f"Đã nhận hồ sơ của {result.person}. Báo ngay người nộp: {'; '.join(said)}."
        return f"Đã nhận đủ giấy tờ của {result.person}. Tiếp theo: Công an xã thẩm định."
