"""Which papers were drawn up for a campaign."""

from django.db import models

from contracts.registry import template_kinds
from documents.models import Document
from recruitment.models.applications import Application
from recruitment.models.campaigns import Campaign
from recruitment.models.councils import CouncilMember
from recruitment.querysets import CampaignPaperQuerySet


class CampaignPaper(models.Model):
    """A paper drawn up for a campaign, for one of its applications or one member of its council.

    `kind` is the code of its template. `given` is what the drafter said beyond the records: the seats of a council that
    is only proposed, each as (name, capacity, post, agency, is_namesake).
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="drawn_papers", verbose_name="đợt")
    kind = models.CharField("loại giấy tờ", max_length=40)
    application = models.ForeignKey(
        Application, models.PROTECT, null=True, blank=True, related_name="drawn_papers", verbose_name="hồ sơ"
    )
    member = models.ForeignKey(
        CouncilMember,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="thành viên Hội đồng",
    )
    document = models.OneToOneField(
        Document, models.PROTECT, related_name="campaign_paper", verbose_name="văn bản"
    )
    given = models.JSONField("nội dung người soạn nhập", default=dict, blank=True)

    objects = CampaignPaperQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản của đợt tuyển chọn"
        verbose_name_plural = "văn bản của đợt tuyển chọn"
        ordering = ["campaign_id", "id"]
        indexes = [models.Index(fields=["campaign", "kind"], name="campaign_paper_kind")]

    def __str__(self) -> str:
        label = template_kinds.get(self.kind).label if self.kind in template_kinds else self.kind
        return f"{label}, {self.campaign}"

    def get_absolute_url(self) -> str:
        """What it is about: the applicant, else the campaign."""
        return (self.application or self.campaign).get_absolute_url()

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.campaign.unit_codes()
