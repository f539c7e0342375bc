"""Proposals: the list with its clocks, one proposal, how it is drawn up."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from audit.lists import AuditedList
from contracts.policy import Answer, require
from contracts.roles import Scope
from pages.lists import Empty, Tab
from pages.templatetags.pages import ngay
from pages.views import Action, Crumb, DetailPage, ServiceFormView
from teams import policies
from teams.choices import EXPECTED_PAPERS, ProposalState
from teams.clocks import ProposalClocks
from teams.filters.proposals import ProposalFilter
from teams.models import Proposal, ProposalLine
from teams.paths import MAIN_LINE, REPORTS, STEPS
from teams.tables.proposals import PROPOSAL_TONES, ProposalTable
from vietnam.names import within

#: What the pages of one proposal need joined.
JOINED = ("commune", "team", "report", "decision", "drafted", "submitted_by", "created_by")


def proposal_crumbs() -> list[Crumb]:
    """The path above the pages of a proposal."""
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
            Tab(label, f"?trang_thai={code}" if code else "?", count, chosen == code)
            for label, code, count in tabs
        ]

    def get_empty(self):
        return Empty(
            "Chưa có đề xuất nào. Khi có đơn xin thôi hoặc căn cứ khác của Điều 17, khoản 3, mở trang thành viên rồi "
            "chọn “Đề xuất cho thôi”.",
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

    model, select = Proposal, JOINED
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
        return proposal_crumbs()

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
                actions.append(self._drafting())
        if one.state == ProposalState.SUBMITTED:
            actions = [*self._of_decision(), *actions]
        first = self._preparing()
        return [action for action in actions if first is None or action.url != first.url]

    def _of_decision(self) -> list[Action]:
        """The decision before it is signed: drawn up by the police, or read as it would be."""
        one, user = self.object, self.request.user
        if not (reading := policies.can_preview_decision(user, one)):
            return []
        if one.drafted:
            return [Action("Mở bản thảo quyết định", one.drafted.get_absolute_url(), reading)]
        drafting = policies.can_draft_decision(user, one)
        found = (
            [Action("Soạn quyết định", self._url("proposal_decision_draft"), drafting)] if drafting else []
        )
        return [*found, Action("Xem dự thảo quyết định", self._url("proposal_decision"), reading)]

    def _drafting(self) -> Action:
        one = self.object
        answer = policies.can_draft_report(self.request.user, one)
        return Action(f"Soạn {within(REPORTS[one.kind])}", self._url("proposal_report"), answer)

    def _preparing(self) -> Action | None:
        """What must be done to a draft before it can be put forward; None where it can, or where the user may not."""
        one, user = self.object, self.request.user
        if one.state != ProposalState.DRAFT or not policies.can_edit_proposal(user, one):
            return None
        bare = next((line for line in one.lines.all() if one.is_leaving and not _has_evidence(line)), None)
        if bare is not None:
            return Action("Sửa căn cứ", reverse("teams:proposal_line", args=[bare.pk]))
        if not _is_agreed(one):
            return Action("Ghi người thống nhất", self._url("proposal_agree"))
        if one.report is None and not self._answer("present"):
            return self._drafting()
        return None

    def _next(self) -> list[Action]:
        """The ways of the next step that this user may go; of none, the first with its reason."""
        ways = {
            ProposalState.DRAFT: ("present", "submit"),
            ProposalState.SUBMITTED: ("sign", "refuse", "decide", "record_refusal"),
        }.get(ProposalState(self.object.state), ())
        found = [self._act(code) for code in ways]
        shown = [action for action in found if action.answer] or found[:1]
        if first := self._preparing():
            shown.insert(0, first)
        return [
            Action(one.label, one.url, one.answer, "plain" if n else "primary") for n, one in enumerate(shown)
        ]

    def get_context_data(self, **kwargs):
        """Everything the page shows, in a fixed number of queries."""
        one, today, clocks = self.object, timezone.localdate(), ProposalClocks()
        due = clocks.running(one)
        return super().get_context_data(**kwargs) | {
            "tone": PROPOSAL_TONES[one.state], "due": due, "clock": clocks.face(due, today),
            "next_actions": self._next(), "lines": list(one.lines.all()), "steps": self._steps(),
            "may_edit": bool(policies.can_edit_proposal(self.request.user, one)),
            "may_read": policies.can_read_proposal(self.request.user, one),
            "unposted": self._unposted(), "next_step": self._to_do(), "report_name": REPORTS[one.kind],
        }  # fmt: skip

    def _to_do(self) -> str:
        """What a draft still lacks, in the order in which it is got."""
        one = self.object
        if one.state != ProposalState.DRAFT:
            return ""
        if one.is_leaving and not all(_has_evidence(line) for line in one.lines.all()):
            return "thêm giấy tờ căn cứ ở trang thành viên, rồi chọn vào đề xuất."
        if not _is_agreed(one):
            return "ghi Trưởng thôn, Trưởng Ban công tác Mặt trận cùng lập báo cáo và ngày thống nhất."
        if one.report is None:
            return f"soạn {within(REPORTS[one.kind])} để xem, in; Trưởng Công an xã ký và trình được ngay."
        return "Trưởng Công an xã ký báo cáo, trình Chủ tịch; ký giấy thì ghi số và ngày."

    def _unposted(self) -> list:
        one = self.object
        return (
            [posting for posting in one.decision.postings.all() if not posting.posted_on]
            if one.decision
            else []
        )

    def _steps(self) -> list[StepLine]:
        """The whole road: done, now, later; what is told from other records with where it is done."""
        found = []
        for code, ways in MAIN_LINE:
            if code == "evidence" and not self.object.is_leaving:
                continue
            step, kind = STEPS[code], self.object.kind
            state, note, url = self._stand(code, ways)
            found.append(StepLine(step.label, step.rule_for(kind), step.paper_for(kind), state, note, url))
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
            return self._handing_back()
        if any(one.state in STEPS[way].before for way in ways):
            return "now", "", ""
        past = {"present": one.submitted_on, "sign": one.decision}
        return ("done" if past.get(code) else "later"), "", ""

    def _handing_back(self) -> tuple[str, str, str]:
        """What leavers hold is asked back from the day they leave; who holds what, the register of equipment knows."""
        one = self.object
        ends = [line.membership.ended_on for line in one.lines.all() if line.membership.ended_on]
        since = one.team.ended_on if one.team else min(ends, default=None)
        if since and since > timezone.localdate():
            return "later", f"từ ngày thôi {ngay(since)}", ""
        named = [line.membership.person.full_name for line in one.lines.all() if one.is_leaving]
        query = {"nguoi_thoi": "true"} | ({"q": named[0]} if len(named) == 1 else {})
        return "now", "ghi ở mục Trang bị", f"/bao-dam/trang-bi/?{urlencode(query)}"


def _is_agreed(proposal: Proposal) -> bool:
    return bool(proposal.agreed_on and proposal.hamlet_head and proposal.front_head)


def _has_evidence(line: ProposalLine) -> bool:
    """Whether the paper that the case asks for is chosen; a breach stands on what is counted of the member."""
    return line.end_kind not in EXPECTED_PAPERS or (line.paper is not None and not line.paper.void_reason)


class ProposalAct(ServiceFormView):
    """Base of what is done to a proposal."""

    def get_subject(self):
        rows = Proposal.objects.visible_to(self.request.user).select_related(*JOINED)
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        return policies.can_edit_proposal(self.request.user, self.subject)

    def get_crumbs(self):
        return [*proposal_crumbs(), Crumb(str(self.subject), self.subject.get_absolute_url())]

    def get_success_url(self, result=None):
        return self.subject.get_absolute_url()

    def common(self, form) -> dict:
        """The arguments every service of a proposal takes."""
        return {"actor": self.request.user, "proposal": self.subject, "version": form.cleaned_data["version"]}
