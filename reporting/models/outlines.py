"""What reports are made of, and who owes them when."""

from django.db import models

from communes.models import Province
from contracts.records import Dated, ends_after_start
from reporting.choices import Level, OutlineOrigin, SectionKind
from reporting.querysets import OutlineQuerySet, RegimeQuerySet, SectionIndicatorQuerySet, SectionQuerySet
from targets.models import Directive, Indicator


class Outline(models.Model):
    """What a report is made of. Shipped ones come from the catalogue; a province adds its own.

    `balances` are sums that must hold: {"label", "plus": [codes], "minus": [codes], "equals": code}.
    """

    code = models.CharField("mã", max_length=30, unique=True)
    title = models.CharField("tên báo cáo", max_length=250)
    directive = models.ForeignKey(
        Directive, models.PROTECT, null=True, blank=True, related_name="outlines", verbose_name="theo văn bản"
    )
    province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="riêng tỉnh"
    )
    origin = models.CharField(
        "nguồn", max_length=10, choices=OutlineOrigin.choices, default=OutlineOrigin.DERIVED
    )
    author = models.CharField("đơn vị lập", max_length=120, blank=True)
    recipients = models.JSONField("nơi nhận", default=list, blank=True)
    frequency = models.CharField("định kỳ", max_length=40, blank=True)
    deadline = models.CharField("thời hạn", max_length=120, blank=True)
    balances = models.JSONField("phép cân đối", default=list, blank=True)
    note = models.TextField("ghi chú", blank=True)

    objects = OutlineQuerySet.as_manager()

    class Meta:
        verbose_name = "đề cương báo cáo"
        verbose_name_plural = "đề cương báo cáo"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.title

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.province_id or "", ""


class OutlineSection(models.Model):
    """A section of an outline, with the indicators it shows and the question its wording answers.

    `wording` is the sentence that the product proposes: "{teams_current}" is the figure, "{teams_current:change}" its
    change on the period before and the year before. `repeats_for` says of what there is one such section each.
    """

    outline = models.ForeignKey(Outline, models.CASCADE, related_name="sections", verbose_name="đề cương")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children", verbose_name="thuộc mục"
    )
    number = models.CharField("số mục", max_length=20)
    title = models.CharField("tên mục", max_length=300)
    kind = models.CharField("loại", max_length=10, choices=SectionKind.choices)
    prompt = models.TextField("câu hỏi", blank=True)
    wording = models.TextField("mẫu lời văn", blank=True)
    is_required = models.BooleanField("bắt buộc", default=True)
    repeats_for = models.CharField("lặp theo", max_length=60, blank=True)
    indicators = models.ManyToManyField(
        Indicator, through="SectionIndicator", related_name="sections", verbose_name="chỉ số"
    )
    position = models.PositiveSmallIntegerField("thứ tự")

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = "mục của đề cương"
        verbose_name_plural = "mục của đề cương"
        ordering = ["outline_id", "position"]
        constraints = [models.UniqueConstraint(fields=["outline", "number"], name="section_number_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class SectionIndicator(models.Model):
    """One figure of a section, in order."""

    section = models.ForeignKey(OutlineSection, models.CASCADE, related_name="lines", verbose_name="mục")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", verbose_name="chỉ số")
    position = models.PositiveSmallIntegerField("thứ tự")

    objects = SectionIndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = "chỉ số của mục"
        verbose_name_plural = "chỉ số của mục"
        ordering = ["section_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["section", "indicator"], name="section_indicator_once")
        ]

    def __str__(self) -> str:
        return f"{self.section}: {self.indicator}"


class Regime(Dated):
    """Who reports what, how often, in which window, due when, in which outline.

    `period_kind` is a kind of `vietnam.windows`; the closing day and the number of working days after it come from
    the law (`closing_rule`, `due_rule` are parameter codes). `province` empty = every province.
    """

    code = models.CharField("mã", max_length=30, unique=True)
    name = models.CharField("tên chế độ báo cáo", max_length=200)
    level = models.CharField("cấp lập", max_length=10, choices=Level.choices)
    province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, related_name="regimes", verbose_name="riêng tỉnh"
    )
    outline = models.ForeignKey(Outline, models.PROTECT, related_name="regimes", verbose_name="đề cương")
    period_kind = models.CharField("kỳ", max_length=24)
    closing_rule = models.CharField("tham số ngày chốt", max_length=60)
    due_rule = models.CharField("tham số hạn gửi", max_length=60)
    citation = models.CharField("căn cứ", max_length=250)

    objects = RegimeQuerySet.as_manager()

    class Meta:
        verbose_name = "chế độ báo cáo"
        verbose_name_plural = "chế độ báo cáo"
        ordering = ["code"]
        constraints = [ends_after_start("regime_dates")]

    def __str__(self) -> str:
        return self.name

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.province_id or "", ""
