"""Accidents, injuries, illness and death of members."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from contracts.records import Versioned
from documents.models import Document
from readiness.choices import CaseKind, ClaimState, Exclusion, TaskGroup
from readiness.querysets import InjuryQuerySet
from teams.models import Membership


class Injury(Versioned):
    """What happened to a member, and the claim that followed (Luật 30/2023, Điều 24; NĐ 40/2024).

    A death on duty is counted by the spell that ended so; here stands how it came about and what was paid.
    """

    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="injuries", verbose_name="thành viên"
    )
    happened_on = models.DateField("ngày xảy ra")
    kind = models.CharField("loại", max_length=8, choices=CaseKind.choices)
    on_duty = models.BooleanField("khi làm nhiệm vụ", default=True)
    task = models.CharField("nhiệm vụ đang làm", max_length=16, choices=TaskGroup.choices, blank=True)
    circumstances = models.CharField("diễn biến tóm tắt", max_length=300, blank=True)
    exclusion = models.CharField(
        "không thuộc diện chi vì", max_length=11, choices=Exclusion.choices, blank=True
    )
    has_insurance = models.BooleanField("có bảo hiểm y tế", default=False)
    claim_state = models.CharField(
        "giải quyết chế độ", max_length=8, choices=ClaimState.choices, default=ClaimState.NONE
    )
    claimed_on = models.DateField("đề nghị ngày", null=True, blank=True)
    claimed = models.PositiveIntegerField("chi phí đề nghị (đồng)", null=True, blank=True)
    paid_on = models.DateField("chi trả ngày", null=True, blank=True)
    paid = models.PositiveIntegerField("đã chi trả (đồng)", null=True, blank=True)
    has_request = models.BooleanField("đơn đề nghị thanh toán", default=False)
    has_receipts = models.BooleanField("bản sao hóa đơn, chứng từ", default=False)
    has_discharge = models.BooleanField("bản sao giấy ra viện", default=False)
    claim_note = models.CharField("ghi chú giải quyết", max_length=250, blank=True)
    decision = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="quyết định chi"
    )

    objects = InjuryQuerySet.as_manager()

    class Meta:
        verbose_name = "vụ tai nạn, bị thương"
        verbose_name_plural = "ốm đau, tai nạn, bị thương"
        ordering = ["-happened_on", "-id"]
        indexes = [models.Index(fields=["membership", "happened_on"], name="injury_member")]
        constraints = [
            models.CheckConstraint(
                condition=Q(on_duty=True) | ~Q(exclusion=""),
                name="injury_off_duty_is_excluded",
                violation_error_message="Không khi làm nhiệm vụ thì không thuộc diện chi.",
            ),
            models.CheckConstraint(
                condition=Q(exclusion="") | ~Q(claim_state__in=[ClaimState.APPROVED, ClaimState.PAID]),
                name="injury_excluded_is_not_paid",
                violation_error_message="Trường hợp bị loại trừ không được chi (NĐ 40/2024, Điều 5).",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership.person}: {self.get_kind_display().lower()} {self.happened_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("readiness:injury", args=[self.pk])

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.membership.unit_codes()
