"""Communes and hamlets of the areas with rules of their own: borders, islands, great hardship."""

from django.db import models

from communes.choices import AreaKind
from communes.models.hamlets import Hamlet
from communes.models.units import Commune
from communes.querysets import AreaStatusQuerySet
from contracts.records import Dated, ends_after_start


class AreaStatus(Dated):
    """A legal area that a commune, or one of its hamlets, lies in, with the act that says so."""

    commune = models.ForeignKey(Commune, models.CASCADE, related_name="areas", verbose_name="xã, phường")
    hamlet = models.ForeignKey(
        Hamlet, models.CASCADE, related_name="areas", null=True, blank=True, verbose_name="riêng thôn"
    )
    kind = models.CharField("địa bàn", max_length=20, choices=AreaKind.choices)
    basis = models.CharField("văn bản quy định", max_length=200)

    objects = AreaStatusQuerySet.as_manager()

    class Meta:
        verbose_name = "địa bàn theo luật"
        verbose_name_plural = "địa bàn theo luật"
        ordering = ["commune_id", "kind"]
        constraints = [ends_after_start("area_dates")]

    def __str__(self) -> str:
        return f"{self.hamlet or self.commune}: {self.get_kind_display()}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.commune.province_id, self.commune_id
