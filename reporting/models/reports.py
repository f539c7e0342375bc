"""Expected reports and their versions, each with figures and wording of its own."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from communes.models import Commune, Province
from contracts.records import Versioned
from documents.models import Document
from jobs.models import StoredFile
from reporting.choices import HANDED_IN, LIVING, DutyState, ReportState
from reporting.models.outlines import OutlineSection, Regime
from reporting.querysets import DutyQuerySet, OfReportQuerySet, ReportQuerySet
from targets.models import Indicator, Period


class ReportDuty(models.Model):
    """One report expected of one unit for one period. Written down when the period opens, whoever works on it.

    `state`, `signed_at`, `returns` repeat what its versions say, so that a province reads 168 of them at once.
    `signed_at` is the first time it was handed in: what is returned and sent again does not become late by that.
    """

    regime = models.ForeignKey(Regime, models.PROTECT, related_name="duties", verbose_name="chế độ")
    period = models.ForeignKey(Period, models.PROTECT, related_name="duties", verbose_name="kỳ")
    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name="tỉnh")
    commune = models.ForeignKey(
        Commune,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="report_duties",
        verbose_name="xã, phường",
    )
    due_on = models.DateField("hạn gửi")
    state = models.CharField(
        "trạng thái", max_length=12, choices=DutyState.choices, default=DutyState.NOT_STARTED
    )
    signed_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    returns = models.PositiveSmallIntegerField("số lần trả lại", default=0)
    reminded_at = models.DateTimeField("nhắc gần nhất", null=True, blank=True)
    reminders = models.PositiveSmallIntegerField("số lần nhắc", default=0)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = "báo cáo phải lập"
        verbose_name_plural = "báo cáo phải lập"
        ordering = ["-period__last_day", "commune__official_order"]
        constraints = [
            models.UniqueConstraint(
                fields=["regime", "period", "commune"],
                condition=Q(commune__isnull=False),
                name="duty_once_commune",
            ),
            models.UniqueConstraint(
                fields=["regime", "period", "province"],
                condition=Q(commune__isnull=True),
                name="duty_once_province",
            ),
        ]
        indexes = [
            models.Index(fields=["commune", "state"], name="duty_commune"),
            models.Index(fields=["province", "period"], name="duty_province"),
        ]

    def __str__(self) -> str:
        return f"{self.regime.name}, {self.period.label}: {self.commune or self.province}"

    def get_absolute_url(self) -> str:
        """The desk of the report."""
        return reverse("reporting:desk", args=[self.pk])

    @property
    def handed_in_on(self) -> date | None:
        """The day it was first handed in."""
        return timezone.localdate(self.signed_at) if self.signed_at else None

    @property
    def is_late(self) -> bool:
        """Handed in for the first time after the due day."""
        return self.handed_in_on is not None and self.handed_in_on > self.due_on

    @property
    def is_handed_in(self) -> bool:
        """Signed, and not returned since."""
        return self.state in HANDED_IN

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.province_id, self.commune_id or ""


class Report(Versioned):
    """One version of an expected report. Its figures are a copy: later changes of registers never alter it.

    `edited_by` is whoever else worked on the draft beside `drafted_by`. The files of a draft were made from
    `produced_version`; those of a signed report are its document's.
    """

    duty = models.ForeignKey(
        ReportDuty, models.PROTECT, related_name="reports", verbose_name="báo cáo phải lập"
    )
    number = models.PositiveSmallIntegerField("lần")
    state = models.CharField(
        "trạng thái", max_length=10, choices=ReportState.choices, default=ReportState.DRAFT
    )
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="report", verbose_name="văn bản"
    )
    excel = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bản Excel"
    )
    draft_pdf = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bản thảo PDF"
    )
    draft_word = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bản thảo Word"
    )
    produced_version = models.PositiveIntegerField("tệp lập từ phiên bản", default=0)
    figures_at = models.DateTimeField("số liệu lấy lúc", null=True, blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người soạn"
    )
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người cùng soạn",
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người ký",
    )
    signed_at = models.DateTimeField("ký lúc", null=True, blank=True)
    sole_performer = models.BooleanField("một người thực hiện", default=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người duyệt",
    )
    decided_at = models.DateTimeField("duyệt, trả lại lúc", null=True, blank=True)
    return_comment = models.TextField("góp ý khi trả lại", blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "báo cáo"
        verbose_name_plural = "báo cáo"
        ordering = ["duty_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["duty", "number"], name="report_number_once"),
            models.UniqueConstraint(
                fields=["duty"],
                condition=Q(state__in=LIVING),
                name="report_one_living",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty} (lần {self.number})"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.duty.unit_codes()

    def get_absolute_url(self) -> str:
        """The desk."""
        return self.duty.get_absolute_url()


class ReportSection(models.Model):
    """The wording of one section of a report; `drafted` is what the product proposed."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections", verbose_name="báo cáo")
    section = models.ForeignKey(OutlineSection, models.PROTECT, related_name="+", verbose_name="mục")
    drafted = models.TextField("lời văn đề xuất", blank=True)
    text = models.TextField("lời văn", blank=True)

    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = "mục của báo cáo"
        verbose_name_plural = "mục của báo cáo"
        ordering = ["report_id", "section__position"]
        constraints = [models.UniqueConstraint(fields=["report", "section"], name="report_section_once")]

    def __str__(self) -> str:
        return f"{self.report}: {self.section}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.report.unit_codes()


class ReportFigure(models.Model):
    """A figure as the report states it, with the period before and the year before, and why it was corrected."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="figures", verbose_name="báo cáo")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", verbose_name="chỉ số")
    value = models.DecimalField("số liệu", max_digits=16, decimal_places=3, null=True, blank=True)
    previous = models.DecimalField("kỳ trước", max_digits=16, decimal_places=3, null=True, blank=True)
    last_year = models.DecimalField(
        "cùng kỳ năm trước", max_digits=16, decimal_places=3, null=True, blank=True
    )
    computed = models.DecimalField("số hệ thống tính", max_digits=16, decimal_places=3, null=True, blank=True)
    reason = models.CharField("lý do khác số hệ thống", max_length=250, blank=True)

    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = "số liệu của báo cáo"
        verbose_name_plural = "số liệu của báo cáo"
        ordering = ["report_id", "id"]
        constraints = [models.UniqueConstraint(fields=["report", "indicator"], name="report_figure_once")]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.report.unit_codes()
