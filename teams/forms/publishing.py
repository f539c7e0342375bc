"""Forms of what is published and taken out."""

from django import forms

from pages.forms import VietForm


class RosterPurposeForm(VietForm):
    """Why a roster with full numbers is wanted."""

    purpose = forms.CharField(
        label="Mục đích lấy số đầy đủ", max_length=200,
        help_text="Ghi vào nhật ký, ví dụ: lập hồ sơ tham gia bảo hiểm y tế năm 2027.",
    )  # fmt: skip
