"""Commendations, and discipline of who serves."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from activities.choices import CommendationForm, CommendationLevel, DisciplineForm, Occasion
from activities.models.records import Record
from activities.querysets import PersonalQuerySet


class Commendation(Record):
    """A commendation given to a team, a unit or a person; `paper` is the decision."""

    form = models.CharField("hình thức", max_length=12, choices=CommendationForm.choices)
    level = models.CharField("cấp tặng", max_length=16, choices=CommendationLevel.choices)
    occasion = models.CharField("dịp", max_length=8, choices=Occasion.choices)
    reason = models.CharField("thành tích", max_length=250)
    issued_on = models.DateField("ngày tặng")

    objects = PersonalQuerySet.as_manager()

    class Meta:
        verbose_name = "khen thưởng"
        verbose_name_plural = "khen thưởng"
        ordering = ["-issued_on", "-id"]
        indexes = [
            models.Index(fields=["commune", "issued_on"], name="commendation_commune"),
            models.Index(fields=["subject_type", "subject_id"], name="commendation_subject"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "form", "level", "issued_on"],
                condition=Q(cancelled_at__isnull=True),
                name="commendation_once_a_day",
                violation_error_message="Khen thưởng này đã ghi: cùng đối tượng, hình thức, cấp và ngày.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_form_display()} tặng {self.subject_name} ({self.issued_on:%d/%m/%Y})"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("activities:commendation", args=[self.pk])


class Discipline(Record):
    """A measure against somebody who serves; `valid_until` is the first day it no longer counts."""

    form = models.CharField("hình thức", max_length=10, choices=DisciplineForm.choices)
    reason = models.CharField("lý do", max_length=250)
    decided_on = models.DateField("ngày quyết định")
    valid_until = models.DateField("đến trước ngày", null=True, blank=True)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        verbose_name = "kỷ luật, nhắc nhở"
        verbose_name_plural = "kỷ luật, nhắc nhở"
        ordering = ["-decided_on", "-id"]
        indexes = [
            models.Index(fields=["commune", "decided_on"], name="discipline_commune"),
            models.Index(fields=["subject_type", "subject_id"], name="discipline_subject"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "form", "decided_on"],
                condition=Q(cancelled_at__isnull=True),
                name="discipline_once_a_day",
                violation_error_message="Việc này đã ghi: cùng người, hình thức và ngày.",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("decided_on")),
                name="discipline_until_after_start",
                violation_error_message="Ngày hết hiệu lực phải sau ngày quyết định.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_form_display()}: {self.subject_name} ({self.decided_on:%d/%m/%Y})"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("activities:discipline", args=[self.pk])
