"""Law is data: values with citation, certainty, dates, for the country or a province."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from communes.models import Province
from contracts.records import Dated, ends_after_start
from law.choices import Certainty, DayKind
from law.querysets import ParameterQuerySet, SpecialDayQuerySet
from law.wording import say


class Parameter(Dated):
    """One legal value in a span of time. A province's row beats the country's on the same day.

    A draft is a province's proposal: it applies to nothing until the director puts it in force.
    """

    code = models.CharField("mã", max_length=60)
    label = models.CharField("tên", max_length=200)
    value = models.JSONField("giá trị")
    unit = models.CharField("đơn vị tính", max_length=40, blank=True)
    citation = models.CharField("căn cứ", max_length=250)
    certainty = models.CharField("độ chắc chắn", max_length=10, choices=Certainty.choices)
    note = models.TextField("ghi chú", blank=True)
    province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="riêng tỉnh"
    )
    is_draft = models.BooleanField("dự thảo", default=False)

    objects = ParameterQuerySet.as_manager()

    class Meta:
        verbose_name = "tham số pháp luật"
        verbose_name_plural = "tham số pháp luật"
        ordering = ["code", "-started_on"]
        constraints = [
            ends_after_start("parameter_dates"),
            models.UniqueConstraint(
                fields=["code", "province", "started_on"],
                condition=Q(province__isnull=False),
                name="parameter_once_a_day",
                violation_error_message="Tham số này đã có một giá trị từ ngày đó.",
            ),
            models.UniqueConstraint(
                fields=["code", "started_on"],
                condition=Q(province__isnull=True),
                name="parameter_of_country_once_a_day",
                violation_error_message="Tham số này đã có một giá trị từ ngày đó.",
            ),
        ]
        indexes = [models.Index(fields=["code", "started_on"], name="parameter_code")]

    def __str__(self) -> str:
        return self.label

    @property
    def words(self) -> str:
        """The value in words, a number with its unit."""
        text = say(self.code, self.value)
        counted = isinstance(self.value, int | float) and not isinstance(self.value, bool)
        return f"{text} {self.unit}" if self.unit and counted else text

    @property
    def region(self) -> str:
        """Where it holds."""
        return self.province.name if self.province else "Toàn quốc"

    def get_absolute_url(self) -> str:
        """The page of all values of this parameter."""
        return reverse("law:parameter", args=[self.code])

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.province_id or "", ""


class SpecialDay(models.Model):
    """A day off or a day worked by decision of the year: swap days, compensations (domain.md §10)."""

    day = models.DateField("ngày", unique=True)
    kind = models.CharField("loại", max_length=8, choices=DayKind.choices)
    name = models.CharField("tên", max_length=120)
    citation = models.CharField("căn cứ", max_length=250)

    objects = SpecialDayQuerySet.as_manager()

    class Meta:
        verbose_name = "ngày nghỉ, ngày làm bù"
        verbose_name_plural = "ngày nghỉ, ngày làm bù"
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}: {self.name}"
