"""Hamlets, where they lie, their households by year, and the clusters of households in them."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from communes.choices import (
    URBAN_KINDS,
    HamletGroup,
    HamletKind,
)
from communes.models.units import Commune
from communes.querysets import (
    DatedOfHamletQuerySet,
    HamletQuerySet,
    OfHamletQuerySet,
)
from contracts.records import Dated, Versioned, ends_after_start
from vietnam.names import fold, place_sort_key


class Hamlet(Versioned, Dated):
    """A thôn, tổ dân phố or locality of another name. `commune` is its present unit; the past is in placements."""

    commune = models.ForeignKey(Commune, models.PROTECT, related_name="hamlets", verbose_name="xã, phường")
    name = models.CharField("tên", max_length=80)
    kind = models.CharField("loại", max_length=12, choices=HamletKind.choices, default=HamletKind.THON)
    note = models.CharField("ghi chú", max_length=200, blank=True)
    search_key = models.CharField(max_length=120, editable=False, default="")
    sort_key = models.CharField(max_length=160, editable=False, default="")

    objects = HamletQuerySet.as_manager()

    class Meta:
        verbose_name = "thôn, tổ dân phố"
        verbose_name_plural = "thôn, tổ dân phố"
        ordering = ["commune_id", "sort_key"]
        constraints = [
            ends_after_start("hamlet_dates"),
            models.UniqueConstraint(
                fields=["commune", "search_key"],
                condition=Q(ended_on__isnull=True),
                name="hamlet_name_in_commune",
                violation_error_message="Xã đã có thôn, tổ dân phố tên này. Mở bản ghi cũ để sửa.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """With its kind: Thôn Thanh Lương."""
        return f"{self.get_kind_display()} {self.name}"

    @property
    def group(self) -> HamletGroup:
        """Thôn or tổ dân phố, as the law groups localities (Luật 30/2023, Điều 2)."""
        return HamletGroup.URBAN if self.kind in URBAN_KINDS else HamletGroup.RURAL

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("communes:hamlet_detail", args=[self.pk])

    def fill_keys(self) -> None:
        """Derive search and sort keys; also called before bulk writes."""
        self.search_key = fold(f"{self.get_kind_display()} {self.name}")
        self.sort_key = place_sort_key(self.name)

    def save(self, *args, **kwargs):
        """Fill the keys, then save."""
        self.fill_keys()
        super().save(*args, **kwargs)

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.commune.province_id, self.commune_id


class HamletPlacement(Dated):
    """To which commune a hamlet belonged, when."""

    hamlet = models.ForeignKey(Hamlet, models.CASCADE, related_name="placements", verbose_name="thôn")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+", verbose_name="xã, phường")

    objects = DatedOfHamletQuerySet.as_manager()

    class Meta:
        verbose_name = "thôn thuộc xã"
        verbose_name_plural = "thôn thuộc xã"
        ordering = ["hamlet_id", "started_on"]
        constraints = [
            ends_after_start("hamlet_placement_dates"),
            models.UniqueConstraint(
                fields=["hamlet"], condition=Q(ended_on__isnull=True), name="hamlet_one_open_placement"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hamlet} thuộc {self.commune}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.commune.province_id, self.commune_id


class HamletYear(models.Model):
    """Yearly facts of a hamlet: households and population, as counted at the end of the year."""

    hamlet = models.ForeignKey(Hamlet, models.CASCADE, related_name="years", verbose_name="thôn")
    year = models.PositiveSmallIntegerField("năm")
    households = models.PositiveIntegerField("số hộ", null=True, blank=True)
    population = models.PositiveIntegerField("số nhân khẩu", null=True, blank=True)

    objects = OfHamletQuerySet.as_manager()

    class Meta:
        verbose_name = "số liệu thôn theo năm"
        verbose_name_plural = "số liệu thôn theo năm"
        ordering = ["hamlet_id", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["hamlet", "year"],
                name="hamlet_year_once",
                violation_error_message="Thôn đã có số liệu của năm này. Sửa dòng cũ.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.hamlet}, năm {self.year}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.hamlet.unit_codes()


class Cluster(Dated):
    """A cụm dân cư: the part of a hamlet that one member of the team looks after (seed 002.III.1.b3)."""

    hamlet = models.ForeignKey(Hamlet, models.CASCADE, related_name="clusters", verbose_name="thôn")
    name = models.CharField("tên cụm", max_length=80)
    households = models.PositiveIntegerField("số hộ", null=True, blank=True)

    objects = DatedOfHamletQuerySet.as_manager()

    class Meta:
        verbose_name = "cụm dân cư"
        verbose_name_plural = "cụm dân cư"
        ordering = ["hamlet_id", "name"]
        constraints = [
            ends_after_start("cluster_dates"),
            models.UniqueConstraint(
                fields=["hamlet", "name"],
                condition=Q(ended_on__isnull=True),
                name="cluster_name_in_hamlet",
                violation_error_message="Thôn đã có cụm dân cư tên này.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.hamlet}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.hamlet.unit_codes()
