"""Spells of people in teams, and the clusters in a member's charge."""

from django.db import models
from django.db.models import Q

from communes.models import Cluster
from contracts.records import Dated, Versioned, ends_after_start
from documents.models import Document
from teams.choices import EndKind, Position, StartKind
from teams.models.people import Person
from teams.models.teams import Team
from teams.querysets import (
    ClusterAssignmentQuerySet,
    MembershipQuerySet,
)


class Membership(Versioned, Dated):
    """One spell of one person in one team in one position. Spells of a person never overlap."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships", verbose_name="người")
    team = models.ForeignKey(Team, models.PROTECT, related_name="memberships", verbose_name="Tổ")
    position = models.CharField("chức danh", max_length=8, choices=Position.choices)
    start_kind = models.CharField("vì", max_length=16, choices=StartKind.choices)
    start_decision = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="started_memberships",
        verbose_name="quyết định công nhận",
    )  # fmt: skip
    end_kind = models.CharField("thôi vì", max_length=16, choices=EndKind.choices, blank=True)
    end_decision = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="ended_memberships",
        verbose_name="quyết định cho thôi",
    )  # fmt: skip
    end_note = models.CharField("ghi chú khi thôi", max_length=250, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "thành viên Tổ bảo vệ"
        verbose_name_plural = "thành viên Tổ bảo vệ"
        ordering = ["person__sort_key", "started_on"]
        # None on the dates alone: nearly every spell is in force, and SQLite took such an index for the list of members
        # and then sorted all of it (540 ms at 100,000 instead of 90 ms).
        indexes = [
            models.Index(fields=["team", "started_on", "ended_on"], name="membership_team"),
            models.Index(fields=["person", "started_on"], name="membership_person"),
        ]
        constraints = [
            ends_after_start("membership_span"),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_on__isnull=True),
                name="membership_one_open",
                violation_error_message="Người này đang là thành viên một Tổ. Ghi thôi ở Tổ cũ trước.",
            ),
            models.UniqueConstraint(
                fields=["team"],
                condition=Q(ended_on__isnull=True, position=Position.LEADER),
                name="membership_one_leader",
                violation_error_message="Tổ đang có Tổ trưởng. Đổi chức danh của Tổ trưởng cũ trước.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, end_kind="")
                | (Q(ended_on__isnull=False) & ~Q(end_kind="")),
                name="membership_end_has_kind",
                violation_error_message="Ngày thôi và lý do thôi phải đi cùng nhau.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_position_display()} {self.team}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.team.unit_codes()


class ClusterAssignment(Dated):
    """A cụm dân cư in one member's charge (seed 002.III.1.b3)."""

    membership = models.ForeignKey(
        Membership, models.CASCADE, related_name="clusters", verbose_name="thành viên"
    )
    cluster = models.ForeignKey(
        Cluster, models.PROTECT, related_name="assignments", verbose_name="cụm dân cư"
    )

    objects = ClusterAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "phân công cụm dân cư"
        verbose_name_plural = "phân công cụm dân cư"
        ordering = ["cluster_id", "started_on"]
        constraints = [
            ends_after_start("cluster_assignment_dates"),
            models.UniqueConstraint(
                fields=["cluster", "membership"],
                condition=Q(ended_on__isnull=True),
                name="cluster_assigned_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cluster}: {self.membership.person}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.membership.unit_codes()
