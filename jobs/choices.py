"""Codes of background work."""

from django.db import models


class JobState(models.TextChoices):
    """The life of a job: queued → running → done, failed or cancelled; a killed one goes back to queued."""

    QUEUED = "queued", "Đang chờ"
    RUNNING = "running", "Đang chạy"
    DONE = "done", "Đã xong"
    FAILED = "failed", "Không xong"
    CANCELLED = "cancelled", "Đã hủy"


#: States in which a job still may change; one such job a key and owner.
ACTIVE = (JobState.QUEUED, JobState.RUNNING)

#: Tone of each state (`pages.templatetags.pages.st`).
STATE_TONES = {
    JobState.QUEUED: "info",
    JobState.RUNNING: "info",
    JobState.DONE: "ok",
    JobState.FAILED: "bad",
    JobState.CANCELLED: "idle",
}

#: Names of the heartbeats of the installation.
WORKER = "worker"
BEAT = "beat"


class ImportState(models.TextChoices):
    """The life of an import: read and checked, then written or given up; what was written may be undone."""

    READING = "reading", "Đang đọc"
    UNREADABLE = "unreadable", "Không đọc được"
    ASKING = "asking", "Chờ chọn bảng, cột"
    CHECKED = "checked", "Chờ xác nhận"
    WRITING = "writing", "Đang ghi"
    DONE = "done", "Đã ghi vào sổ"
    UNDONE = "undone", "Đã hoàn tác"
    GIVEN_UP = "given_up", "Đã bỏ"


IMPORT_TONES = {
    ImportState.READING: "info",
    ImportState.UNREADABLE: "bad",
    ImportState.ASKING: "warn",
    ImportState.CHECKED: "warn",
    ImportState.WRITING: "info",
    ImportState.DONE: "ok",
    ImportState.UNDONE: "idle",
    ImportState.GIVEN_UP: "idle",
}


class Verdict(models.TextChoices):
    """What an import does with a row."""

    NEW = "new", "Mới"
    CHANGED = "changed", "Đổi"
    UNCHANGED = "unchanged", "Không đổi"
    ERROR = "error", "Lỗi"
