"""Background work, the files it takes and makes, and the signs of life of worker and beat."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from contracts.encryption import EncryptedTextField
from contracts.registry import job_kinds, undoers
from jobs.choices import ACTIVE, JobState
from jobs.querysets import HeartbeatQuerySet, JobQuerySet, StoredFileQuerySet, UndoLogQuerySet


class Owned(models.Model):
    """Belongs to one user of a unit; the unit is kept as codes ("" = none)."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người lập"
    )
    province_code = models.CharField("tỉnh", max_length=2, blank=True)
    commune_code = models.CharField("xã", max_length=5, blank=True)
    created_at = models.DateTimeField("lập lúc", auto_now_add=True)

    class Meta:
        abstract = True

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.province_code, self.commune_code


class StoredFile(Owned):
    """A file kept encrypted under `settings.PRIVATE_FILES_DIR`; `sha256` and `size` are those of the clear content."""

    name = models.CharField("tên tệp", max_length=200)
    content_type = models.CharField("kiểu", max_length=120)
    size = models.PositiveBigIntegerField("dung lượng (byte)")
    sha256 = models.CharField("SHA-256", max_length=64)
    purpose = models.CharField("dùng cho", max_length=60)
    path = models.CharField(max_length=80, unique=True, editable=False)
    expires_at = models.DateTimeField("hết hạn lúc", null=True, blank=True)
    wiped_at = models.DateTimeField("đã xóa nội dung lúc", null=True, blank=True)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = "tệp lưu"
        verbose_name_plural = "tệp lưu"
        ordering = ["-id"]
        indexes = [models.Index(fields=["expires_at"], name="file_expiry")]

    def __str__(self) -> str:
        return self.name


class Job(Owned):
    """One piece of background work.

    `key` says what it is about ("report:12:pdf"): while such a job of this owner is queued or running there is no
    second one. `attempts` counts the times a worker took it up and is its claim: a worker that was thought dead
    cannot write over the next one. `progress_done` of `progress_total` are things really done, in `progress_unit`.
    """

    kind = models.CharField("loại việc", max_length=60)
    key = models.CharField("khóa", max_length=200)
    title = models.CharField("tên việc", max_length=200)
    state = models.CharField("trạng thái", max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    params = models.JSONField("tham số", default=dict, blank=True)
    progress_done = models.PositiveIntegerField("đã làm", default=0)
    progress_total = models.PositiveIntegerField("tổng số", default=0)
    progress_unit = models.CharField("đơn vị đếm", max_length=30, blank=True)
    result = models.ForeignKey(
        StoredFile, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="tệp kết quả"
    )
    error = models.TextField("lỗi", blank=True)
    attempts = models.PositiveSmallIntegerField("số lần nhận", default=0)
    cancel_requested = models.BooleanField("đã yêu cầu hủy", default=False)
    sent_at = models.DateTimeField("gửi đi lúc", null=True, blank=True)
    claimed_at = models.DateTimeField("nhận lúc", null=True, blank=True)
    heartbeat_at = models.DateTimeField("còn chạy lúc", null=True, blank=True)
    finished_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = "việc nền"
        verbose_name_plural = "việc nền"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "key"],
                condition=Q(state__in=ACTIVE),
                name="job_once_active",
                violation_error_message="Việc này đang chạy rồi. Mở trang Việc nền để theo dõi.",
            )
        ]
        indexes = [
            models.Index(fields=["owner", "-id"], name="job_owner"),
            models.Index(fields=["state", "heartbeat_at"], name="job_state"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_label(self) -> str:
        """The Vietnamese name of the kind; its code for kinds no longer known."""
        return job_kinds.get(self.kind).label if self.kind in job_kinds else self.kind

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("jobs:detail", args=[self.pk])

    @property
    def progress_words(self) -> str:
        """How far it is: "12 trên 80 dòng"; nothing before it counts."""
        if not self.progress_total:
            return ""
        return f"{self.progress_done} trên {self.progress_total} {self.progress_unit}".strip()

    @property
    def is_active(self) -> bool:
        """Whether it still may change."""
        return self.state in ACTIVE


class UndoLog(Owned):
    """What a batch of writes changed, so that it can be taken back while its rows are untouched.

    `rows` is JSON, encrypted: it holds former values in clear (see `jobs.services.undo.UndoRow`). The unit's other
    registrars may take a batch back as well. `batch` is the code its audit entries carry.
    """

    kind = models.CharField("loại", max_length=60)
    title = models.CharField("đợt ghi", max_length=200)
    batch = models.CharField("mã đợt", max_length=64, unique=True)
    rows = EncryptedTextField("các dòng", editable=False, default="")
    row_count = models.PositiveIntegerField("số dòng", default=0)
    undone_at = models.DateTimeField("hoàn tác lúc", null=True, blank=True)

    objects = UndoLogQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt ghi"
        verbose_name_plural = "đợt ghi"
        ordering = ["-id"]
        indexes = [models.Index(fields=["commune_code", "-id"], name="undo_commune")]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_label(self) -> str:
        """The Vietnamese name of the kind; its code for kinds no longer known."""
        return undoers.get(self.kind).label if self.kind in undoers else self.kind

    def get_absolute_url(self) -> str:
        """The page that takes it back."""
        return reverse("jobs:undo", args=[self.pk])


class Heartbeat(models.Model):
    """When worker and beat last gave a sign of life. Belongs to the installation, to no unit."""

    name = models.CharField("tên", primary_key=True, max_length=20)
    at = models.DateTimeField("lúc")

    objects = HeartbeatQuerySet.as_manager()

    class Meta:
        verbose_name = "nhịp hoạt động"
        verbose_name_plural = "nhịp hoạt động"

    def __str__(self) -> str:
        return self.name
