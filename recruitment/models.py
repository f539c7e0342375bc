"""Campaigns, applications with their papers, councils with their votes."""

import json

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from communes.models import Commune, Hamlet
from contracts.encryption import EncryptedTextField
from contracts.records import Versioned
from documents.models import Document
from jobs.models import StoredFile
from recruitment.choices import ApplicationState, CampaignState, Capacity, PaperKind, Source, VoteMethod
from recruitment.querysets import (
    ApplicationQuerySet,
    CampaignQuerySet,
    OfApplicationQuerySet,
    OfCampaignQuerySet,
    OfCouncilQuerySet,
    OfSessionQuerySet,
)
from teams.choices import Position
from teams.models import Membership, Person, Team
from vietnam.names import fold


class Campaign(Versioned):
    """One round of recruitment of a commune. The window includes both its days (seed 002.V.4)."""

    commune = models.ForeignKey(Commune, models.PROTECT, related_name="campaigns", verbose_name="xã, phường")
    title = models.CharField("tên đợt", max_length=200)
    state = models.CharField(
        "bước", max_length=10, choices=CampaignState.choices, default=CampaignState.DRAFT
    )
    opens_on = models.DateField("nhận hồ sơ từ ngày")
    closes_on = models.DateField("đến hết ngày")
    filing_place = models.CharField("nơi nhận hồ sơ", max_length=150)
    plan = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="kế hoạch"
    )
    submitted_on = models.DateField("ngày trình kết quả", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="người trình",
    )  # fmt: skip
    note = models.CharField("ghi chú", max_length=250, blank=True)
    search_key = models.CharField(max_length=220, editable=False, default="")

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt tuyển chọn"
        verbose_name_plural = "đợt tuyển chọn"
        ordering = ["-opens_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="campaign_window",
                violation_error_message="Ngày hết hạn phải từ ngày bắt đầu nhận hồ sơ trở đi.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs):
        """Derive the search key, then save."""
        self.search_key = fold(self.title)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The campaign's board."""
        return reverse("recruitment:campaign", args=[self.pk])

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.commune.province_id, self.commune_id


class CampaignLine(models.Model):
    """How many people one team is to get in a campaign."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="lines", verbose_name="đợt")
    team = models.ForeignKey(Team, models.PROTECT, related_name="campaign_lines", verbose_name="Tổ")
    hamlet = models.ForeignKey(
        Hamlet, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="thôn, tổ dân phố"
    )
    count = models.PositiveSmallIntegerField("số người")

    objects = OfCampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "chỉ tiêu tuyển"
        verbose_name_plural = "chỉ tiêu tuyển"
        ordering = ["campaign_id", "team__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "team"],
                name="campaign_line_once",
                violation_error_message="Đợt này đã có chỉ tiêu của Tổ đó. Sửa dòng cũ.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.team}: {self.count} người"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.campaign.unit_codes()


class Application(Versioned):
    """One person's application in a campaign, for one team.

    `received_on` is the day it was handed in: lateness is judged on it, and so are ages and terms. What is known of
    prosecution, sentences and administrative measures is encrypted (`legal_facts`).
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="applications", verbose_name="đợt")
    line = models.ForeignKey(
        CampaignLine, models.PROTECT, related_name="applications", verbose_name="dự tuyển vào"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="applications", verbose_name="người dự tuyển"
    )
    source = models.CharField("nguồn", max_length=8, choices=Source.choices)
    received_on = models.DateField("ngày nhận hồ sơ")
    state = models.CharField(
        "trạng thái", max_length=10, choices=ApplicationState.choices, default=ApplicationState.RECEIVED
    )
    is_background_clear = models.BooleanField("lý lịch rõ ràng, đạo đức tốt", null=True, blank=True)
    is_family_compliant = models.BooleanField("bản thân, gia đình chấp hành pháp luật", null=True, blank=True)
    lives_in_commune = models.BooleanField("thường xuyên sinh sống tại xã", null=True, blank=True)
    lives_in_hamlet = models.BooleanField("sống và làm việc tại thôn", default=False)
    is_facility_lawful = models.BooleanField("cơ sở khám bệnh hợp pháp", null=True, blank=True)
    was_member = models.BooleanField("từng tham gia lực lượng bảo vệ ANTT", default=False)
    legal_facts_text = EncryptedTextField("án tích, xử lý hành chính", blank=True, default="")
    over_age_decision = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="quyết định cho người quá tuổi",
    )
    appraised_on = models.DateField("ngày thẩm định", null=True, blank=True)
    appraised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người thẩm định",
    )
    reason = models.CharField("lý do từ chối, rút", max_length=250, blank=True)
    position = models.CharField(
        "chức danh đề nghị", max_length=8, choices=Position.choices, default=Position.MEMBER
    )
    recognition = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="quyết định công nhận"
    )
    membership = models.OneToOneField(
        Membership,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="application",
        verbose_name="thành viên",
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = "hồ sơ dự tuyển"
        verbose_name_plural = "hồ sơ dự tuyển"
        ordering = ["campaign_id", "person__sort_key"]
        indexes = [models.Index(fields=["campaign", "state"], name="application_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "person"],
                condition=~Q(state__in=("withdrawn", "refused")),
                name="application_once",
                violation_error_message="Người này đã có hồ sơ trong đợt. Mở hồ sơ đó để bổ sung.",
            )
        ]

    def __str__(self) -> str:
        return f"Hồ sơ của {self.person}"

    def get_absolute_url(self) -> str:
        """The application's page."""
        return reverse("recruitment:application", args=[self.pk])

    @property
    def legal_facts(self) -> dict:
        """What was declared and verified, by code; a missing code is not yet known."""
        return json.loads(self.legal_facts_text) if self.legal_facts_text else {}

    @legal_facts.setter
    def legal_facts(self, facts: dict) -> None:
        self.legal_facts_text = json.dumps(facts, sort_keys=True) if facts else ""

    @property
    def is_late(self) -> bool:
        """Handed in after the window closed."""
        return self.received_on > self.campaign.closes_on

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.campaign.unit_codes()


class ApplicationPaper(models.Model):
    """One of the papers of an application: there and in order, or what is wrong with it."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="papers", verbose_name="hồ sơ")
    kind = models.CharField("giấy tờ", max_length=20, choices=PaperKind.choices)
    issued_on = models.DateField("ngày cấp", null=True, blank=True)
    issuer = models.CharField("nơi cấp", max_length=150, blank=True)
    problem = models.CharField("chưa hợp lệ vì", max_length=200, blank=True)
    scan = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bản quét"
    )

    objects = OfApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = "giấy tờ của hồ sơ"
        verbose_name_plural = "giấy tờ của hồ sơ"
        ordering = ["application_id", "kind"]
        constraints = [models.UniqueConstraint(fields=["application", "kind"], name="application_paper_once")]

    def __str__(self) -> str:
        return self.get_kind_display()

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.application.unit_codes()


class Council(models.Model):
    """The Hội đồng xét tuyển of a campaign, set up by the chairman's decision."""

    campaign = models.OneToOneField(Campaign, models.CASCADE, related_name="council", verbose_name="đợt")
    decision = models.ForeignKey(
        Document, models.PROTECT, related_name="+", verbose_name="quyết định thành lập Hội đồng"
    )

    objects = OfCampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "Hội đồng xét tuyển"
        verbose_name_plural = "Hội đồng xét tuyển"

    def __str__(self) -> str:
        return f"Hội đồng xét tuyển, {self.campaign}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.campaign.unit_codes()


class CouncilMember(models.Model):
    """One seat of a council."""

    council = models.ForeignKey(Council, models.CASCADE, related_name="members", verbose_name="Hội đồng")
    full_name = models.CharField("họ và tên", max_length=100)
    capacity = models.CharField("tư cách", max_length=10, choices=Capacity.choices)

    objects = OfCouncilQuerySet.as_manager()

    class Meta:
        verbose_name = "thành viên Hội đồng"
        verbose_name_plural = "thành viên Hội đồng"
        ordering = ["council_id", "id"]

    def __str__(self) -> str:
        return f"{self.full_name} ({self.get_capacity_display()})"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.council.unit_codes()


class CouncilSession(models.Model):
    """A council's session with its minutes (Mẫu 04). Who is present is the denominator of every majority."""

    council = models.OneToOneField(Council, models.CASCADE, related_name="session", verbose_name="Hội đồng")
    held_on = models.DateField("ngày họp")
    present = models.PositiveSmallIntegerField("số thành viên dự họp")
    method = models.CharField("hình thức", max_length=8, choices=VoteMethod.choices)
    minutes = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name="biên bản kết quả")
    tie_break = models.CharField("cách chọn khi bằng phiếu", max_length=250, blank=True)

    objects = OfCouncilQuerySet.as_manager()

    class Meta:
        verbose_name = "phiên họp Hội đồng"
        verbose_name_plural = "phiên họp Hội đồng"

    def __str__(self) -> str:
        return f"Phiên họp {self.held_on:%d/%m/%Y}, {self.council.campaign}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.council.unit_codes()


class Vote(models.Model):
    """What the council's ballots say of one candidate."""

    session = models.ForeignKey(
        CouncilSession, models.CASCADE, related_name="votes", verbose_name="phiên họp"
    )
    application = models.OneToOneField(Application, models.PROTECT, related_name="vote", verbose_name="hồ sơ")
    yes = models.PositiveSmallIntegerField("đồng ý")
    no = models.PositiveSmallIntegerField("không đồng ý", default=0)
    blank = models.PositiveSmallIntegerField("phiếu trắng", default=0)
    invalid = models.PositiveSmallIntegerField("phiếu không hợp lệ", default=0)
    is_chosen = models.BooleanField("trúng tuyển", default=False)

    objects = OfSessionQuerySet.as_manager()

    class Meta:
        verbose_name = "kết quả bỏ phiếu"
        verbose_name_plural = "kết quả bỏ phiếu"
        ordering = ["session_id", "-yes"]

    def __str__(self) -> str:
        return f"{self.application.person}: {self.yes} phiếu"

    @property
    def cast(self) -> int:
        """All ballots on this candidate."""
        return self.yes + self.no + self.blank + self.invalid

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.session.unit_codes()
