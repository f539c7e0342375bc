"""How many members and teams there should be."""

from django.db import models
from django.db.models import Q

from communes.models import Commune
from contracts.records import Dated, ends_after_start
from documents.models import Document
from teams.models.teams import Team
from teams.querysets import (
    QuotaQuerySet,
)


class Quota(Dated):
    """How many members (and teams) a commune, or how many members one team, should have.

    The commune's line comes from the province's decision and counts teams as well; a team's line from the
    commune's. The teams' lines may not exceed the commune's; what is left is shown as "chưa phân bổ".
    """

    commune = models.ForeignKey(Commune, models.PROTECT, related_name="quotas", verbose_name="xã, phường")
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="quotas", verbose_name="riêng Tổ"
    )
    members = models.PositiveSmallIntegerField("số thành viên")
    teams = models.PositiveSmallIntegerField("số Tổ", null=True, blank=True)
    decision = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="quyết định"
    )

    objects = QuotaQuerySet.as_manager()

    class Meta:
        verbose_name = "định mức"
        verbose_name_plural = "định mức"
        ordering = ["commune_id", "team_id", "-started_on"]
        constraints = [
            ends_after_start("quota_dates"),
            models.UniqueConstraint(
                fields=["commune"],
                condition=Q(ended_on__isnull=True, team__isnull=True),
                name="quota_commune_open",
            ),
            models.UniqueConstraint(
                fields=["team"],
                condition=Q(ended_on__isnull=True, team__isnull=False),
                name="quota_team_open",
            ),
        ]

    def __str__(self) -> str:
        return f"Định mức {self.team or self.commune}: {self.members} người"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.commune.province_id, self.commune_id
