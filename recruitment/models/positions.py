"""Serving members whom the submission proposes for another position (Mẫu 06)."""

from django.db import models

from contracts.encryption import EncryptedTextField
from documents.models import Document
from recruitment.models.campaigns import Campaign
from recruitment.querysets import PositionProposalQuerySet
from teams.choices import Position
from teams.models import Membership


class PositionProposal(models.Model):
    """Somebody who serves in a team of the campaign already and is proposed as Tổ trưởng or Tổ phó beside those whom
    the council chose: a Tổ trưởng has gone, and the recruit becomes Tổ viên.

    `membership` is the spell at that time. The chairman's answer is dated `decided_on`: confirmed with `decision`, from
    which the spell `result` began, or refused with `refused_reason` (encrypted: it may tell of health or conduct).
    """

    campaign = models.ForeignKey(
        Campaign, models.CASCADE, related_name="position_proposals", verbose_name="đợt"
    )
    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="position_proposals", verbose_name="người đang tham gia"
    )
    position = models.CharField("chức danh đề nghị", max_length=8, choices=Position.choices)
    decided_on = models.DateField("ngày trả lời", null=True, blank=True)
    decision = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="quyết định"
    )
    result = models.OneToOneField(
        Membership, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="chức danh mới"
    )
    refused_reason = EncryptedTextField("không chấp thuận vì", blank=True, default="")

    objects = PositionProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "đề nghị chức danh của người đang tham gia"
        verbose_name_plural = "đề nghị chức danh của người đang tham gia"
        ordering = ["campaign_id", "membership__team__sort_key", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "membership"],
                name="position_proposal_once",
                violation_error_message="Người này đã có trong đề nghị chức danh. Tải lại trang.",
            ),
            models.CheckConstraint(
                condition=models.Q(position__in=(Position.LEADER, Position.DEPUTY)),
                name="position_proposal_leads",
                violation_error_message="Chỉ đề nghị người đang tham gia làm Tổ trưởng, Tổ phó.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership.person}: {self.get_position_display()} {self.membership.team}"

    @property
    def is_refused(self) -> bool:
        """Whether the chairman did not confirm it."""
        return self.decided_on is not None and self.decision_id is None

    @property
    def told(self) -> str:
        """The position as papers tell it, with the one that is held: "Tổ trưởng (đang là Tổ viên)"."""
        return f"{self.get_position_display()} (đang là {self.membership.get_position_display()})"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.campaign.unit_codes()
