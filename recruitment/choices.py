"""Codes of recruitment."""

from django.db import models


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
#: Applications that the council has voted on.
VOTED_STATES = (ApplicationState.PASSED, ApplicationState.NOT_PASSED, ApplicationState.SUBMITTED)
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


class Told(models.TextChoices):
    """How an applicant was told."""

    IN_PERSON = "in_person", "Trực tiếp khi nộp"
    PHONE = "phone", "Điện thoại"
    WRITING = "writing", "Văn bản"


class OpinionSource(models.TextChoices):
    """Whose opinion on an applicant (seed 002.VI.5, 002.VI.6)."""

    FRONT = "front", "Ủy ban MTTQ Việt Nam xã"
    HAMLET_FRONT = "hamlet_front", "Ban Công tác Mặt trận thôn, tổ dân phố"
    HAMLET = "hamlet", "Thôn, tổ dân phố"
    AGENCY = "agency", "Cơ quan phối hợp khác"


#: Opinions that are missed on a candidate before the list is closed; no source makes them a bar.
OPINIONS_WANTED = ((OpinionSource.FRONT, OpinionSource.HAMLET_FRONT), (OpinionSource.HAMLET,))


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

    @property
    def short(self) -> str:
        """As what, without whom a chair or a vice stands for."""
        return str(self.label).partition(":")[0]


class CounterRole(models.TextChoices):
    """As what somebody counts the ballots (TT 14/2024, Điều 3)."""

    HEAD = "head", "Tổ trưởng Tổ kiểm phiếu"
    DEPUTY = "deputy", "Tổ phó Tổ kiểm phiếu"
    MEMBER = "member", "Thành viên Tổ kiểm phiếu"
    SECRETARY = "secretary", "Thư ký Tổ kiểm phiếu"


class Outcome(models.TextChoices):
    """What a rule says of an applicant."""

    PASS = "pass", "Đạt"
    FAIL = "fail", "Không đạt"
    DECISION = "decision", "Cần quyết định"
    CHECK = "check", "Cần xác minh"


#: While the public can still be told of the plan: until the list of candidates is closed.
UNTIL_LISTED = (CampaignState.APPROVED, CampaignState.POSTED, CampaignState.RECEIVING)
#: Tones of the campaign's states.
CAMPAIGN_TONES = {
    "draft": "idle", "approved": "info", "posted": "info", "receiving": "info", "listed": "info", "council": "info",
    "decided": "ok", "closed": "idle",
}  # fmt: skip
OUTCOME_TONES = {"pass": "ok", "fail": "bad", "decision": "pick", "check": "ask"}
