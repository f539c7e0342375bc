"""Forms of the law."""

from django import forms

from communes.models import Province
from contracts.roles import Scope
from law.choices import Certainty, DayKind
from law.models import Parameter
from law.wording import KEYS, OPTIONS, BadValue, read
from pages.fields import VietDateField
from pages.forms import VietForm


class ParameterForm(VietForm):
    """A new value from a day on."""

    value = forms.CharField(label="Giá trị mới")
    started_on = VietDateField(
        label="Có hiệu lực từ ngày", help_text="Giá trị đang dùng hết hiệu lực cùng ngày."
    )
    citation = forms.CharField(
        label="Căn cứ",
        max_length=250,
        help_text="Số, ngày văn bản; điều, khoản. Ví dụ: Luật 30/2023/QH15, Điều 13.",
    )
    certainty = forms.ChoiceField(label="Độ chắc chắn", choices=Certainty.choices)
    province = forms.ModelChoiceField(
        Province.objects.none(), label="Riêng cho tỉnh", required=False, empty_label="Toàn quốc"
    )
    note = forms.CharField(label="Ghi chú", required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, parameter: Parameter, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.parameter = parameter
        self.fields["value"].help_text = self._value_hint()
        if isinstance(parameter.value, list | dict):
            self.fields["value"].widget = forms.Textarea(attrs={"rows": 6})
        provinces = Province.objects.visible_to(actor)
        if actor.scope == Scope.COUNTRY:
            self.fields["province"].queryset = provinces
        else:
            own = provinces.filter(pk=actor.province_id)
            self.fields["province"] = forms.ModelChoiceField(
                own, label="Riêng cho tỉnh", initial=own.first(), empty_label=None
            )

    def _value_hint(self) -> str:
        code, value = self.parameter.code, self.parameter.value
        if isinstance(value, dict):
            return f"Mỗi dòng một mục và số lượng, ví dụ Đèn pin: 1. Các mục: {', '.join(KEYS.get(code, {}).values())}."
        words = "Có, Không" if isinstance(value, bool) else ", ".join(OPTIONS.get(code, {}).values())
        chosen = f" Chọn trong: {words}." if words else ""
        if isinstance(value, list):
            return f"Mỗi dòng một mục.{chosen}"
        if chosen:
            return chosen.strip()
        if isinstance(value, str):
            return f"Hiện nay: {value}."
        unit = f" Đơn vị: {self.parameter.unit}." if self.parameter.unit else ""
        return f"Một số, ví dụ 5 hoặc 0,5.{unit}"

    def clean_value(self):
        """The value, of the parameter's kind."""
        try:
            return read(self.parameter.code, self.cleaned_data["value"], self.parameter.value)
        except BadValue as error:
            raise forms.ValidationError(str(error)) from error


class DayForm(VietForm):
    """A day off, or a day worked, by decision."""

    day = VietDateField(label="Ngày")
    kind = forms.ChoiceField(label="Loại", choices=DayKind.choices, widget=forms.RadioSelect)
    name = forms.CharField(
        label="Tên", max_length=120, help_text="Ví dụ: Hoán đổi ngày làm việc dịp Quốc khánh."
    )
    citation = forms.CharField(
        label="Căn cứ", max_length=250, help_text="Số, ngày thông báo hoặc quyết định."
    )
