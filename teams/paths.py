"""The path of a leaving and of dissolving a team as a table of steps: buttons, rights and the page come from it."""

from dataclasses import dataclass

from contracts.roles import REGISTRARS, Role
from teams.choices import ProposalKind, ProposalState

LEAVING_RULE = "TT 14/2024/TT-BCA, Điều 5, khoản 3"
DISSOLUTION_RULE = "TT 14/2024/TT-BCA, Điều 5, khoản 2"


@dataclass(frozen=True)
class Step:
    """One step of a proposal: from which states, to which, who, by which rule, on which paper.

    `after` None: the step is no act of its own on the proposal; whether it is done is told from what is on record
    (evidence, postings, what was handed back). `team_rule` and `team_paper` hold where a team is dissolved: by another
    paragraph, upon no letter, and by a report for which the circular has no form.
    """

    code: str
    label: str
    before: tuple[ProposalState, ...]
    after: ProposalState | None
    roles: tuple[Role, ...]
    rule: str
    paper: str = ""
    team_rule: str = ""
    team_paper: str = ""

    def rule_for(self, kind: str) -> str:
        """Its rule in a proposal of that kind."""
        return self.team_rule or self.rule if kind == ProposalKind.DISSOLUTION else self.rule

    def paper_for(self, kind: str) -> str:
        """Its paper in a proposal of that kind."""
        return self.team_paper or self.paper if kind == ProposalKind.DISSOLUTION else self.paper


#: The police's report by the kind of proposal.
REPORTS = {
    ProposalKind.LEAVING: "Báo cáo đề xuất (Mẫu 07)",
    ProposalKind.DISSOLUTION: "Báo cáo đề xuất giải thể Tổ",
}
_S = ProposalState
#: The whole path. Two ways each to the chairman and back: in the product, or signed on paper and recorded.
STEPS = {
    step.code: step
    for step in (
        Step(
            "evidence", "Có đơn hoặc căn cứ", (), None, REGISTRARS, "Luật 30/2023/QH15, Điều 17, khoản 3",
            "Đơn xin thôi, giấy chứng nhận sức khỏe, văn bản nhắc nhở, quyết định khởi tố",
        ),
        Step(
            "present", "Ký báo cáo, trình Chủ tịch", (_S.DRAFT,), _S.SUBMITTED, (Role.CHIEF,),
            f"{LEAVING_RULE}: có đơn thì trong 05 ngày làm việc từ ngày nhận đơn", REPORTS[ProposalKind.LEAVING],
            DISSOLUTION_RULE, REPORTS[ProposalKind.DISSOLUTION],
        ),
        Step(
            "submit", "Ghi báo cáo đã ký, đã trình", (_S.DRAFT,), _S.SUBMITTED, REGISTRARS,
            f"{LEAVING_RULE}: có đơn thì trong 05 ngày làm việc từ ngày nhận đơn", REPORTS[ProposalKind.LEAVING],
            DISSOLUTION_RULE, REPORTS[ProposalKind.DISSOLUTION],
        ),
        Step(
            "sign", "Phê duyệt, ký quyết định", (_S.SUBMITTED,), _S.APPROVED, (Role.LEADER,),
            f"{LEAVING_RULE}: trong 05 ngày làm việc", "Quyết định (Mẫu 08)",
            f"{DISSOLUTION_RULE}: trong 05 ngày làm việc",
        ),
        Step(
            "decide", "Ghi quyết định đã ký", (_S.SUBMITTED,), _S.APPROVED, REGISTRARS,
            f"{LEAVING_RULE}: trong 05 ngày làm việc", "Quyết định (Mẫu 08)",
            f"{DISSOLUTION_RULE}: trong 05 ngày làm việc",
        ),
        Step(
            "refuse", "Từ chối đề xuất", (_S.SUBMITTED,), _S.REFUSED, (Role.LEADER,),
            f"{LEAVING_RULE}: Chủ tịch UBND xã xem xét, quyết định",
            team_rule=f"{DISSOLUTION_RULE}: Chủ tịch UBND xã xem xét, quyết định",
        ),
        Step(
            "record_refusal", "Ghi Chủ tịch từ chối", (_S.SUBMITTED,), _S.REFUSED, REGISTRARS,
            f"{LEAVING_RULE}: Chủ tịch UBND xã xem xét, quyết định",
            team_rule=f"{DISSOLUTION_RULE}: Chủ tịch UBND xã xem xét, quyết định",
        ),
        Step(
            "withdraw", "Rút đề xuất", (_S.DRAFT, _S.SUBMITTED), _S.WITHDRAWN, REGISTRARS,
            "Rút đơn, hoặc căn cứ không còn", team_rule="Không còn căn cứ giải thể",
        ),
        Step(
            "post", "Niêm yết quyết định", (_S.APPROVED,), None, REGISTRARS,
            f"{LEAVING_RULE}: niêm yết công khai", "Quyết định (Mẫu 08)", f"{DISSOLUTION_RULE}: niêm yết công khai",
        ),
        Step(
            "return", "Thu hồi biển hiệu, giấy chứng nhận, trang bị", (_S.APPROVED,), None, REGISTRARS,
            "Văn bản không nêu thời hạn", "Biên bản bàn giao",
        ),
    )
}  # fmt: skip
#: The road itself, as the page lists it: what is to be done, and the steps by which it may be.
MAIN_LINE = (
    ("evidence", ()),
    ("present", ("present", "submit")),
    ("sign", ("sign", "decide")),
    ("post", ()),
    ("return", ()),
)


def rule_of(kind: str) -> str:
    """The article under which the police propose and the chairman decides."""
    return LEAVING_RULE if kind == ProposalKind.LEAVING else DISSOLUTION_RULE
