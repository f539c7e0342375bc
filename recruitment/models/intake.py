"""What is told to who hands in an application: the receipt, and requests to supplement it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from recruitment.choices import Told
from recruitment.models.applications import Application
from recruitment.models.campaigns import Campaign
from recruitment.querysets import OfApplicationQuerySet, OfCampaignQuerySet


class Receipt(models.Model):
    """The biên nhận of an application as it was on the day of receipt: kept as it was told, so that it reads the same
    whenever it is printed again.

    `content` has `applicant`, `team`, `source`, `place`, `received_by`, and `papers`, each with `kind`, `label`,
    `issued_on` (ISO), `issuer`, `problem`; `missing` are the words of what is not there or not in order, `priorities`
    (not in older ones) those of the priority criteria that were declared.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="receipts", verbose_name="đợt")
    application = models.OneToOneField(
        Application, models.CASCADE, related_name="receipt", verbose_name="hồ sơ"
    )
    number = models.PositiveIntegerField("số biên nhận")
    received_on = models.DateField("ngày nhận")
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người nhận"
    )
    content = models.JSONField("nội dung")

    objects = OfCampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "biên nhận hồ sơ"
        verbose_name_plural = "biên nhận hồ sơ"
        ordering = ["campaign_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "number"],
                name="receipt_number",
                violation_error_message="Số biên nhận này đã cấp. Tải lại trang rồi làm lại.",
            )
        ]

    def __str__(self) -> str:
        return f"Biên nhận số {self.number:02d}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.campaign.unit_codes()


class SupplementRequest(models.Model):
    """The applicant was told what is missing or faulty: on which day, how, until when. What was asked for is kept in
    words; whether it came since is told by the papers. A later request takes the place of an earlier one."""

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="supplement_requests", verbose_name="hồ sơ"
    )
    asked_on = models.DateField("ngày yêu cầu")
    due_on = models.DateField("hạn bổ sung")
    told = models.CharField("báo bằng cách", max_length=10, choices=Told.choices)
    wanted = models.JSONField("giấy tờ cần bổ sung")
    note = models.CharField("ghi chú", max_length=250, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người yêu cầu"
    )

    objects = OfApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = "yêu cầu bổ sung hồ sơ"
        verbose_name_plural = "yêu cầu bổ sung hồ sơ"
        ordering = ["application_id", "-asked_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("asked_on")),
                name="supplement_due",
                violation_error_message="Hạn bổ sung phải từ ngày yêu cầu trở đi.",
            )
        ]

    def __str__(self) -> str:
        return f"Yêu cầu bổ sung ngày {self.asked_on:%d/%m/%Y}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.application.unit_codes()
