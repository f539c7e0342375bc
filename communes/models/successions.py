"""How units merge and split: an act and its lines."""

from django.db import models

from communes.choices import (
    SuccessionKind,
)
from communes.models.hamlets import Hamlet
from communes.models.units import Commune
from communes.querysets import (
    SuccessionQuerySet,
)


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
