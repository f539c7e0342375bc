"""Forms of a person's photo and of their consent."""

from django import forms

from pages.fields import VietDateField
from pages.forms import VietForm
from teams.choices import ConsentWay


class PhotoForm(VietForm):
    """A photo."""

    photo = forms.FileField(
        label="Ảnh", help_text="JPEG hoặc PNG, tối đa 5 MB; lưu mã hóa, chỉ người xem được hồ sơ mới xem được",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
    )  # fmt: skip


class ConsentForm(VietForm):
    """Consent that the telephone number is public."""

    since = VietDateField(label="Đồng ý từ ngày")
    way = forms.ChoiceField(label="Cách đồng ý", choices=ConsentWay.choices, widget=forms.RadioSelect)


class ConsentEndForm(VietForm):
    """The day a consent was taken back."""

    on = VietDateField(label="Rút lại từ ngày")
