"""Who attended which class, in and out of workbooks: one row a member and class."""

from datetime import date

from communes.sheets import CommuneResource
from contracts.policy import first_denied
from jobs.exchange.fields import SheetField
from jobs.exchange.guests import GuestColumn, guest_columns
from jobs.exchange.resources import sheet_resources
from jobs.exchange.widgets import ChoiceWidget, CitizenIdWidget, DayWidget, PersonNameWidget, TextWidget
from readiness import policies
from readiness.choices import Result
from readiness.services.attendance_import import AttendanceChecker
from readiness.services.certificates import certificate_numbers, certificates_write
from teams.policies import can_register


def _may_import(user, commune):
    return first_denied(policies.can_take_attendance(user), can_register(user, commune))


class AttendanceResource(CommuneResource):
    """Members at a class that is in the register, with results and certificates."""

    code, label, noun = "attendance", "Người dự tập huấn", "lượt dự"
    list_url = "readiness:attendance_list"
    checker = AttendanceChecker
    policy = staticmethod(_may_import)
    secret_fields = frozenset({"citizen_id"})

    training = SheetField(
        "training__title", "Tên lớp", widget=TextWidget(200), required=True, width=36,
        example="Lớp tập huấn nghiệp vụ năm 2026", hint="Lớp phải có trong sổ và đã mở.",
        aliases=("Lớp", "Lớp tập huấn", "Tên lớp tập huấn", "Tên lớp, buổi", "Buổi diễn tập"),
    )  # fmt: skip
    held_on = SheetField(
        "training__held_on", "Ngày khai mạc", widget=DayWidget(), required=True, kind="date", example=date(2026, 3, 10),
        aliases=("Khai mạc", "Khai mạc ngày", "Ngày mở lớp", "Ngày mở"),
    )  # fmt: skip
    full_name = SheetField(
        "membership__person__full_name", "Họ và tên", widget=PersonNameWidget(), required=True, width=26,
        example="Nguyễn Văn An", aliases=("Họ tên", "Họ, tên", "Họ và tên học viên", "Học viên", "Tên"),
    )  # fmt: skip
    citizen_id = SheetField(
        None, "CCCD", widget=CitizenIdWidget(), width=15, hint="Không bắt buộc; cần khi xã có người trùng tên.",
        aliases=("Số CCCD", "Căn cước", "Căn cước công dân", "Số định danh", "Số định danh cá nhân", "CMND/CCCD"),
    )  # fmt: skip
    team = SheetField(
        "membership__team__name", "Tổ", widget=TextWidget(100), example="Thanh Lương",
        aliases=("Tổ bảo vệ", "Tổ bảo vệ ANTT", "Tên Tổ", "Thuộc Tổ"),
    )  # fmt: skip
    result = SheetField(
        "result", "Kết quả", width=12, example="Đạt", aliases=("Xếp loại", "Kết quả tập huấn"),
        widget=ChoiceWidget(Result, {Result.FAILED: ("Không đạt", "Trượt"), Result.PASSED: ("Đ", "Đỗ")}),
    )  # fmt: skip
    certificate_number = SheetField(
        "certificate_number", "Số chứng nhận", widget=TextWidget(40), width=16,
        aliases=("Số giấy chứng nhận", "Số GCN", "Chứng nhận số"),
    )  # fmt: skip
    certified_on = SheetField(
        "certified_on",
        "Ngày cấp",
        widget=DayWidget(),
        kind="date",
        aliases=("Ngày cấp chứng nhận", "Cấp ngày"),
    )


sheet_resources.add(AttendanceResource())
guest_columns.add(
    GuestColumn(
        "certificate", "members",
        SheetField(
            None, "Số giấy chứng nhận", widget=TextWidget(40), width=16, exported=False,
            aliases=("Số GCN", "Giấy chứng nhận", "Số giấy chứng nhận thành viên", "GCN số", "Giấy chứng nhận số"),
        ),
        certificate_numbers, certificates_write,
    )
)  # fmt: skip
