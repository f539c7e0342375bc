"""Provinces, communes and their former names, agencies.

Official codes are text and never reused, so they are the primary keys: province two digits, commune five.
"""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from communes.choices import (
    AgencyKind,
    CommuneKind,
    ProvinceKind,
)
from communes.querysets import (
    AgencyQuerySet,
    CommuneNameQuerySet,
    CommuneQuerySet,
    ProvinceQuerySet,
)
from contracts.records import Dated, ends_after_start
from vietnam.names import fold, place_sort_key


class Province(models.Model):
    """One of the 34 provinces and cities."""

    code = models.CharField("mã", max_length=2, primary_key=True)
    name = models.CharField("tên", max_length=60, help_text="Kèm loại: Tỉnh Quảng Trị")
    short_name = models.CharField("tên riêng", max_length=60)
    kind = models.CharField("loại", max_length=10, choices=ProvinceKind.choices)
    search_key = models.CharField(max_length=80, editable=False, default="")

    objects = ProvinceQuerySet.as_manager()

    class Meta:
        verbose_name = "tỉnh, thành phố"
        verbose_name_plural = "tỉnh, thành phố"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    def fill_keys(self) -> None:
        """Derive the search key; also called before bulk writes."""
        self.search_key = fold(self.name)

    def save(self, *args, **kwargs):
        """Fill the search key, then save."""
        self.fill_keys()
        super().save(*args, **kwargs)

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.code, ""


class Commune(Dated):
    """A xã, phường or đặc khu.

    `covers` holds its own code and those of all units whose files it took over: what its users may see. A unit that
    changed its name and kept its code has the old one in `former_names`.
    `data_version` is raised by every write of a register, so that figures know they are stale.
    `map_column`, `map_row` place its tile on the province's map.
    """

    code = models.CharField("mã", max_length=5, primary_key=True)
    province = models.ForeignKey(Province, models.PROTECT, related_name="communes", verbose_name="tỉnh")
    name = models.CharField("tên", max_length=80, help_text="Kèm loại: Xã Quảng Trạch")
    short_name = models.CharField("tên riêng", max_length=80)
    kind = models.CharField("loại", max_length=10, choices=CommuneKind.choices)
    official_order = models.PositiveSmallIntegerField("thứ tự trong tỉnh", default=0)
    covers = models.JSONField("gồm cả mã cũ", default=list, blank=True)
    data_version = models.PositiveBigIntegerField(default=0, editable=False)
    map_column = models.PositiveSmallIntegerField("cột trên bản đồ ô", null=True, blank=True)
    map_row = models.PositiveSmallIntegerField("hàng trên bản đồ ô", null=True, blank=True)
    search_key = models.CharField(max_length=120, editable=False, default="")
    sort_key = models.CharField(max_length=160, editable=False, default="")

    objects = CommuneQuerySet.as_manager()

    class Meta:
        verbose_name = "xã, phường, đặc khu"
        verbose_name_plural = "xã, phường, đặc khu"
        ordering = ["province_id", "official_order"]
        indexes = [models.Index(fields=["province", "official_order"], name="commune_order")]
        constraints = [ends_after_start("commune_dates")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("communes:commune_detail", args=[self.pk])

    def fill_keys(self) -> None:
        """Derive search and sort keys and the own code in `covers`; also called before bulk writes."""
        self.search_key = fold(self.name)
        self.sort_key = place_sort_key(self.short_name)
        if self.code not in self.covers:
            self.covers = [self.code, *self.covers]

    def save(self, *args, **kwargs):
        """Fill the keys, then save."""
        self.fill_keys()
        super().save(*args, **kwargs)

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.province_id, self.code


class CommuneName(Dated):
    """A name that a commune bore before, under the same code."""

    commune = models.ForeignKey(
        Commune, models.CASCADE, related_name="former_names", verbose_name="xã, phường"
    )
    name = models.CharField("tên cũ", max_length=80)
    kind = models.CharField("loại", max_length=10, choices=CommuneKind.choices)
    search_key = models.CharField(max_length=120, editable=False, default="")

    objects = CommuneNameQuerySet.as_manager()

    class Meta:
        verbose_name = "tên cũ của xã, phường"
        verbose_name_plural = "tên cũ của xã, phường"
        ordering = ["commune_id", "started_on"]
        constraints = [ends_after_start("commune_name_dates")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        """Fill the search key, then save."""
        self.search_key = fold(self.name)
        super().save(*args, **kwargs)

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.commune.province_id, self.commune_id


class Agency(models.Model):
    """An office of a commune or of a province: who writes, signs, or is given a duty.

    `symbol` is its abbreviation in the number of a paper (UBND, CAX), `place` the place name beside the date.
    Names are kept as written in a sentence; the two lines at the top left of a paper are `heading_lines`.
    """

    province = models.ForeignKey(Province, models.PROTECT, related_name="agencies", verbose_name="tỉnh")
    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="agencies", null=True, blank=True, verbose_name="xã, phường"
    )
    kind = models.CharField("loại", max_length=20, choices=AgencyKind.choices)
    name = models.CharField("tên", max_length=120)
    parent_name = models.CharField("cơ quan chủ quản", max_length=120, blank=True)
    symbol = models.CharField("viết tắt trong ký hiệu", max_length=20)
    place = models.CharField("địa danh", max_length=60)
    is_active = models.BooleanField("đang hoạt động", default=True)

    objects = AgencyQuerySet.as_manager()

    @property
    def heading_lines(self) -> tuple[str, str]:
        """The agency above ("" = none is written) and the agency, in capitals as NĐ 30/2020, Phụ lục I, II.2 has it."""
        return self.parent_name.upper(), self.name.upper()

    class Meta:
        verbose_name = "cơ quan"
        verbose_name_plural = "cơ quan"
        ordering = ["province_id", "commune_id", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "kind"], condition=Q(commune__isnull=False), name="agency_kind_in_commune"
            ),
            models.UniqueConstraint(
                fields=["province", "kind"], condition=Q(commune__isnull=True), name="agency_kind_in_province"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.province_id, self.commune_id or ""
