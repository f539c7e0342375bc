"""Workbooks brought in: one batch a file, and what a unit's headings mean."""

from django.db import models
from django.urls import reverse

from jobs.choices import ImportState
from jobs.models.work import Job, Owned, StoredFile
from jobs.querysets import HeadingMemoryQuerySet, ImportBatchQuerySet


class ImportBatch(Owned):
    """One workbook brought into one register of one commune, from the upload to its undoing.

    `headings` holds what the user decided for headings of this file: heading key → field, "" for "do not read".
    `counts` are rows by verdict and findings by kind; `notes` what was seen in the file as a whole. What was found at
    each row lies encrypted in `preview`; rows set aside lie in `aside`.
    """

    resource = models.CharField("sổ", max_length=40)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="tệp")
    state = models.CharField(
        "trạng thái", max_length=10, choices=ImportState.choices, default=ImportState.READING
    )
    sheet = models.CharField("trang tính", max_length=100, blank=True)
    headings = models.JSONField("tiêu đề cột đã chọn", default=dict, blank=True)
    options = models.JSONField("lựa chọn", default=dict, blank=True)
    counts = models.JSONField("số dòng", default=dict, blank=True)
    notes = models.JSONField("ghi nhận về tệp", default=dict, blank=True)
    error = models.TextField("lỗi của cả tệp", blank=True)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, blank=True, related_name="+")
    preview = models.ForeignKey(StoredFile, models.SET_NULL, null=True, blank=True, related_name="+")
    aside = models.ForeignKey(
        StoredFile, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="dòng để riêng"
    )
    confirmed_at = models.DateTimeField("ghi vào sổ lúc", null=True, blank=True)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = "lô nhập Excel"
        verbose_name_plural = "lô nhập Excel"
        ordering = ["-id"]
        indexes = [models.Index(fields=["commune_code", "resource"], name="import_unit")]

    def __str__(self) -> str:
        return self.file.name

    @property
    def code(self) -> str:
        """The batch code of its audit entries."""
        return f"import:{self.pk}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("jobs:import", args=[self.pk])


class HeadingMemory(models.Model):
    """What a heading means in the workbooks of a unit; `field` "" = the column is not read."""

    province_code = models.CharField("tỉnh", max_length=2, blank=True)
    commune_code = models.CharField("xã", max_length=5, blank=True)
    resource = models.CharField("sổ", max_length=40)
    heading_key = models.CharField("tiêu đề", max_length=120)
    field = models.CharField("trường", max_length=60, blank=True)

    objects = HeadingMemoryQuerySet.as_manager()

    class Meta:
        verbose_name = "tiêu đề cột đã nhớ"
        verbose_name_plural = "tiêu đề cột đã nhớ"
        constraints = [
            models.UniqueConstraint(
                fields=["commune_code", "resource", "heading_key"], name="heading_memory_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.heading_key} → {self.field or '(không đọc)'}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.province_code, self.commune_code
