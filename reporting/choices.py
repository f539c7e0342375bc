"""Codes of reports, deadlines and reminders."""

from django.db import models


class Level(models.TextChoices):
    """Who writes a report."""

    COMMUNE = "commune", "Công an xã"
    PROVINCE = "province", "Công an tỉnh"


class ReportState(models.TextChoices):
    """The life of one version of a report: draft → signed → approved, with returned and replaced beside."""

    DRAFT = "draft", "Đang soạn"
    SIGNED = "signed", "Chờ duyệt"
    APPROVED = "approved", "Đã duyệt"
    RETURNED = "returned", "Bị trả lại"
    REPLACED = "replaced", "Đã được thay thế"


#: States of the version that counts.
LIVING = (ReportState.DRAFT, ReportState.SIGNED, ReportState.APPROVED)


class DutyState(models.TextChoices):
    """Where an expected report stands, told by its newest version."""

    NOT_STARTED = "not_started", "Chưa mở"
    DRAFT = "draft", "Đang soạn"
    SIGNED = "signed", "Chờ duyệt"
    RETURNED = "returned", "Bị trả lại"
    APPROVED = "approved", "Đã duyệt"


#: States in which the report has been handed in.
HANDED_IN = (DutyState.SIGNED, DutyState.APPROVED)


class OutlineOrigin(models.TextChoices):
    """Where the structure of an outline comes from."""

    SEED = "seed", "Văn bản nêu đề cương"
    DERIVED = "derived", "Suy ra từ chỉ tiêu, nhiệm vụ"
    OWN = "own", "Của sản phẩm"


class SectionKind(models.TextChoices):
    """What a section of an outline holds."""

    FIGURES = "figures", "Số liệu"
    NARRATIVE = "narrative", "Lời văn"
    BOTH = "both", "Số liệu và lời văn"


class DeadlineState(models.TextChoices):
    """Whether something that fell due was done."""

    OPEN = "open", "Đang chờ"
    DONE = "done", "Đã xong"


class ReminderStep(models.TextChoices):
    """The ladder: before, on, after; then to the head of the unit, then to the province."""

    BEFORE = "before", "Trước hạn"
    ON = "on", "Đến hạn"
    AFTER = "after", "Quá hạn"
    HEAD = "head", "Báo người đứng đầu"
    PROVINCE = "province", "Báo cấp tỉnh"
    BY_HAND = "by_hand", "Cấp tỉnh đôn đốc"


class ReminderState(models.TextChoices):
    """Recorded first, delivered second; a stale sending goes back to pending, three times at the most."""

    PENDING = "pending", "Chờ gửi"
    SENDING = "sending", "Đang gửi"
    SENT = "sent", "Đã gửi"
    FAILED = "failed", "Không gửi được"


#: Tones of states (`pages.templatetags.pages.st`).
DUTY_TONES = {
    DutyState.NOT_STARTED: "idle",
    DutyState.DRAFT: "idle",
    DutyState.SIGNED: "info",
    DutyState.RETURNED: "bad",
    DutyState.APPROVED: "ok",
}
REPORT_TONES = {
    ReportState.DRAFT: "idle",
    ReportState.SIGNED: "info",
    ReportState.APPROVED: "ok",
    ReportState.RETURNED: "bad",
    ReportState.REPLACED: "warn",
}
