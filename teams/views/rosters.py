"""Danh sách trích ngang: on the screen as it will be printed, and as Excel with or without full numbers."""

from datetime import date

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from communes.models import Commune, Province
from contracts.policy import require
from contracts.roles import Scope
from pages.views import Action, Crumb, PageMixin, ServiceFormView
from teams import policies
from teams.forms.publishing import RosterPurposeForm
from teams.rosters.rows import RosterOf, letterhead, roster_rows, signing
from teams.rosters.workbook import TITLE
from teams.services.rosters import roster_enqueue, roster_of
from vietnam.dates import DateError, format_date, parse_date


def asked(request, query) -> RosterOf | None:
    """What the address asks for; None while a user of the country has named no province. Others' units are a 404."""
    require(policies.can_see_masked(request.user))
    team = query.get("to", "")
    unnamed = not (team or query.get("xa") or query.get("tinh"))
    if request.user.scope == Scope.COUNTRY and unnamed:
        return None
    try:
        return roster_of(
            actor=request.user, on=day_of(query.get("tai_ngay", "")), province=query.get("tinh", ""),
            commune=query.get("xa", ""), team=int(team) if team.isdigit() else None,
        )  # fmt: skip
    except ValidationError as error:
        raise Http404(error.messages[0]) from error


def day_of(text: str) -> date:
    """The day typed; today where none was, or none that can be read."""
    try:
        day = parse_date(text) if text else None
    except DateError:
        day = None
    return day if isinstance(day, date) else timezone.localdate()


def query_of(of: RosterOf) -> dict[str, str]:
    """The same as parameters of an address."""
    province, commune = of.codes()
    team = str(of.team.pk) if of.team else ""
    return {"to": team, "xa": commune, "tinh": province, "tai_ngay": format_date(of.on)}


class RosterPage(PageMixin, TemplateView):
    """The roster of a team or commune as it will be printed; a whole province is taken out as Excel."""

    template_name = "teams/roster.html"
    title = "Danh sách trích ngang"

    @cached_property
    def of(self) -> RosterOf | None:
        """Whose roster."""
        return asked(self.request, self.request.GET)

    def dispatch(self, request, *args, **kwargs):
        """Judge before anything is shown."""
        if request.user.is_authenticated:
            self.of  # noqa: B018 (fetched here, kept by cached_property)
        return super().dispatch(request, *args, **kwargs)

    def get_crumbs(self):
        return [Crumb("Thành viên", reverse("teams:membership_list"))]

    def get_actions(self):
        if self.of is None:
            return []
        province, commune = self.of.codes()
        answer = policies.can_take_full_roster(self.request.user, province=province, commune=commune)
        address = f"{reverse('teams:roster_full')}?{urlencode(query_of(self.of))}"
        return [Action("Excel, số đầy đủ", address, answer)]

    def get_context_data(self, **kwargs):
        """The rows where they are few enough to be looked at, and the choices."""
        user, of = self.request.user, self.of
        context = super().get_context_data(**kwargs) | {
            "of": of, "provinces": Province.objects.visible_to(user) if user.scope == Scope.COUNTRY else (),
        }  # fmt: skip
        if of is None:
            return context
        communes = Commune.objects.visible_to(user).of_province(of.province.pk).open()
        if not of.is_small:
            return context | {"communes": communes, "query": query_of(of)}
        return context | {
            "communes": communes if user.scope != Scope.COMMUNE else (),
            "rows": list(roster_rows(user, of, full=False)), "agency": letterhead(of),
            "signing": signing(of), "heading": TITLE, "query": query_of(of),
        }  # fmt: skip


@require_POST
def roster_excel(request) -> HttpResponse:
    """The Excel as the page shows it, from a worker."""
    of = asked(request, request.POST)
    if of is None:
        raise Http404("Chọn tỉnh trước.")
    return redirect(roster_enqueue(actor=request.user, of=of))


class RosterFull(ServiceFormView):
    """The Excel with full numbers: the purpose is asked and kept."""

    form_class, submit_label = RosterPurposeForm, "Lập Excel số đầy đủ"
    title, done_message = "Danh sách trích ngang với số đầy đủ", "Đang lập tệp."
    consequence = (
        "Tệp có CCCD, dân tộc, tôn giáo đầy đủ. Nhật ký ghi ai lấy, lúc nào, để làm gì. Tệp giữ một ngày."
    )

    def get_subject(self):
        of = asked(self.request, self.request.GET)
        if of is None:
            raise Http404("Chọn tỉnh trước.")
        return of

    def policy(self):
        province, commune = self.subject.codes()
        return policies.can_take_full_roster(self.request.user, province=province, commune=commune)

    def get_subtitle(self):
        return f"{self.subject.name}, tại ngày {format_date(self.subject.on)}."

    def get_crumbs(self):
        return [
            Crumb("Danh sách trích ngang", f"{reverse('teams:roster')}?{urlencode(query_of(self.subject))}")
        ]

    def perform(self, form):
        return roster_enqueue(actor=self.request.user, of=self.subject, purpose=form.cleaned_data["purpose"])
