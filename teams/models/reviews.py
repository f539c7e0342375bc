"""Review of a commune's teams (rà soát, kiện toàn: seed 002.III.1)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from communes.models import Commune
from contracts.encryption import EncryptedTextField
from contracts.records import Versioned
from documents.models import Document
from teams.choices import Gap, Outcome, Rating, Standard
from teams.models.memberships import Membership
from teams.models.teams import Team
from teams.querysets import MemberReviewQuerySet, OfRoundQuerySet, ReviewRoundQuerySet


class ReviewRound(Versioned):
    """One review of the teams of a commune by a working group. Once closed, nothing of it changes."""

    commune = models.ForeignKey(Commune, models.PROTECT, related_name="reviews", verbose_name="xã, phường")
    title = models.CharField("tên đợt rà soát", max_length=200)
    opens_on = models.DateField("từ ngày")
    due_on = models.DateField("phải xong trước hết ngày")
    group_decision = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="reviews",
        verbose_name="quyết định thành lập Tổ công tác",
    )  # fmt: skip
    closed_on = models.DateField("kết thúc ngày", null=True, blank=True)
    close_reason = models.CharField("lý do kết thúc khi còn thiếu phiếu", max_length=250, blank=True)

    objects = ReviewRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt rà soát Tổ"
        verbose_name_plural = "đợt rà soát Tổ"
        ordering = ["-opens_on", "-id"]
        indexes = [models.Index(fields=["commune", "opens_on"], name="review_commune")]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("opens_on")),
                name="review_dates",
                violation_error_message="Ngày phải xong không được trước ngày bắt đầu.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("teams:review", args=[self.pk])

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.commune.province_id, self.commune_id


class OfRound(models.Model):
    """A row of a review."""

    objects = OfRoundQuerySet.as_manager()

    class Meta:
        abstract = True

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.round.unit_codes()


class ReviewWorker(OfRound):
    """One of the working group (Tổ công tác): police, Front, unions; with a login or without."""

    round = models.ForeignKey(ReviewRound, models.CASCADE, related_name="workers", verbose_name="đợt rà soát")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="người dùng",
    )  # fmt: skip
    full_name = models.CharField("họ và tên", max_length=100)
    position = models.CharField("chức vụ, cơ quan", max_length=150)
    is_head = models.BooleanField("Tổ trưởng Tổ công tác", default=False)

    class Meta:
        verbose_name = "người của Tổ công tác"
        verbose_name_plural = "người của Tổ công tác"
        ordering = ["round_id", "-is_head", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round"], condition=Q(is_head=True), name="review_one_head",
                violation_error_message="Tổ công tác chỉ có một Tổ trưởng.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.full_name}, {self.position}"


class TeamReview(Versioned, OfRound):
    """The sheet of one team; empty until `reviewed_on` is set."""

    round = models.ForeignKey(ReviewRound, models.CASCADE, related_name="sheets", verbose_name="đợt rà soát")
    team = models.ForeignKey(Team, models.PROTECT, related_name="reviews", verbose_name="Tổ")
    reviewed_on = models.DateField("ngày rà soát", null=True, blank=True)
    rating = models.CharField("hoạt động của Tổ", max_length=8, choices=Rating.choices, blank=True)
    to_recruit = models.PositiveSmallIntegerField("số người cần tuyển bổ sung", default=0)
    structure_note = models.CharField("số lượng, cơ cấu", max_length=250, blank=True)
    note = models.CharField("chất lượng hoạt động, hiệu quả công việc", max_length=500, blank=True)

    class Meta:
        verbose_name = "phiếu rà soát Tổ"
        verbose_name_plural = "phiếu rà soát Tổ"
        ordering = ["round_id", "team__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "team"],
                name="review_team_once",
                violation_error_message="Tổ này đã có trong đợt rà soát.",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_on__isnull=True, rating="")
                | (Q(reviewed_on__isnull=False) & ~Q(rating="")),
                name="review_team_whole",
                violation_error_message="Phiếu của Tổ phải có cả ngày rà soát và mức đánh giá.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team}: {self.round}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("teams:review_sheet", args=[self.pk])


class MemberReview(models.Model):
    """What the review found about one member in service on the day of the team's sheet.

    `failed_standards` are codes of `Standard`, `gaps` of `Gap`; the yes and no beside them follow from them and are
    what figures count. The note is encrypted: it may touch health.
    """

    sheet = models.ForeignKey(TeamReview, models.CASCADE, related_name="members", verbose_name="phiếu của Tổ")
    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="reviews", verbose_name="thành viên"
    )
    failed_standards = models.JSONField("tiêu chuẩn không đạt", default=list, blank=True)
    gaps = models.JSONField("còn yếu, còn thiếu", default=list, blank=True)
    failed_duty = models.BooleanField("không hoàn thành nhiệm vụ", default=False)
    wishes_out = models.BooleanField("tự nguyện xin ra khỏi Tổ", default=False)
    outcome = models.CharField("hướng xử lý", max_length=8, choices=Outcome.choices)
    note = EncryptedTextField("ghi chú", blank=True, default="")
    meets_standard = models.BooleanField("đủ tiêu chuẩn", editable=False)
    knows_duties = models.BooleanField("nắm vững nhiệm vụ", editable=False)
    has_skills = models.BooleanField("có kỹ năng cơ bản", editable=False)
    is_unfit = models.BooleanField("thuộc diện thay thế", editable=False)

    objects = MemberReviewQuerySet.as_manager()

    class Meta:
        verbose_name = "kết quả rà soát thành viên"
        verbose_name_plural = "kết quả rà soát thành viên"
        ordering = ["sheet_id", "membership__position", "membership__person__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "membership"],
                name="review_member_once",
                violation_error_message="Thành viên này đã có kết quả trong phiếu.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.membership.person}: {self.sheet.round}"

    @property
    def standards_words(self) -> str:
        """The standards not met, in words."""
        return ", ".join(str(Standard(code).label) for code in self.failed_standards)

    @property
    def gaps_words(self) -> str:
        """What is still lacking, in words."""
        return ", ".join(str(Gap(code).label) for code in self.gaps)

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.sheet.unit_codes()
