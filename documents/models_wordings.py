"""Wordings as an administrator changed them: versions with dates, for the country or one province."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from communes.models import Province
from contracts.records import Versioned
from contracts.registry import TemplateKind, template_kinds
from documents.choices import WordingState
from documents.composing import LINES, TEXTS, Wording
from documents.querysets import PaperTemplateQuerySet


class PaperTemplate(Versioned):
    """One version of what a paper of that kind says; version 0 is the file that comes with the product.

    `number` counts the versions of one template, the country's and the provinces' alike, so that a paper's
    `template_code` and `template_version` name one row. A draft has no `started_on`. In force from `started_on` up to,
    not including, `ended_on`; both on one day = another took its place before it held.
    `based_on` is the version it was written from.
    """

    code = models.CharField("mẫu", max_length=40)
    province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="riêng tỉnh"
    )
    number = models.PositiveSmallIntegerField("bản số")
    based_on = models.PositiveSmallIntegerField("sửa từ bản", default=0)
    title = models.CharField("trích yếu", max_length=300, blank=True)
    heading = models.CharField("tên loại in trên văn bản", max_length=150, blank=True)
    body = models.JSONField("nội dung", default=list, blank=True)
    addressees = models.JSONField("kính gửi", default=list, blank=True)
    signing = models.JSONField("quyền hạn, chức vụ người ký", default=list, blank=True)
    left_signing = models.JSONField("chức vụ người ký bên trái", default=list, blank=True)
    left_name = models.CharField("họ tên người ký bên trái", max_length=150, blank=True)
    recipients = models.JSONField("nơi nhận", default=list, blank=True)
    note = models.CharField("lý do sửa", max_length=250)
    started_on = models.DateField("áp dụng từ ngày", null=True, blank=True)
    ended_on = models.DateField("thôi áp dụng từ ngày", null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người soạn"
    )
    created_at = models.DateTimeField("soạn lúc", auto_now_add=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="người cho áp dụng",
    )  # fmt: skip

    objects = PaperTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = "bản của mẫu văn bản"
        verbose_name_plural = "bản của mẫu văn bản"
        ordering = ["code", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["code", "number"], name="template_number_once"),
            models.UniqueConstraint(
                fields=["code", "province"], condition=Q(started_on=None, province__isnull=False),
                name="template_one_draft_of_province",
            ),
            models.UniqueConstraint(
                fields=["code"], condition=Q(started_on=None, province=None), name="template_one_draft_of_country"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(started_on__isnull=False, ended_on__gte=F("started_on")),
                name="template_dates",
                violation_error_message="Ngày thôi áp dụng phải từ ngày áp dụng trở đi. Kiểm tra lại hai ngày.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.label}, bản {self.number} ({self.region})"

    def get_absolute_url(self) -> str:
        """The version's page."""
        return reverse("documents:wording", args=[self.pk])

    @property
    def kind(self) -> TemplateKind:
        """The names its texts may use, and what type of paper it is."""
        return template_kinds.get(self.code)

    @property
    def label(self) -> str:
        """What the paper is called; the code of a template that the product no longer has."""
        return self.kind.label if self.code in template_kinds else self.code

    @property
    def region(self) -> str:
        """Where it holds."""
        return self.province.name if self.province else "Toàn quốc"

    @property
    def is_draft(self) -> bool:
        """Not yet put in force."""
        return self.started_on is None

    @property
    def wording(self) -> Wording:
        """What it says."""
        parts = {name: getattr(self, name) for name in (*TEXTS, *LINES, "body")}
        return Wording(**parts, version=self.number)

    def state_on(self, on: date) -> WordingState:
        """How it stands on that day."""
        if self.started_on is None:
            return WordingState.DRAFT
        if self.ended_on is not None and self.ended_on <= max(on, self.started_on):
            return WordingState.ENDED
        return WordingState.IN_FORCE if self.started_on <= on else WordingState.WAITING

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.province_id or "", ""
