"""Codes of recruitment, and its path as a table of steps."""

from dataclasses import dataclass

from django.db import models

from contracts.roles import Role


class CampaignState(models.TextChoices):
    """How far a campaign has come."""

    DRAFT = "draft", "Dự thảo kế hoạch"
    APPROVED = "approved", "Kế hoạch đã phê duyệt"
    POSTED = "posted", "Kế hoạch đã niêm yết"
    RECEIVING = "receiving", "Đang nhận hồ sơ"
    LISTED = "listed", "Đã chốt danh sách dự tuyển"
    COUNCIL = "council", "Hội đồng đã họp"
    DECIDED = "decided", "Đã quyết định công nhận"
    CLOSED = "closed", "Đã kết thúc"


class ApplicationState(models.TextChoices):
    """How far an application has come."""

    RECEIVED = "received", "Đã nhận"
    INCOMPLETE = "incomplete", "Thiếu giấy tờ"
    ELIGIBLE = "eligible", "Đủ điều kiện"
    INELIGIBLE = "ineligible", "Không đủ điều kiện"
    LISTED = "listed", "Trong danh sách dự tuyển"
    PASSED = "passed", "Trúng tuyển"
    NOT_PASSED = "not_passed", "Không trúng tuyển"
    SUBMITTED = "submitted", "Đã trình Chủ tịch UBND"
    RECOGNISED = "recognised", "Đã công nhận"
    REFUSED = "refused", "Từ chối"
    WITHDRAWN = "withdrawn", "Đã rút"


#: Tones of the states' labels.
APPLICATION_TONES = {
    "received": "info", "incomplete": "warn", "eligible": "ok", "ineligible": "bad", "listed": "info",
    "passed": "ok", "not_passed": "idle", "submitted": "info", "recognised": "ok", "refused": "bad",
    "withdrawn": "idle",
}  # fmt: skip
#: Applications whose facts may still be completed and appraised.
OPEN_STATES = (
    ApplicationState.RECEIVED, ApplicationState.INCOMPLETE, ApplicationState.ELIGIBLE, ApplicationState.INELIGIBLE,
)  # fmt: skip
#: Applications on their way, neither ended nor refused by a rule.
LIVE_STATES = (
    ApplicationState.RECEIVED, ApplicationState.INCOMPLETE, ApplicationState.ELIGIBLE, ApplicationState.LISTED,
    ApplicationState.PASSED, ApplicationState.SUBMITTED,
)  # fmt: skip
#: Applications that are over before the end of their campaign.
ENDED_STATES = (ApplicationState.WITHDRAWN, ApplicationState.REFUSED)
#: Applications that the council chose and nobody refused since.
SELECTED_STATES = (ApplicationState.PASSED, ApplicationState.SUBMITTED, ApplicationState.RECOGNISED)


class PaperKind(models.TextChoices):
    """The four papers of an application (TT 14/2024, Điều 3; seed 002.V.3)."""

    APPLICATION = "application", "Đơn đề nghị tham gia (Mẫu 01)"
    CV = "cv", "Bản khai sơ yếu lý lịch"
    HEALTH_CERTIFICATE = "health_certificate", "Giấy chứng nhận sức khỏe"
    DIPLOMA = "diploma", "Bằng tốt nghiệp hoặc giấy hoàn thành chương trình"


class Source(models.TextChoices):
    """Who brought the applicant (seed 002.V.2)."""

    HAMLET = "hamlet", "Thôn giới thiệu"
    OWN_WISH = "own_wish", "Tự nguyện"


class VoteMethod(models.TextChoices):
    """How the council votes (TT 14/2024, Điều 3)."""

    HAND = "hand", "Biểu quyết giơ tay"
    BALLOT = "ballot", "Bỏ phiếu kín"


class Capacity(models.TextChoices):
    """As what somebody sits in the council (TT 14/2024, Điều 3)."""

    CHAIR = "chair", "Chủ tịch Hội đồng: đại diện lãnh đạo UBND xã"
    VICE = "vice", "Phó Chủ tịch Hội đồng: Trưởng hoặc Phó Công an xã"
    YOUTH = "youth", "Đoàn Thanh niên"
    WOMEN = "women", "Hội Liên hiệp Phụ nữ"
    FARMERS = "farmers", "Hội Nông dân"
    OFFICIAL = "official", "Công chức xã"
    HAMLET = "hamlet", "Đại diện thôn, tổ dân phố"
    FRONT = "front", "Ban Công tác Mặt trận"


class Outcome(models.TextChoices):
    """What a rule says of an applicant."""

    PASS = "pass", "Đạt"
    FAIL = "fail", "Không đạt"
    DECISION = "decision", "Cần quyết định"
    CHECK = "check", "Cần xác minh"


#: Tones of the campaign's states.
CAMPAIGN_TONES = {
    "draft": "idle", "approved": "info", "posted": "info", "receiving": "info", "listed": "info", "council": "info",
    "decided": "ok", "closed": "idle",
}  # fmt: skip
OUTCOME_TONES = {"pass": "ok", "fail": "bad", "decision": "pick", "check": "ask"}


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
