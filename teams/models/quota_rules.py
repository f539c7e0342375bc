"""How a province counts the members a team should have."""

from django.db import models
from django.db.models import Q

from communes.choices import HamletGroup
from communes.models import Province
from contracts.records import Dated, ends_after_start
from documents.models import Document
from teams.choices import QuotaBasis
from teams.querysets import QuotaBandQuerySet, QuotaRuleQuerySet


class QuotaRule(Dated):
    """The criteria of the province's council, in force from a day on (Luật 30/2023, Điều 14, khoản 3)."""

    province = models.ForeignKey(Province, models.PROTECT, related_name="quota_rules", verbose_name="tỉnh")
    basis = models.CharField("tính theo", max_length=10, choices=QuotaBasis.choices)
    legal_basis = models.CharField("nghị quyết, quyết định", max_length=200)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="văn bản"
    )

    objects = QuotaRuleQuerySet.as_manager()

    class Meta:
        verbose_name = "tiêu chí số lượng thành viên"
        verbose_name_plural = "tiêu chí số lượng thành viên"
        ordering = ["province_id", "-started_on"]
        constraints = [
            ends_after_start("quota_rule_dates"),
            models.UniqueConstraint(
                fields=["province"], condition=Q(ended_on__isnull=True), name="quota_rule_open"
            ),
        ]

    def __str__(self) -> str:
        return f"Tiêu chí số lượng thành viên từ {self.started_on:%d/%m/%Y}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.province_id, ""


class QuotaBand(models.Model):
    """From `at_least` on (households or people; 0 for a rule by kind) so many members; with `step`, one more for every
    further `step`, up to `most`."""

    rule = models.ForeignKey(QuotaRule, models.CASCADE, related_name="bands", verbose_name="tiêu chí")
    group = models.CharField("áp dụng cho", max_length=12, choices=HamletGroup.choices, blank=True)
    at_least = models.PositiveIntegerField("từ", default=0)
    members = models.PositiveSmallIntegerField("số thành viên")
    step = models.PositiveIntegerField("thêm một người cho mỗi", null=True, blank=True)
    most = models.PositiveSmallIntegerField("nhiều nhất", null=True, blank=True)

    objects = QuotaBandQuerySet.as_manager()

    class Meta:
        verbose_name = "mức của tiêu chí"
        verbose_name_plural = "mức của tiêu chí"
        ordering = ["rule_id", "group", "at_least"]
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "group", "at_least"],
                name="quota_band_once",
                violation_error_message="Hai mức cùng bắt đầu từ một số. Bỏ bớt một mức.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_group_display() or 'Mọi nơi'} từ {self.at_least}: {self.members} người"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.rule.unit_codes()

    def members_for(self, number: int) -> int:
        """Members for that many households or people."""
        more = (number - self.at_least) // self.step if self.step else 0
        return min(self.members + more, self.most) if self.most else self.members + more
