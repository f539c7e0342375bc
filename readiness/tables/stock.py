"""Columns of the book of the store, and of what teams lack."""

from urllib.parse import urlencode

from django.urls import reverse

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
from readiness.models import StockEntry
from vietnam.dates import format_date


class StockTable(RegisterTable):
    """What came into the store and what was written off."""

    kind = NameColumn(
        lambda row: reverse("readiness:stock_entry", args=[row.pk]),
        verbose_name="Trang bị", accessor="get_kind_display", order_by=("kind",),
    )  # fmt: skip
    move = Column(verbose_name="Nhập, giảm", accessor="get_move_display", order_by=("move",), room=INLINE)
    commune = Column(verbose_name="Đơn vị", order_by=("commune__sort_key",), room=DROPS)
    happened_on = DayColumn(verbose_name="Ngày", room=INLINE)
    quantity = NumberColumn(verbose_name="Số lượng", room=INLINE)
    source = Column(verbose_name="Nhận từ", room=DROPS)
    unit_price = NumberColumn(verbose_name="Đơn giá (đồng)", room=DROPS, hidden=True)
    made_in = Column(verbose_name="Năm sản xuất", room=DROPS, hidden=True)
    paper = Column(verbose_name="Phiếu, biên bản", orderable=False, room=DROPS)

    class Meta(RegisterTable.Meta):
        model = StockEntry
        fields = ()


def finer(row) -> str:
    """The lines that a summed line is made of: of a kind by commune or team, of a commune by team."""
    query = {"gop": "to", "loai": row.kind}
    if row.commune:
        query["don_vi"] = row.commune.pk
    return "?" + urlencode(query | {"tai_ngay": format_date(row.on), "con_thieu": "true"})


def usable_things(row) -> str:
    """The things behind a team's number."""
    query = {"to": row.team.pk, "loai": row.kind, "dung_duoc": format_date(row.on), "don_vi": row.commune.pk}
    return f"{reverse('readiness:equipment_list')}?{urlencode(query)}"


class KindNeedTable(RegisterTable):
    """What is lacking and has to be asked for, kind by kind."""

    kind = NameColumn(finer, verbose_name="Trang bị", accessor="kind_label", order_by=("kind_label",))
    teams = NumberColumn(verbose_name="Số Tổ tính", room=DROPS, hidden=True)
    by_law = NumberColumn(verbose_name="Định mức theo luật", room=DROPS)
    by_plan = NumberColumn(verbose_name="Theo kế hoạch", room=DROPS)
    needed = NumberColumn(verbose_name="Cần có", room=INLINE)
    usable = NumberColumn(verbose_name="Còn dùng được", room=INLINE)
    missing = FigureColumn(finer, verbose_name="Còn thiếu", room=INLINE)
    short_teams = NumberColumn(verbose_name="Số Tổ thiếu", room=DROPS)
    stock = NumberColumn(verbose_name="Trong kho", room=DROPS)
    ask = NumberColumn(verbose_name="Đề nghị cấp", room=INLINE)

    class Meta(RegisterTable.Meta):
        fields = ()


class CommuneNeedTable(KindNeedTable):
    """The same for each commune."""

    commune = NameColumn(finer, verbose_name="Đơn vị", order_by=("commune__sort_key",))
    kind = Column(verbose_name="Trang bị", accessor="kind_label", room=INLINE)

    class Meta(RegisterTable.Meta):
        fields = ()
        sequence = ("commune", "kind", "...")


class TeamNeedTable(RegisterTable):
    """What each team should have, has and lacks."""

    team = NameColumn(
        lambda row: reverse("teams:team", args=[row.team.pk]), verbose_name="Tổ", order_by=("team__sort_key",)
    )
    commune = Column(verbose_name="Đơn vị", order_by=("commune__sort_key",), room=DROPS)
    kind = Column(verbose_name="Trang bị", accessor="kind_label", room=INLINE)
    members = NumberColumn(verbose_name="Thành viên", room=DROPS)
    by_law = NumberColumn(verbose_name="Định mức theo luật", room=DROPS)
    by_plan = NumberColumn(verbose_name="Theo kế hoạch", room=DROPS)
    needed = NumberColumn(verbose_name="Cần có", room=INLINE)
    usable = FigureColumn(usable_things, verbose_name="Còn dùng được", room=INLINE)
    missing = NumberColumn(verbose_name="Còn thiếu", room=INLINE)

    class Meta(RegisterTable.Meta):
        fields = ()
