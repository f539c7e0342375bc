"""Forms of the life of a wording: begun, put in force, ended. Its texts: `documents.editing.forms`."""

from django import forms

from communes.models import Province
from pages.fields import VietDateField
from pages.forms import VietForm


class WordingStartForm(VietForm):
    """For whom a new version is written, and why."""

    province = forms.ModelChoiceField(
        Province.objects.none(), label="Phạm vi", required=False, empty_label="Toàn quốc"
    )
    note = forms.CharField(
        label="Lý do sửa mẫu",
        max_length=250,
        help_text="Ví dụ: thêm căn cứ mới, theo đề nghị của Công an xã.",
    )

    def __init__(self, *args, provinces, is_country: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if is_country:
            self.fields["province"].queryset = provinces
        else:
            self.fields["province"] = forms.ModelChoiceField(
                provinces, label="Phạm vi", initial=provinces.first(), empty_label=None
            )


class WordingReleaseForm(VietForm):
    """From which day."""

    started_on = VietDateField(label="Áp dụng từ ngày", help_text="Từ hôm nay trở đi.")


class WordingEndForm(VietForm):
    """From which day no more, and why."""

    ended_on = VietDateField(label="Thôi áp dụng từ ngày", help_text="Từ hôm nay trở đi.")
    reason = forms.CharField(label="Lý do", max_length=250)
