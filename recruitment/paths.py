"""The path of recruitment as two tables of steps: a campaign's, and an application's within it.

Buttons, rights, the diagrams in the docs and the tests come from here (`policies.can_step`, `policies.can_take`,
`recruitment.diagrams`).
"""

from dataclasses import dataclass

from contracts.roles import REGISTRARS, Role
from recruitment.choices import OPEN_STATES, UNTIL_LISTED, ApplicationState, CampaignState


@dataclass(frozen=True)
class Step:
    """One step of a campaign: from which states, to which (None: it stays where it is), who, by which rule, on which
    conditions and paper."""

    code: str
    label: str
    before: tuple[CampaignState, ...]
    after: CampaignState | None
    roles: tuple[Role, ...]
    rule: str
    conditions: str
    paper: str = ""


@dataclass(frozen=True)
class ApplicationStep:
    """One step of an application: from which states (none: it begins), to which, in which states of its campaign, who,
    under which conditions, by which rule, on which paper.

    `refusal` and `campaign_refusal` say why not where the application, or its campaign, is elsewhere.
    """

    code: str
    label: str
    before: tuple[ApplicationState, ...]
    after: tuple[ApplicationState, ...]
    campaign: tuple[CampaignState, ...]
    roles: tuple[Role, ...]
    rule: str
    conditions: str
    paper: str = ""
    refusal: str = "không sửa được nữa"
    campaign_refusal: str = ""
    #: The campaign's step that takes this one for many applications at once.
    by: str = ""


_POLICE = REGISTRARS
_C = CampaignState
_A = ApplicationState
_CIRCULAR = "TT 14/2024, Điều 3"
#: The path of a campaign.
STEPS = {
    step.code: step
    for step in (
        Step(
            "approve", "Ghi phê duyệt kế hoạch", (_C.DRAFT,), _C.APPROVED, _POLICE,
            "Luật 30/2023, Điều 15; TT 14/2024, Điều 3",
            "Ký muộn nhất ngày bắt đầu nhận hồ sơ; chỉ tiêu không quá số người các Tổ còn thiếu",
            "Kế hoạch của UBND xã",
        ),
        Step(
            "sign_plan", "Phê duyệt, ký kế hoạch", (_C.DRAFT,), _C.APPROVED, (Role.LEADER,),
            "Luật 30/2023, Điều 15; TT 14/2024, Điều 3",
            "Công an xã đã soạn kế hoạch; ký muộn nhất ngày bắt đầu nhận hồ sơ; chỉ tiêu không quá số người các Tổ còn "
            "thiếu", "Kế hoạch của UBND xã",
        ),
        Step(
            "post", "Ghi niêm yết đủ nơi", (_C.APPROVED,), _C.POSTED, _POLICE,
            "TT 14/2024, Điều 3: niêm yết ngay sau khi ban hành kế hoạch",
            "Đã ghi ngày niêm yết ở mọi nơi của kế hoạch", "Kế hoạch của UBND xã",
        ),
        Step(
            "open", "Bắt đầu nhận hồ sơ", (_C.APPROVED, _C.POSTED), _C.RECEIVING, _POLICE,
            "TT 14/2024, Điều 3: nhận hồ sơ theo thời hạn của kế hoạch", "Nơi chưa niêm yết được nhắc, không chặn",
        ),
        Step(
            "sign_extension", "Phê duyệt, ký gia hạn nhận hồ sơ", UNTIL_LISTED, None, (Role.LEADER,),
            "TT 14/2024, Điều 3: nhận hồ sơ theo thời hạn của kế hoạch",
            "Công an xã đã soạn kế hoạch điều chỉnh; hạn mới sau hạn đã niêm yết và sau ngày ký; niêm yết như kế hoạch",
            "Kế hoạch điều chỉnh",
        ),
        Step(
            "extend", "Ghi gia hạn nhận hồ sơ", UNTIL_LISTED, None, _POLICE,
            "TT 14/2024, Điều 3: nhận hồ sơ theo thời hạn của kế hoạch",
            "Hạn mới sau hạn đã niêm yết và sau ngày ký; danh sách chưa chốt; niêm yết như kế hoạch",
            "Kế hoạch điều chỉnh",
        ),
        Step(
            "list", "Chốt danh sách dự tuyển", (_C.RECEIVING,), _C.LISTED, _POLICE,
            "TT 14/2024, Điều 3: chốt khi hết hạn nhận hồ sơ",
            "Đã hết hạn nhận; không còn hồ sơ thiếu giấy tờ hoặc chưa kết luận; có ít nhất một người đủ điều kiện",
            "Danh sách dự tuyển",
        ),
        Step(
            "approve_list", "Ghi phê duyệt danh sách dự tuyển", (_C.LISTED,), _C.LISTED, _POLICE,
            "TT 14/2024, Điều 3: UBND xã phê duyệt danh sách, niêm yết như kế hoạch",
            "Danh sách đã chốt, chưa phê duyệt; sau đó niêm yết ở các nơi đã niêm yết kế hoạch",
            "Danh sách dự tuyển được UBND xã phê duyệt",
        ),
        Step(
            "sign_list", "Phê duyệt, ký danh sách dự tuyển", (_C.LISTED,), _C.LISTED, (Role.LEADER,),
            "TT 14/2024, Điều 3: UBND xã phê duyệt danh sách, niêm yết như kế hoạch",
            "Danh sách đã chốt, chưa phê duyệt; Công an xã đã soạn quyết định phê duyệt",
            "Quyết định phê duyệt danh sách",
        ),
        Step(
            "council", "Ghi kết quả họp Hội đồng", (_C.LISTED,), _C.COUNCIL, _POLICE,
            "TT 14/2024, Điều 3: quá nửa số thành viên dự họp",
            "Danh sách đã được UBND xã phê duyệt (khi quy định yêu cầu); đã thành lập Hội đồng; đủ số người dự; "
            "có kết quả cho mọi người trong danh sách",
            "Biên bản kết quả (Mẫu 04)",
        ),
        Step(
            "submit", "Ghi trình Chủ tịch UBND xã", (_C.COUNCIL,), _C.COUNCIL, _POLICE,
            "TT 14/2024, Điều 4: 05 ngày làm việc từ ngày biên bản", "Có người trúng tuyển; chưa trình",
            "Mẫu 05, Mẫu 06",
        ),
        Step(
            "sign", "Phê duyệt, ký quyết định công nhận", (_C.COUNCIL,), _C.DECIDED, (Role.LEADER,),
            "Luật 30/2023, Điều 16; TT 14/2024, Điều 4: 05 ngày làm việc", "Đã trình; Tổ còn chỗ theo định mức",
            "Quyết định (Mẫu 08)",
        ),
        Step(
            "decide", "Ghi quyết định công nhận đã ký", (_C.COUNCIL,), _C.DECIDED, _POLICE,
            "Luật 30/2023, Điều 16; TT 14/2024, Điều 4: 05 ngày làm việc", "Đã trình; Tổ còn chỗ theo định mức",
            "Quyết định (Mẫu 08)",
        ),
        Step(
            "close", "Kết thúc đợt", (_C.RECEIVING, _C.LISTED, _C.COUNCIL, _C.DECIDED), _C.CLOSED, _POLICE,
            "Kế hoạch tuyển chọn", "Đã hết hạn nhận; không còn hồ sơ chờ bước tiếp theo",
        ),
    )
}  # fmt: skip

#: The path as people tell it: what has to happen (an extension need not), and the steps that do it; of two either one
#: is enough, the body that decides signing here or the police recording the signed paper.
STAGES = (
    ("Phê duyệt kế hoạch", ("sign_plan", "approve")),
    ("Niêm yết kế hoạch đủ nơi", ("post",)),
    ("Nhận hồ sơ", ("open",)),
    ("Chốt danh sách dự tuyển", ("list",)),
    ("Phê duyệt danh sách dự tuyển", ("sign_list", "approve_list")),
    ("Hội đồng xét tuyển", ("council",)),
    ("Trình Chủ tịch UBND xã", ("submit",)),
    ("Quyết định công nhận", ("sign", "decide")),
    ("Kết thúc đợt", ("close",)),
)

_RECEIVING = (_C.RECEIVING,)
_CLOSED_LIST = "Danh sách dự tuyển đã chốt nên hồ sơ không sửa được nữa"
_UNTIL_LISTED = "Đợt đang nhận hồ sơ, chưa chốt danh sách"
_AGE = "Luật 30/2023, Điều 13, khoản 1"
#: The path of an application.
APPLICATION_STEPS = {
    step.code: step
    for step in (
        ApplicationStep(
            "receive", "Nhận hồ sơ", (), OPEN_STATES, _RECEIVING, _POLICE, _CIRCULAR,
            "Nộp trong thời hạn; mỗi người một hồ sơ; không đang là thành viên; thiếu giấy tờ thì báo ngay",
            "Biên nhận hồ sơ", campaign_refusal="Chỉ nhận hồ sơ ở bước “Đang nhận hồ sơ”",
        ),
        ApplicationStep(
            "late", "Ghi hồ sơ nộp muộn, không nhận", (), (_A.REFUSED,),
            (_C.RECEIVING, _C.LISTED, _C.COUNCIL, _C.DECIDED), _POLICE, _CIRCULAR, "Nộp sau ngày hết hạn nhận",
            campaign_refusal="Chỉ ghi hồ sơ nộp muộn khi đợt đang chạy",
        ),
        ApplicationStep(
            "person", "Sửa nhân thân", OPEN_STATES, OPEN_STATES, _RECEIVING, _POLICE, _CIRCULAR, _UNTIL_LISTED,
            campaign_refusal=_CLOSED_LIST,
        ),
        ApplicationStep(
            "supplement", "Bổ sung giấy tờ", OPEN_STATES, OPEN_STATES, _RECEIVING, _POLICE, _CIRCULAR,
            _UNTIL_LISTED, "Bốn giấy tờ của hồ sơ", campaign_refusal=_CLOSED_LIST,
        ),
        ApplicationStep(
            "request", "Yêu cầu bổ sung", (_A.INCOMPLETE,), (_A.INCOMPLETE,), _RECEIVING, _POLICE, _CIRCULAR,
            "Còn giấy tờ thiếu hoặc chưa hợp lệ; hạn bổ sung theo quy định", refusal="không có gì phải bổ sung",
            campaign_refusal=_CLOSED_LIST,
        ),
        ApplicationStep(
            "appraise", "Ghi kết quả thẩm định", OPEN_STATES, OPEN_STATES, _RECEIVING, _POLICE,
            "Luật 30/2023, Điều 13; TT 14/2024, Điều 3", _UNTIL_LISTED, "Phiếu thẩm định",
            campaign_refusal=_CLOSED_LIST,
        ),
        ApplicationStep(
            "over_age", "Ghi quyết định về tuổi", OPEN_STATES, OPEN_STATES, _RECEIVING, _POLICE,
            _AGE, "Người dự tuyển quá tuổi, bảo đảm sức khỏe; đã không cho phép thì chỉ bằng quyết định ký sau",
            "Quyết định của Chủ tịch UBND xã", campaign_refusal=_CLOSED_LIST,
        ),
        ApplicationStep(
            "over_age_refusal", "Ghi không cho phép vì tuổi", OPEN_STATES, OPEN_STATES, _RECEIVING, _POLICE, _AGE,
            "Người dự tuyển quá tuổi; ghi ngày, lý do; tiêu chuẩn tuổi không đạt cho đến khi có quyết định ký sau",
            campaign_refusal=_CLOSED_LIST,
        ),
        ApplicationStep(
            "sign_over_age", "Phê duyệt, ký quyết định về tuổi", OPEN_STATES, OPEN_STATES, _RECEIVING, (Role.LEADER,),
            _AGE, "Người dự tuyển quá tuổi, giấy chứng nhận sức khỏe hợp lệ; có đề nghị đã ký của Công an xã và bản "
            "thảo quyết định", "Đề nghị của Công an xã; quyết định cho phép dự tuyển", campaign_refusal=_CLOSED_LIST,
        ),
        ApplicationStep(
            "refuse_over_age", "Không cho phép vì tuổi", OPEN_STATES, OPEN_STATES, _RECEIVING, (Role.LEADER,), _AGE,
            "Có đề nghị đã ký của Công an xã; ghi lý do; tiêu chuẩn tuổi không đạt cho đến khi có quyết định ký sau",
            "Đề nghị của Công an xã", campaign_refusal=_CLOSED_LIST,
        ),
        ApplicationStep(
            "return", "Trả hồ sơ", OPEN_STATES, (_A.REFUSED,), _RECEIVING, _POLICE, _CIRCULAR,
            "Ghi lý do; nộp lại trong hạn thì nhận hồ sơ mới", campaign_refusal=_CLOSED_LIST,
        ),
        ApplicationStep(
            "withdraw", "Ghi rút hồ sơ", (*OPEN_STATES, _A.LISTED), (_A.WITHDRAWN,), (_C.RECEIVING, _C.LISTED),
            _POLICE, _CIRCULAR, "Trước khi Hội đồng bỏ phiếu; ghi lý do", "Đơn xin rút",
            refusal="không rút được nữa",
            campaign_refusal="Hội đồng đã họp nên không rút được nữa",
        ),
        ApplicationStep(
            "list", "Đưa vào danh sách dự tuyển", (_A.ELIGIBLE,), (_A.LISTED,), _RECEIVING, _POLICE, _CIRCULAR,
            "Đủ mọi tiêu chuẩn, đủ giấy tờ; đã hết hạn nhận", "Danh sách dự tuyển", by="list",
        ),
        ApplicationStep(
            "vote", "Hội đồng xét", (_A.LISTED,), (_A.PASSED, _A.NOT_PASSED), (_C.LISTED,), _POLICE, _CIRCULAR,
            "Trúng tuyển khi quá nửa số thành viên dự họp đồng ý, từ cao xuống cho đủ chỉ tiêu",
            "Biên bản kết quả (Mẫu 04)", by="council",
        ),
        ApplicationStep(
            "submit", "Trình Chủ tịch UBND xã", (_A.PASSED,), (_A.SUBMITTED,), (_C.COUNCIL,), _POLICE,
            "TT 14/2024, Điều 4", "Trong 05 ngày làm việc từ ngày biên bản", "Mẫu 05, Mẫu 06", by="submit",
        ),
        ApplicationStep(
            "recognise", "Công nhận thành viên", (_A.SUBMITTED,), (_A.RECOGNISED,), (_C.COUNCIL,),
            (*_POLICE, Role.LEADER), "Luật 30/2023, Điều 16; TT 14/2024, Điều 4",
            "Có quyết định của Chủ tịch UBND xã; Tổ còn chỗ theo định mức", "Quyết định (Mẫu 08)", by="sign, decide",
        ),
        ApplicationStep(
            "refuse", "Từ chối công nhận", (_A.SUBMITTED,), (_A.REFUSED,), (_C.COUNCIL,), (*_POLICE, Role.LEADER),
            "Luật 30/2023, Điều 16; TT 14/2024, Điều 4", "Ghi lý do", "Quyết định (Mẫu 08)", by="sign, decide",
        ),
    )
}  # fmt: skip
#: What is done to one application at its page, in this order; the others begin it, or follow the campaign.
OWN_STEPS = tuple(step for step in APPLICATION_STEPS.values() if step.before and not step.by)
