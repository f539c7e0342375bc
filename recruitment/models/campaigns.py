"""Campaigns and how many people each team is to get."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from communes.models import Commune, Hamlet
from contracts.records import Versioned
from documents.models import Document
from recruitment.choices import CampaignState
from recruitment.querysets import (
    CampaignQuerySet,
    OfCampaignQuerySet,
)
from teams.models import Team
from vietnam.names import fold, within


class Campaign(Versioned):
    """One round of recruitment of a commune. The window includes both its days (seed 002.V.4)."""

    commune = models.ForeignKey(Commune, models.PROTECT, related_name="campaigns", verbose_name="xã, phường")
    title = models.CharField("tên đợt", max_length=200)
    state = models.CharField(
        "bước", max_length=10, choices=CampaignState.choices, default=CampaignState.DRAFT
    )
    opens_on = models.DateField("nhận hồ sơ từ ngày")
    closes_on = models.DateField("đến hết ngày")
    filing_place = models.CharField("nơi nhận hồ sơ", max_length=150)
    plan = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="kế hoạch"
    )
    list_approval = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="danh sách dự tuyển được phê duyệt",
    )  # fmt: skip
    submitted_on = models.DateField("ngày trình kết quả", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="người trình",
    )  # fmt: skip
    is_public = models.BooleanField("công khai", default=False)
    note = models.CharField("ghi chú", max_length=250, blank=True)
    search_key = models.CharField(max_length=220, editable=False, default="")

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt tuyển chọn"
        verbose_name_plural = "đợt tuyển chọn"
        ordering = ["-opens_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="campaign_window",
                violation_error_message="Ngày hết hạn phải từ ngày bắt đầu nhận hồ sơ trở đi.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs):
        """Derive the search key, then save."""
        self.search_key = fold(self.title)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The campaign's board."""
        return reverse("recruitment:campaign", args=[self.pk])

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.commune.province_id, self.commune_id


class CampaignLine(models.Model):
    """How many people one team is to get in a campaign: from one of its hamlets, or from all of them alike."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="lines", verbose_name="đợt")
    team = models.ForeignKey(Team, models.PROTECT, related_name="campaign_lines", verbose_name="Tổ")
    hamlet = models.ForeignKey(
        Hamlet, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="thôn, tổ dân phố"
    )
    count = models.PositiveSmallIntegerField("số người")

    objects = OfCampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "chỉ tiêu tuyển"
        verbose_name_plural = "chỉ tiêu tuyển"
        ordering = ["campaign_id", "team__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "team"],
                condition=Q(hamlet__isnull=True),
                name="campaign_line_whole",
                violation_error_message="Đợt này đã có chỉ tiêu chung của Tổ đó. Sửa dòng cũ.",
            ),
            models.UniqueConstraint(
                fields=["campaign", "team", "hamlet"],
                name="campaign_line_hamlet",
                violation_error_message="Đợt này đã có chỉ tiêu của thôn đó trong Tổ. Sửa dòng cũ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.count} người"

    @property
    def place(self) -> str:
        """The team, with the hamlet where the team does not bear its name."""
        if self.hamlet is None or self.hamlet.name == self.team.name:
            return str(self.team)
        return f"{self.team}, {within(str(self.hamlet))}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.campaign.unit_codes()


class Extension(models.Model):
    """The window of a campaign was extended by a signed plan (kế hoạch điều chỉnh): until which day it had been open,
    until which day it is open by it."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="extensions", verbose_name="đợt")
    document = models.OneToOneField(
        Document, models.PROTECT, related_name="+", verbose_name="kế hoạch điều chỉnh"
    )
    closed_on = models.DateField("hạn cũ")
    closes_on = models.DateField("gia hạn đến hết ngày")
    reason = models.CharField("lý do", max_length=250)

    objects = OfCampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "gia hạn nhận hồ sơ"
        verbose_name_plural = "gia hạn nhận hồ sơ"
        ordering = ["campaign_id", "closes_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gt=F("closed_on")),
                name="extension_later",
                violation_error_message="Hạn mới phải sau hạn cũ.",
            )
        ]

    def __str__(self) -> str:
        return f"Gia hạn đến hết {self.closes_on:%d/%m/%Y}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.campaign.unit_codes()
