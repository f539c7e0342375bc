"""Opinions of Mặt trận and of the hamlets on the candidates, and to which agencies the list was sent."""

from django.conf import settings
from django.db import models

from communes.models import Agency
from recruitment.choices import OpinionSource
from recruitment.models.applications import Application
from recruitment.models.campaigns import Campaign
from recruitment.querysets import OfApplicationQuerySet, OfCampaignQuerySet


class OpinionRequest(models.Model):
    """The list of applicants of a campaign was sent to an agency for its opinion: from then on its users see names,
    teams and hamlets, nothing else."""

    campaign = models.ForeignKey(
        Campaign, models.CASCADE, related_name="opinion_requests", verbose_name="đợt"
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="cơ quan")
    sent_on = models.DateField("ngày gửi")
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người gửi"
    )

    objects = OfCampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "danh sách gửi lấy ý kiến"
        verbose_name_plural = "danh sách gửi lấy ý kiến"
        ordering = ["campaign_id", "sent_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "agency"],
                name="opinion_request_once",
                violation_error_message="Đã gửi danh sách của đợt này cho cơ quan đó.",
            )
        ]

    def __str__(self) -> str:
        return f"Lấy ý kiến {self.agency}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.campaign.unit_codes()


class Opinion(models.Model):
    """What one body says of one applicant; given in the product by its user, or received on paper."""

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="opinions", verbose_name="hồ sơ"
    )
    source = models.CharField("của", max_length=12, choices=OpinionSource.choices)
    agrees = models.BooleanField("đồng ý")
    words = models.CharField("ý kiến", max_length=250, blank=True)
    given_on = models.DateField("ngày có ý kiến")
    on_paper = models.BooleanField("nhận bằng văn bản", default=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người ghi"
    )

    objects = OfApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = "ý kiến về người dự tuyển"
        verbose_name_plural = "ý kiến về người dự tuyển"
        ordering = ["application_id", "source"]
        constraints = [models.UniqueConstraint(fields=["application", "source"], name="opinion_once")]

    def __str__(self) -> str:
        return f"{self.get_source_display()}: {'đồng ý' if self.agrees else 'không đồng ý'}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.application.unit_codes()
