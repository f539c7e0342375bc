"""What a team, a person or a unit was assessed as in a year."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from activities.choices import AssessmentKind, Result
from activities.models.records import Record
from activities.querysets import PersonalQuerySet
from contracts.registry import subject_kinds


class Assessment(Record):
    """The result of one kind for one subject in one year; somebody may be rated in two capacities.

    `ground` is on what the rating finds that the person must be replaced or dismissed (seed 000.II.2.b3), a code of the
    subject's `SubjectKind.grounds`; why somebody has to go is not for every reader of the audit.
    """

    audit_hidden = frozenset({"ground"})

    kind = models.CharField("loại đánh giá", max_length=16, choices=AssessmentKind.choices)
    year = models.PositiveSmallIntegerField(
        "năm",
        validators=[MinValueValidator(1945, "Năm ghi đủ 4 chữ số."), MaxValueValidator(2999, "Năm ghi đủ 4 chữ số.")],
    )  # fmt: skip
    result = models.CharField("kết quả", max_length=16, choices=Result.choices)
    ground = models.CharField("căn cứ phải thay thế, miễn nhiệm", max_length=20, blank=True)
    decided_on = models.DateField("ngày đánh giá, công nhận")

    objects = PersonalQuerySet.as_manager()

    class Meta:
        verbose_name = "đánh giá, xếp loại"
        verbose_name_plural = "đánh giá, xếp loại"
        ordering = ["-year", "-decided_on", "-id"]
        indexes = [models.Index(fields=["commune", "year", "kind"], name="assessment_commune")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_type", "subject_id", "kind", "year"],
                condition=Q(cancelled_at__isnull=True),
                name="assessment_once_a_year",
                violation_error_message="Đối tượng này đã có kết quả loại này trong năm. Mở kết quả cũ để sửa.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} năm {self.year}: {self.subject_name}"

    @property
    def grounds(self) -> dict[str, str]:
        """Codes and labels of the grounds that its subject may be rated with; most kinds have none."""
        known = self.subject_kind in subject_kinds
        return dict(subject_kinds.get(self.subject_kind).grounds) if known else {}

    @property
    def ground_label(self) -> str:
        """The ground in words."""
        return self.grounds.get(self.ground, self.ground)

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("activities:assessment", args=[self.pk])
