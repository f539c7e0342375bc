"""Quy chế hoạt động of the teams."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from communes.models import Commune
from contracts.records import Dated, Versioned, ends_after_start
from documents.models import Document
from teams.choices import RegulationTopic
from teams.models.teams import Team
from teams.querysets import RegulationPartQuerySet, RegulationQuerySet


class Regulation(Versioned, Dated):
    """The working rules of all teams of a commune, or of one of them (seed 002.III.1.b3)."""

    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="regulations", verbose_name="xã, phường"
    )
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="regulations", verbose_name="riêng Tổ"
    )
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="regulations", verbose_name="văn bản ban hành"
    )

    objects = RegulationQuerySet.as_manager()

    class Meta:
        verbose_name = "Quy chế hoạt động"
        verbose_name_plural = "Quy chế hoạt động"
        ordering = ["commune_id", "team_id", "-started_on"]
        constraints = [
            ends_after_start("regulation_dates"),
            models.UniqueConstraint(
                fields=["commune"],
                condition=Q(ended_on__isnull=True, team__isnull=True),
                name="regulation_commune_open",
            ),
            models.UniqueConstraint(
                fields=["team"],
                condition=Q(ended_on__isnull=True, team__isnull=False),
                name="regulation_team_open",
            ),
        ]

    def __str__(self) -> str:
        return f"Quy chế hoạt động {self.team or f'các Tổ của {self.commune}'}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("teams:regulation", args=[self.pk])

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.commune.province_id, self.commune_id

    @property
    def missing_topics(self) -> list[RegulationTopic]:
        """What it should settle and does not; read it with `parts` prefetched."""
        settled = {part.topic for part in self.parts.all()}
        return [topic for topic in RegulationTopic if topic not in settled]


class RegulationPart(models.Model):
    """One of the things a regulation settles."""

    regulation = models.ForeignKey(Regulation, models.CASCADE, related_name="parts", verbose_name="quy chế")
    topic = models.CharField("nội dung", max_length=20, choices=RegulationTopic.choices)

    objects = RegulationPartQuerySet.as_manager()

    class Meta:
        verbose_name = "nội dung của quy chế"
        verbose_name_plural = "nội dung của quy chế"
        ordering = ["regulation_id", "id"]
        constraints = [models.UniqueConstraint(fields=["regulation", "topic"], name="regulation_topic_once")]

    def __str__(self) -> str:
        return self.get_topic_display()

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.regulation.unit_codes()
