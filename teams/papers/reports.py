"""The police's reports to the chairman (TT 14/2024/TT-BCA, Điều 5): to let members go (Mẫu 07), to dissolve a team."""

from datetime import date

from communes.choices import HamletGroup
from communes.models import Hamlet
from contracts.registry import TemplateKind, template_kinds
from documents.choices import DocumentType
from documents.composing import Filling
from teams.choices import LEGAL_CASES, EndKind
from teams.models import Proposal, ProposalLine
from teams.papers.words import (
    MOVE_SWITCHES,
    PROPOSAL_WORDS,
    TEAM_WORDS,
    WORDINGS,
    lines_of,
    move_switches,
    moves_of,
    people_table,
    proposal_words,
)
from teams.services.leaving import Evidence, breach_evidence
from vietnam.dates import legal_date

LEAVING_REPORT, DISSOLUTION_REPORT = "teams.leaving_report", "teams.dissolution_report"
_SOURCE = "TT 14/2024/TT-BCA, Điều 5, khoản 3, Mẫu 07 (nội dung mẫu chưa có, soạn theo quy định)"
_AGREED = {"thống nhất": "Phối hợp, thống nhất với ai, ngày nào"}
#: The paper of each case as the report calls it; which illness, which offence is not told.
_PAPERS = {
    EndKind.RESIGNED: "có đơn xin thôi",
    EndKind.UNFIT_HEALTH: "không bảo đảm sức khỏe theo giấy chứng nhận của cơ sở khám bệnh, chữa bệnh",
    EndKind.PROSECUTED: "có quyết định của cơ quan có thẩm quyền",
}
_HEADS = {HamletGroup.RURAL: "Trưởng thôn", HamletGroup.URBAN: "Tổ trưởng tổ dân phố"}
_SWITCHES = {"có thống nhất": "Đã ghi Trưởng thôn, Trưởng Ban công tác Mặt trận"}

template_kinds.add(
    TemplateKind(
        LEAVING_REPORT, "Báo cáo đề xuất cho thôi", DocumentType.REPORT, _SOURCE, WORDINGS / "leaving_report.yaml",
        words=PROPOSAL_WORDS | _AGREED | {"số người": "Số người được đề xuất, hai chữ số"},
        tables={"người được đề xuất": "Họ tên, ngày sinh, chức danh, Tổ, điểm của Điều 17, khoản 3"},
        lists={"căn cứ": "Điểm của Điều 17, khoản 3 và ngày giấy tờ của từng người"}, switches=_SWITCHES,
        is_personal=True,
    ),
    TemplateKind(
        DISSOLUTION_REPORT, "Báo cáo đề xuất giải thể Tổ", DocumentType.REPORT,
        "TT 14/2024/TT-BCA, Điều 5, khoản 2, điểm b (Thông tư không kèm mẫu)",
        WORDINGS / "dissolution_report.yaml",
        words=PROPOSAL_WORDS | TEAM_WORDS | _AGREED | {"lý do": "Lý do giải thể"},
        lists={"người chuyển Tổ": "Thành viên chuyển sang Tổ khác"},
        switches=_SWITCHES | MOVE_SWITCHES,
    ),
)  # fmt: skip


def report_code(proposal: Proposal) -> str:
    """Which of the two reports the proposal is put forward by."""
    return LEAVING_REPORT if proposal.is_leaving else DISSOLUTION_REPORT


def report_filling(proposal: Proposal, on: date) -> Filling:
    """The facts of the report, as the proposal stands on that day."""
    lines = lines_of(proposal)
    words = proposal_words(proposal) | {"thống nhất": _agreed(proposal)}
    switches = {"có thống nhất"} if proposal.agreed_on else set()
    if proposal.is_leaving:
        words["số người"] = f"{len(lines):02d}"
        stands = tuple(f"{line.membership.person.full_name}: {_stands_on(line, on)}" for line in lines)
        return Filling(
            words, {"người được đề xuất": people_table(lines)}, {"căn cứ": stands}, frozenset(switches)
        )
    words["lý do"] = proposal.grounds
    moved = moves_of(lines)
    return Filling(
        words, {}, {"người chuyển Tổ": moved}, frozenset(switches | move_switches(proposal, moved, on))
    )


def _stands_on(line: ProposalLine, on: date) -> str:
    """What the case stands on. The content of a paper is kept in clear and seen by the whole unit: which illness, which
    offence, is read in the papers that go with the proposal."""
    kind, paper = EndKind(line.end_kind), line.paper
    if kind == EndKind.BREACH_OF_DUTY:
        told = _breaches(breach_evidence(line.membership, on))
    elif paper is None:
        told = "chưa có giấy tờ kèm theo"
    else:
        received = f", nhận {legal_date(paper.received_on)}" if paper.received_on else ""
        told = f"{_PAPERS[kind]} đề {legal_date(paper.dated_on)}{received}"
    return f"{told} (điểm {LEGAL_CASES[kind]})"


def _breaches(found: Evidence) -> str:
    """What is counted of a member; what never happened is not mentioned."""
    counted = (
        ("không chấp hành nhiệm vụ", found.refusals, "lần"),
        ("không hoàn thành hoặc lợi dụng, lạm dụng nhiệm vụ", found.failures, "lần"),
        ("đã được nhắc nhở bằng văn bản", found.reminders, "lần mà vẫn tiếp tục vi phạm"),
    )
    told = [f"{what} {number:02d} {times}" for what, number, times in counted if number]
    return "; ".join(told) or "chưa ghi lần vi phạm, nhắc nhở nào"


def _agreed(proposal: Proposal) -> str:
    if not proposal.agreed_on:
        return ""
    named = (
        (proposal.hamlet_head, _head_of_hamlet(proposal)),
        (proposal.front_head, "Trưởng Ban công tác Mặt trận"),
    )
    heads = " và ".join(f"{name} ({post})" for name, post in named if name)
    return f"lập trên cơ sở phối hợp, thống nhất {legal_date(proposal.agreed_on)} với {heads}"


def _head_of_hamlet(proposal: Proposal) -> str:
    """What the head of the hamlets that the teams cover is called; both where they are of both kinds."""
    teams = [proposal.team_id] if proposal.team_id else proposal.lines.values("membership__team")
    hamlets = Hamlet.objects.filter(team_links__team__in=teams, team_links__ended_on=None)
    groups = {hamlet.group for hamlet in hamlets}
    return _HEADS[groups.pop()] if len(groups) == 1 else ", ".join(_HEADS.values())
