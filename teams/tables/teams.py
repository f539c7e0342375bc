"""Columns of the lists of teams, clusters and quotas."""

from django.urls import reverse

from communes.models import Cluster
from pages.tables import (
    DROPS,
    INLINE,
    Column,
    DayColumn,
    FigureColumn,
    NameColumn,
    NumberColumn,
    RegisterTable,
)
from pages.templatetags.pages import seats, st
from teams.choices import Strength
from teams.models import Quota, Team

STRENGTH_TONES = {
    Strength.SHORT: "warn",
    Strength.FULL: "ok",
    Strength.SURPLUS: "info",
    Strength.NO_QUOTA: "idle",
}


def strength_of(members: int, quota: int | None) -> Strength:
    """Members against quota."""
    if quota is None:
        return Strength.NO_QUOTA
    return Strength.SHORT if members < quota else Strength.SURPLUS if members > quota else Strength.FULL


class SeatsColumn(Column):
    """Members against quota, drawn as seats."""

    def render(self, record):
        return seats(record.members, record.quota)

    def value(self, record, **kwargs):
        return f"{record.members}/{record.quota}" if record.quota is not None else str(record.members)


class StrengthColumn(Column):
    """Thiếu, đủ, thừa."""

    def render(self, record):
        strength = strength_of(record.members, record.quota)
        return st(STRENGTH_TONES[strength], strength.label)

    def value(self, record, **kwargs):
        return str(strength_of(record.members, record.quota).label)


class TeamTable(RegisterTable):
    """Teams with their strength."""

    name = NameColumn(
        lambda row: reverse("teams:team", args=[row.pk]),
        verbose_name="Tổ",
        accessor="name",
        order_by=("sort_key",),
    )
    commune = Column(verbose_name="Xã, phường", order_by=("commune__official_order",), room=INLINE)
    strength = SeatsColumn(verbose_name="Quân số", accessor="members", order_by=("members",), room=INLINE)
    state = StrengthColumn(
        verbose_name="So với định mức", accessor="members", order_by=("-missing",), room=INLINE
    )
    leader = Column(verbose_name="Tổ trưởng", accessor="leader_name", order_by=("leader_name",), room=INLINE)
    hamlets = Column(verbose_name="Thôn, tổ dân phố", accessor="hamlet_names", orderable=False, room=DROPS)
    started_on = DayColumn(verbose_name="Thành lập", room=DROPS, hidden=True)

    class Meta(RegisterTable.Meta):
        model = Team
        fields = ()


class ClusterTable(RegisterTable):
    """Cụm dân cư and who looks after them."""

    name = NameColumn(
        lambda row: reverse("communes:hamlet_detail", args=[row.hamlet_id]), verbose_name="Cụm dân cư"
    )
    hamlet = Column(verbose_name="Thôn, tổ dân phố", order_by=("hamlet__sort_key",), room=INLINE)
    households = NumberColumn(verbose_name="Số hộ", room=INLINE)
    member = Column(verbose_name="Người phụ trách", accessor="member_name", room=INLINE)

    class Meta(RegisterTable.Meta):
        model = Cluster
        fields = ()


class QuotaTable(RegisterTable):
    """Quota lines of communes."""

    commune = NameColumn(
        lambda row: reverse("communes:commune_detail", args=[row.commune_id]),
        verbose_name="Xã, phường", order_by=("commune__official_order",),
    )  # fmt: skip
    teams = NumberColumn(verbose_name="Số Tổ", room=INLINE)
    members = NumberColumn(verbose_name="Số thành viên", room=INLINE)
    given = NumberColumn(verbose_name="Đã phân cho các Tổ", room=INLINE)
    left = FigureColumn(
        lambda row: reverse("teams:quota_board", args=[row.commune_id]),
        verbose_name="Chưa phân bổ", order_by=("left",), room=INLINE,
    )  # fmt: skip
    decision = Column(verbose_name="Quyết định", room=DROPS)
    started_on = DayColumn(verbose_name="Từ ngày", room=DROPS)

    class Meta(RegisterTable.Meta):
        model = Quota
        fields = ()
