"""Proposals: the list with its clocks, one proposal, how it is drawn up."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from audit.lists import AuditedList
from contracts.policy import Answer, require
from contracts.roles import Scope
from pages.lists import Empty, Tab
from pages.templatetags.pages import ngay
from pages.views import Action, ConfirmView, Crumb, DetailPage, ServiceFormView
from teams import policies
from teams.choices import EXPECTED_PAPERS, EndKind, PostKind, ProposalState
from teams.clocks import ProposalClocks
from teams.filters.proposals import ProposalFilter
from teams.forms.proposals import AgreeForm, CaseForm, DissolutionForm, ProposeForm
from teams.models import HamletPost, LeavingPaper, Membership, Proposal, ProposalLine, Team
from teams.paths import MAIN_LINE, STEPS
from teams.services.proposal_reports import report_draft
from teams.services.proposals import (
    dissolution_draft,
    dissolution_revise,
    leaving_propose,
    proposal_agree,
    proposal_line_remove,
    proposal_line_update,
)
from teams.tables.proposals import PROPOSAL_TONES, ProposalTable
from teams.views.members import MembershipAct
from teams.views.teams import TeamAct

_JOINED = ("commune", "team", "report", "decision", "submitted_by", "created_by")
_DRAWING_UP = (
    "Bản thảo: chưa trình ai. Tiếp theo: ghi người thống nhất, soạn báo cáo (Mẫu 07), rồi trình Chủ tịch UBND xã."
)


def _crumbs() -> list[Crumb]:
    return [Crumb("Đề xuất cho thôi", reverse("teams:proposal_list"))]


class NotForPartners:
    """Partners see teams and hamlets, not people."""

    def dispatch(self, request, *args, **kwargs):
        """Another unit's proposal is a 404 before it is said who may look at all."""
        if "pk" in kwargs:
            get_object_or_404(Proposal.objects.visible_to(request.user).only("pk"), pk=kwargs["pk"])
        require(policies.can_see_masked(request.user))
        return super().dispatch(request, *args, **kwargs)


class ProposalList(NotForPartners, AuditedList):
    """Open proposals first, each with the clock that runs on it."""

    model, table_class, filterset_class = Proposal, ProposalTable, ProposalFilter
    title, noun = "Đề xuất cho thôi, giải thể", "đề xuất"
    subtitle = (
        "Công an xã đề xuất trong 05 ngày làm việc từ ngày có đơn, Chủ tịch UBND xã quyết định trong 05 ngày làm việc "
        "(TT 14/2024/TT-BCA, Điều 5)."
    )

    def narrow(self, rows):
        """With what the columns need; nothing is decrypted for a list."""
        joined = rows.select_related("commune", "team").prefetch_related(
            "lines__paper", "lines__membership__person"
        )
        return joined.defer("grounds", "close_reason").order_by("-created_on", "-pk")

    def withheld_columns(self):
        return {"commune"} if self.request.user.scope == Scope.COMMUNE else set()

    def get_tabs(self):
        chosen = self.request.GET.get("trang_thai", "")
        rows = Proposal.objects.visible_to(self.request.user)
        counts = {
            "mo": rows.open().count(),
            ProposalState.DRAFT: rows.filter(state=ProposalState.DRAFT).count(),
            ProposalState.SUBMITTED: rows.waiting().count(),
        }
        tabs = [("Tất cả", "", None), ("Đang mở", "mo", counts["mo"])]
        tabs += [(state.label, state.value, counts.get(state)) for state in ProposalState]
        return [
            Tab(label, f"?trang_thai={code}" if code else "?", count, chosen == code) for label, code, count in tabs
        ]

    def get_empty(self):
        return Empty(
            "Chưa có đề xuất nào. Khi có đơn xin thôi hoặc căn cứ khác của Điều 17, khoản 3, mở trang thành viên rồi chọn "
            "“Đề xuất cho thôi”.",
            Action("Mở danh sách thành viên", reverse("teams:membership_list")),
        )


@dataclass(frozen=True)
class StepLine:
    """One step of the path as the page lists it."""

    label: str
    rule: str
    paper: str
    state: str
    note: str = ""
    url: str = ""


class ProposalPage(NotForPartners, DetailPage):
    """One proposal: where it stands and what comes next, its people and evidence, the path, the papers."""

    model, select = Proposal, _JOINED
    template_name = "teams/proposal.html"

    def get_queryset(self):
        rows = super().get_queryset()
        return rows.prefetch_related(
            "lines__paper", "lines__target", "lines__membership__person", "lines__membership__team",
            "decision__postings",
        )  # fmt: skip

    def get_title(self):
        one = self.object
        if not one.is_leaving:
            return str(one)
        return f"Đề xuất cho thôi: {one.about}"

    def get_subtitle(self):
        one = self.object
        return f"{one.commune}. {one.created_by.full_name} lập ngày {ngay(one.created_on)}."

    def get_crumbs(self):
        return _crumbs()

    def _answer(self, code: str) -> Answer:
        return policies.can_step(self.request.user, self.object, code)

    def _act(self, code: str, look: str = "plain") -> Action:
        return Action(STEPS[code].label, self._url(f"proposal_{code}"), self._answer(code), look)

    def _url(self, name: str) -> str:
        return reverse(f"teams:{name}", args=[self.object.pk])

    def get_actions(self):
        one, user = self.object, self.request.user
        if not one.is_open:
            return []
        actions = [self._act("withdraw")]
        if one.state == ProposalState.DRAFT:
            edit = policies.can_edit_proposal(user, one)
            actions.insert(0, Action("Ghi người thống nhất", self._url("proposal_agree"), edit))
            if not one.is_leaving:
                actions.insert(0, Action("Sửa đề xuất", self._url("dissolution_revise"), edit))
            if one.report is None:
                draft = policies.can_draft_report(user, one)
                actions.append(Action("Soạn báo cáo (Mẫu 07)", self._url("proposal_report"), draft))
        return actions

    def _next(self) -> list[Action]:
        """The ways of the next step that this user may go; of none, the first with its reason."""
        ways = {
            ProposalState.DRAFT: ("present", "submit"),
            ProposalState.SUBMITTED: ("sign", "refuse", "decide", "record_refusal"),
        }.get(ProposalState(self.object.state), ())
        found = [self._act(code) for code in ways]
        shown = [action for action in found if action.answer] or found[:1]
        return [Action(one.label, one.url, one.answer, "plain" if n else "primary") for n, one in enumerate(shown)]

    def get_context_data(self, **kwargs):
        """Everything the page shows, in a fixed number of queries."""
        one, today, clocks = self.object, timezone.localdate(), ProposalClocks()
        due = clocks.running(one)
        return super().get_context_data(**kwargs) | {
            "tone": PROPOSAL_TONES[one.state], "due": due, "clock": clocks.face(due, today),
            "next_actions": self._next(), "lines": list(one.lines.all()), "steps": self._steps(),
            "may_edit": bool(policies.can_edit_proposal(self.request.user, one)),
            "may_read": policies.can_read_proposal(self.request.user, one),
            "unposted": self._unposted(),
        }  # fmt: skip

    def _unposted(self) -> list:
        one = self.object
        return [posting for posting in one.decision.postings.all() if not posting.posted_on] if one.decision else []

    def _steps(self) -> list[StepLine]:
        """The whole road: done, now, later; what is told from other records with where it is done."""
        found = []
        for code, ways in MAIN_LINE:
            if code == "evidence" and not self.object.is_leaving:
                continue
            step = STEPS[code]
            state, note, url = self._stand(code, ways)
            found.append(StepLine(step.label, step.rule, step.paper, state, note, url))
        return found

    def _stand(self, code: str, ways: tuple[str, ...]) -> tuple[str, str, str]:
        one = self.object
        if code == "evidence":
            return "done" if all(_has_evidence(line) for line in one.lines.all()) else "now", "", ""
        if code == "post" and one.decision:
            lacking = self._unposted()
            done = "done" if not lacking else "now"
            note = f"còn {len(lacking)} nơi" if lacking else ""
            return done, note, f"{one.decision.get_absolute_url()}#niem-yet"
        if code == "return" and one.state == ProposalState.APPROVED:
            return "now", "xem từng người, ghi thu hồi ở mục Trang bị", "/bao-dam/trang-bi/?nguoi_thoi=true"
        if any(one.state in STEPS[way].before for way in ways):
            return "now", "", ""
        past = {"present": one.submitted_on, "sign": one.decision}
        return ("done" if past.get(code) else "later"), "", ""


def _has_evidence(line: ProposalLine) -> bool:
    """Whether the paper that the case asks for is chosen; a breach stands on what is counted of the member."""
    return line.end_kind not in EXPECTED_PAPERS or (line.paper is not None and not line.paper.void_reason)


# ── Leaving ──────────────────────────────────────────────────────────────────
def _papers_of(user, membership: Membership):
    kinds = tuple(EXPECTED_PAPERS.values())
    return LeavingPaper.objects.visible_to(user).about(membership).filter(kind__in=kinds).order_by("-dated_on", "-pk")


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
        return [*_crumbs(), Crumb(str(self.subject.proposal), self.subject.proposal.get_absolute_url())]

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


# ── Any proposal ─────────────────────────────────────────────────────────────
class ProposalAct(ServiceFormView):
    """Base of what is done to a proposal."""

    def get_subject(self):
        rows = Proposal.objects.visible_to(self.request.user).select_related(*_JOINED)
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        return policies.can_edit_proposal(self.request.user, self.subject)

    def get_crumbs(self):
        return [*_crumbs(), Crumb(str(self.subject), self.subject.get_absolute_url())]

    def get_success_url(self, result=None):
        return self.subject.get_absolute_url()

    def common(self, form) -> dict:
        """The arguments every service of a proposal takes."""
        return {"actor": self.request.user, "proposal": self.subject, "version": form.cleaned_data["version"]}


class DissolutionRevise(ProposalAct):
    """Change grounds and moves of a draft."""

    form_class, title, done_message = DissolutionForm, "Sửa đề xuất giải thể", "Đã sửa đề xuất."

    def get_subject(self):
        rows = Proposal.objects.visible_to(self.request.user).filter(team__isnull=False)
        return get_object_or_404(rows.select_related(*_JOINED), pk=self.kwargs["pk"])

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
    subtitle = (
        "Công an xã lập báo cáo cùng Trưởng thôn (Tổ trưởng tổ dân phố) và Trưởng Ban công tác Mặt trận "
        "(TT 14/2024/TT-BCA, Điều 5)."
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
        today, wanted = timezone.localdate(), {PostKind.HAMLET_HEAD: "hamlet_head", PostKind.FRONT_HEAD: "front_head"}
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


class ReportDraft(ProposalAct, ConfirmView):
    """Draw the report up."""

    submit_label, submit_look, done_message = "Soạn báo cáo", "primary", "Đã soạn bản thảo báo cáo (Mẫu 07)."
    title = "Soạn báo cáo đề xuất (Mẫu 07)"
    consequence = (
        "Báo cáo điền từ đề xuất này, xem và in được ngay. Sửa đề xuất thì bản thảo được điền lại. Trưởng Công an xã ký "
        "khi trình; ký giấy thì ghi số và ngày."
    )

    def policy(self):
        return policies.can_draft_report(self.request.user, self.subject)

    def perform(self, form):
        return report_draft(**self.common(form))

    def get_success_url(self, result=None):
        return result.get_absolute_url()
