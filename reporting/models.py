"""Regimes, outlines, expected reports and their versions; deadlines and reminders."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from communes.models import Commune, Province
from contracts.records import Dated, Versioned, ends_after_start
from documents.models import Document
from jobs.models import StoredFile
from reporting.choices import (
    HANDED_IN,
    LIVING,
    DeadlineState,
    DutyState,
    Level,
    OutlineOrigin,
    ReminderState,
    ReminderStep,
    ReportState,
    SectionKind,
)
from reporting.querysets import (
    CollectionQuerySet,
    DeadlineQuerySet,
    DutyQuerySet,
    OfReportQuerySet,
    OutlineQuerySet,
    RegimeQuerySet,
    ReminderQuerySet,
    ReportQuerySet,
    SectionIndicatorQuerySet,
    SectionQuerySet,
)
from targets.models import Directive, Indicator, Period


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


class ReportDuty(models.Model):
    """One report expected of one unit for one period. Written down when the period opens, whoever works on it.

    `state`, `signed_at`, `returns` repeat what its versions say, so that a province reads 168 of them at once.
    `signed_at` is the first time it was handed in: what is returned and sent again does not become late by that.
    """

    regime = models.ForeignKey(Regime, models.PROTECT, related_name="duties", verbose_name="chế độ")
    period = models.ForeignKey(Period, models.PROTECT, related_name="duties", verbose_name="kỳ")
    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name="tỉnh")
    commune = models.ForeignKey(
        Commune,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="report_duties",
        verbose_name="xã, phường",
    )
    due_on = models.DateField("hạn gửi")
    state = models.CharField(
        "trạng thái", max_length=12, choices=DutyState.choices, default=DutyState.NOT_STARTED
    )
    signed_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    returns = models.PositiveSmallIntegerField("số lần trả lại", default=0)
    reminded_at = models.DateTimeField("nhắc gần nhất", null=True, blank=True)
    reminders = models.PositiveSmallIntegerField("số lần nhắc", default=0)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = "báo cáo phải lập"
        verbose_name_plural = "báo cáo phải lập"
        ordering = ["-period__last_day", "commune__official_order"]
        constraints = [
            models.UniqueConstraint(
                fields=["regime", "period", "commune"],
                condition=Q(commune__isnull=False),
                name="duty_once_commune",
            ),
            models.UniqueConstraint(
                fields=["regime", "period", "province"],
                condition=Q(commune__isnull=True),
                name="duty_once_province",
            ),
        ]
        indexes = [
            models.Index(fields=["commune", "state"], name="duty_commune"),
            models.Index(fields=["province", "period"], name="duty_province"),
        ]

    def __str__(self) -> str:
        return f"{self.regime.name}, {self.period.label}: {self.commune or self.province}"

    def get_absolute_url(self) -> str:
        """The desk of the report."""
        return reverse("reporting:desk", args=[self.pk])

    @property
    def handed_in_on(self) -> date | None:
        """The day it was first handed in."""
        return timezone.localdate(self.signed_at) if self.signed_at else None

    @property
    def is_late(self) -> bool:
        """Handed in for the first time after the due day."""
        return self.handed_in_on is not None and self.handed_in_on > self.due_on

    @property
    def is_handed_in(self) -> bool:
        """Signed, and not returned since."""
        return self.state in HANDED_IN

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.province_id, self.commune_id or ""


class Report(Versioned):
    """One version of an expected report. Its figures are a copy: later changes of registers never alter it.

    `edited_by` is whoever else worked on the draft beside `drafted_by`. The files of a draft were made from
    `produced_version`; those of a signed report are its document's.
    """

    duty = models.ForeignKey(
        ReportDuty, models.PROTECT, related_name="reports", verbose_name="báo cáo phải lập"
    )
    number = models.PositiveSmallIntegerField("lần")
    state = models.CharField(
        "trạng thái", max_length=10, choices=ReportState.choices, default=ReportState.DRAFT
    )
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="report", verbose_name="văn bản"
    )
    excel = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bản Excel"
    )
    draft_pdf = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bản thảo PDF"
    )
    draft_word = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bản thảo Word"
    )
    produced_version = models.PositiveIntegerField("tệp lập từ phiên bản", default=0)
    figures_at = models.DateTimeField("số liệu lấy lúc", null=True, blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người soạn"
    )
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người cùng soạn",
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người ký",
    )
    signed_at = models.DateTimeField("ký lúc", null=True, blank=True)
    sole_performer = models.BooleanField("một người thực hiện", default=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người duyệt",
    )
    decided_at = models.DateTimeField("duyệt, trả lại lúc", null=True, blank=True)
    return_comment = models.TextField("góp ý khi trả lại", blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "báo cáo"
        verbose_name_plural = "báo cáo"
        ordering = ["duty_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["duty", "number"], name="report_number_once"),
            models.UniqueConstraint(
                fields=["duty"],
                condition=Q(state__in=LIVING),
                name="report_one_living",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty} (lần {self.number})"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.duty.unit_codes()

    def get_absolute_url(self) -> str:
        """The desk."""
        return self.duty.get_absolute_url()


class ReportSection(models.Model):
    """The wording of one section of a report; `drafted` is what the product proposed."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections", verbose_name="báo cáo")
    section = models.ForeignKey(OutlineSection, models.PROTECT, related_name="+", verbose_name="mục")
    drafted = models.TextField("lời văn đề xuất", blank=True)
    text = models.TextField("lời văn", blank=True)

    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = "mục của báo cáo"
        verbose_name_plural = "mục của báo cáo"
        ordering = ["report_id", "section__position"]
        constraints = [models.UniqueConstraint(fields=["report", "section"], name="report_section_once")]

    def __str__(self) -> str:
        return f"{self.report}: {self.section}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.report.unit_codes()


class ReportFigure(models.Model):
    """A figure as the report states it, with the period before and the year before, and why it was corrected."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="figures", verbose_name="báo cáo")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", verbose_name="chỉ số")
    value = models.DecimalField("số liệu", max_digits=16, decimal_places=3, null=True, blank=True)
    previous = models.DecimalField("kỳ trước", max_digits=16, decimal_places=3, null=True, blank=True)
    last_year = models.DecimalField(
        "cùng kỳ năm trước", max_digits=16, decimal_places=3, null=True, blank=True
    )
    computed = models.DecimalField("số hệ thống tính", max_digits=16, decimal_places=3, null=True, blank=True)
    reason = models.CharField("lý do khác số hệ thống", max_length=250, blank=True)

    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = "số liệu của báo cáo"
        verbose_name_plural = "số liệu của báo cáo"
        ordering = ["report_id", "id"]
        constraints = [models.UniqueConstraint(fields=["report", "indicator"], name="report_figure_once")]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.report.unit_codes()


class Deadline(models.Model):
    """Something that falls due for a unit, collected from every app; closed when its source no longer names it."""

    source = models.CharField("nguồn", max_length=40)
    key = models.CharField("khóa", max_length=120)
    title = models.CharField("việc", max_length=250)
    rule = models.CharField("căn cứ", max_length=250, blank=True)
    due_on = models.DateField("hạn")
    started_on = models.DateField("tính từ", null=True, blank=True)
    province_code = models.CharField("tỉnh", max_length=2, blank=True)
    commune_code = models.CharField("xã", max_length=5, blank=True)
    roles = models.JSONField("dành cho", default=list, blank=True)
    url = models.CharField("trang", max_length=200, blank=True)
    action = models.CharField("nút", max_length=60, blank=True)
    state = models.CharField(
        "trạng thái", max_length=6, choices=DeadlineState.choices, default=DeadlineState.OPEN
    )
    seen_at = models.DateTimeField("thấy lần đầu", auto_now_add=True)
    closed_at = models.DateTimeField("xong lúc", null=True, blank=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = "việc đến hạn"
        verbose_name_plural = "việc đến hạn"
        ordering = ["due_on", "id"]
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="deadline_once")]
        indexes = [
            models.Index(fields=["commune_code", "state", "due_on"], name="deadline_commune"),
            models.Index(fields=["province_code", "state", "due_on"], name="deadline_province"),
        ]

    def __str__(self) -> str:
        return self.title

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.province_code, self.commune_code


class Reminder(models.Model):
    """One reminder of one deadline to one person at one step: it cannot exist twice."""

    deadline = models.ForeignKey(
        Deadline, models.CASCADE, related_name="reminders", verbose_name="việc đến hạn"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminders", verbose_name="người nhận"
    )
    step = models.CharField("bậc nhắc", max_length=10, choices=ReminderStep.choices)
    day = models.DateField("ngày")
    state = models.CharField(
        "trạng thái", max_length=8, choices=ReminderState.choices, default=ReminderState.PENDING
    )
    attempts = models.PositiveSmallIntegerField("số lần gửi", default=0)
    claimed_at = models.DateTimeField("bắt đầu gửi lúc", null=True, blank=True)
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    outcome = models.CharField("kết quả", max_length=250, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = "lời nhắc"
        verbose_name_plural = "lời nhắc"
        ordering = ["-day", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["deadline", "user", "step", "day"], name="reminder_once")
        ]
        indexes = [models.Index(fields=["state", "day"], name="reminder_queue")]

    def __str__(self) -> str:
        return f"{self.deadline}: {self.user}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.deadline.unit_codes()


class Collection(models.Model):
    """That deadlines were collected on that day, and which audit entry was the last then: nothing new, nothing to do.

    Belongs to the installation, to no unit.
    """

    day = models.DateField("ngày", unique=True)
    last_entry = models.PositiveBigIntegerField("mục nhật ký cuối", default=0)

    objects = CollectionQuerySet.as_manager()

    class Meta:
        verbose_name = "lần gom việc đến hạn"
        verbose_name_plural = "lần gom việc đến hạn"
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"

    def unit_codes(self) -> tuple[str, str]:
        """Nobody's in particular."""
        return "", ""
