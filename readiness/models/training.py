"""Classes and drills with attendance."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from communes.models import Commune, Province
from contracts.records import Versioned
from documents.models import Document
from readiness.choices import TOPIC_CHOICES, Audience, Organiser, Result, TrainingKind, TrainingState
from readiness.querysets import AttendanceQuerySet, PostAttendanceQuerySet, TopicQuerySet, TrainingQuerySet
from teams.models import HamletPost, Membership


class Training(Versioned):
    """A class or a drill. `commune` is where it is held for; empty for a class of the whole province.

    A planned class has the day it is planned for; once held, `held_on` is the day it began. `others` counts who
    attended and stands on neither list: steering committees, police. They are not named here.
    """

    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name="tỉnh")
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="trainings", verbose_name="xã, phường"
    )
    kind = models.CharField("hình thức", max_length=12, choices=TrainingKind.choices)
    title = models.CharField("tên lớp, buổi", max_length=200)
    organiser = models.CharField("cấp tổ chức", max_length=10, choices=Organiser.choices)
    state = models.CharField(
        "trạng thái", max_length=9, choices=TrainingState.choices, default=TrainingState.HELD
    )
    audience = models.CharField("đối tượng", max_length=14, choices=Audience.choices, default=Audience.TEAMS)
    held_on = models.DateField("khai mạc ngày")
    days = models.DecimalField(
        "số ngày", max_digits=4, decimal_places=1, default=1,
        validators=[MinValueValidator(0.5, "Ít nhất 0,5 ngày."), MaxValueValidator(60, "Nhiều nhất 60 ngày.")],
    )  # fmt: skip
    uses_ministry_material = models.BooleanField("theo tài liệu của Bộ Công an", default=False)
    place = models.CharField("địa điểm", max_length=150, blank=True)
    plan = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="kế hoạch, quyết định mở lớp",
    )
    others = models.PositiveIntegerField("người dự khác", default=0)
    cancelled_because = models.CharField("lý do hủy", max_length=250, blank=True)

    objects = TrainingQuerySet.as_manager()

    class Meta:
        verbose_name = "lớp tập huấn, buổi diễn tập"
        verbose_name_plural = "lớp tập huấn, buổi diễn tập"
        ordering = ["-held_on", "-id"]
        indexes = [models.Index(fields=["commune", "held_on"], name="training_commune")]
        constraints = [
            models.CheckConstraint(
                condition=(Q(state="cancelled") & ~Q(cancelled_because=""))
                | (~Q(state="cancelled") & Q(cancelled_because="")),
                name="training_cancelled_because",
                violation_error_message="Lớp đã hủy thì ghi lý do hủy.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.held_on:%d/%m/%Y})"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.province_id, self.commune_id or ""


class TrainingTopic(models.Model):
    """One topic that a class taught."""

    training = models.ForeignKey(Training, models.CASCADE, related_name="topics", verbose_name="lớp")
    topic = models.CharField("nội dung", max_length=16, choices=TOPIC_CHOICES)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = "nội dung tập huấn"
        verbose_name_plural = "nội dung tập huấn"
        ordering = ["training_id", "id"]
        constraints = [models.UniqueConstraint(fields=["training", "topic"], name="training_topic_once")]

    def __str__(self) -> str:
        return self.get_topic_display()

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.training.unit_codes()


class Attendance(models.Model):
    """One member at one class. `membership` is the spell in force when the class began."""

    training = models.ForeignKey(Training, models.CASCADE, related_name="attendance", verbose_name="lớp")
    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="attendance", verbose_name="thành viên"
    )
    result = models.CharField("kết quả", max_length=6, choices=Result.choices, blank=True)
    is_certified = models.BooleanField("được cấp chứng nhận", default=False)
    certificate_number = models.CharField("số chứng nhận", max_length=40, blank=True)
    certified_on = models.DateField("ngày cấp chứng nhận", null=True, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = "người dự tập huấn"
        verbose_name_plural = "người dự tập huấn"
        ordering = ["training_id", "membership__person__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["training", "membership"],
                name="attendance_once",
                violation_error_message="Thành viên này đã có trong danh sách lớp.",
            ),
            models.UniqueConstraint(
                fields=["training", "certificate_number"],
                condition=~Q(certificate_number=""),
                name="training_certificate_once",
                violation_error_message="Số chứng nhận này đã cấp cho người khác của lớp.",
            ),
            models.CheckConstraint(
                condition=~Q(result="failed", is_certified=True)
                & (Q(is_certified=True) | Q(certificate_number="", certified_on__isnull=True)),
                name="training_certificate_of_passed",
                violation_error_message="Chỉ người đạt mới được cấp chứng nhận.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership.person}: {self.training}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.membership.unit_codes()


class PostAttendance(models.Model):
    """One holder of a hamlet post at one class (seed 000.I.2.b3). Who holds several posts is listed by one of them."""

    training = models.ForeignKey(Training, models.CASCADE, related_name="post_attendance", verbose_name="lớp")
    post = models.ForeignKey(
        HamletPost, models.PROTECT, related_name="attendance", verbose_name="chức danh thôn"
    )

    objects = PostAttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = "người hoạt động không chuyên trách dự tập huấn"
        verbose_name_plural = "người hoạt động không chuyên trách dự tập huấn"
        ordering = ["training_id", "post__person__sort_key"]
        constraints = [models.UniqueConstraint(fields=["training", "post"], name="post_attendance_once")]

    def __str__(self) -> str:
        return f"{self.post.person}: {self.training}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.post.unit_codes()
