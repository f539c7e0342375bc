"""Pages of the patrol log."""

from datetime import timedelta

from django.db.models import Count, F, Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from audit.lists import AuditedList
from communes.models import Cluster
from pages.lists import Empty
from pages.measured import MeasuredListMixin
from pages.templatetags.pages import ngay
from pages.views import Action, Crumb, DetailPage, ServiceFormView
from readiness import policies
from readiness.filters.duty import PatrolFilter
from readiness.forms.duty import PatrolForm
from readiness.models import DutyShift, Patrol
from readiness.services.patrols import patrol_record, patrol_update
from readiness.tables.duty import PatrolTable
from teams.models import Membership, Team
from teams.views.lists import UnitListMixin

#: Shifts of so long ago are offered to tie a patrol to.
RECENT = timedelta(days=92)


def _crumb() -> Crumb:
    return Crumb("Tuần tra", reverse("readiness:patrol_list"))


class PatrolList(UnitListMixin, MeasuredListMixin, AuditedList):
    """The log of patrols."""

    model, table_class, filterset_class = Patrol, PatrolTable, PatrolFilter
    register = "patrols"
    title, noun = "Tuần tra", "buổi"
    empty = Empty("Chưa ghi buổi tuần tra nào. Chọn “Ghi buổi tuần tra” rồi chọn Tổ.")

    def narrow(self, rows):
        """Newest first, with how many went."""
        return (
            rows.select_related("team__commune").annotate(people=Count("members"))
            .order_by("-patrolled_on", "-pk")
        )  # fmt: skip

    def get_actions(self):
        may = policies.can_keep_own_duty(self.request.user)
        return [Action("Ghi buổi tuần tra", reverse("readiness:patrol_pick"), may, "primary")]


class PatrolPick(ServiceFormView):
    """Of which team: a page of links, one a team."""

    title, template_name = "Ghi buổi tuần tra: chọn Tổ", "readiness/pick_team.html"
    http_method_names = ["get", "head", "options"]

    def policy(self):
        return policies.can_keep_own_duty(self.request.user)

    def get_crumbs(self):
        return [_crumb()]

    def get_context_data(self, **kwargs):
        teams = Team.objects.visible_to(self.request.user).in_force(timezone.localdate())
        return super().get_context_data(**kwargs) | {
            "teams": [
                (team, reverse("readiness:patrol_new", args=[team.pk])) for team in teams.order_by("sort_key")
            ]
        }


class PatrolPage(DetailPage):
    """One patrol."""

    model, select = Patrol, ("team__commune", "cluster__hamlet", "shift")
    template_name = "readiness/patrol.html"

    def get_title(self):
        return f"Tuần tra ngày {ngay(self.object.patrolled_on)}"

    def get_subtitle(self):
        return f"{self.object.team}, {self.object.team.commune}, {self.object.hours}."

    def get_crumbs(self):
        return [_crumb()]

    def get_actions(self):
        may = policies.can_keep_duty(self.request.user, self.object.team)
        return [Action("Sửa", reverse("readiness:patrol_edit", args=[self.object.pk]), may, "primary")]

    def get_context_data(self, **kwargs):
        patrol = self.object
        members = patrol.members.select_related("membership__person").order_by("membership__person__sort_key")
        facts = [
            ("Người tuần tra", ", ".join(str(row.membership.person) for row in members)),
            ("Tuyến, địa bàn", patrol.route),
            ("Cụm dân cư", f"{patrol.cluster.name}, {patrol.cluster.hamlet}" if patrol.cluster_id else ""),
            ("Thuộc ca trực", patrol.shift),
            ("Vụ việc phát hiện", patrol.incidents_found),
            ("Lượt người được nhắc nhở", patrol.people_reminded),
            ("Vụ việc chuyển Công an xã", patrol.handed_over),
            ("Ghi chú", patrol.note),
        ]
        return super().get_context_data(**kwargs) | {"facts": facts}


class PatrolNew(ServiceFormView):
    """Enter a patrol of a team."""

    form_class, submit_label, done_message = PatrolForm, "Ghi buổi tuần tra", "Đã ghi buổi tuần tra."

    def get_subject(self):
        rows = Team.objects.visible_to(self.request.user).select_related("commune")
        return get_object_or_404(rows, pk=self.kwargs["team"])

    @property
    def team(self) -> Team:
        """The team that walks."""
        return self.subject

    def policy(self):
        return policies.can_keep_duty(self.request.user, self.team)

    def get_title(self):
        return f"Ghi buổi tuần tra của {self.team}"

    def get_crumbs(self):
        return [_crumb()]

    def get_initial(self):
        return {"patrolled_on": timezone.localdate()}

    def get_form_kwargs(self):
        kwargs, user, team = super().get_form_kwargs(), self.request.user, self.team
        if team is self.subject:
            kwargs.pop("versioned", None)
        hamlets = team.hamlet_links.values("hamlet")
        today = timezone.localdate()
        recent = Q(day__range=(today - RECENT, today))
        if isinstance(self.subject, Patrol):
            recent |= Q(pk=self.subject.shift_id)
        shifts = DutyShift.objects.visible_to(user).filter(recent, roster__team=team)
        return kwargs | {
            "members": Membership.objects.visible_to(user).filter(team=team).select_related("person", "team")
            .order_by(F("ended_on").desc(nulls_first=True), "person__sort_key"),
            "clusters": Cluster.objects.visible_to(user).filter(hamlet__in=hamlets).select_related("hamlet"),
            "shifts": shifts.select_related("roster__team").order_by("-day", "starts_at"),
        }  # fmt: skip

    def perform(self, form):
        return patrol_record(actor=self.request.user, team=self.team, **form.cleaned_data)


class PatrolEdit(PatrolNew):
    """Correct a patrol."""

    submit_label, done_message = "Lưu", "Đã lưu."

    def get_subject(self):
        rows = Patrol.objects.visible_to(self.request.user).select_related("team__commune")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def team(self) -> Team:
        return self.subject.team

    def get_title(self):
        return f"Sửa buổi tuần tra ngày {ngay(self.subject.patrolled_on)}"

    def get_crumbs(self):
        return [_crumb(), Crumb(str(self.subject), self.subject.get_absolute_url())]

    def initial_of(self, subject):
        names = [*PatrolForm.Meta.fields, "starts_at", "ends_at"]
        facts = {name: getattr(subject, name) for name in names}
        return facts | {"members": [row.membership for row in subject.members.select_related("membership")]}

    def get_initial(self):
        return ServiceFormView.get_initial(self)

    def perform(self, form):
        return patrol_update(actor=self.request.user, patrol=self.subject, **form.cleaned_data)
