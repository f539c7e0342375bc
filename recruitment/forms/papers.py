"""What is typed when a paper is drawn up or approved."""

from django import forms

from documents.forms import PaperFields
from pages.fields import VietDateField
from pages.forms import VietForm
from recruitment.forms.council import SeatRows


class SeatsForm(SeatRows, VietForm):
    """Who is proposed for the council."""

    rows_title = "Thành viên Hội đồng"

    def __init__(self, *args, campaign, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_seats(campaign, agencies)


class ExtensionFields(VietForm):
    """Until when the window is extended, and why."""

    closes_on = VietDateField(
        label="Gia hạn đến hết ngày", help_text="Ngày cuối cùng còn nhận, ví dụ 30/09/2025"
    )
    reason = forms.CharField(
        label="Lý do gia hạn", max_length=250,
        help_text="Viết tiếp sau chữ “do”, ví dụ: đến hết hạn nhận chưa đủ hồ sơ đủ điều kiện cho chỉ tiêu",
    )  # fmt: skip


class ExtensionForm(ExtensionFields, PaperFields):
    """The signed plan that extends the window."""

    field_order = ("closes_on", "reason", *PaperFields.PAPER, "scan")


class PurposeForm(VietForm):
    """What a sheet with secret facts is taken out for."""

    purpose = forms.CharField(
        label="Mục đích", max_length=200, help_text="Ví dụ: trình Trưởng Công an xã ký, lưu hồ sơ."
    )


class ApproveForm(VietForm):
    """The day the chairman signs in the product."""

    signed_on = VietDateField(label="Ngày ký")
