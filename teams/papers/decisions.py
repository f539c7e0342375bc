"""The chairman's decisions to let members go and to dissolve a team (TT 14/2024/TT-BCA, Mẫu 08; NĐ 30/2020, Phụ lục
III, Mẫu 1.2)."""

from collections.abc import Sequence
from datetime import date

from contracts.registry import TemplateKind, template_kinds
from documents.choices import DocumentType
from documents.composing import Filling
from documents.composing.rooms import written
from teams.models import Proposal, ProposalLine
from teams.papers.words import (
    MOVE_SWITCHES,
    PROPOSAL_WORDS,
    TEAM_WORDS,
    WORDINGS,
    move_switches,
    moves_of,
    people_table,
    proposal_words,
)
from vietnam.dates import legal_date

LEAVING_DECISION, DISSOLUTION_DECISION = "teams.leaving_decision", "teams.dissolution_decision"
_SOURCE = "TT 14/2024/TT-BCA, Mẫu 08; NĐ 30/2020, Phụ lục III, Mẫu 1.2"
_WORDS = PROPOSAL_WORDS | {
    "báo cáo": "Số và ngày báo cáo đề xuất",
    "ngày thôi": "Ngày đầu tiên không còn tham gia, hoặc Tổ không còn hoạt động, viết đủ chữ",
}

template_kinds.add(
    TemplateKind(
        LEAVING_DECISION, "Quyết định cho thôi", DocumentType.DECISION, _SOURCE, WORDINGS / "leaving_decision.yaml",
        words=_WORDS | {"số người": "Số người thôi tham gia, hai chữ số"},
        tables={"người thôi tham gia": "Họ tên, ngày sinh, chức danh, Tổ, điểm của Điều 17, khoản 3"},
    ),
    TemplateKind(
        DISSOLUTION_DECISION, "Quyết định giải thể Tổ", DocumentType.DECISION, _SOURCE,
        WORDINGS / "dissolution_decision.yaml", words=_WORDS | TEAM_WORDS,
        lists={"người chuyển Tổ": "Thành viên chuyển sang Tổ khác"},
        switches=MOVE_SWITCHES,
    ),
)  # fmt: skip


def decision_code(proposal: Proposal) -> str:
    """Which of the two decisions answers the proposal."""
    return LEAVING_DECISION if proposal.is_leaving else DISSOLUTION_DECISION


def decision_filling(proposal: Proposal, going: Sequence[ProposalLine], ended_on: date | None) -> Filling:
    """The facts of the decision: for those who are let go, or on the team, from that day on; with room for a day that
    the chairman has not said yet."""
    report = proposal.report
    words = proposal_words(proposal) | {
        "báo cáo": f"{report} {legal_date(report.signed_on)}", "ngày thôi": written(ended_on),
    }  # fmt: skip
    if proposal.is_leaving:
        words["số người"] = f"{len(going):02d}"
        return Filling(words, {"người thôi tham gia": people_table(going)})
    moved = moves_of(going)
    return Filling(words, {}, {"người chuyển Tổ": moved}, move_switches(proposal, moved, report.signed_on))
