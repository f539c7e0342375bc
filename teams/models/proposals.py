"""What the commune police put before the chairman (Mẫu 07): members to let go, or a team to dissolve."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from communes.models import Commune
from contracts.encryption import EncryptedTextField
from contracts.records import Versioned
from documents.models import Document
from teams.choices import OPEN_PROPOSALS, EndKind, ProposalKind, ProposalState
from teams.models.leaving import LeavingPaper
from teams.models.memberships import Membership
from teams.models.teams import Team
from teams.querysets import ProposalLineQuerySet, ProposalQuerySet

#: So many people are named in one line; the others are counted.
NAMED = 2


class Proposal(Versioned):
    """One proposal, from its draft to the chairman's answer (TT 14/2024/TT-BCA, Điều 5).

    It lets one member or several go, or dissolves one team. `report` is the police's signed report (Mẫu 07), `decision`
    the chairman's (Mẫu 08), `drafted` what the police drew up for him until he answers. Why somebody is to go may tell
    of health or offences: grounds and reasons are encrypted.
    """

    commune = models.ForeignKey(Commune, models.PROTECT, related_name="proposals", verbose_name="xã, phường")
    kind = models.CharField("đề xuất", max_length=12, choices=ProposalKind.choices)
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="proposals", verbose_name="Tổ giải thể"
    )
    state = models.CharField(
        "trạng thái", max_length=10, choices=ProposalState.choices, default=ProposalState.DRAFT
    )
    grounds = EncryptedTextField("lý do giải thể", blank=True, default="")
    hamlet_head = models.CharField("Trưởng thôn, Tổ trưởng tổ dân phố", max_length=150, blank=True)
    front_head = models.CharField("Trưởng Ban công tác Mặt trận", max_length=150, blank=True)
    agreed_on = models.DateField("ngày thống nhất với thôn, Mặt trận", null=True, blank=True)
    report = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="reporting_proposals",
        verbose_name="báo cáo đề xuất",
    )  # fmt: skip
    submitted_on = models.DateField("ngày trình", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người trình"
    )  # fmt: skip
    decision = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="deciding_proposals",
        verbose_name="quyết định",
    )  # fmt: skip
    drafted = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="drafting_proposals",
        verbose_name="bản thảo quyết định",
    )  # fmt: skip
    closed_on = models.DateField("ngày quyết định, từ chối, rút", null=True, blank=True)
    close_reason = EncryptedTextField("lý do từ chối, rút", blank=True, default="")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người lập"
    )
    created_on = models.DateField("ngày lập")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "đề xuất cho thôi, giải thể"
        verbose_name_plural = "đề xuất cho thôi, giải thể"
        ordering = ["-created_on", "-id"]
        indexes = [models.Index(fields=["commune", "state"], name="proposal_commune")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ProposalKind.DISSOLUTION, team__isnull=False)
                | Q(kind=ProposalKind.LEAVING, team__isnull=True),
                name="proposal_team",
                violation_error_message="Đề xuất giải thể nêu một Tổ; đề xuất cho thôi nêu từng người.",
            ),
            models.UniqueConstraint(
                fields=["team"],
                condition=Q(state__in=OPEN_PROPOSALS),
                name="proposal_one_open_of_team",
                violation_error_message="Tổ này đang có một đề xuất giải thể. Mở đề xuất đó.",
            ),
        ]

    def __str__(self) -> str:
        if self.kind == ProposalKind.DISSOLUTION:
            return f"Đề xuất giải thể {self.team}"
        return f"Đề xuất cho thôi số {self.pk}" if self.pk else "Đề xuất cho thôi"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("teams:proposal", args=[self.pk])

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.commune.province_id, self.commune_id

    @property
    def is_leaving(self) -> bool:
        """Whether it lets members go; otherwise it dissolves a team."""
        return self.kind == ProposalKind.LEAVING

    @property
    def about(self) -> str:
        """Whom or what it is about, in one line; of many with `lines__membership__person` prefetched."""
        if not self.is_leaving:
            return str(self.team)
        names = [line.membership.person.full_name for line in self.lines.all()]
        more = f" và {len(names) - NAMED} người khác" if len(names) > NAMED else ""
        return f"{', '.join(names[:NAMED])}{more}"

    def joined_lines(self) -> "list[ProposalLine]":
        """Its people in the order they were put in, with everything that papers say of them."""
        rows = self.lines.select_related(
            "membership__person", "membership__team__commune", "paper", "target__commune"
        )
        return list(rows.order_by("pk"))

    @property
    def is_open(self) -> bool:
        """Whether it may still lead to a decision."""
        return self.state in OPEN_PROPOSALS


class ProposalLine(models.Model):
    """One person of a proposal.

    Of a leaving: in which case of Điều 17, khoản 3 (`end_kind`) and on which paper. Of a dissolution: to which team the
    person goes on, as `target`; who has no line leaves with the team.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="lines", verbose_name="đề xuất")
    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="proposal_lines", verbose_name="thành viên"
    )
    end_kind = models.CharField("trường hợp", max_length=16, choices=EndKind.choices)
    paper = models.ForeignKey(
        LeavingPaper, models.PROTECT, null=True, blank=True, related_name="proposal_lines",
        verbose_name="giấy tờ căn cứ",
    )  # fmt: skip
    target = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="chuyển sang Tổ"
    )
    grounds = EncryptedTextField("lý do, diễn biến", blank=True, default="")
    refused_reason = EncryptedTextField("không cho thôi vì", blank=True, default="")

    objects = ProposalLineQuerySet.as_manager()

    class Meta:
        verbose_name = "người trong đề xuất"
        verbose_name_plural = "người trong đề xuất"
        ordering = ["proposal_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "membership"],
                name="proposal_line_once",
                violation_error_message="Người này đã có trong đề xuất.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.membership.person}: {self.get_end_kind_display()}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.proposal.unit_codes()
