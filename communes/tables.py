"""Columns of the lists of units."""

from django.urls import reverse

from communes.models import Commune, Hamlet
from pages.tables import (
    DROPS,
    INLINE,
    Column,
    DayColumn,
    FigureColumn,
    LinkColumn,
    NameColumn,
    NumberColumn,
    RegisterTable,
)


def hamlets_of(commune: Commune) -> str:
    """The list of hamlets of that commune."""
    return f"{reverse('communes:hamlet_list')}?commune={commune.pk}"


class HamletTable(RegisterTable):
    """Hamlets with the figures of the last year that has any."""

    name = NameColumn(lambda row: row.get_absolute_url(), verbose_name="Thôn, tổ dân phố", accessor="full_name",
                      order_by=("sort_key",))  # fmt: skip
    kind = Column(verbose_name="Loại", accessor="get_kind_display", order_by=("kind",), room=INLINE)
    commune = LinkColumn(lambda row: row.commune.get_absolute_url(), verbose_name="Xã, phường", room=INLINE,
                         order_by=("commune__official_order",))  # fmt: skip
    year = Column(verbose_name="Số liệu năm", accessor="last_year", room=DROPS, orderable=False)
    households = NumberColumn(verbose_name="Số hộ", accessor="last_households")
    population = NumberColumn(verbose_name="Nhân khẩu", accessor="last_population")
    clusters = NumberColumn(verbose_name="Cụm dân cư", accessor="cluster_count", room=DROPS)
    started_on = DayColumn(verbose_name="Từ ngày", room=DROPS, hidden=True)
    ended_on = DayColumn(verbose_name="Không còn từ", room=DROPS, hidden=True)

    class Meta(RegisterTable.Meta):
        model = Hamlet
        fields = (
            "name",
            "kind",
            "commune",
            "year",
            "households",
            "population",
            "clusters",
            "started_on",
            "ended_on",
        )
        order_by = "name"


class CommuneTable(RegisterTable):
    """Communes in the official order."""

    name = NameColumn(
        lambda row: row.get_absolute_url(), verbose_name="Xã, phường, đặc khu", order_by=("sort_key",)
    )
    code = Column(verbose_name="Mã", room=INLINE)
    kind = Column(verbose_name="Loại", accessor="get_kind_display", order_by=("official_order",), room=DROPS)
    province = Column(verbose_name="Tỉnh, thành phố", room=DROPS)
    hamlets = FigureColumn(hamlets_of, verbose_name="Thôn, tổ dân phố", accessor="hamlet_count",
                           room=INLINE)  # fmt: skip
    started_on = DayColumn(verbose_name="Từ ngày", room=DROPS)
    ended_on = DayColumn(verbose_name="Không còn từ", room=DROPS, hidden=True)

    class Meta(RegisterTable.Meta):
        model = Commune
        fields = ("name", "code", "kind", "province", "hamlets", "started_on", "ended_on")
