"""How a proposal is drawn up: its people and evidence, with whom it was agreed, the report."""

from django.shortcuts import get_object_or_404
from django.utils import timezone

from pages.views import ConfirmView, Crumb, ServiceFormView
from teams import policies
from teams.choices import EXPECTED_PAPERS, EndKind, PostKind, ProposalState
from teams.forms.proposals import AgreeForm, CaseForm, DissolutionForm, ProposeForm
from teams.models import HamletPost, LeavingPaper, Membership, Proposal, ProposalLine, Team
from teams.paths import REPORTS, rule_of
from teams.services.decision_drafts import decision_draft
from teams.services.proposal_reports import report_draft
from teams.services.proposals import (
    dissolution_draft,
    dissolution_revise,
    leaving_propose,
    proposal_agree,
    proposal_line_remove,
    proposal_line_update,
)
from teams.views.members import MembershipAct
from teams.views.proposals import JOINED, ProposalAct, proposal_crumbs
from teams.views.teams import TeamAct
from vietnam.names import within

_DRAWING_UP = (
    "Bản thảo: chưa trình ai. Tiếp theo: ghi người thống nhất, soạn báo cáo đề xuất, rồi "
    " trình Chủ tịch UBND xã."
)


# ── Leaving ──────────────────────────────────────────────────────────────────
def _papers_of(user, membership: Membership):
    kinds = tuple(EXPECTED_PAPERS.values())
    return (
        LeavingPaper.objects.visible_to(user)
        .about(membership)
        .filter(kind__in=kinds)
        .order_by("-dated_on", "-pk")
    )


class LeavingPropose(MembershipAct):
    """Draft a proposal for one member, or put them into a draft."""

    form_class, submit_label, done_message = ProposeForm, "Lập đề xuất", "Đã lập đề xuất cho thôi."
    template_name = "teams/propose.html"
    consequence = _DRAWING_UP

    def policy(self):
        return policies.can_propose_leaving(self.request.user, self.subject)

    def get_title(self):
        return f"Đề xuất cho thôi: {self.subject.person}"

    def get_initial(self):
        newest = _papers_of(self.request.user, self.subject).first()
        cases = {paper: kind for kind, paper in EXPECTED_PAPERS.items()}
        return {"paper": newest, "end_kind": cases[newest.kind]} if newest else {}

    def get_form_kwargs(self):
        user, team = self.request.user, self.subject.team
        kwargs = super().get_form_kwargs()
        kwargs.pop("versioned", None)  # a row is added, the spell itself does not change
        drafts = Proposal.objects.visible_to(user).filter(
            state=ProposalState.DRAFT, kind="leaving", commune=team.commune_id
        )
        return kwargs | {"papers": _papers_of(user, self.subject), "drafts": drafts}

    def get_context_data(self, **kwargs):
        """What each case stands on, as far as it is on record today."""
        return super().get_context_data(**kwargs) | self.evidence()

    def perform(self, form):
        data = form.cleaned_data
        return leaving_propose(
            actor=self.request.user, membership=self.subject, end_kind=EndKind(data["end_kind"]), paper=data["paper"],
            grounds=data["grounds"], proposal=data.get("proposal"),
        )  # fmt: skip

    def get_done_message(self, result):
        added = result.lines.count() > 1
        return f"Đã đưa {self.subject.person} vào {within(str(result))}." if added else self.done_message

    def get_success_url(self, result=None):
        return result.get_absolute_url()


class LineAct(ServiceFormView):
    """Base of what is done to one person of a draft."""

    def get_subject(self):
        rows = ProposalLine.objects.visible_to(self.request.user).select_related(
            "proposal__commune", "proposal__report", "membership__person", "membership__team__commune"
        )
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        return policies.can_edit_proposal(self.request.user, self.subject.proposal)

    def get_crumbs(self):
        return [
            *proposal_crumbs(),
            Crumb(str(self.subject.proposal), self.subject.proposal.get_absolute_url()),
        ]

    def get_success_url(self, result=None):
        return self.subject.proposal.get_absolute_url()


class LineEdit(LineAct):
    """Correct case, paper and grounds."""

    form_class, done_message = CaseForm, "Đã sửa đề xuất."

    def get_title(self):
        return f"Sửa căn cứ: {self.subject.membership.person}"

    def initial_of(self, subject):
        return {"end_kind": subject.end_kind, "paper": subject.paper_id, "grounds": subject.grounds}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"papers": _papers_of(self.request.user, self.subject.membership)}

    def perform(self, form):
        data = form.cleaned_data
        return proposal_line_update(
            actor=self.request.user, line=self.subject, end_kind=EndKind(data["end_kind"]), paper=data["paper"],
            grounds=data["grounds"],
        )  # fmt: skip


class LineRemove(LineAct, ConfirmView):
    """Take one person out of a draft."""

    submit_label, done_message = "Bỏ khỏi đề xuất", "Đã bỏ người này khỏi đề xuất."

    def get_title(self):
        return f"Bỏ khỏi đề xuất: {self.subject.membership.person}"

    def perform(self, form):
        return proposal_line_remove(actor=self.request.user, line=self.subject)


# ── Dissolving ───────────────────────────────────────────────────────────────
def _choices(user, team: Team) -> dict:
    """Who is in the team, and the other teams of its commune."""
    members = Membership.objects.visible_to(user).open().filter(team=team)
    others = Team.objects.visible_to(user).in_force(timezone.localdate()).filter(commune=team.commune_id)
    return {
        "members": list(members.select_related("person").order_by("position", "person__sort_key")),
        "teams": list(others.exclude(pk=team.pk).order_by("sort_key")),
    }


class DissolutionNew(TeamAct):
    """Draft a proposal to dissolve the team."""

    form_class, submit_label, done_message = DissolutionForm, "Lập đề xuất", "Đã lập đề xuất giải thể."
    consequence = _DRAWING_UP

    def policy(self):
        return policies.can_draft_dissolution(self.request.user, self.subject)

    def get_title(self):
        return f"Đề xuất giải thể {self.subject}"

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        kwargs.pop("versioned", None)
        return kwargs | _choices(self.request.user, self.subject)

    def perform(self, form):
        return dissolution_draft(actor=self.request.user, team=self.subject, **form.facts())

    def get_success_url(self, result=None):
        return result.get_absolute_url()


class DissolutionRevise(ProposalAct):
    """Change grounds and moves of a draft."""

    form_class, title, done_message = DissolutionForm, "Sửa đề xuất giải thể", "Đã sửa đề xuất."

    def get_subject(self):
        rows = Proposal.objects.visible_to(self.request.user).filter(team__isnull=False)
        return get_object_or_404(rows.select_related(*JOINED), pk=self.kwargs["pk"])

    def initial_of(self, subject):
        moves = {f"member_{line.membership_id}": str(line.target_id) for line in subject.lines.all()}
        return {"grounds": subject.grounds} | moves

    def get_form_kwargs(self):
        return super().get_form_kwargs() | _choices(self.request.user, self.subject.team)

    def perform(self, form):
        return dissolution_revise(**self.common(form), **form.facts())


class Agree(ProposalAct):
    """With whom the report is made; who holds the posts today is offered."""

    form_class, done_message = AgreeForm, "Đã ghi người thống nhất."
    title = "Ghi người thống nhất đề xuất"

    def get_subtitle(self):
        return (
            "Công an xã lập báo cáo cùng Trưởng thôn (Tổ trưởng tổ dân phố) và Trưởng Ban công tác Mặt trận "
            f"({rule_of(self.subject.kind)})."
        )

    def initial_of(self, subject):
        given = {
            "hamlet_head": subject.hamlet_head, "front_head": subject.front_head, "agreed_on": subject.agreed_on,
        }  # fmt: skip
        if any(given.values()):
            return given
        return given | self._holders(subject)

    def _holders(self, proposal: Proposal) -> dict[str, str]:
        teams = [proposal.team_id] if proposal.team_id else proposal.lines.values("membership__team")
        today, wanted = (
            timezone.localdate(),
            {PostKind.HAMLET_HEAD: "hamlet_head", PostKind.FRONT_HEAD: "front_head"},
        )
        posts = HamletPost.objects.visible_to(self.request.user).in_force(today).filter(post__in=wanted)
        rows = posts.filter(hamlet__team_links__team__in=teams, hamlet__team_links__ended_on=None).distinct()
        found: dict[str, list[str]] = {}
        for post in rows.select_related("person").order_by("hamlet__sort_key", "pk"):
            found.setdefault(wanted[PostKind(post.post)], []).append(post.person.full_name)
        return {name: ", ".join(dict.fromkeys(names))[:150] for name, names in found.items()}

    def perform(self, form):
        data = form.cleaned_data
        return proposal_agree(
            **self.common(form), hamlet_head=data["hamlet_head"], front_head=data["front_head"],
            agreed_on=data["agreed_on"],
        )  # fmt: skip


class DecisionDraft(ProposalAct, ConfirmView):
    """Draw the decision up for the chairman."""

    title, submit_label, submit_look = "Soạn quyết định (Mẫu 08)", "Soạn quyết định", "primary"
    done_message = "Đã soạn bản thảo quyết định."
    consequence = (
        "Quyết định điền từ đề xuất, để trống ngày thôi; sửa được câu chữ cho đến khi ký. Chủ tịch UBND xã cho thôi "
        "đúng những người này thì ký bản thảo đó; quyết định khác thì hệ thống soạn lại, bản thảo được bỏ."
    )

    def policy(self):
        return policies.can_draft_decision(self.request.user, self.subject)

    def perform(self, form):
        return decision_draft(**self.common(form))

    def get_success_url(self, result=None):
        return result.get_absolute_url()


class ReportDraft(ProposalAct, ConfirmView):
    """Draw the report up."""

    submit_label, submit_look, done_message = "Soạn báo cáo", "primary", "Đã soạn bản thảo báo cáo."
    consequence = (
        "Báo cáo điền từ đề xuất này, xem và in được ngay. Sửa đề xuất thì bản thảo được điền lại. Trưởng Công an xã "
        "ký khi trình; ký giấy thì ghi số và ngày."
    )

    def get_title(self):
        return f"Soạn {within(REPORTS[self.subject.kind])}"

    def policy(self):
        return policies.can_draft_report(self.request.user, self.subject)

    def perform(self, form):
        return report_draft(**self.common(form))

    def get_success_url(self, result=None):
        return result.get_absolute_url()
