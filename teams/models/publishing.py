"""Which communes publish the list of their team leaders."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from communes.models import Commune
from contracts.records import Dated, ends_after_start
from teams.querysets import ListingQuerySet


class LeaderListing(Dated):
    """The commune's public list of team leaders is switched on: since when, by whom, until when, by whom."""

    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="leader_listings", verbose_name="xã, phường"
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người công khai"
    )
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="người thôi công khai",
    )  # fmt: skip

    objects = ListingQuerySet.as_manager()

    class Meta:
        verbose_name = "danh sách Tổ trưởng công khai"
        verbose_name_plural = "danh sách Tổ trưởng công khai"
        ordering = ["commune_id", "-started_on"]
        constraints = [
            ends_after_start("leader_listing_dates"),
            models.UniqueConstraint(
                fields=["commune"],
                condition=Q(ended_on__isnull=True),
                name="leader_listing_open",
                violation_error_message="Danh sách của xã đang công khai.",
            ),
        ]

    def __str__(self) -> str:
        return f"Danh sách Tổ trưởng của {self.commune}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.commune.province_id, self.commune_id
