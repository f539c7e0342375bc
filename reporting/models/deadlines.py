"""What falls due for a unit, and who was reminded of it."""

from django.conf import settings
from django.db import models

from reporting.choices import DeadlineState, ReminderState, ReminderStep
from reporting.querysets import CollectionQuerySet, DeadlineQuerySet, ReminderQuerySet


class Deadline(models.Model):
    """Something that falls due for a unit, collected from every app; closed when its source no longer names it."""

    source = models.CharField("nguồn", max_length=40)
    key = models.CharField("khóa", max_length=120)
    title = models.CharField("việc", max_length=250)
    rule = models.CharField("căn cứ", max_length=250, blank=True)
    due_on = models.DateField("hạn")
    started_on = models.DateField("tính từ", null=True, blank=True)
    province_code = models.CharField("tỉnh", max_length=2, blank=True)
    commune_code = models.CharField("xã", max_length=5, blank=True)
    roles = models.JSONField("dành cho", default=list, blank=True)
    url = models.CharField("trang", max_length=200, blank=True)
    action = models.CharField("nút", max_length=60, blank=True)
    state = models.CharField(
        "trạng thái", max_length=6, choices=DeadlineState.choices, default=DeadlineState.OPEN
    )
    seen_at = models.DateTimeField("thấy lần đầu", auto_now_add=True)
    closed_at = models.DateTimeField("xong lúc", null=True, blank=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = "việc đến hạn"
        verbose_name_plural = "việc đến hạn"
        ordering = ["due_on", "id"]
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="deadline_once")]
        indexes = [
            models.Index(fields=["commune_code", "state", "due_on"], name="deadline_commune"),
            models.Index(fields=["province_code", "state", "due_on"], name="deadline_province"),
        ]

    def __str__(self) -> str:
        return self.title

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.province_code, self.commune_code


class Reminder(models.Model):
    """One reminder of one deadline to one person at one step: it cannot exist twice."""

    deadline = models.ForeignKey(
        Deadline, models.CASCADE, related_name="reminders", verbose_name="việc đến hạn"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminders", verbose_name="người nhận"
    )
    step = models.CharField("bậc nhắc", max_length=10, choices=ReminderStep.choices)
    day = models.DateField("ngày")
    state = models.CharField(
        "trạng thái", max_length=8, choices=ReminderState.choices, default=ReminderState.PENDING
    )
    attempts = models.PositiveSmallIntegerField("số lần gửi", default=0)
    claimed_at = models.DateTimeField("bắt đầu gửi lúc", null=True, blank=True)
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    outcome = models.CharField("kết quả", max_length=250, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = "lời nhắc"
        verbose_name_plural = "lời nhắc"
        ordering = ["-day", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["deadline", "user", "step", "day"], name="reminder_once")
        ]
        indexes = [models.Index(fields=["state", "day"], name="reminder_queue")]

    def __str__(self) -> str:
        return f"{self.deadline}: {self.user}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.deadline.unit_codes()


class Collection(models.Model):
    """That deadlines were collected on that day, and which audit entry was the last then: nothing new, nothing to do.

    Belongs to the installation, to no unit.
    """

    day = models.DateField("ngày", unique=True)
    last_entry = models.PositiveBigIntegerField("mục nhật ký cuối", default=0)

    objects = CollectionQuerySet.as_manager()

    class Meta:
        verbose_name = "lần gom việc đến hạn"
        verbose_name_plural = "lần gom việc đến hạn"
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"

    def unit_codes(self) -> tuple[str, str]:
        """Nobody's in particular."""
        return "", ""
