"""Provinces, communes, hamlets, agencies, and how units change.

Official codes are text and never reused, so they are the primary keys: province two digits, commune five.
"""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from communes.choices import (
    URBAN_KINDS,
    AgencyKind,
    AreaKind,
    CommuneKind,
    HamletGroup,
    HamletKind,
    ProvinceKind,
    SuccessionKind,
)
from communes.querysets import (
    AgencyQuerySet,
    AreaStatusQuerySet,
    CommuneNameQuerySet,
    CommuneQuerySet,
    DatedOfHamletQuerySet,
    HamletQuerySet,
    OfHamletQuerySet,
    ProvinceQuerySet,
    SuccessionQuerySet,
)
from contracts.records import Dated, Versioned, ends_after_start
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


class Succession(models.Model):
    """A change of units by a legal act: old communes end, new ones begin, hamlets and teams go over, dated."""

    kind = models.CharField("hình thức", max_length=12, choices=SuccessionKind.choices)
    effective_on = models.DateField("có hiệu lực từ")
    legal_basis = models.CharField("căn cứ", max_length=250)
    created_at = models.DateTimeField("ghi nhận lúc", auto_now_add=True)

    objects = SuccessionQuerySet.as_manager()

    class Meta:
        verbose_name = "thay đổi đơn vị hành chính"
        verbose_name_plural = "thay đổi đơn vị hành chính"
        ordering = ["-effective_on", "-id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} từ {self.effective_on:%d/%m/%Y} ({self.legal_basis})"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        line = self.lines.select_related("new").first()
        return (line.new.province_id, "") if line else ("", "")


class SuccessionLine(models.Model):
    """One old unit going over into one new unit, wholly (no hamlets named: all that is left, and the files) or with
    the named hamlets only."""

    succession = models.ForeignKey(Succession, models.CASCADE, related_name="lines", verbose_name="thay đổi")
    old = models.ForeignKey(Commune, models.PROTECT, related_name="succeeded_by", verbose_name="đơn vị cũ")
    new = models.ForeignKey(Commune, models.PROTECT, related_name="succeeds", verbose_name="đơn vị mới")
    hamlets = models.ManyToManyField(Hamlet, blank=True, related_name="+", verbose_name="gồm các thôn")

    objects = SuccessionQuerySet.as_manager()

    class Meta:
        verbose_name = "đơn vị cũ và mới"
        verbose_name_plural = "đơn vị cũ và mới"
        constraints = [
            models.UniqueConstraint(fields=["succession", "old", "new"], name="succession_line_once")
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.new.province_id, self.new_id
