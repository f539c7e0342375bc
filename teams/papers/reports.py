"""The police's reports to the chairman (TT 14/2024/TT-BCA, Mẫu 07): to let members go, to dissolve a team."""

from datetime import date

from contracts.registry import TemplateKind, template_kinds
from documents.choices import DocumentType
from documents.composing import Filling
from teams.choices import LEGAL_CASES, EndKind
from teams.models import Proposal, ProposalLine
from teams.papers.words import (
    PROPOSAL_WORDS,
    TEAM_WORDS,
    WORDINGS,
    lines_of,
    moves_of,
    people_table,
    proposal_words,
)
from teams.services.leaving import breach_evidence
from vietnam.dates import format_date

LEAVING_REPORT, DISSOLUTION_REPORT = "teams.leaving_report", "teams.dissolution_report"
_SOURCE = "TT 14/2024/TT-BCA, Điều 5, Mẫu 07 (nội dung mẫu chưa có, soạn theo quy định)"
_AGREED = {"thống nhất": "Lập cùng ai, thống nhất ngày nào"}
_SWITCHES = {"có thống nhất": "Đã ghi Trưởng thôn, Trưởng Ban công tác Mặt trận"}

template_kinds.add(
    TemplateKind(
        LEAVING_REPORT, "Báo cáo đề xuất cho thôi", DocumentType.REPORT, _SOURCE, WORDINGS / "leaving_report.yaml",
        words=PROPOSAL_WORDS | _AGREED | {"số người": "Số người được đề xuất, hai chữ số"},
        tables={"người được đề xuất": "Họ tên, ngày sinh, chức danh, Tổ, điểm của Điều 17, khoản 3"},
        lists={"căn cứ": "Điểm của Điều 17, khoản 3 và ngày giấy tờ của từng người"}, switches=_SWITCHES,
    ),
    TemplateKind(
        DISSOLUTION_REPORT, "Báo cáo đề xuất giải thể Tổ", DocumentType.REPORT, _SOURCE,
        WORDINGS / "dissolution_report.yaml",
        words=PROPOSAL_WORDS | TEAM_WORDS | _AGREED | {"lý do": "Lý do giải thể"},
        lists={"người chuyển Tổ": "Thành viên chuyển sang Tổ khác"},
        switches=_SWITCHES | {"có người chuyển": "Có thành viên chuyển sang Tổ khác"},
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
        words, {}, {"người chuyển Tổ": moved}, frozenset(switches | ({"có người chuyển"} if moved else set()))
    )


def _stands_on(line: ProposalLine, on: date) -> str:
    """What the case stands on. The content of a paper is kept in clear and seen by the whole unit: which illness, which
    offence, is read in the papers that go with the proposal."""
    point = f"điểm {LEGAL_CASES[EndKind(line.end_kind)]}"
    if line.end_kind == EndKind.BREACH_OF_DUTY:
        found = breach_evidence(line.membership, on)
        return (
            f"{point}, {found.refusals} lần không chấp hành, {found.failures} lần không hoàn thành hoặc lợi dụng nhiệm "
            f"vụ, đã nhắc nhở bằng văn bản {found.reminders} lần"
        )
    if line.paper is None:
        return f"{point}, chưa có giấy tờ kèm theo"
    what = "đơn" if line.end_kind == EndKind.RESIGNED else "giấy tờ kèm theo"
    return f"{point}, {what} ngày {format_date(line.paper.dated_on)}"


def _agreed(proposal: Proposal) -> str:
    if not proposal.agreed_on:
        return ""
    heads = [
        f"{name} ({post})"
        for name, post in (
            (proposal.hamlet_head, "Trưởng thôn, Tổ trưởng tổ dân phố"),
            (proposal.front_head, "Trưởng Ban công tác Mặt trận"),
        )
        if name
    ]
    return f"lập cùng {' và '.join(heads)}, thống nhất ngày {format_date(proposal.agreed_on)}"
