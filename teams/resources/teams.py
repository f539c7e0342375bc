"""Teams of a commune in and out of workbooks: one row a team."""

from datetime import date

from communes.sheets import CommuneResource
from jobs.exchange.fields import SheetField
from jobs.exchange.resources import sheet_resources
from jobs.exchange.widgets import DayWidget, NumberWidget, TextWidget
from teams import policies
from teams.services.teams_import import TeamChecker


class TeamResource(CommuneResource):
    """Tổ bảo vệ ANTT with the hamlets in their charge and their quota."""

    code, label, noun = "teams", "Tổ bảo vệ ANTT", "Tổ"
    list_url = "teams:team_list"
    checker, name_field = TeamChecker, "name"
    policy = staticmethod(policies.can_register)

    name = SheetField(
        "name", "Tên Tổ", widget=TextWidget(100), required=True, width=26, example="Thanh Lương",
        aliases=("Tổ", "Tổ bảo vệ", "Tổ bảo vệ ANTT", "Tên Tổ bảo vệ ANTT", "Tên Tổ bảo vệ", "Tên"),
    )  # fmt: skip
    hamlets = SheetField(
        None, "Thôn phụ trách", widget=TextWidget(1000), width=30, example="Thanh Lương; Tô Xá",
        aliases=("Thôn", "Các thôn", "Thôn, tổ dân phố", "Địa bàn phụ trách", "Địa bàn", "Phụ trách thôn"),
        hint="Ghi đủ các thôn của Tổ, cách nhau bằng dấu chấm phẩy hoặc dấu phẩy; để trống là không đổi.",
    )  # fmt: skip
    quota = SheetField(
        None, "Định mức", widget=NumberWidget(0, 1000), width=10, example=3, hint="Số thành viên của Tổ.",
        aliases=("Số thành viên", "Định mức thành viên", "Định mức người", "Số người"),
    )  # fmt: skip
    started_on = SheetField(
        "started_on", "Ngày thành lập", widget=DayWidget(), kind="date", example=date(2025, 7, 1),
        aliases=("Thành lập ngày", "Ngày lập"), hint="Chỉ dùng cho Tổ mới.",
    )  # fmt: skip
    since = SheetField(
        None, "Áp dụng từ ngày", widget=DayWidget(), kind="date", aliases=("Từ ngày", "Áp dụng từ"),
        hint="Ngày thôn, định mức ở dòng này bắt đầu áp dụng; để trống: Tổ mới từ ngày thành lập, Tổ cũ từ hôm nay.",
    )  # fmt: skip
    note = SheetField("note", "Ghi chú", widget=TextWidget(250), width=24)


sheet_resources.add(TeamResource())
