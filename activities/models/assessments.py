"""What a team, a person or a unit was assessed as in a year."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from activities.choices import AssessmentKind, Result
from activities.models.records import Record
from activities.querysets import PersonalQuerySet


class Assessment(Record):
    """The result of one kind for one subject in one year."""

    kind = models.CharField("loại đánh giá", max_length=16, choices=AssessmentKind.choices)
    year = models.PositiveSmallIntegerField(
        "năm",
        validators=[MinValueValidator(1945, "Năm ghi đủ 4 chữ số."), MaxValueValidator(2999, "Năm ghi đủ 4 chữ số.")],
    )  # fmt: skip
    result = models.CharField("kết quả", max_length=16, choices=Result.choices)
    decided_on = models.DateField("ngày đánh giá, công nhận")

    objects = PersonalQuerySet.as_manager()

    class Meta:
        verbose_name = "đánh giá, xếp loại"
        verbose_name_plural = "đánh giá, xếp loại"
        ordering = ["-year", "-decided_on", "-id"]
        indexes = [models.Index(fields=["commune", "year", "kind"], name="assessment_commune")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "kind", "year"],
                condition=Q(cancelled_at__isnull=True),
                name="assessment_once_a_year",
                violation_error_message="Đối tượng này đã có kết quả loại này trong năm. Mở kết quả cũ để sửa.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} năm {self.year}: {self.subject_name}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("activities:assessment", args=[self.pk])
