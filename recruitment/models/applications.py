"""Applications with their papers."""

import json

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from contracts.encryption import EncryptedTextField
from contracts.records import Versioned
from documents.models import Document
from jobs.models import StoredFile
from recruitment.choices import ApplicationState, PaperKind, Source
from recruitment.models.campaigns import Campaign, CampaignLine
from recruitment.querysets import (
    ApplicationQuerySet,
    OfApplicationQuerySet,
)
from teams.choices import Position
from teams.models import Membership, Person


class Application(Versioned):
    """One person's application in a campaign, for one team.

    `received_on` is the day it was handed in: lateness is judged on it, and so are ages and terms. What is known of
    prosecution, sentences and administrative measures is encrypted (`legal_facts`). `state_since` is the day of the act
    that brought it into its state: the day of receipt for a new one. Of somebody over the age limit the chairman's last
    word stands: `over_age_decision` lets them apply, `over_age_refused_on` with its ground (encrypted: it tells of
    health) does not.
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
    state_since = models.DateField("ở trạng thái này từ ngày", default=timezone.localdate)
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
    over_age_refused_on = models.DateField("ngày không cho phép vì tuổi", null=True, blank=True)
    over_age_ground = EncryptedTextField("lý do không cho phép vì tuổi", blank=True, default="")
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
    #: Follows from `state`, whose change has an entry of its own day.
    audit_ignored = frozenset({"state_since"})

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
            ),
            models.CheckConstraint(
                condition=Q(over_age_decision__isnull=True) | Q(over_age_refused_on__isnull=True),
                name="application_one_word_on_age",
                violation_error_message="Về tuổi chỉ có một kết luận: cho phép hoặc không cho phép.",
            ),
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
