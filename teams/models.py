"""People, teams, memberships, quotas, clusters in a member's charge."""

from datetime import date

from django.db import models
from django.db.models import Q

from communes.models import Cluster, Commune, Hamlet
from contracts.encryption import EncryptedTextField, digest
from contracts.records import Dated, Versioned, ends_after_start
from documents.models import Document
from teams.choices import Education, EndKind, Position, ResidenceKind, Sex, StartKind
from teams.querysets import (
    ClusterAssignmentQuerySet,
    MembershipQuerySet,
    OfTeamQuerySet,
    PersonQuerySet,
    QuotaQuerySet,
    TeamQuerySet,
)
from vietnam.dates import full_years
from vietnam.ethnic_groups import ETHNIC_GROUPS
from vietnam.names import fold, place_sort_key, sort_key

KINH = "01"


class Person(Versioned):
    """One human, one row in the whole country.

    `home_commune` reads and writes everything: the commune of the open membership, post or application, else of
    the last. A birth known by its year alone is stored on the day the law parameter `person.birthday_of_year`
    names, with `birth_is_year` set. CCCD is encrypted; its keyed digest is unique, its last four digits are shown.
    """

    home_commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="people", verbose_name="xã, phường"
    )
    full_name = models.CharField("họ và tên", max_length=100)
    birth_date = models.DateField("ngày sinh", null=True, blank=True)
    birth_is_year = models.BooleanField("chỉ biết năm sinh", default=False)
    sex = models.CharField("giới tính", max_length=6, choices=Sex.choices, blank=True)
    citizen_id = EncryptedTextField("số định danh, CCCD", blank=True, default="")
    citizen_id_digest = models.CharField(max_length=64, editable=False, default="", blank=True)
    citizen_id_tail = models.CharField(max_length=4, editable=False, default="", blank=True)
    nationality = models.CharField("quốc tịch", max_length=2, default="VN")
    ethnic_group = models.CharField(
        "dân tộc", max_length=2, blank=True, choices=[(group.code, group.name) for group in ETHNIC_GROUPS]
    )
    religion = models.CharField("tôn giáo", max_length=60, blank=True)
    education = models.CharField("trình độ học vấn", max_length=16, choices=Education.choices, blank=True)
    qualification = models.CharField("trình độ chuyên môn", max_length=120, blank=True)
    is_party_member = models.BooleanField("đảng viên", default=False)
    is_youth_union_member = models.BooleanField("đoàn viên", default=False)
    served_police = models.BooleanField("đã phục vụ trong Công an nhân dân", default=False)
    served_army = models.BooleanField("đã phục vụ trong Quân đội nhân dân", default=False)
    was_part_time_police = models.BooleanField("nguyên Công an xã bán chuyên trách", default=False)
    has_prestige = models.BooleanField("có uy tín trong cộng đồng", default=False)
    phone = models.CharField("điện thoại", max_length=15, blank=True)
    phone_public_since = models.DateField("đồng ý công khai điện thoại từ", null=True, blank=True)
    address = models.CharField("nơi ở", max_length=200, blank=True)
    hamlet = models.ForeignKey(
        Hamlet,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="residents",
        verbose_name="thôn, tổ dân phố",
    )
    residence_kind = models.CharField(
        "hình thức cư trú", max_length=10, choices=ResidenceKind.choices, blank=True
    )
    residence_since = models.DateField("cư trú từ", null=True, blank=True)
    bank_account = EncryptedTextField("tài khoản ngân hàng", blank=True, default="")
    health_note = EncryptedTextField("sức khỏe", blank=True, default="")
    legal_record = EncryptedTextField("án tích, xử lý hành chính", blank=True, default="")
    note = models.TextField("ghi chú", blank=True)
    search_key = models.CharField(max_length=120, editable=False, default="")
    sort_key = models.CharField(max_length=250, editable=False, default="")

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "người"
        verbose_name_plural = "người"
        ordering = ["sort_key"]
        indexes = [
            models.Index(fields=["home_commune", "sort_key"], name="person_commune"),
            models.Index(fields=["sort_key"], name="person_sort"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["citizen_id_digest"],
                condition=~Q(citizen_id_digest=""),
                name="person_citizen_id_once",
                violation_error_message="Số định danh này đã có trong hệ thống. Gửi đề nghị tiếp nhận?",
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    def fill_keys(self) -> None:
        """Derive digest, tail, search and sort keys; also called before bulk writes."""
        self.citizen_id_digest = digest(self.citizen_id)
        self.citizen_id_tail = self.citizen_id[-4:]
        self.search_key, self.sort_key = fold(self.full_name), sort_key(self.full_name)

    def save(self, *args, **kwargs):
        """Fill the keys, then save."""
        self.fill_keys()
        super().save(*args, **kwargs)

    def age_on(self, day: date) -> int | None:
        """Age in full years on that day; None when the birth date is unknown."""
        return full_years(self.birth_date, day) if self.birth_date else None

    @property
    def is_ethnic_minority(self) -> bool:
        """Of an ethnic group other than Kinh; False while unknown."""
        return bool(self.ethnic_group) and self.ethnic_group != KINH

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.home_commune.province_id, self.home_commune_id


class Team(Versioned, Dated):
    """A Tổ bảo vệ ANTT of one commune, for one or several hamlets. In being from founding to dissolving."""

    commune = models.ForeignKey(Commune, models.PROTECT, related_name="teams", verbose_name="xã, phường")
    name = models.CharField("tên Tổ", max_length=100)
    founding = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="quyết định thành lập"
    )
    dissolving = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="quyết định giải thể"
    )
    note = models.CharField("ghi chú", max_length=250, blank=True)
    search_key = models.CharField(max_length=140, editable=False, default="")
    sort_key = models.CharField(max_length=200, editable=False, default="")

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = "Tổ bảo vệ ANTT"
        verbose_name_plural = "Tổ bảo vệ ANTT"
        ordering = ["commune_id", "sort_key"]
        constraints = [
            ends_after_start("team_dates"),
            models.UniqueConstraint(
                fields=["commune", "search_key"],
                condition=Q(ended_on__isnull=True),
                name="team_name_in_commune",
                violation_error_message="Xã đã có Tổ tên này. Mở Tổ cũ để sửa, hoặc đặt tên khác.",
            ),
        ]

    def __str__(self) -> str:
        return f"Tổ {self.name}"

    def fill_keys(self) -> None:
        """Derive search and sort keys; also called before bulk writes."""
        self.search_key, self.sort_key = fold(self.name), place_sort_key(self.name)

    def save(self, *args, **kwargs):
        """Fill the keys, then save."""
        self.fill_keys()
        super().save(*args, **kwargs)

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.commune.province_id, self.commune_id


class TeamPlacement(Dated):
    """To which commune a team belonged, when."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="placements", verbose_name="Tổ")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+", verbose_name="xã, phường")

    objects = OfTeamQuerySet.as_manager()

    class Meta:
        verbose_name = "Tổ thuộc xã"
        verbose_name_plural = "Tổ thuộc xã"
        ordering = ["team_id", "started_on"]
        constraints = [
            ends_after_start("team_placement_dates"),
            models.UniqueConstraint(
                fields=["team"], condition=Q(ended_on__isnull=True), name="team_one_placement"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team} thuộc {self.commune}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.commune.province_id, self.commune_id


class TeamHamlet(Dated):
    """A hamlet in a team's charge; one team may cover several of its commune (Luật 30/2023, Điều 14)."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="hamlet_links", verbose_name="Tổ")
    hamlet = models.ForeignKey(
        Hamlet, models.PROTECT, related_name="team_links", verbose_name="thôn, tổ dân phố"
    )

    objects = OfTeamQuerySet.as_manager()

    class Meta:
        verbose_name = "thôn do Tổ phụ trách"
        verbose_name_plural = "thôn do Tổ phụ trách"
        ordering = ["team_id", "started_on"]
        constraints = [
            ends_after_start("team_hamlet_dates"),
            models.UniqueConstraint(
                fields=["hamlet"],
                condition=Q(ended_on__isnull=True),
                name="hamlet_one_team",
                violation_error_message="Thôn này đang do một Tổ khác phụ trách. Kết thúc phân công cũ trước.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team}: {self.hamlet}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.team.unit_codes()


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
        indexes = [
            models.Index(fields=["team", "started_on", "ended_on"], name="membership_team"),
            models.Index(fields=["person", "started_on"], name="membership_person"),
            models.Index(fields=["started_on", "ended_on"], name="membership_dates"),
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


class Quota(Dated):
    """How many members (and teams) a commune, or how many members one team, should have.

    The commune's line comes from the province's decision and counts teams as well; a team's line from the
    commune's. The teams' lines may not exceed the commune's; what is left is shown as "chưa phân bổ".
    """

    commune = models.ForeignKey(Commune, models.PROTECT, related_name="quotas", verbose_name="xã, phường")
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="quotas", verbose_name="riêng Tổ"
    )
    members = models.PositiveSmallIntegerField("số thành viên")
    teams = models.PositiveSmallIntegerField("số Tổ", null=True, blank=True)
    decision = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="quyết định"
    )

    objects = QuotaQuerySet.as_manager()

    class Meta:
        verbose_name = "định mức"
        verbose_name_plural = "định mức"
        ordering = ["commune_id", "team_id", "-started_on"]
        constraints = [
            ends_after_start("quota_dates"),
            models.UniqueConstraint(
                fields=["commune"],
                condition=Q(ended_on__isnull=True, team__isnull=True),
                name="quota_commune_open",
            ),
            models.UniqueConstraint(
                fields=["team"],
                condition=Q(ended_on__isnull=True, team__isnull=False),
                name="quota_team_open",
            ),
        ]

    def __str__(self) -> str:
        return f"Định mức {self.team or self.commune}: {self.members} người"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.commune.province_id, self.commune_id


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
