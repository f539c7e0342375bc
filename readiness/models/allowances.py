"""Levels of support that a province sets, and the months' sheets that are paid by them."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from communes.models import Commune, Province
from contracts.records import Dated, Versioned, ends_after_start
from documents.models import Document
from readiness.choices import RateKind, RateMethod, SheetState
from readiness.querysets import LineQuerySet, RateQuerySet, SheetQuerySet
from teams.choices import Position
from teams.models import Membership
from vietnam.numbers import format_number, money_words


class AllowanceRate(Dated):
    """One level set by the provincial council (Luật 30/2023, Điều 23, 26), in force from a day on.

    `position` only for the monthly support. For duty money the three marks say for which days it is paid, and
    `monthly_days` how many days a month at most. A percent is of `paid_in`, the contribution it supports.
    """

    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name="tỉnh")
    kind = models.CharField("khoản", max_length=6, choices=RateKind.choices)
    position = models.CharField("chức danh", max_length=8, choices=Position.choices, blank=True)
    method = models.CharField("cách tính", max_length=11, choices=RateMethod.choices)
    value = models.DecimalField(
        "mức", max_digits=14, decimal_places=4, validators=[MinValueValidator(0, "Mức từ 0 trở lên.")]
    )
    paid_in = models.PositiveIntegerField("mức đóng làm căn cứ (đồng)", null=True, blank=True)
    for_night = models.BooleanField("ban đêm", default=False)
    for_holiday = models.BooleanField("ngày nghỉ, ngày lễ", default=False)
    for_heavy = models.BooleanField("việc nặng nhọc, độc hại, nguy hiểm", default=False)
    monthly_days = models.PositiveSmallIntegerField("tối đa số ngày mỗi tháng", null=True, blank=True)
    decision = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="nghị quyết"
    )

    objects = RateQuerySet.as_manager()

    class Meta:
        verbose_name = "mức chi chế độ"
        verbose_name_plural = "mức chi chế độ"
        ordering = ["province_id", "kind", "position", "-started_on"]
        constraints = [
            ends_after_start("rate_dates"),
            models.CheckConstraint(
                condition=Q(kind=RateKind.BASIC) & ~Q(position="") | ~Q(kind=RateKind.BASIC) & Q(position=""),
                name="rate_position_of_basic",
                violation_error_message="Chọn chức danh cho mức hỗ trợ hằng tháng; khoản khác để trống.",
            ),
            models.CheckConstraint(
                condition=~Q(method=RateMethod.PERCENT) | Q(paid_in__isnull=False),
                name="rate_percent_of_something",
                violation_error_message="Tính theo phần trăm thì ghi mức đóng làm căn cứ.",
            ),
        ]
        indexes = [models.Index(fields=["province", "kind", "started_on"], name="rate_province")]

    def __str__(self) -> str:
        position = f", {self.get_position_display()}" if self.position else ""
        return f"{self.get_kind_display()}{position}: {self.words}"

    @property
    def words(self) -> str:
        """The level as the resolution says it."""
        number = format_number(self.value)
        if self.method == RateMethod.COEFFICIENT:
            return f"{number} lần lương cơ sở"
        if self.method == RateMethod.PERCENT:
            return f"{number} % của {format_number(self.paid_in or 0)} đồng"
        return f"{number} đồng" + ("/ngày" if self.kind in (RateKind.DUTY, RateKind.AREA) else "/tháng")

    @property
    def occasions(self) -> str:
        """For which days duty money is paid."""
        names = ("for_night", "for_holiday", "for_heavy")
        return ", ".join(
            str(self._meta.get_field(name).verbose_name) for name in names if getattr(self, name)
        )

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.province_id, ""


class AllowanceSheet(Versioned):
    """What a commune pays its teams for one month; `month` is its first day, `total` the sum of its lines."""

    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="allowance_sheets", verbose_name="xã, phường"
    )
    month = models.DateField("tháng")
    state = models.CharField("trạng thái", max_length=8, choices=SheetState.choices, default=SheetState.DRAFT)
    total = models.BigIntegerField("tổng cộng", default=0)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người lập"
    )  # fmt: skip
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người kiểm tra"
    )  # fmt: skip
    checked_on = models.DateField("kiểm tra ngày", null=True, blank=True)
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người khóa"
    )  # fmt: skip
    locked_on = models.DateField("khóa ngày", null=True, blank=True)
    sole_performer = models.BooleanField("một người thực hiện", default=False)

    objects = SheetQuerySet.as_manager()

    class Meta:
        verbose_name = "bảng chi chế độ"
        verbose_name_plural = "bảng chi chế độ"
        ordering = ["-month", "commune_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "month"],
                name="sheet_once_a_month",
                violation_error_message="Xã đã có bảng chi tháng này. Mở bảng đó để làm tiếp.",
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="sheet_month_is_first_day"),
        ]

    def __str__(self) -> str:
        return f"Bảng chi chế độ tháng {self.month:%m/%Y}, {self.commune}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("readiness:sheet", args=[self.pk])

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.commune.province_id, self.commune_id

    @property
    def total_words(self) -> str:
        """The total in words, as a paying paper wants it."""
        return money_words(self.total)


class AllowanceLine(models.Model):
    """One member's money in a sheet. Name, position and team are copied: a locked sheet never changes.

    With `corrects` it is a supplementary line: it makes good what a locked sheet of an earlier month got wrong, and
    carries nothing but its adjustment.
    """

    sheet = models.ForeignKey(AllowanceSheet, models.CASCADE, related_name="lines", verbose_name="bảng chi")
    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="allowances", verbose_name="thành viên"
    )
    corrects = models.ForeignKey(
        AllowanceSheet, models.PROTECT, null=True, blank=True, related_name="corrections",
        verbose_name="bổ sung cho bảng",
    )  # fmt: skip
    full_name = models.CharField("họ và tên", max_length=100)
    position = models.CharField("chức danh", max_length=8, choices=Position.choices)
    team_name = models.CharField("Tổ", max_length=110)
    days = models.PositiveSmallIntegerField("số ngày tham gia", default=0)
    basic_level = models.PositiveIntegerField("mức hỗ trợ tháng", default=0)
    basic = models.PositiveIntegerField("hỗ trợ thường xuyên", default=0)
    night_days = models.PositiveSmallIntegerField("số đêm", default=0)
    holiday_days = models.PositiveSmallIntegerField("số ngày nghỉ, lễ", default=0)
    heavy_days = models.PositiveSmallIntegerField("số ngày việc nặng nhọc", default=0)
    duty_days = models.PositiveSmallIntegerField("số ngày được bồi dưỡng", default=0)
    cut_days = models.PositiveSmallIntegerField("số ngày vượt mức tối đa", default=0)
    duty = models.PositiveIntegerField("tiền bồi dưỡng", default=0)
    area_days = models.PositiveSmallIntegerField("số ngày công tăng thêm", default=0)
    area = models.PositiveIntegerField("tiền ngày công tăng thêm", default=0)
    has_social = models.BooleanField("được hỗ trợ BHXH tự nguyện", default=False)
    social = models.PositiveIntegerField("hỗ trợ BHXH", default=0)
    has_health = models.BooleanField("được hỗ trợ BHYT", default=False)
    health = models.PositiveIntegerField("hỗ trợ BHYT", default=0)
    adjustment = models.IntegerField("điều chỉnh", default=0)
    adjustment_reason = models.CharField("lý do điều chỉnh", max_length=250, blank=True)
    total = models.IntegerField("tổng", default=0)

    objects = LineQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng bảng chi"
        verbose_name_plural = "dòng bảng chi"
        ordering = ["sheet_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "membership"],
                condition=Q(corrects__isnull=True),
                name="allowance_line_once",
                violation_error_message="Người này đã có trong bảng.",
            ),
            models.CheckConstraint(
                condition=Q(adjustment=0) | ~Q(adjustment_reason=""),
                name="allowance_adjustment_has_reason",
                violation_error_message="Điều chỉnh thì ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.full_name}, tháng {self.sheet.month:%m/%Y}"

    def add_up(self) -> None:
        """Derive the total from its parts."""
        self.total = self.basic + self.duty + self.area + self.social + self.health + self.adjustment

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.sheet.unit_codes()
