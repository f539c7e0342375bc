"""The audit entry: one per object written, exported or revealed."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from audit.acts import act_label
from audit.choices import Source
from audit.querysets import EntryQuerySet


class Entry(models.Model):
    """Who did what to which object, when, why, from where, and what was different afterwards.

    `before` and `after` hold only the fields that changed; of an encrypted field only that it changed. The names
    of actor and subject are copies, so an entry can be read when they are long gone.
    """

    at = models.DateTimeField("lúc", auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, verbose_name="người làm", null=True, db_constraint=False
    )
    actor_name = models.CharField("tên người làm", max_length=150)
    act = models.CharField("hành động", max_length=80)
    subject_type = models.CharField("loại đối tượng", max_length=80)
    subject_id = models.CharField("mã đối tượng", max_length=64)
    subject_name = models.CharField("đối tượng", max_length=250)
    province_code = models.CharField("tỉnh", max_length=2, blank=True)
    commune_code = models.CharField("xã", max_length=5, blank=True)
    batch = models.CharField("đợt", max_length=64, blank=True)
    reason = models.TextField("lý do", blank=True)
    before = models.JSONField("trước", null=True)
    after = models.JSONField("sau", null=True)
    source = models.CharField("từ", max_length=8, choices=Source.choices)
    reference = models.CharField("mã yêu cầu", max_length=64, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "mục nhật ký"
        verbose_name_plural = "nhật ký"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="audit_subject"),
            models.Index(fields=["commune_code", "-id"], name="audit_commune"),
            models.Index(fields=["province_code", "-id"], name="audit_province"),
        ]

    def __str__(self) -> str:
        return f"{self.act_name}: {self.subject_name}"

    def save(self, *args, **kwargs):
        """Add the entry; refused for one that is already written."""
        if self.pk:
            raise TypeError("audit entries are append only")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Refused: the audit is append only."""
        raise TypeError("audit entries are append only")

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("audit:entry", args=[self.pk])

    @property
    def act_name(self) -> str:
        """The act in Vietnamese."""
        return act_label(self.act)
