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
