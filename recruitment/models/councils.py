"""Councils and who sits in them."""

from django.db import models
from django.db.models import Q

from contracts.records import Dated, Versioned, ends_after_start
from documents.models import Document
from recruitment.choices import Capacity
from recruitment.models.campaigns import Campaign
from recruitment.querysets import CouncilMemberQuerySet, OfCampaignQuerySet
from vietnam.names import fold


class Council(Versioned):
    """The Hội đồng xét tuyển of a campaign, set up by the chairman's decision; later ones only change its seats."""

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


class CouncilMember(Versioned, Dated):
    """One seat of a council from the day of the decision that gave it. A seat that was given to somebody else keeps its
    row with the day it ended; `decision` is empty for those whom the founding decision names."""

    council = models.ForeignKey(Council, models.CASCADE, related_name="members", verbose_name="Hội đồng")
    full_name = models.CharField("họ và tên", max_length=100)
    capacity = models.CharField("tư cách", max_length=10, choices=Capacity.choices)
    post = models.CharField("chức vụ", max_length=100, blank=True)
    agency = models.CharField("cơ quan, đơn vị", max_length=150, blank=True)
    is_namesake = models.BooleanField("đã xác minh chỉ trùng tên với người dự tuyển", default=False)
    decision = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="theo quyết định thay đổi",
    )
    end_decision = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="thôi theo quyết định"
    )
    end_reason = models.CharField("lý do thôi", max_length=200, blank=True)
    search_key = models.CharField(max_length=120, editable=False, default="")

    objects = CouncilMemberQuerySet.as_manager()

    class Meta:
        verbose_name = "thành viên Hội đồng"
        verbose_name_plural = "thành viên Hội đồng"
        ordering = ["council_id", "id"]
        constraints = [
            ends_after_start("council_member_dates"),
            models.UniqueConstraint(
                fields=["council", "search_key"],
                condition=Q(ended_on__isnull=True),
                name="council_member_one_seat",
                violation_error_message="Người này đang có ghế trong Hội đồng. Mỗi người một tư cách.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.full_name} ({self.get_capacity_display()})"

    def fill_keys(self) -> None:
        """Derive the search key; also called before bulk writes."""
        self.search_key = fold(self.full_name)

    def save(self, *args, **kwargs):
        """Fill the key, then save."""
        self.fill_keys()
        super().save(*args, **kwargs)

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.council.unit_codes()
