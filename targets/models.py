"""Directives and what they ask (the catalogue), adoptions, periods, and figures.

Directives, indicators, targets and action items come from the shipped catalogue. `loaded` keeps a row as it was last
loaded, so that loading again never overwrites what an administrator changed since.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from communes.models import Commune, Province
from contracts.records import Dated, Versioned, ends_after_start
from documents.models import Document
from targets.choices import (
    AdoptionState,
    Basis,
    Comparator,
    FigureState,
    Level,
    Recurrence,
    SourceMode,
    SpaceRule,
    TargetKind,
    TargetScope,
    ThresholdSource,
    TimeRule,
    ValueType,
)
from targets.querysets import AdoptionQuerySet, CatalogueQuerySet, FigureQuerySet, ReckoningQuerySet
from vietnam.windows import DEFAULT_CLOSING_DAY, KIND_LABELS


class Period(models.Model):
    """A stretch of days that figures are made for; `code` is that of `vietnam.windows` ("2026-11", "cal-2026")."""

    kind = models.CharField("loại kỳ", max_length=20, choices=tuple(KIND_LABELS.items()))
    code = models.CharField("mã kỳ", max_length=12)
    closing_day = models.PositiveSmallIntegerField("ngày chốt", default=DEFAULT_CLOSING_DAY)
    first_day = models.DateField("từ ngày")
    last_day = models.DateField("đến ngày")
    label = models.CharField("tên kỳ", max_length=60)

    objects = CatalogueQuerySet.as_manager()

    class Meta:
        verbose_name = "kỳ số liệu"
        verbose_name_plural = "kỳ số liệu"
        ordering = ["-last_day", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["code", "closing_day"], name="period_once"),
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="period_days"),
        ]

    def __str__(self) -> str:
        return self.label

    def unit_codes(self) -> tuple[str, str]:
        """Nobody's in particular."""
        return "", ""


class CatalogueRow(models.Model):
    """What every row of the shipped catalogue carries, beside a unique `code` of its own."""

    code: models.CharField
    is_shipped = models.BooleanField("theo danh mục", default=False, editable=False)
    loaded = models.JSONField(default=dict, blank=True, editable=False)
    seed_ref = models.JSONField("chỗ trong văn bản", default=list, blank=True)
    notes = models.TextField("ghi chú", blank=True)

    objects = CatalogueQuerySet.as_manager()

    class Meta:
        abstract = True

    def unit_codes(self) -> tuple[str, str]:
        """The country's."""
        return "", ""


class Directive(CatalogueRow):
    """A resolution or plan whose targets and duties a province may adopt. `effective` is as the paper says it."""

    code = models.CharField("mã", max_length=20, unique=True)
    title = models.CharField("tên văn bản", max_length=400)
    doc_type = models.CharField("loại văn bản", max_length=60)
    issuing_body = models.CharField("cơ quan ban hành", max_length=200)
    signer = models.CharField("người ký", max_length=200, blank=True)
    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    level = models.CharField("cấp", max_length=10, choices=Level.choices)
    place = models.CharField("nơi ban hành", max_length=120, blank=True)
    scope_units = models.CharField("áp dụng với", max_length=200, blank=True)
    effective = models.JSONField("thời hạn", default=dict, blank=True)
    cites = models.JSONField("căn cứ", default=list, blank=True)
    distribution = models.JSONField("nơi nhận", default=list, blank=True)

    class Meta:
        verbose_name = "văn bản chỉ đạo"
        verbose_name_plural = "văn bản chỉ đạo"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("targets:directive", args=[self.code])


class Adoption(Versioned, Dated):
    """A province takes up a directive: from then on its targets are judged and its duties run.

    Without communes it holds for all of the province. `due_dates` holds the due days that the province moved, by code
    of target. Drafted by a reviewer, in force once a director approved it.
    """

    directive = models.ForeignKey(
        Directive, models.PROTECT, related_name="adoptions", verbose_name="văn bản chỉ đạo"
    )
    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name="tỉnh")
    communes = models.ManyToManyField(
        Commune, blank=True, related_name="+", verbose_name="riêng các xã, phường"
    )
    paper = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="văn bản áp dụng"
    )
    note = models.CharField("ghi chú", max_length=200, blank=True)
    due_dates = models.JSONField("hạn đã dời", default=dict, blank=True)
    state = models.CharField(
        "trạng thái", max_length=10, choices=AdoptionState.choices, default=AdoptionState.DRAFT
    )
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người dự thảo",
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người duyệt",
    )
    approved_at = models.DateTimeField("duyệt lúc", null=True, blank=True, editable=False)

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        verbose_name = "áp dụng văn bản chỉ đạo"
        verbose_name_plural = "áp dụng văn bản chỉ đạo"
        ordering = ["directive__code", "-started_on"]
        constraints = [
            ends_after_start("adoption_dates"),
            models.UniqueConstraint(
                fields=["directive", "province"], condition=Q(ended_on__isnull=True), name="adoption_one_open",
                violation_error_message="Tỉnh đang áp dụng văn bản này. Mở bản đang áp dụng để sửa hoặc kết thúc.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.directive.code} tại {self.province}"

    def get_absolute_url(self) -> str:
        """The directive's page."""
        return self.directive.get_absolute_url()

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.province_id, ""


class Indicator(CatalogueRow):
    """A figure's name: what it counts, its unit, how it adds up over places and times, and where it comes from.

    It is computed where a measure of its code is registered, derived where it is a ratio, otherwise typed.
    """

    code = models.CharField("mã", max_length=40, unique=True)
    name = models.CharField("tên chỉ số", max_length=200)
    unit = models.CharField("đơn vị tính", max_length=40, blank=True)
    value_type = models.CharField("kiểu", max_length=10, choices=ValueType.choices)
    aggregation_space = models.CharField("tổng hợp theo đơn vị", max_length=14, choices=SpaceRule.choices)
    aggregation_time = models.CharField("tổng hợp theo thời gian", max_length=10, choices=TimeRule.choices)
    mode = models.CharField("nguồn", max_length=10, choices=SourceMode.choices)
    registers = models.JSONField("các sổ", default=list, blank=True)
    rule = models.CharField("cách tính", max_length=200, blank=True)
    numerator = models.CharField("tử số", max_length=40, blank=True)
    denominator = models.CharField("mẫu số", max_length=40, blank=True)
    disaggregations = models.JSONField("phân tổ", default=list, blank=True)

    class Meta:
        verbose_name = "chỉ số"
        verbose_name_plural = "chỉ số"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("targets:figure", args=[self.code])


class Target(CatalogueRow):
    """What a directive asks, so that figures can be judged by it. Codes are those of indicators.

    `period`, `filter` and `item_rule` are as in the catalogue; `threshold` is a number, true, a rating or nothing.
    """

    directive = models.ForeignKey(
        Directive, models.PROTECT, related_name="targets", verbose_name="văn bản chỉ đạo"
    )
    code = models.CharField("mã", max_length=12, unique=True)
    statement = models.CharField("nội dung", max_length=300)
    unit_of_measure = models.CharField("đơn vị tính", max_length=40)
    kind = models.CharField("loại", max_length=16, choices=TargetKind.choices)
    scope = models.CharField("phạm vi", max_length=10, choices=TargetScope.choices)
    period = models.JSONField("thời hạn")
    comparator = models.CharField("so sánh", max_length=12, choices=Comparator.choices)
    threshold = models.JSONField("ngưỡng", null=True, blank=True)
    threshold_indicator = models.CharField("ngưỡng lấy từ chỉ số", max_length=40, blank=True)
    threshold_source = models.CharField("nguồn của ngưỡng", max_length=8, choices=ThresholdSource.choices)
    required_share = models.DecimalField(
        "tỷ lệ đơn vị phải đạt (%)", max_digits=5, decimal_places=2, null=True, blank=True
    )
    numerator = models.CharField("tử số", max_length=40)
    numerator_extra = models.JSONField("cộng thêm vào tử số", default=list, blank=True)
    denominator = models.CharField("mẫu số", max_length=40, blank=True)
    denominator_period = models.CharField("kỳ của mẫu số", max_length=20, blank=True)
    related = models.JSONField("chỉ số liên quan", default=list, blank=True)
    compare_with = models.CharField("đối chiếu với chỉ tiêu", max_length=12, blank=True)
    filter = models.JSONField("chỉ tính", default=dict, blank=True)
    item_rule = models.JSONField("quy tắc từng dòng", default=dict, blank=True)
    basis = models.CharField("căn cứ", max_length=16, choices=Basis.choices)

    class Meta:
        verbose_name = "chỉ tiêu"
        verbose_name_plural = "chỉ tiêu"
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.statement}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("targets:target", args=[self.code])


class ActionItem(CatalogueRow):
    """A duty that a directive gives: who does it, who helps, when it is due, what must come before, what proves it."""

    directive = models.ForeignKey(
        Directive, models.PROTECT, related_name="action_items", verbose_name="văn bản chỉ đạo"
    )
    code = models.CharField("mã", max_length=12, unique=True)
    title = models.CharField("nhiệm vụ", max_length=300)
    responsible = models.JSONField("chủ trì", default=list, blank=True)
    cooperating = models.JSONField("phối hợp", default=list, blank=True)
    deadline = models.JSONField("thời hạn")
    recurrence = models.CharField("lặp lại", max_length=10, choices=Recurrence.choices)
    dependencies = models.JSONField("làm sau các việc", default=list, blank=True)
    evidence = models.JSONField("minh chứng", default=list, blank=True)
    organisations_source = models.CharField("nguồn của đơn vị chủ trì", max_length=20)

    class Meta:
        verbose_name = "nhiệm vụ được giao"
        verbose_name_plural = "nhiệm vụ được giao"
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def deadline_words(self) -> str:
        """When it is due, as the directive says it."""
        return (
            self.deadline.get("text_vi") or self.deadline.get("trigger_vi") or self.get_recurrence_display()
        )


class OfUnit(models.Model):
    """A row of one indicator for one unit over one stretch of days. `unit` is the commune's code, else the province's:
    one column for uniqueness, which empty communes would escape."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", verbose_name="chỉ số")
    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name="tỉnh")
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="xã, phường"
    )
    unit = models.CharField(max_length=5, editable=False)
    first_day = models.DateField("từ ngày")
    last_day = models.DateField("đến ngày")

    objects = FigureQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.indicator}, {self.commune or self.province}, {self.first_day:%d/%m/%Y}–{self.last_day:%d/%m/%Y}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.province_id, self.commune_id or ""


class Figure(OfUnit):
    """A figure as it stands: what holds (`value`) and what the registers give (`computed_value`).

    A flag is 1 or 0. While the days are not over it is measured to the day it was computed. A figure that is missing
    says why. Where a value was typed over a computed one, both are kept (`TypedFigure` has the reason).
    """

    value = models.DecimalField("giá trị", max_digits=20, decimal_places=4, null=True, blank=True)
    computed_value = models.DecimalField(
        "giá trị tính từ sổ", max_digits=20, decimal_places=4, null=True, blank=True
    )
    state = models.CharField("trạng thái", max_length=10, choices=FigureState.choices)
    why_missing = models.CharField("vì sao chưa có", max_length=250, blank=True)
    data_version = models.PositiveBigIntegerField("phiên bản dữ liệu", default=0)
    computed_at = models.DateTimeField("tính lúc")

    class Meta:
        verbose_name = "số liệu"
        verbose_name_plural = "số liệu"
        ordering = ["-last_day", "indicator_id", "unit"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "unit", "first_day", "last_day"], name="figure_once"
            ),
        ]
        indexes = [
            models.Index(fields=["province", "first_day", "last_day", "indicator"], name="figure_of_province")
        ]


class TypedFigure(OfUnit):
    """A value somebody typed, with the reason. The newest one counts; the ones before stay."""

    value = models.DecimalField("giá trị", max_digits=20, decimal_places=4)
    reason = models.CharField("lý do, nguồn", max_length=250)
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người nhập"
    )
    typed_at = models.DateTimeField("nhập lúc", auto_now_add=True)

    class Meta:
        verbose_name = "số liệu nhập tay"
        verbose_name_plural = "số liệu nhập tay"
        ordering = ["-typed_at", "-pk"]
        indexes = [models.Index(fields=["unit", "first_day", "last_day"], name="typed_of_unit")]


class Reckoning(models.Model):
    """That the figures of a commune over those days were computed, from which state of data, on which day.

    One row tells in one comparison whether hundreds of figures are stale: the commune's data moved, the day changed
    while the days are not over, or other figures are asked for (`fingerprint`).
    """

    commune = models.ForeignKey(Commune, models.CASCADE, related_name="+", verbose_name="xã, phường")
    first_day = models.DateField("từ ngày")
    last_day = models.DateField("đến ngày")
    data_version = models.PositiveBigIntegerField("phiên bản dữ liệu")
    reckoned_on = models.DateField("tính ngày")
    fingerprint = models.CharField(max_length=32)

    objects = ReckoningQuerySet.as_manager()

    class Meta:
        verbose_name = "lần tính số liệu"
        verbose_name_plural = "lần tính số liệu"
        ordering = ["commune_id", "-last_day"]
        constraints = [
            models.UniqueConstraint(fields=["commune", "first_day", "last_day"], name="reckoning_once")
        ]

    def __str__(self) -> str:
        return f"{self.commune_id}, {self.first_day:%d/%m/%Y}–{self.last_day:%d/%m/%Y}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.commune.province_id, self.commune_id
