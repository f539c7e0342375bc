"""What precedes a leaving: refusals of duty, written reminders, the papers it stands on."""

from datetime import date

from django.db import models

from documents.models import Document
from jobs.models import StoredFile
from teams.choices import DutyFault, LeavingPaperKind
from teams.models.memberships import Membership
from teams.querysets import OfMembershipQuerySet


class OfMembership(models.Model):
    """A fact about a member. Written by mistake, it stays with the reason why it does not count."""

    void_reason = models.CharField("không tính vì", max_length=250, blank=True)

    objects = OfMembershipQuerySet.as_manager()

    class Meta:
        abstract = True

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.membership.unit_codes()


class DutyRefusal(OfMembership):
    """A member did not do, or misused, what they were asked to do (Luật 30/2023, Điều 17, khoản 3, điểm c)."""

    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="refusals", verbose_name="thành viên"
    )
    fault = models.CharField("việc vi phạm", max_length=10, choices=DutyFault.choices)
    happened_on = models.DateField("ngày")
    asked = models.CharField("nhiệm vụ được giao", max_length=250)
    reason = models.CharField("lý do người đó nêu", max_length=250, blank=True)
    has_good_reason = models.BooleanField("có lý do chính đáng", default=False)

    class Meta:
        verbose_name = "lần không chấp hành nhiệm vụ"
        verbose_name_plural = "các lần không chấp hành nhiệm vụ"
        ordering = ["membership_id", "happened_on", "id"]
        indexes = [models.Index(fields=["membership", "happened_on"], name="refusal_member")]

    def __str__(self) -> str:
        return f"{self.get_fault_display()} ngày {self.happened_on:%d/%m/%Y}"


class WrittenReminder(OfMembership):
    """The commune police reminded a member in writing."""

    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="reminders", verbose_name="thành viên"
    )
    document = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name="văn bản nhắc nhở")
    about = models.CharField("nội dung nhắc nhở", max_length=250)

    class Meta:
        verbose_name = "lần nhắc nhở bằng văn bản"
        verbose_name_plural = "các lần nhắc nhở bằng văn bản"
        ordering = ["membership_id", "document_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "document"],
                condition=models.Q(void_reason=""),
                name="written_reminder_once",
                violation_error_message="Văn bản này đã ghi cho người này. Mỗi lần nhắc nhở là một văn bản.",
            )
        ]

    def __str__(self) -> str:
        return f"Nhắc nhở bằng văn bản: {self.document}"


class LeavingPaper(OfMembership):
    """A paper that a leaving stands on: mostly of others (the member, a hospital, an investigator), so it is no
    `Document` of our books. `received_on` is empty where it came in on the day that stands on it."""

    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="leaving_papers", verbose_name="thành viên"
    )
    kind = models.CharField("loại giấy tờ", max_length=12, choices=LeavingPaperKind.choices)
    dated_on = models.DateField("ngày ghi trên giấy")
    received_on = models.DateField("ngày nhận", null=True, blank=True)
    symbol = models.CharField("số, ký hiệu", max_length=60, blank=True)
    issuer = models.CharField("người, cơ quan ký", max_length=150)
    scan = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bản quét"
    )

    class Meta:
        verbose_name = "giấy tờ xét cho thôi"
        verbose_name_plural = "giấy tờ xét cho thôi"
        ordering = ["membership_id", "dated_on", "id"]
        indexes = [models.Index(fields=["kind", "dated_on"], name="leaving_paper_kind")]

    def __str__(self) -> str:
        received = f", nhận ngày {self.received_on:%d/%m/%Y}" if self.received_on else ""
        number = f" số {self.symbol}" if self.symbol else ""
        return f"{self.get_kind_display()}{number} ngày {self.dated_on:%d/%m/%Y}{received}"

    @property
    def counted_on(self) -> date:
        """The day after which the limits of the circular are counted: the day it was received."""
        return self.received_on or self.dated_on
