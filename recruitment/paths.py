"""The path of recruitment as a table of steps: buttons, rights, the diagram and the tests come from it."""

from dataclasses import dataclass

from contracts.roles import Role
from recruitment.choices import CampaignState


@dataclass(frozen=True)
class Step:
    """One step of a campaign: from which states, to which, who, on which paper, by which rule."""

    code: str
    label: str
    before: tuple[CampaignState, ...]
    after: CampaignState
    roles: tuple[Role, ...]
    rule: str
    paper: str = ""


_POLICE = (Role.OFFICER, Role.CHIEF)
_C = CampaignState
#: The whole path; buttons, rights and the diagram in the docs come from here.
STEPS = {
    step.code: step
    for step in (
        Step(
            "approve", "Ghi phê duyệt kế hoạch", (_C.DRAFT,), _C.APPROVED, _POLICE,
            "Luật 30/2023, Điều 15; TT 14/2024, Điều 3", "Kế hoạch của UBND xã",
        ),
        Step(
            "post", "Ghi niêm yết đủ nơi", (_C.APPROVED,), _C.POSTED, _POLICE,
            "TT 14/2024, Điều 3: niêm yết ngay sau khi ban hành kế hoạch", "Kế hoạch của UBND xã",
        ),
        Step(
            "open", "Bắt đầu nhận hồ sơ", (_C.APPROVED, _C.POSTED), _C.RECEIVING, _POLICE,
            "TT 14/2024, Điều 3: nhận hồ sơ theo thời hạn của kế hoạch",
        ),
        Step(
            "list", "Chốt danh sách dự tuyển", (_C.RECEIVING,), _C.LISTED, _POLICE,
            "TT 14/2024, Điều 3: chốt khi hết hạn nhận hồ sơ", "Danh sách dự tuyển",
        ),
        Step(
            "council", "Ghi kết quả họp Hội đồng", (_C.LISTED,), _C.COUNCIL, _POLICE,
            "TT 14/2024, Điều 3: quá nửa số thành viên dự họp", "Biên bản kết quả (Mẫu 04)",
        ),
        Step(
            "submit", "Ghi trình Chủ tịch UBND xã", (_C.COUNCIL,), _C.COUNCIL, _POLICE,
            "TT 14/2024, Điều 4: 05 ngày làm việc từ ngày biên bản", "Mẫu 05, Mẫu 06",
        ),
        Step(
            "sign", "Phê duyệt, ký quyết định công nhận", (_C.COUNCIL,), _C.DECIDED, (Role.LEADER,),
            "Luật 30/2023, Điều 16; TT 14/2024, Điều 4: 05 ngày làm việc", "Quyết định (Mẫu 08)",
        ),
        Step(
            "decide", "Ghi quyết định công nhận đã ký", (_C.COUNCIL,), _C.DECIDED, _POLICE,
            "Luật 30/2023, Điều 16; TT 14/2024, Điều 4: 05 ngày làm việc", "Quyết định (Mẫu 08)",
        ),
        Step(
            "close", "Kết thúc đợt", (_C.RECEIVING, _C.LISTED, _C.COUNCIL, _C.DECIDED), _C.CLOSED, _POLICE,
            "Kế hoạch tuyển chọn",
        ),
    )
}  # fmt: skip
