"""Pages of one member and what is done to them."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from activities.about import subject_of
from activities.shelves import Shelf, shelves_of
from audit.models import Entry
from communes.models import Hamlet
from contracts.policy import require
from documents.shelves import attachments_of
from law.limits import Limit
from law.values import MissingRule
from pages.templatetags.pages import ngay
from pages.views import Action, Crumb, DetailPage, ServiceFormView
from teams import policies
from teams.choices import EXPECTED_PAPERS, EndKind, LeavingPaperKind, Position
from teams.forms.members import (
    JoinForm,
    LeaveForm,
    MoveForm,
    PersonForm,
    PositionForm,
    RevealForm,
    person_initial,
)
from teams.models import (
    HamletPost,
    LeavingPaper,
    Membership,
    Person,
    Team,
)
from teams.services.joining import member_join
from teams.services.leaving import breach_evidence
from teams.services.memberships import membership_change_position, membership_change_team, membership_end
from teams.services.people import SECRETS, person_reveal, person_update
from teams.timeline import life_of
from teams.views.leaving_file import leaving_file, letter_to_answer
from teams.views.transfers import OffersTransferMixin


def _crumbs() -> list[Crumb]:
    return [Crumb("Thành viên", reverse("teams:membership_list"))]


class MembershipPage(DetailPage):
    """A member: state and next action, facts, papers, timeline."""

    model, select = (
        Membership,
        ("person__hamlet", "person__home_commune", "team__commune", "start_decision", "end_decision"),
    )
    template_name = "teams/member.html"

    def dispatch(self, request, *args, **kwargs):
        """Partners see teams and hamlets, not people."""
        require(policies.can_see_masked(request.user))
        return super().dispatch(request, *args, **kwargs)

    def get_title(self):
        return self.object.person.full_name

    def get_subtitle(self):
        return f"{self.object.get_position_display()} {self.object.team}, {self.object.team.commune}"

    def get_crumbs(self):
        return _crumbs()

    def get_actions(self):
        spell, user = self.object, self.request.user
        edit = policies.can_edit_person(user, spell.person)
        end = policies.can_end_membership(user, spell)
        propose = policies.can_propose_leaving(user, spell)
        pk = spell.pk
        leaving_look = "plain" if self.letter_to_answer else "primary"
        proposing = Action("Đề xuất cho thôi", reverse("teams:leaving_propose", args=[pk]), propose)
        return [
            Action("Sửa nhân thân", reverse("teams:person_edit", args=[pk]), edit),
            Action("Đổi chức danh", reverse("teams:position", args=[pk]), end),
            Action("Chuyển Tổ", reverse("teams:move", args=[pk]), end),
            Action("Phân công cụm", reverse("teams:cluster_assign", args=[pk]), end),
            *([] if self.letter_to_answer else [proposing]),
            Action("Ghi thôi tham gia", reverse("teams:leave", args=[pk]), end, leaving_look),
        ]

    @cached_property
    def letter_to_answer(self) -> tuple[LeavingPaper, Limit] | None:
        """What the state asks to be done next."""
        return letter_to_answer(self.request.user, self.object)

    def get_context_data(self, **kwargs):
        """Facts as far as they may be seen; secrets masked."""
        spell, user, today = self.object, self.request.user, timezone.localdate()
        is_home = Person.objects.visible_to(user).filter(pk=spell.person_id).exists()
        team = Team.objects.visible_to(user).with_strength(today).filter(pk=spell.team_id).first()
        return super().get_context_data(**kwargs) | {
            "person": spell.person, "is_home": is_home, "is_serving": spell.is_in_force(today),
            "age": spell.person.age_on(today), "events": life_of(user, spell.person), "strength": team,
            "posts": HamletPost.objects.visible_to(user).in_force(today).held_by(spell.person).select_related("hamlet"),
            "shelves": shelves_of(user, subject_of("member", spell.person)) if is_home else [],
            "person_files": attachments_of(user, "person", spell.person) if is_home else None,
            "spell_files": attachments_of(user, "membership", spell),
            "post_shelves": self._post_shelves() if is_home else [],
            "clusters": spell.clusters.in_force(today).select_related("cluster__hamlet"),
            "may_edit_person": bool(policies.can_edit_person(user, spell.person)),
            "letter_to_answer": self.letter_to_answer, "may_propose": policies.can_propose_leaving(user, spell),
            "phone_public": spell.person.phone_is_public(today), **leaving_file(user, spell),
            "secrets": self._secrets(spell.person), "may_reveal": policies.can_reveal(user, spell.person),
            "seen": Entry.objects.visible_to(user).about(spell.person).filter(act="teams.person.reveal")[:1],
        }  # fmt: skip

    def _post_shelves(self) -> list[Shelf]:
        """What is registered of a member as the holder of a hamlet's post, now or once."""
        user, person = self.request.user, self.object.person
        held = HamletPost.objects.visible_to(user).filter(person=person).exists()
        return shelves_of(user, subject_of("post_holder", person)) if held else []

    def _secrets(self, person: Person) -> list[tuple[str, str, str]]:
        """Code, label and mask of what is there but hidden."""
        masks = {
            "citizen_id": f"•••• •••• {person.citizen_id_tail}" if person.citizen_id_tail else "",
            "phone": f"•••• {person.phone[-3:]}" if person.phone else "",
            "ethnic_group": "Đã khai, đang che" if person.ethnic_group or person.religion else "",
        }
        return [
            (code, SECRETS[code][0].upper() + SECRETS[code][1:], masked) for code, masked in masks.items()
        ]


class Reveal(ServiceFormView):
    """Show one masked fact; a POST that records who and why, and shows it on this page only."""

    form_class, template_name, submit_label = RevealForm, "teams/reveal.html", "Hiện"

    def get_subject(self):
        rows = Membership.objects.visible_to(self.request.user).select_related("person__home_commune", "team")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        return policies.can_reveal(self.request.user, self.subject.person)

    def get_title(self):
        return f"Xem thông tin được che của {self.subject.person}"

    def get_crumbs(self):
        return [Crumb(str(self.subject.person), reverse("teams:membership", args=[self.subject.pk]))]

    def get_initial(self):
        return {"field": self.request.GET.get("muc", "citizen_id")}

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        kwargs.pop("versioned", None)
        return kwargs

    def form_valid(self, form):
        """The value goes into the answer, never into an address or a message kept in the session."""
        value = person_reveal(actor=self.request.user, person=self.subject.person, **form.cleaned_data)
        label = SECRETS[form.cleaned_data["field"]]
        response = self.render_to_response(self.get_context_data(form=form, value=value, label=label))
        response["Cache-Control"] = "no-store"
        return response


class Join(OffersTransferMixin, ServiceFormView):
    """A new member: the person and the spell together. Those who already serve; recruits come by a campaign."""

    form_class, title, template_name = JoinForm, "Thêm thành viên", "components/form_page.html"
    submit_label, done_message = "Thêm thành viên", "Đã thêm thành viên."
    subtitle = "Người đang tham gia từ trước. Người mới tuyển vào Tổ qua đợt tuyển chọn."

    def policy(self):
        return policies.can_register_own(self.request.user)

    def get_crumbs(self):
        return _crumbs()

    def _teams(self):
        return Team.objects.visible_to(self.request.user).open()

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"hamlets": Hamlet.objects.visible_to(self.request.user).open()}

    def get_form(self, form_class=None):
        """Ask for the team first."""
        form = super().get_form(form_class)
        form.ask_team(self._teams(), self.request.GET.get("to"))
        return form

    def perform(self, form):
        data = form.cleaned_data
        return member_join(
            actor=self.request.user, team=data["team"], position=Position(data["position"]),
            started_on=data["started_on"], **form.facts(),
        )  # fmt: skip

    def get_success_url(self, result=None):
        return reverse("teams:membership", args=[result.pk])


class MembershipAct(ServiceFormView):
    """Base of what is done to a spell."""

    def get_subject(self):
        rows = Membership.objects.visible_to(self.request.user).select_related(
            "person__home_commune", "team__commune"
        )
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        return policies.can_end_membership(self.request.user, self.subject)

    def get_subtitle(self):
        spell = self.subject
        return f"{spell.get_position_display()} {spell.team}, tham gia từ {ngay(spell.started_on)}."

    def get_crumbs(self):
        return [
            *_crumbs(),
            Crumb(str(self.subject.person), reverse("teams:membership", args=[self.subject.pk])),
        ]

    def get_success_url(self, result=None):
        return reverse("teams:membership", args=[(result or self.subject).pk])

    def evidence(self) -> dict:
        """What each legal case of leaving stands on, as far as it is on record today."""
        spell = self.subject
        there = {paper.kind for paper in LeavingPaper.objects.visible_to(self.request.user).about(spell)}
        papers = [
            (kind.label, LeavingPaperKind(paper).label, paper in there)
            for kind, paper in EXPECTED_PAPERS.items()
        ]
        try:
            evidence = {"evidence": breach_evidence(spell, timezone.localdate())}
        except MissingRule as missing:  # said on the page; the other grounds need no number of the law
            evidence = {"no_rule": missing.messages[0]}
        return evidence | {"expected_papers": papers}

    def strength_after(self) -> str:
        """What leaving does to the team, in one sentence."""
        team = (
            Team.objects.visible_to(self.request.user)
            .with_strength(timezone.localdate())
            .get(pk=self.subject.team_id)
        )
        if team.quota is None:
            return f"{team} còn {team.members - 1} người; Tổ chưa có định mức."
        missing = team.quota - team.members + 1
        rest = f"thiếu {missing} người so với định mức {team.quota}" if missing > 0 else "vẫn đủ định mức"
        return f"{team} còn {team.members - 1} người, {rest}."


class Leave(MembershipAct):
    """Record that a member left."""

    form_class, submit_label, submit_look = LeaveForm, "Ghi thôi tham gia", "primary"
    template_name = "teams/leave.html"

    def get_title(self):
        return f"Ghi thôi tham gia: {self.subject.person}"

    def get_consequence(self):
        clusters = (
            "Các cụm dân cư đang phụ trách được trả lại. " if self.subject.clusters.open().exists() else ""
        )
        return f"Sau khi ghi: {self.strength_after()} {clusters}Sổ, báo cáo và chỉ tiêu theo đó thay đổi."

    def get_context_data(self, **kwargs):
        """What each legal case stands on, as far as it is on record today."""
        return super().get_context_data(**kwargs) | self.evidence()

    def perform(self, form):
        data = form.cleaned_data
        return membership_end(
            actor=self.request.user, membership=self.subject, version=data["version"], ended_on=data["ended_on"],
            end_kind=EndKind(data["end_kind"]), paper=form.paper_data, note=data["note"],
        )  # fmt: skip

    def get_done_message(self, result):
        team = (
            Team.objects.visible_to(self.request.user)
            .with_strength(timezone.localdate())
            .get(pk=result.team_id)
        )
        short = f" Tổ hiện thiếu {team.missing} người." if team.missing and team.missing > 0 else ""
        return f"Đã ghi {result.person} thôi tham gia từ {ngay(result.ended_on)}.{short}"

    def get_success_url(self, result=None):
        return reverse("teams:team", args=[self.subject.team_id])


class ChangePosition(MembershipAct):
    """Another position in the same team."""

    form_class, submit_label, done_message = PositionForm, "Đổi chức danh", "Đã đổi chức danh."

    def get_title(self):
        return f"Đổi chức danh: {self.subject.person}"

    def perform(self, form):
        data = form.cleaned_data
        return membership_change_position(
            actor=self.request.user, membership=self.subject, version=data["version"],
            position=Position(data["position"]), changed_on=data["changed_on"], paper=form.paper_data,
        )  # fmt: skip


class Move(MembershipAct):
    """Another team of the same commune."""

    form_class, submit_label, done_message = MoveForm, "Chuyển Tổ", "Đã chuyển Tổ."

    def get_title(self):
        return f"Chuyển Tổ: {self.subject.person}"

    def get_form_kwargs(self):
        teams = Team.objects.visible_to(self.request.user).open().filter(commune=self.subject.team.commune)
        return super().get_form_kwargs() | {"teams": teams.exclude(pk=self.subject.team_id)}

    def initial_of(self, subject):
        return {"position": subject.position}

    def perform(self, form):
        data = form.cleaned_data
        return membership_change_team(
            actor=self.request.user, membership=self.subject, version=data["version"], team=data["team"],
            position=Position(data["position"]), changed_on=data["changed_on"], paper=form.paper_data,
        )  # fmt: skip


class PersonEdit(ServiceFormView):
    """Correct a person's facts, reached through one of their spells."""

    form_class, done_message = PersonForm, "Đã lưu nhân thân."

    def get_subject(self):
        spell = get_object_or_404(
            Membership.objects.visible_to(self.request.user).select_related(
                "person__home_commune", "person__hamlet"
            ),
            pk=self.kwargs["pk"],
        )
        return get_object_or_404(
            Person.objects.visible_to(self.request.user).select_related("home_commune", "hamlet"),
            pk=spell.person_id,
        )

    def policy(self):
        return policies.can_edit_person(self.request.user, self.subject)

    def get_title(self):
        return f"Sửa nhân thân: {self.subject}"

    def get_crumbs(self):
        return [*_crumbs(), Crumb(str(self.subject), reverse("teams:membership", args=[self.kwargs["pk"]]))]

    def get_form_kwargs(self):
        hamlets = (
            Hamlet.objects.visible_to(self.request.user).open().filter(commune=self.subject.home_commune)
        )
        return super().get_form_kwargs() | {"hamlets": hamlets}

    def initial_of(self, subject):
        return person_initial(subject)

    def perform(self, form):
        return person_update(
            actor=self.request.user, person=self.subject, version=form.cleaned_data["version"], **form.facts()
        )

    def get_success_url(self, result=None):
        return reverse("teams:membership", args=[self.kwargs["pk"]])


def person_page(request, pk: int):
    """A person's address leads to the newest of their spells that the user may see, else to the newest post."""
    spells = Membership.objects.visible_to(request.user).filter(person_id=pk).order_by("-started_on", "-pk")
    if spell := spells.first():
        return redirect("teams:membership", pk=spell.pk)
    posts = HamletPost.objects.visible_to(request.user).filter(person_id=pk).order_by("-started_on", "-pk")
    return redirect(posts.first() or get_object_or_404(posts))
