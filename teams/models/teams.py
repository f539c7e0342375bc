"""Teams, where they belong and which hamlets they cover."""

from django.db import models
from django.db.models import Q

from communes.models import Commune, Hamlet
from contracts.records import Dated, Versioned, ends_after_start
from documents.models import Document
from teams.querysets import (
    OfTeamQuerySet,
    TeamQuerySet,
)
from vietnam.names import fold, place_sort_key


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
    dissolution_proposed_on = models.DateField("ngày báo cáo đề xuất giải thể", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=250, blank=True)
    search_key = models.CharField(max_length=140, editable=False, default="")
    sort_key = models.CharField(max_length=200, editable=False, default="")

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = "Tổ bảo vệ ANTT"
        verbose_name_plural = "Tổ bảo vệ ANTT"
        ordering = ["commune_id", "sort_key"]
        indexes = [models.Index(fields=["sort_key"], name="team_sort")]
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
