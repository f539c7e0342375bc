"""Pages of one team and what is done to it."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from communes.models import Cluster, Commune, Hamlet
from pages.templatetags.pages import ngay
from pages.views import Action, Crumb, DetailPage, ServiceFormView
from teams import policies
from teams.forms import ClusterForm, CommuneQuotaForm, QuotaForm, TeamEditForm, TeamForm
from teams.models import ClusterAssignment, Membership, Team
from teams.services.memberships import cluster_assign
from teams.services.teams import quota_set, team_create, team_update
from teams.tables import STRENGTH_TONES, strength_of


def _crumbs() -> list[Crumb]:
    return [Crumb("Các Tổ", reverse("teams:team_list"))]


class TeamPage(DetailPage):
    """Strength first, then members, hamlets, clusters, quota, history."""

    model, select = Team, ("commune", "founding", "dissolving")
    template_name = "teams/team.html"

    def get_queryset(self):
        return super().get_queryset().with_strength(timezone.localdate())

    def get_crumbs(self):
        return _crumbs()

    def get_subtitle(self):
        return f"{self.object.commune}, thành lập {ngay(self.object.started_on)}."

    def get_actions(self):
        answer = policies.can_edit_team(self.request.user, self.object)
        pk = self.object.pk
        return [
            Action("Sửa", reverse("teams:team_edit", args=[pk]), answer),
            Action("Đặt định mức", reverse("teams:team_quota", args=[pk]), answer),
            Action("Cấp trang bị", f"/bao-dam/to/{pk}/cap-trang-bi/", answer),
            Action("Thêm thành viên", f"{reverse('teams:join')}?to={pk}", answer, "primary"),
        ]

    def get_context_data(self, **kwargs):
        """All the page shows, each list one query."""
        team, today = self.object, timezone.localdate()
        strength = strength_of(team.members, team.quota)
        spells = Membership.objects.visible_to(self.request.user).filter(team=team)
        clusters = (
            ClusterAssignment.objects.visible_to(self.request.user)
            .serving(today)
            .filter(membership__team=team)
        )
        return super().get_context_data(**kwargs) | {
            "strength": strength, "strength_tone": STRENGTH_TONES[strength],
            "gap": abs(team.missing) if team.missing is not None else 0,
            "members": spells.in_force(today).select_related("person").order_by("position", "person__sort_key"),
            "former": spells.filter(ended_on__lte=today).select_related("person").order_by("-ended_on")[:10],
            "hamlets": team.hamlet_links.in_force(today).select_related("hamlet"),
            "clusters": clusters.select_related("cluster__hamlet", "membership__person"),
            "quotas": team.quotas.select_related("decision").order_by("-started_on"),
            "may_see_people": bool(policies.can_see_masked(self.request.user)),
        }  # fmt: skip


class TeamNew(ServiceFormView):
    """Found a team."""

    form_class, title = TeamForm, "Thêm Tổ bảo vệ"
    submit_label, done_message = "Thêm Tổ", "Đã thêm Tổ. Tiếp theo: đặt định mức và thêm thành viên."

    def policy(self):
        return policies.can_register_own(self.request.user)

    def get_crumbs(self):
        return _crumbs()

    def get_form_kwargs(self):
        hamlets = Hamlet.objects.visible_to(self.request.user).open().filter(team_links__isnull=True)
        return super().get_form_kwargs() | {"hamlets": hamlets}

    def perform(self, form):
        return team_create(actor=self.request.user, commune=self.request.user.commune, **form.cleaned_data)

    def get_success_url(self, result=None):
        return reverse("teams:team", args=[result.pk])


class TeamAct(ServiceFormView):
    """Base of what is done to a team."""

    def get_subject(self):
        return get_object_or_404(
            Team.objects.visible_to(self.request.user).select_related("commune"), pk=self.kwargs["pk"]
        )

    def policy(self):
        return policies.can_edit_team(self.request.user, self.subject)

    def get_crumbs(self):
        return [*_crumbs(), Crumb(str(self.subject), reverse("teams:team", args=[self.subject.pk]))]

    def get_success_url(self, result=None):
        return reverse("teams:team", args=[self.subject.pk])


class TeamEdit(TeamAct):
    """Rename a team."""

    form_class, title = TeamEditForm, "Sửa Tổ"

    def initial_of(self, subject):
        return {"name": subject.name, "note": subject.note}

    def perform(self, form):
        return team_update(actor=self.request.user, team=self.subject, **form.cleaned_data)


class TeamQuota(TeamAct):
    """Set a team's quota."""

    form_class, title, done_message = QuotaForm, "Đặt định mức của Tổ", "Đã đặt định mức."
    consequence = "Định mức cũ hết hiệu lực từ ngày áp dụng mới. Cộng các Tổ không được vượt định mức của xã."

    def get_initial(self):
        return {"started_on": timezone.localdate()}

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        kwargs.pop("versioned", None)
        return kwargs

    def perform(self, form):
        return quota_set(
            actor=self.request.user, commune=self.subject.commune, team=self.subject, **form.cleaned_data
        )


class CommuneQuota(ServiceFormView):
    """Set a commune's quota after the province's decision."""

    form_class, done_message = CommuneQuotaForm, "Đã đặt định mức của xã."

    def get_subject(self):
        return get_object_or_404(Commune.objects.visible_to(self.request.user), pk=self.kwargs["commune"])

    def policy(self):
        return policies.can_set_commune_quota(self.request.user, self.subject)

    def get_title(self):
        return f"Đặt định mức của {self.subject}"

    def get_crumbs(self):
        return [Crumb("Định mức", reverse("teams:quota_list"))]

    def get_initial(self):
        return {"started_on": timezone.localdate()}

    def perform(self, form):
        return quota_set(actor=self.request.user, commune=self.subject, **form.cleaned_data)

    def get_success_url(self, result=None):
        return reverse("teams:quota_list")


class ClusterAssign(ServiceFormView):
    """Put a cluster in a member's charge."""

    form_class, done_message, submit_label = ClusterForm, "Đã phân công cụm dân cư.", "Phân công"

    def get_subject(self):
        rows = Membership.objects.visible_to(self.request.user).select_related("person", "team__commune")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        return policies.can_end_membership(self.request.user, self.subject)

    def get_title(self):
        return f"Phân công cụm dân cư cho {self.subject.person}"

    def get_crumbs(self):
        return [Crumb(str(self.subject.person), reverse("teams:membership", args=[self.subject.pk]))]

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        kwargs.pop("versioned", None)
        hamlets = self.subject.team.hamlet_links.open().values("hamlet")
        clusters = Cluster.objects.visible_to(self.request.user).open().filter(hamlet__in=hamlets)
        return kwargs | {"clusters": clusters.select_related("hamlet")}

    def get_initial(self):
        return {"started_on": timezone.localdate()}

    def perform(self, form):
        return cluster_assign(actor=self.request.user, membership=self.subject, **form.cleaned_data)

    def get_success_url(self, result=None):
        return reverse("teams:membership", args=[self.subject.pk])
