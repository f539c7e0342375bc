"""Duty rosters with their shifts, and the log of patrols."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse

from communes.models import Cluster
from contracts.records import Versioned
from readiness.choices import Outcome, ShiftKind
from readiness.querysets import (
    AssignmentQuerySet,
    PatrolMemberQuerySet,
    PatrolQuerySet,
    RosterQuerySet,
    ShiftQuerySet,
)
from teams.models import Membership, Team


class DutyRoster(Versioned):
    """The duty roster of one team for one month (sổ phân công trực); `month` is its first day."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="rosters", verbose_name="Tổ")
    month = models.DateField("tháng")

    objects = RosterQuerySet.as_manager()

    class Meta:
        verbose_name = "lịch trực"
        verbose_name_plural = "lịch trực"
        ordering = ["-month", "team_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "month"],
                name="roster_once_a_month",
                violation_error_message="Tổ đã có lịch trực tháng này. Mở lịch đó để xếp tiếp.",
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="roster_month_is_first_day"),
        ]

    def __str__(self) -> str:
        return f"Lịch trực tháng {self.month:%m/%Y}, {self.team}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("readiness:roster", args=[self.pk])

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.team.unit_codes()


class Timed(models.Model):
    """Hours of a day; an end not after the beginning lies on the next day."""

    starts_at = models.TimeField("từ giờ")
    ends_at = models.TimeField("đến giờ")

    class Meta:
        abstract = True

    def hours_on(self, day) -> tuple[datetime, datetime]:
        """Beginning and end when it begins on that day."""
        begin, end = datetime.combine(day, self.starts_at), datetime.combine(day, self.ends_at)
        return begin, end if end > begin else end + timedelta(days=1)

    @property
    def hours(self) -> str:
        """The hours in words."""
        return f"{self.starts_at:%H:%M} – {self.ends_at:%H:%M}"


class DutyShift(Timed):
    """One shift of a roster: a day, its hours, and who is on it."""

    roster = models.ForeignKey(DutyRoster, models.CASCADE, related_name="shifts", verbose_name="lịch trực")
    day = models.DateField("ngày")
    kind = models.CharField("ca", max_length=6, choices=ShiftKind.choices)
    is_heavy = models.BooleanField(
        "việc nặng nhọc, độc hại, nguy hiểm", default=False, help_text="Luật 30/2023, Điều 23"
    )
    note = models.CharField("ghi chú", max_length=150, blank=True)

    objects = ShiftQuerySet.as_manager()

    class Meta:
        verbose_name = "ca trực"
        verbose_name_plural = "ca trực"
        ordering = ["day", "starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["roster", "day", "starts_at", "ends_at"],
                name="shift_once",
                violation_error_message="Ngày này đã có ca cùng giờ. Thêm người vào ca đó.",
            )
        ]

    def __str__(self) -> str:
        return f"Ca {self.get_kind_display().lower()} {self.day:%d/%m/%Y}, {self.hours}"

    @property
    def span(self) -> tuple[datetime, datetime]:
        """Beginning and end."""
        return self.hours_on(self.day)

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.roster.unit_codes()


class DutyAssignment(models.Model):
    """One member on one shift, and whether they were there."""

    shift = models.ForeignKey(DutyShift, models.CASCADE, related_name="assignments", verbose_name="ca trực")
    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="duties", verbose_name="thành viên"
    )
    outcome = models.CharField("kết quả", max_length=8, choices=Outcome.choices, default=Outcome.PLANNED)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "lượt trực"
        verbose_name_plural = "lượt trực"
        ordering = ["shift__day", "shift__starts_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["shift", "membership"],
                name="assignment_once",
                violation_error_message="Người này đã có trong ca.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.membership.person}: {self.shift}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.membership.unit_codes()


class Patrol(Versioned, Timed):
    """One patrol of a team (sổ tuần tra). What was found is counted; nobody of the people is named."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="patrols", verbose_name="Tổ")
    patrolled_on = models.DateField("ngày tuần tra")
    shift = models.ForeignKey(
        DutyShift, models.PROTECT, null=True, blank=True, related_name="patrols", verbose_name="thuộc ca trực"
    )
    cluster = models.ForeignKey(
        Cluster, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="cụm dân cư"
    )
    route = models.CharField("tuyến, địa bàn", max_length=200)
    incidents_found = models.PositiveSmallIntegerField("vụ việc phát hiện", default=0)
    people_reminded = models.PositiveSmallIntegerField("lượt người được nhắc nhở", default=0)
    handed_over = models.PositiveSmallIntegerField("vụ việc chuyển Công an xã", default=0)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    objects = PatrolQuerySet.as_manager()

    class Meta:
        verbose_name = "buổi tuần tra"
        verbose_name_plural = "buổi tuần tra"
        ordering = ["-patrolled_on", "-id"]
        indexes = [models.Index(fields=["team", "patrolled_on"], name="patrol_team")]

    def __str__(self) -> str:
        return f"Tuần tra {self.patrolled_on:%d/%m/%Y}, {self.team}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("readiness:patrol", args=[self.pk])

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.team.unit_codes()


class PatrolMember(models.Model):
    """One member on one patrol."""

    patrol = models.ForeignKey(Patrol, models.CASCADE, related_name="members", verbose_name="buổi tuần tra")
    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="patrols", verbose_name="thành viên"
    )

    objects = PatrolMemberQuerySet.as_manager()

    class Meta:
        verbose_name = "người tuần tra"
        verbose_name_plural = "người tuần tra"
        ordering = ["patrol_id", "id"]
        constraints = [models.UniqueConstraint(fields=["patrol", "membership"], name="patrol_member_once")]

    def __str__(self) -> str:
        return f"{self.membership.person}: {self.patrol}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.membership.unit_codes()
