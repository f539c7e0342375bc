"""A council's session: planned, attended, voted; and who moved up for somebody who stepped back."""

from django.db import models
from django.db.models import F, Q

from contracts.records import Versioned
from documents.models import Document
from recruitment.choices import CounterRole, VoteMethod
from recruitment.models.applications import Application
from recruitment.models.campaigns import CampaignLine
from recruitment.models.councils import Council, CouncilMember
from recruitment.querysets import OfApplicationQuerySet, OfCouncilQuerySet, OfSessionQuerySet


class SessionPlan(Versioned):
    """When and where a council is going to meet: what the invitation says. Moved by saving it again; the audit keeps
    the earlier days."""

    council = models.OneToOneField(Council, models.CASCADE, related_name="plan", verbose_name="Hội đồng")
    held_on = models.DateField("ngày họp")
    starts_at = models.TimeField("giờ họp")
    place = models.CharField("địa điểm", max_length=150)
    agenda = models.TextField("nội dung", max_length=2000)
    invitation = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="giấy mời"
    )

    objects = OfCouncilQuerySet.as_manager()

    class Meta:
        verbose_name = "lịch họp Hội đồng"
        verbose_name_plural = "lịch họp Hội đồng"

    def __str__(self) -> str:
        return f"Lịch họp {self.held_on:%d/%m/%Y}, {self.council.campaign}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.council.unit_codes()


class CouncilSession(models.Model):
    """A council's session (Mẫu 04). Who is present is the denominator of every majority.

    `present` is derived from the attendance. The four ballot counts are empty after a vote by hand. `minutes` is empty
    until the minutes are signed; `submission` is the tờ trình that the result was put before the chairman with, `reply`
    the chairman's written answer where nobody was recognised.
    """

    council = models.OneToOneField(Council, models.CASCADE, related_name="session", verbose_name="Hội đồng")
    held_on = models.DateField("ngày họp")
    started_at = models.TimeField("bắt đầu lúc", null=True, blank=True)
    ended_at = models.TimeField("kết thúc lúc", null=True, blank=True)
    place = models.CharField("địa điểm", max_length=150, blank=True)
    presider = models.ForeignKey(
        CouncilMember, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="chủ trì"
    )
    authorisation = models.CharField("ủy quyền chủ trì", max_length=200, blank=True)
    secretary = models.CharField("thư ký", max_length=100, blank=True)
    present = models.PositiveSmallIntegerField("số thành viên dự họp")
    method = models.CharField("hình thức", max_length=8, choices=VoteMethod.choices)
    ballots_issued = models.PositiveSmallIntegerField("số phiếu phát ra", null=True, blank=True)
    ballots_returned = models.PositiveSmallIntegerField("số phiếu thu về", null=True, blank=True)
    ballots_valid = models.PositiveSmallIntegerField("số phiếu hợp lệ", null=True, blank=True)
    ballots_invalid = models.PositiveSmallIntegerField("số phiếu không hợp lệ", null=True, blank=True)
    tie_break = models.CharField("cách chọn khi bằng phiếu", max_length=250, blank=True)
    remarks = models.TextField("ý kiến tại phiên họp", max_length=2000, blank=True)
    minutes = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="biên bản kết quả"
    )
    submission = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="tờ trình kết quả"
    )
    reply = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="văn bản trả lời"
    )

    objects = OfCouncilQuerySet.as_manager()

    class Meta:
        verbose_name = "phiên họp Hội đồng"
        verbose_name_plural = "phiên họp Hội đồng"
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gt=F("started_at")),
                name="council_session_times",
                violation_error_message="Giờ kết thúc phải sau giờ bắt đầu. Kiểm tra lại hai giờ.",
            )
        ]

    def __str__(self) -> str:
        return f"Phiên họp {self.held_on:%d/%m/%Y}, {self.council.campaign}"

    @property
    def result_on(self):
        """The day that the time to submit runs from: of the minutes, or while there are none of the session."""
        return self.minutes.signed_on if self.minutes else self.held_on

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.council.unit_codes()


class SessionAttendance(models.Model):
    """Whether one member of the council came to the session; somebody absent has a reason."""

    session = models.ForeignKey(
        CouncilSession, models.CASCADE, related_name="attendance", verbose_name="phiên họp"
    )
    member = models.ForeignKey(CouncilMember, models.PROTECT, related_name="+", verbose_name="thành viên")
    is_present = models.BooleanField("có mặt")
    reason = models.CharField("lý do vắng", max_length=150, blank=True)

    objects = OfSessionQuerySet.as_manager()

    class Meta:
        verbose_name = "thành viên dự họp"
        verbose_name_plural = "thành viên dự họp"
        ordering = ["session_id", "member_id"]
        constraints = [models.UniqueConstraint(fields=["session", "member"], name="session_attendance_once")]

    def __str__(self) -> str:
        return f"{self.member.full_name}: {'có mặt' if self.is_present else 'vắng'}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.session.unit_codes()


class BallotCounter(models.Model):
    """Somebody who counts the ballots of a session (Tổ kiểm phiếu)."""

    session = models.ForeignKey(
        CouncilSession, models.CASCADE, related_name="counters", verbose_name="phiên họp"
    )
    full_name = models.CharField("họ và tên", max_length=100)
    role = models.CharField("nhiệm vụ", max_length=10, choices=CounterRole.choices)

    objects = OfSessionQuerySet.as_manager()

    class Meta:
        verbose_name = "người kiểm phiếu"
        verbose_name_plural = "Tổ kiểm phiếu"
        ordering = ["session_id", "id"]

    def __str__(self) -> str:
        return f"{self.full_name} ({self.get_role_display()})"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.session.unit_codes()


class Vote(models.Model):
    """What the council's ballots say of one candidate, and the line the vote gave them.

    `is_tied` marks those between whom only the council's recorded choice could decide.
    """

    session = models.ForeignKey(
        CouncilSession, models.CASCADE, related_name="votes", verbose_name="phiên họp"
    )
    application = models.OneToOneField(Application, models.PROTECT, related_name="vote", verbose_name="hồ sơ")
    yes = models.PositiveSmallIntegerField("đồng ý")
    no = models.PositiveSmallIntegerField("không đồng ý", default=0)
    blank = models.PositiveSmallIntegerField("phiếu trắng", default=0)
    invalid = models.PositiveSmallIntegerField("phiếu không hợp lệ", default=0)
    is_chosen = models.BooleanField("trúng tuyển", default=False)
    is_tied = models.BooleanField("bằng phiếu ở chỗ cuối", default=False)
    line = models.ForeignKey(
        CampaignLine, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="trúng tuyển vào"
    )

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


class ApplicationWish(models.Model):
    """One of the teams that an applicant stands for, the dearest first; without rows the application's own line."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="wishes", verbose_name="hồ sơ")
    line = models.ForeignKey(CampaignLine, models.CASCADE, related_name="+", verbose_name="dự tuyển vào")
    rank = models.PositiveSmallIntegerField("thứ tự nguyện vọng")

    objects = OfApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = "nguyện vọng"
        verbose_name_plural = "nguyện vọng"
        ordering = ["application_id", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["application", "rank"], name="application_wish_rank"),
            models.UniqueConstraint(fields=["application", "line"], name="application_wish_line"),
        ]

    def __str__(self) -> str:
        return f"Nguyện vọng {self.rank}: {self.line.team}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.application.unit_codes()


class Replacement(models.Model):
    """The next by votes moved up for somebody who was chosen and stepped back before the decision."""

    session = models.ForeignKey(
        CouncilSession, models.CASCADE, related_name="replacements", verbose_name="phiên họp"
    )
    leaving = models.OneToOneField(
        Application, models.PROTECT, related_name="replaced_by", verbose_name="người thôi dự tuyển"
    )
    joining = models.OneToOneField(
        Application, models.PROTECT, related_name="replaces", verbose_name="người thay"
    )
    decided_on = models.DateField("ngày quyết định thay")
    reason = models.CharField("căn cứ, lý do", max_length=250)

    objects = OfSessionQuerySet.as_manager()

    class Meta:
        verbose_name = "thay người trúng tuyển"
        verbose_name_plural = "thay người trúng tuyển"
        ordering = ["session_id", "id"]

    def __str__(self) -> str:
        return f"{self.joining.person} thay {self.leaving.person}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.session.unit_codes()
