"""Equipment given to teams and members."""

from datetime import date

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from contracts.records import Dated, Versioned, ends_after_start
from documents.models import Document
from readiness.choices import PERSONAL_KINDS, UNUSABLE, Condition, EquipmentKind
from readiness.querysets import IssueQuerySet
from teams.models import Membership, Team


class EquipmentIssue(Versioned, Dated):
    """Things of one kind given to a team, or to one of its members; handed back on `ended_on`."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="equipment", verbose_name="Tổ")
    membership = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="equipment", verbose_name="cấp cho"
    )
    kind = models.CharField("loại trang bị", max_length=14, choices=EquipmentKind.choices)
    quantity = models.PositiveSmallIntegerField(
        "số lượng", default=1, validators=[MinValueValidator(1, "Ít nhất là 1.")]
    )
    serial = models.CharField("số hiệu", max_length=40, blank=True)
    valid_until = models.DateField("có giá trị đến", null=True, blank=True)
    condition = models.CharField(
        "tình trạng", max_length=8, choices=Condition.choices, default=Condition.GOOD
    )
    inspected_on = models.DateField("ngày ghi tình trạng", null=True, blank=True)
    paper = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="biên bản bàn giao"
    )

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = "trang bị đã cấp"
        verbose_name_plural = "trang bị đã cấp"
        ordering = ["team_id", "kind", "started_on"]
        indexes = [
            models.Index(fields=["team", "kind"], name="equipment_team"),
            models.Index(fields=["membership", "kind"], name="equipment_member"),
        ]
        constraints = [
            ends_after_start("equipment_dates"),
            models.UniqueConstraint(
                fields=["membership", "kind"],
                condition=Q(ended_on__isnull=True, kind__in=sorted(PERSONAL_KINDS)),
                name="personal_equipment_once",
                violation_error_message="Thành viên đang giữ một bản còn giá trị. Thu hồi bản cũ trước.",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=sorted(PERSONAL_KINDS)) | Q(membership__isnull=False),
                name="personal_equipment_has_member",
                violation_error_message="Biển tên, Giấy chứng nhận cấp cho từng người. Chọn thành viên.",
            ),
        ]

    def __str__(self) -> str:
        whom = self.membership.person if self.membership_id else self.team
        return f"{self.get_kind_display()}: {whom}"

    def is_held(self, on: date) -> bool:
        """Given out, not handed back, not run out, not broken or lost on that day."""
        runs = self.valid_until is None or on <= self.valid_until
        return self.is_in_force(on) and runs and self.condition not in UNUSABLE

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.team.unit_codes()
