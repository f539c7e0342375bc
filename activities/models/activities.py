"""Meetings, propaganda, inspections, good deeds, and who missed a meeting."""

from django.contrib.contenttypes.models import ContentType
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from activities.choices import KIND_RULES, ActivityGroup, ActivityKind, KindRule
from activities.models.records import AboutSubject, Record
from activities.querysets import AbsenceQuerySet, ActivityQuerySet
from communes.models import Hamlet

_MOST = MaxValueValidator(1_000_000, "Số này quá lớn. Kiểm tra lại.")


class Activity(Record):
    """Something that was done on a day: its kind says to which register it belongs and what its numbers are.

    It may be about nothing in particular: then the subject is empty.
    """

    kind = models.CharField("loại", max_length=20, choices=ActivityKind.choices)
    topic = models.CharField("nội dung chính", max_length=200)
    held_on = models.DateField("ngày")
    hamlet = models.ForeignKey(
        Hamlet,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name="thôn, tổ dân phố",
    )
    place = models.CharField("địa điểm", max_length=150, blank=True)
    chair = models.CharField("chủ trì", max_length=100, blank=True)
    partner = models.CharField("phối hợp với", max_length=150, blank=True)
    participants = models.PositiveIntegerField("số người dự", null=True, blank=True, validators=[_MOST])
    quantity = models.PositiveIntegerField("số lượng", null=True, blank=True, validators=[_MOST])
    part = models.PositiveIntegerField("trong đó, thời lượng", null=True, blank=True, validators=[_MOST])
    minutes = models.TextField("nội dung, kết luận", max_length=3000, blank=True)
    subject_kind = models.CharField("loại đối tượng", max_length=20, blank=True)
    subject_type = models.ForeignKey(
        ContentType, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bảng"
    )
    subject_id = models.CharField("mã đối tượng", max_length=20, blank=True)
    subject_name = models.CharField("đối tượng", max_length=150, blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "hoạt động"
        verbose_name_plural = "hoạt động"
        ordering = ["-held_on", "-id"]
        indexes = [
            models.Index(fields=["commune", "held_on"], name="activity_commune"),
            models.Index(fields=["subject_type", "subject_id", "held_on"], name="activity_subject"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "held_on"],
                condition=Q(kind=ActivityKind.TEAM_MEETING, cancelled_at__isnull=True),
                name="team_meeting_once_a_day",
                violation_error_message="Tổ đã có buổi sinh hoạt ngày này. Mở buổi đó để sửa.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ActivityKind.TEAM_MEETING) | ~Q(subject_id=""),
                name="team_meeting_has_team",
                violation_error_message="Chọn Tổ đã sinh hoạt.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ActivityKind.COMMUNE_BRIEFING) | Q(part__isnull=True) | Q(part__lte=F("quantity")),
                name="briefing_resolved_of_raised",
                violation_error_message="Số vấn đề đã giải quyết không thể nhiều hơn số phản ánh.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        about = self.subject_name or self.topic
        return f"{self.get_kind_display()}: {about} ({self.held_on:%d/%m/%Y})"

    def fill_keys(self) -> None:
        """The key holds topic and subject."""
        self.search_key = self.key_of(f"{self.topic} {self.subject_name}")

    @property
    def rule(self) -> KindRule:
        """What its kind is registered with."""
        return KIND_RULES[self.kind]

    @property
    def group(self) -> ActivityGroup:
        """The register it belongs to."""
        return self.rule.group

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("activities:activity", args=[self.pk])


class Absence(AboutSubject):
    """Who of a team missed its meeting; those not named were present."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="absences", verbose_name="buổi")

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = "người vắng"
        verbose_name_plural = "người vắng"
        ordering = ["activity_id", "search_key"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "subject_type", "subject_id"], name="absent_once")
        ]

    def __str__(self) -> str:
        return f"{self.subject_name} vắng {self.activity}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.activity.unit_codes()
