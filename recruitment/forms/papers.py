"""What is typed when a paper is drawn up or approved."""

from django import forms

from pages.fields import VietDateField
from pages.forms import VietForm
from recruitment.forms.council import SeatRows


class SeatsForm(SeatRows, VietForm):
    """Who is proposed for the council."""

    rows_title = "Thành viên Hội đồng"

    def __init__(self, *args, campaign, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_seats(campaign, agencies)


class PurposeForm(VietForm):
    """What a sheet with secret facts is taken out for."""

    purpose = forms.CharField(
        label="Mục đích", max_length=200, help_text="Ví dụ: trình Trưởng Công an xã ký, lưu hồ sơ."
    )


class ApproveForm(VietForm):
    """The day the chairman signs in the product."""

    signed_on = VietDateField(label="Ngày ký")
