"""Pages of one team and what is done to it."""

from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from activities.about import subject_of
from activities.shelves import shelves_of
from communes.models import Cluster, Hamlet
from pages.templatetags.pages import ngay
from pages.views import Action, Crumb, DetailPage, ServiceFormView
from teams import policies
from teams.forms.quotas import QuotaForm
from teams.forms.teams import ClusterForm, FoundingForm, HamletsForm, TeamEditForm, TeamForm
from teams.models import ClusterAssignment, Membership, Proposal, Team, TeamHamlet
from teams.services.memberships import cluster_assign
from teams.services.quotas import quota_set
from teams.services.regulations import regulation_of
from teams.services.teams import team_create, team_founding_record, team_hamlets_set, team_update
from teams.tables.teams import STRENGTH_TONES, strength_of


def _crumbs() -> list[Crumb]:
    return [Crumb("Các Tổ", reverse("teams:team_list"))]


def free_hamlets(user, team: Team | None = None):
    """The hamlets in being that no other team looks after."""
    links = TeamHamlet.objects.open().filter(hamlet=OuterRef("pk"))
    taken = Exists(links.exclude(team=team) if team else links)
    rows = Hamlet.objects.visible_to(user).open().exclude(taken)
    return rows.filter(commune=team.commune_id) if team else rows


class TeamPage(DetailPage):
    """Strength first, then members, hamlets, clusters, quota, history."""

    model, select = Team, ("commune", "founding", "dissolving")
    template_name = "teams/team.html"

    def get_queryset(self):
        return super().get_queryset().with_strength(timezone.localdate())

    def get_crumbs(self):
        return _crumbs()

    def get_subtitle(self):
        team = self.object
        ended = f", giải thể {ngay(team.ended_on)}" if team.ended_on else ""
        return f"{team.commune}, thành lập {ngay(team.started_on)}{ended}."

    def get_actions(self):
        answer = policies.can_edit_team(self.request.user, self.object)
        pk = self.object.pk
        roster = Action(
            "Trích ngang", f"{reverse('teams:roster')}?to={pk}", policies.can_see_masked(self.request.user)
        )
        if self.is_gone:
            return [roster]
        return [
            roster,
            Action("Sửa", reverse("teams:team_edit", args=[pk]), answer),
            Action("Phân công thôn", reverse("teams:team_hamlets", args=[pk]), answer),
            Action("Đặt định mức", reverse("teams:team_quota", args=[pk]), answer),
            Action("In thẻ", f"/bao-dam/the/in/?to={pk}", answer),
            Action("Cấp trang bị", f"/bao-dam/to/{pk}/cap-trang-bi/", answer),
            Action("Thêm thành viên", f"{reverse('teams:join')}?to={pk}", answer, "primary"),
        ]

    @property
    def is_gone(self) -> bool:
        """Whether the team is dissolved already: nothing is to be done for it any more."""
        return self.object.ended_on is not None and self.object.ended_on <= timezone.localdate()

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
            "is_gone": self.is_gone, "strength": strength, "strength_tone": STRENGTH_TONES[strength],
            "gap": abs(team.missing) if team.missing is not None else 0,
            "members": spells.in_force(today).select_related("person").order_by("position", "person__sort_key"),
            "former": spells.filter(ended_on__lte=today).select_related("person").order_by("-ended_on")[:10],
            "hamlets": team.hamlet_links.select_related("hamlet").order_by("ended_on", "hamlet__sort_key"),
            "clusters": clusters.select_related("cluster__hamlet", "membership__person"),
            "draft": policies.can_draft_dissolution(self.request.user, team),
            "proposals": Proposal.objects.visible_to(self.request.user).filter(team=team).select_related("decision"),
            "propose": policies.can_propose_dissolution(self.request.user, team),
            "dissolve": policies.can_dissolve(self.request.user, team),
            "may_edit": bool(policies.can_edit_team(self.request.user, team)),
            "regulation": regulation_of(team, today),
            "quotas": team.quotas.select_related("decision").order_by("-started_on"),
            "may_see_people": bool(policies.can_see_masked(self.request.user)),
            "shelves": shelves_of(self.request.user, subject_of("team", team)),
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
        return super().get_form_kwargs() | {"hamlets": free_hamlets(self.request.user)}

    def perform(self, form):
        data, user = form.cleaned_data, self.request.user
        return team_create(
            actor=user, commune=user.commune, name=data["name"], started_on=data["started_on"],
            hamlets=data["hamlets"], note=data["note"], paper=form.paper_data,
        )  # fmt: skip

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


class TeamHamlets(TeamAct):
    """Give the team other hamlets from a day on."""

    form_class, title, done_message = HamletsForm, "Thôn do Tổ phụ trách", "Đã phân công thôn cho Tổ."

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        kwargs.pop("versioned", None)
        return kwargs | {"hamlets": free_hamlets(self.request.user, self.subject)}

    def initial_of(self, subject):
        return {"hamlets": list(subject.hamlet_links.open().values_list("hamlet", flat=True))}

    def perform(self, form):
        return team_hamlets_set(actor=self.request.user, team=self.subject, **form.cleaned_data)


class TeamFounding(TeamAct):
    """Record the decision a team was founded by."""

    form_class, title = FoundingForm, "Ghi quyết định thành lập Tổ"
    done_message = "Đã ghi quyết định thành lập."

    def perform(self, form):
        return team_founding_record(
            actor=self.request.user, team=self.subject, version=form.cleaned_data["version"],
            paper=form.paper_data,
        )  # fmt: skip


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
