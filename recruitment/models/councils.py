"""Councils, their sessions and votes."""

from django.db import models

from documents.models import Document
from recruitment.choices import Capacity, VoteMethod
from recruitment.models.applications import Application
from recruitment.models.campaigns import Campaign
from recruitment.querysets import (
    OfCampaignQuerySet,
    OfCouncilQuerySet,
    OfSessionQuerySet,
)


class Council(models.Model):
    """The Hội đồng xét tuyển of a campaign, set up by the chairman's decision."""

    campaign = models.OneToOneField(Campaign, models.CASCADE, related_name="council", verbose_name="đợt")
    decision = models.ForeignKey(
        Document, models.PROTECT, related_name="+", verbose_name="quyết định thành lập Hội đồng"
    )

    objects = OfCampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "Hội đồng xét tuyển"
        verbose_name_plural = "Hội đồng xét tuyển"

    def __str__(self) -> str:
        return f"Hội đồng xét tuyển, {self.campaign}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.campaign.unit_codes()


class CouncilMember(models.Model):
    """One seat of a council."""

    council = models.ForeignKey(Council, models.CASCADE, related_name="members", verbose_name="Hội đồng")
    full_name = models.CharField("họ và tên", max_length=100)
    capacity = models.CharField("tư cách", max_length=10, choices=Capacity.choices)

    objects = OfCouncilQuerySet.as_manager()

    class Meta:
        verbose_name = "thành viên Hội đồng"
        verbose_name_plural = "thành viên Hội đồng"
        ordering = ["council_id", "id"]

    def __str__(self) -> str:
        return f"{self.full_name} ({self.get_capacity_display()})"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.council.unit_codes()


class CouncilSession(models.Model):
    """A council's session with its minutes (Mẫu 04). Who is present is the denominator of every majority."""

    council = models.OneToOneField(Council, models.CASCADE, related_name="session", verbose_name="Hội đồng")
    held_on = models.DateField("ngày họp")
    present = models.PositiveSmallIntegerField("số thành viên dự họp")
    method = models.CharField("hình thức", max_length=8, choices=VoteMethod.choices)
    minutes = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name="biên bản kết quả")
    tie_break = models.CharField("cách chọn khi bằng phiếu", max_length=250, blank=True)

    objects = OfCouncilQuerySet.as_manager()

    class Meta:
        verbose_name = "phiên họp Hội đồng"
        verbose_name_plural = "phiên họp Hội đồng"

    def __str__(self) -> str:
        return f"Phiên họp {self.held_on:%d/%m/%Y}, {self.council.campaign}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.council.unit_codes()


class Vote(models.Model):
    """What the council's ballots say of one candidate."""

    session = models.ForeignKey(
        CouncilSession, models.CASCADE, related_name="votes", verbose_name="phiên họp"
    )
    application = models.OneToOneField(Application, models.PROTECT, related_name="vote", verbose_name="hồ sơ")
    yes = models.PositiveSmallIntegerField("đồng ý")
    no = models.PositiveSmallIntegerField("không đồng ý", default=0)
    blank = models.PositiveSmallIntegerField("phiếu trắng", default=0)
    invalid = models.PositiveSmallIntegerField("phiếu không hợp lệ", default=0)
    is_chosen = models.BooleanField("trúng tuyển", default=False)

    objects = OfSessionQuerySet.as_manager()

    class Meta:
        verbose_name = "kết quả bỏ phiếu"
        verbose_name_plural = "kết quả bỏ phiếu"
        ordering = ["session_id", "-yes"]

    def __str__(self) -> str:
        return f"{self.application.person}: {self.yes} phiếu"

    @property
    def cast(self) -> int:
        """All ballots on this candidate."""
        return self.yes + self.no + self.blank + self.invalid

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.session.unit_codes()
