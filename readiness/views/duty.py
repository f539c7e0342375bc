"""Pages of duty rosters."""

from collections import defaultdict

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from audit.lists import AuditedList
from contracts.records import StaleRecord
from pages.lists import Empty
from pages.measured import MeasuredListMixin
from pages.templatetags.pages import ngay
from pages.views import Action, ConfirmView, Crumb, DetailPage, ServiceFormView, Stale
from readiness import policies
from readiness.choices import Outcome, ShiftKind
from readiness.filters.duty import DutyFilter, RosterFilter, month_choices, month_of
from readiness.forms.duty import WORDS, GridForm, OpenForm, RecordForm, ShiftForm, ShiftNoteForm
from readiness.models import DutyAssignment, DutyRoster, DutyShift
from readiness.rotas import days_of
from readiness.services.rosters import (
    roster_assignments,
    roster_fill,
    roster_members,
    roster_record,
    rosters_open,
    shift_add,
    shift_note,
    shift_remove,
)
from readiness.tables.duty import DutyTable, RosterTable
from teams.models import Membership, Team
from teams.views.lists import UnitListMixin
from vietnam.windows import following, window_for


def _crumb() -> Crumb:
    return Crumb("Lịch trực", reverse("readiness:roster_list"))


class RosterList(UnitListMixin, AuditedList):
    """Rosters of teams by month."""

    model, table_class, filterset_class = DutyRoster, RosterTable, RosterFilter
    title, noun = "Lịch trực", "lịch"

    def narrow(self, rows):
        """Newest month first, with how many turns."""
        turn = "shifts__assignments"
        return (
            rows.select_related("team__commune")
            .annotate(
                turns=Count(turn), nights=Count(turn, filter=Q(shifts__kind=ShiftKind.NIGHT)),
                done=Count(turn, filter=Q(shifts__assignments__outcome=Outcome.DONE)),
                missed=Count(turn, filter=Q(shifts__assignments__outcome=Outcome.MISSED)),
            )
            .order_by("-month", "team__commune", "team__sort_key")
        )  # fmt: skip

    def get_actions(self):
        may = policies.can_keep_own_duty(self.request.user)
        return [
            Action("Lượt trực", reverse("readiness:duty_list")),
            Action("Lập lịch tháng", reverse("readiness:roster_new"), may, "primary"),
        ]

    def get_empty(self):
        return Empty(
            "Chưa có lịch trực nào. Lập lịch tháng cho các Tổ, rồi sửa từng ô.", self.get_actions()[1]
        )


class DutyList(UnitListMixin, MeasuredListMixin, AuditedList):
    """Turns of duty: what the figure of turns opens to."""

    model, table_class, filterset_class = DutyAssignment, DutyTable, DutyFilter
    register = "duty"
    title, noun = "Lượt trực", "lượt"
    empty = Empty("Chưa có lượt trực nào. Mở Lịch trực để lập lịch tháng.")

    def narrow(self, rows):
        """Newest first."""
        return rows.select_related("shift__roster__team__commune", "membership__person").order_by(
            "-shift__day", "shift__starts_at", "membership__person__sort_key"
        )

    def get_crumbs(self):
        return [_crumb()]


class RosterPage(DetailPage):
    """A month's roster as a table that is printed and hung up."""

    model, select = DutyRoster, ("team__commune",)
    template_name = "readiness/roster.html"

    def get_title(self):
        return f"Lịch trực tháng {self.object.month:%m/%Y}"

    def get_subtitle(self):
        return f"{self.object.team}, {self.object.team.commune}"

    def get_crumbs(self):
        return [_crumb()]

    def get_actions(self):
        may, pk = policies.can_keep_duty(self.request.user, self.object.team), self.object.pk
        return [
            Action("In", f"{self.object.get_absolute_url()}?in=1"),
            Action("Thêm ca giờ khác", reverse("readiness:shift_new", args=[pk]), may),
            Action("Ghi kết quả trực", reverse("readiness:roster_record", args=[pk]), may),
            Action("Xếp lịch", reverse("readiness:roster_fill", args=[pk]), may, "primary"),
        ]

    def get_context_data(self, **kwargs):
        """A line a day: who by day, by night, at other hours."""
        roster = self.object
        of_day: dict = defaultdict(lambda: defaultdict(list))
        shifts: dict[int, DutyShift] = {}
        for row in roster_assignments(roster).order_by("shift__starts_at", "membership__person__sort_key"):
            of_day[row.shift.day][row.shift.kind].append(row)
            shifts[row.shift_id] = row.shift
        lines = [
            (day, of_day[day][ShiftKind.DAY], of_day[day][ShiftKind.NIGHT], of_day[day][ShiftKind.OTHER])
            for day in days_of(roster.month)
        ]
        return super().get_context_data(**kwargs) | {
            "lines": lines, "shifts": shifts.values(), "is_empty": not shifts,
            "others": any(shift.kind == ShiftKind.OTHER for shift in shifts.values()),
            "may": policies.can_keep_duty(self.request.user, roster.team),
        }  # fmt: skip


class RosterNew(ServiceFormView):
    """Open the rosters of a month for the teams that have none."""

    form_class, submit_label, template_name = OpenForm, "Lập lịch", "readiness/roster_new.html"

    def policy(self):
        return policies.can_keep_own_duty(self.request.user)

    @property
    def month(self):
        """The month asked for; else the next one, for which rosters are made."""
        asked = self.request.GET.get("thang", "")
        if asked in dict(month_choices()):
            return month_of(asked)
        return following(window_for("calendar_month", timezone.localdate())).first_day

    def get_title(self):
        return f"Lập lịch trực tháng {self.month:%m/%Y}"

    def get_crumbs(self):
        return [_crumb()]

    def lacking(self):
        """The teams without a roster for the month: all are chosen at first."""
        teams = Team.objects.visible_to(self.request.user).in_force(self.month)
        return teams.exclude(rosters__month=self.month).select_related("commune").order_by("sort_key")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"teams": self.lacking()}

    def get_initial(self):
        return {"teams": list(self.lacking())}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "months": [label for label, _ in month_choices()[:14]], "chosen": f"{self.month:%m/%Y}",
        }  # fmt: skip

    def perform(self, form):
        return rosters_open(actor=self.request.user, month=self.month, **form.cleaned_data)

    def get_success_url(self, result=None):
        if len(result) == 1:
            return reverse("readiness:roster_fill", args=[result[0].pk])
        return f"{reverse('readiness:roster_list')}?thang={self.month:%m/%Y}"

    def get_done_message(self, result):
        return f"Đã lập lịch cho {len(result)} Tổ. Mở từng lịch để xem và sửa."


class RosterAct(ServiceFormView):
    """Base of what is done to a roster."""

    def get_subject(self):
        rows = DutyRoster.objects.visible_to(self.request.user).select_related("team__commune")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        return policies.can_keep_duty(self.request.user, self.subject.team)

    def get_subtitle(self):
        return f"{self.subject.team}, tháng {self.subject.month:%m/%Y}"

    def get_crumbs(self):
        return [_crumb(), Crumb(str(self.subject), self.subject.get_absolute_url())]


class RosterFill(RosterAct):
    """The grid of a month."""

    form_class, title, template_name = GridForm, "Xếp lịch trực", "readiness/roster_fill.html"
    submit_label, done_message = "Lưu lịch", "Đã lưu lịch trực."

    def get_form_kwargs(self):
        duties = roster_assignments(self.subject).exclude(shift__kind=ShiftKind.OTHER)
        return super().get_form_kwargs() | {
            "members": roster_members(self.subject).values(), "days": days_of(self.subject.month), "duties": duties,
        }  # fmt: skip

    def perform(self, form):
        version = form.cleaned_data["version"]
        return roster_fill(actor=self.request.user, roster=self.subject, version=version, plan=form.plan())

    def form_stale(self, form, stale: StaleRecord):
        """Cells are no fields: show those that differ from what stands now."""
        now = {cell.name: cell for _, cells in self.form_class(**self._unbound()).rows for cell in cells}
        differences = [
            Stale(f"{ngay(day)}, {cell.label}", WORDS[cell.value], WORDS[now[cell.name].value])
            for day, cells in form.rows
            for cell in cells
            if not cell.fixed and cell.value != now[cell.name].value
        ]
        form.add_error(None, stale)
        form.data = form.data.copy()
        form.data["version"] = stale.current.version
        return self.render_to_response(self.get_context_data(form=form, stale=differences), status=409)

    def _unbound(self) -> dict:
        kwargs = self.get_form_kwargs()
        return {name: kwargs[name] for name in ("members", "days", "duties")}


class RosterRecord(RosterAct):
    """Record who was there, of the days that have come."""

    form_class, title, template_name = RecordForm, "Ghi kết quả trực", "readiness/roster_record.html"
    submit_label = "Lưu kết quả"
    consequence = "Lượt “Đã trực” được tính bồi dưỡng trong bảng chi chế độ của tháng."

    def get_form_kwargs(self):
        today = timezone.localdate()
        duties = roster_assignments(self.subject).filter(shift__day__lte=today)
        return super().get_form_kwargs() | {
            "duties": duties.order_by("shift__day", "shift__starts_at", "membership__person__sort_key")
        }

    def perform(self, form):
        return roster_record(
            actor=self.request.user, roster=self.subject, version=form.cleaned_data["version"],
            outcomes=form.outcomes(),
        )  # fmt: skip

    def get_success_url(self, result=None):
        return self.subject.get_absolute_url()

    def get_done_message(self, result):
        return f"Đã ghi kết quả {result} lượt trực."


class ShiftNew(RosterAct):
    """A shift of hours of its own."""

    form_class, title, submit_label = ShiftForm, "Thêm ca giờ khác", "Thêm ca"
    done_message = "Đã thêm ca."

    def get_form_kwargs(self):
        members = Membership.objects.visible_to(self.request.user).filter(
            pk__in=list(roster_members(self.subject))
        )
        return super().get_form_kwargs() | {
            "members": members.select_related("person", "team").order_by("person__sort_key")
        }

    def perform(self, form):
        shift_add(actor=self.request.user, roster=self.subject, **form.cleaned_data)
        return self.subject


class ShiftAct(RosterAct):
    """Base of what is done to one shift."""

    def get_subject(self):
        rows = DutyShift.objects.visible_to(self.request.user).select_related("roster__team__commune")
        self.shift = get_object_or_404(rows, pk=self.kwargs["pk"])
        return self.shift.roster

    def get_subtitle(self):
        return f"{self.shift}, {self.subject.team}"


class ShiftNote(ShiftAct):
    """What kind of work it was."""

    form_class, title = ShiftNoteForm, "Sửa ca trực"

    def initial_of(self, subject):
        return {"is_heavy": self.shift.is_heavy, "note": self.shift.note}

    def perform(self, form):
        shift_note(actor=self.request.user, shift=self.shift, **form.cleaned_data)
        return self.subject


class ShiftRemove(ShiftAct, ConfirmView):
    """Take it out of the plan."""

    title, submit_label, done_message = "Bỏ ca trực", "Bỏ ca", "Đã bỏ ca khỏi lịch."
    consequence = "Mọi người được phân công trong ca này không còn trực ca đó. Nhật ký giữ lại ca đã bỏ."

    def perform(self, form):
        shift_remove(actor=self.request.user, shift=self.shift, version=form.cleaned_data["version"])
        return self.subject
