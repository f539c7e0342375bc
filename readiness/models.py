"""Training with attendance, and equipment given to teams and members."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from communes.models import Commune, Province
from contracts.records import Dated, Versioned, ends_after_start
from documents.models import Document
from readiness.choices import PERSONAL_KINDS, Condition, EquipmentKind, Organiser, Topic, TrainingKind
from readiness.querysets import AttendanceQuerySet, IssueQuerySet, TopicQuerySet, TrainingQuerySet
from teams.models import Membership, Team


class Training(Versioned):
    """A class or a drill. `commune` is where it is held for; empty for a class of the whole province."""

    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name="tỉnh")
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="trainings", verbose_name="xã, phường"
    )
    kind = models.CharField("hình thức", max_length=12, choices=TrainingKind.choices)
    title = models.CharField("tên lớp, buổi", max_length=200)
    organiser = models.CharField("cấp tổ chức", max_length=10, choices=Organiser.choices)
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

    objects = TrainingQuerySet.as_manager()

    class Meta:
        verbose_name = "lớp tập huấn, buổi diễn tập"
        verbose_name_plural = "lớp tập huấn, buổi diễn tập"
        ordering = ["-held_on", "-id"]
        indexes = [models.Index(fields=["commune", "held_on"], name="training_commune")]

    def __str__(self) -> str:
        return f"{self.title} ({self.held_on:%d/%m/%Y})"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.province_id, self.commune_id or ""


class TrainingTopic(models.Model):
    """One topic that a class taught."""

    training = models.ForeignKey(Training, models.CASCADE, related_name="topics", verbose_name="lớp")
    topic = models.CharField("nội dung", max_length=16, choices=Topic.choices)

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
    is_certified = models.BooleanField("được cấp chứng nhận", default=False)

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
            )
        ]

    def __str__(self) -> str:
        return f"{self.membership.person}: {self.training}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.membership.unit_codes()


class EquipmentIssue(Versioned, Dated):
    """Things of one kind given to a team, or to one of its members; handed back on `ended_on`."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="equipment", verbose_name="Tổ")
    membership = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="equipment", verbose_name="cấp cho"
    )
    kind = models.CharField("loại trang bị", max_length=14, choices=EquipmentKind.choices)
    quantity = models.PositiveSmallIntegerField(
        "số lượng", default=1, validators=[MinValueValidator(1, "Ít nhất là 1.")]
    )
    serial = models.CharField("số hiệu", max_length=40, blank=True)
    valid_until = models.DateField("có giá trị đến", null=True, blank=True)
    condition = models.CharField(
        "tình trạng", max_length=8, choices=Condition.choices, default=Condition.GOOD
    )
    paper = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="biên bản bàn giao"
    )

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = "trang bị đã cấp"
        verbose_name_plural = "trang bị đã cấp"
        ordering = ["team_id", "kind", "started_on"]
        indexes = [
            models.Index(fields=["team", "kind"], name="equipment_team"),
            models.Index(fields=["membership", "kind"], name="equipment_member"),
        ]
        constraints = [
            ends_after_start("equipment_dates"),
            models.UniqueConstraint(
                fields=["membership", "kind"],
                condition=Q(ended_on__isnull=True, kind__in=sorted(PERSONAL_KINDS)),
                name="personal_equipment_once",
                violation_error_message="Thành viên đang giữ một bản còn giá trị. Thu hồi bản cũ trước.",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=sorted(PERSONAL_KINDS)) | Q(membership__isnull=False),
                name="personal_equipment_has_member",
                violation_error_message="Biển tên, Giấy chứng nhận cấp cho từng người. Chọn thành viên.",
            ),
        ]

    def __str__(self) -> str:
        whom = self.membership.person if self.membership_id else self.team
        return f"{self.get_kind_display()}: {whom}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.team.unit_codes()
