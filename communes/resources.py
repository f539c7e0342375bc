"""Hamlets of a commune in and out of workbooks: one row a hamlet and year."""

from datetime import date

from communes import policies
from communes.choices import HamletKind
from communes.services.hamlets_import import HamletChecker
from communes.sheets import CommuneResource
from jobs.exchange.fields import SheetField
from jobs.exchange.resources import sheet_resources
from jobs.exchange.widgets import ChoiceWidget, DayWidget, NumberWidget, TextWidget


class HamletResource(CommuneResource):
    """Thôn, tổ dân phố; households and population are those of the end of a year."""

    code, label, noun = "hamlets", "Thôn, tổ dân phố", "thôn, tổ dân phố"
    list_url = "communes:hamlet_list"
    checker, name_field = HamletChecker, "name"
    policy = staticmethod(policies.can_edit_commune)

    name = SheetField(
        "name", "Tên thôn", widget=TextWidget(80), required=True, width=26, example="Thanh Lương",
        hint="Có hay không có chữ “Thôn”, “Tổ dân phố” ở trước đều được.",
        aliases=("Thôn", "Tên thôn, tổ dân phố", "Thôn, tổ dân phố", "Tên tổ dân phố", "Tổ dân phố", "Thôn/TDP", "Tên"),
    )  # fmt: skip
    kind = SheetField(
        "kind", "Loại", width=14, example="Bản", aliases=("Loại hình", "Loại thôn"),
        widget=ChoiceWidget(HamletKind, {HamletKind.TO_DAN_PHO: ("TDP", "Tổ"), HamletKind.KHU_PHO: ("KP",)}),
    )  # fmt: skip
    year = SheetField(
        None, "Năm", widget=NumberWidget(1900, 2200), width=8, example=2025, aliases=("Số liệu năm", "Năm số liệu"),
        hint="Năm của số hộ, nhân khẩu; để trống là năm nay.",
    )  # fmt: skip
    households = SheetField(
        None, "Số hộ", widget=NumberWidget(0, 100_000), width=10, example=185, aliases=("Hộ", "Tổng số hộ", "Số hộ dân")
    )  # fmt: skip
    population = SheetField(
        None, "Nhân khẩu", widget=NumberWidget(0, 1_000_000), width=12, example=720,
        aliases=("Số nhân khẩu", "Khẩu", "Số khẩu", "Dân số"),
    )  # fmt: skip
    started_on = SheetField(
        "started_on", "Ngày thành lập", widget=DayWidget(), kind="date", example=date(2025, 7, 1),
        aliases=("Từ ngày", "Ngày lập", "Thành lập ngày"),
        hint="Chỉ dùng cho thôn mới; để trống là từ ngày lập xã.",
    )  # fmt: skip
    note = SheetField("note", "Ghi chú", widget=TextWidget(200), width=24)


sheet_resources.add(HamletResource())
