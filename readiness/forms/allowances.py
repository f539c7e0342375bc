"""Forms of levels, allowance sheets, injuries and claims."""

from django import forms
from django.core.exceptions import ValidationError

from documents.forms import PaperFields
from pages.fields import VietDateField
from pages.forms import VietForm, VietModelForm
from readiness.choices import ClaimState, RateKind, RateMethod
from readiness.models import AllowanceSheet, Injury
from teams.choices import Position
from teams.models import Membership
from vietnam.numbers import format_number, parse_number


class NumberInput(forms.TextInput):
    """A text box for a number typed the Vietnamese way."""

    def format_value(self, value):
        return format_number(value) if value is not None and not isinstance(value, str) else value


class MoneyField(forms.Field):
    """A whole amount in đồng typed as 1.200.000; less than nothing only where asked for."""

    widget = NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "day"})

    def __init__(self, *args, signed: bool = False, decimals: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.signed, self.decimals = signed, decimals

    def to_python(self, value):
        if value in self.empty_values:
            return None
        try:
            number = parse_number(str(value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error
        if number < 0 and not self.signed:
            raise ValidationError("Số phải từ 0 trở lên.", code="min_value")
        if abs(number) >= 2_000_000_000:
            raise ValidationError("Số quá lớn. Kiểm tra lại số chữ số.", code="max_value")
        if self.decimals:
            return number
        if number != int(number):
            raise ValidationError("Ghi số tiền tròn đồng, ví dụ 1.200.000.", code="invalid")
        return int(number)


class RateForm(PaperFields):
    """A level of the provincial council from a day on, with its resolution."""

    paper_required = False

    kind = forms.ChoiceField(label="Khoản", choices=RateKind.choices)
    position = forms.ChoiceField(
        label="Chức danh", choices=[("", "Không phân theo chức danh"), *Position.choices], required=False,
        help_text="Chỉ chọn cho mức hỗ trợ hằng tháng",
    )  # fmt: skip
    method = forms.ChoiceField(label="Cách tính", choices=RateMethod.choices)
    value = MoneyField(
        label="Mức", decimals=True, help_text="Số tiền 1.800.000; hệ số 0,8; hoặc phần trăm 30"
    )
    paid_in = MoneyField(
        label="Mức đóng làm căn cứ (đồng)", required=False, help_text="Chỉ ghi khi tính theo phần trăm"
    )
    for_night = forms.BooleanField(label="Bồi dưỡng ban đêm từ 22 giờ đến 6 giờ", required=False)
    for_holiday = forms.BooleanField(label="Bồi dưỡng ngày nghỉ, ngày lễ", required=False)
    for_heavy = forms.BooleanField(label="Bồi dưỡng việc nặng nhọc, độc hại, nguy hiểm", required=False)
    monthly_days = forms.IntegerField(
        label="Tối đa số ngày mỗi tháng", min_value=1, max_value=31, required=False,
        help_text="Để trống nếu nghị quyết không giới hạn",
    )  # fmt: skip
    started_on = VietDateField(label="Có hiệu lực từ ngày", help_text="Ví dụ 01/01/2026")

    FACTS = ("kind", "position", "method", "value", "paid_in", "for_night", "for_holiday", "for_heavy",
             "monthly_days", "started_on")  # fmt: skip
    field_order = (*FACTS, *PaperFields.PAPER, "scan")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["symbol"].help_text = "Nghị quyết của HĐND tỉnh, ví dụ: 31/2025/NQ-HĐND."
        self.fields["title"].help_text = "Ví dụ: Quy định mức chi đối với lực lượng bảo vệ ANTT ở cơ sở."

    def facts(self) -> dict:
        """The arguments of the service."""
        return {name: self.cleaned_data[name] for name in self.FACTS}


class RateEndForm(VietForm):
    """From when a level is no longer paid."""

    ended_on = VietDateField(label="Không còn chi từ ngày")


class MonthForm(VietForm):
    """Of which month the sheet is drafted."""

    month = forms.ChoiceField(label="Tháng")

    def __init__(self, *args, months, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = months


class InsureForm(VietForm):
    """Who gets support for insurance: two marks a line."""

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = list(lines)
        for line in self.lines:
            for name, label, on in (
                ("social", "BHXH tự nguyện", line.has_social), ("health", "BHYT", line.has_health),
            ):  # fmt: skip
                self.fields[f"{name}-{line.pk}"] = forms.BooleanField(label=label, required=False, initial=on)

    @property
    def rows(self):
        """Lines with their two fields."""
        return [(line, self[f"social-{line.pk}"], self[f"health-{line.pk}"]) for line in self.lines]

    def chosen(self, name: str) -> set[int]:
        """Keys of the lines marked."""
        return {line.pk for line in self.lines if self.cleaned_data[f"{name}-{line.pk}"]}


class AdjustForm(VietForm):
    """More or less for one member, and why."""

    adjustment = MoneyField(
        label="Điều chỉnh (đồng)", signed=True, help_text="Số âm là trừ; 0 là bỏ điều chỉnh"
    )
    adjustment_reason = forms.CharField(label="Lý do", max_length=250, required=False)


class SupplementForm(VietForm):
    """What a locked sheet got wrong for a member."""

    corrects = forms.ModelChoiceField(AllowanceSheet.objects.none(), label="Bổ sung cho bảng đã khóa")
    membership = forms.ModelChoiceField(Membership.objects.none(), label="Thành viên")
    amount = MoneyField(label="Số tiền bổ sung (đồng)", signed=True, help_text="Số âm là thu lại")
    reason = forms.CharField(
        label="Lý do", max_length=250, help_text="Ví dụ: thiếu 02 đêm trực ngày 05, 06/10"
    )

    def __init__(self, *args, sheets, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["corrects"].queryset = sheets
        self.fields["membership"].queryset = members


class ReturnForm(VietForm):
    """Why a checked sheet goes back."""

    reason = forms.CharField(label="Cần sửa gì", max_length=250)


class InjuryForm(VietModelForm):
    """What happened to a member."""

    class Meta(VietModelForm.Meta):
        model = Injury
        fields = ["happened_on", "kind", "on_duty", "task", "circumstances", "exclusion", "has_insurance"]
        help_texts = {
            "happened_on": "Ví dụ 05/02/2026",
            "circumstances": "Không ghi tên người dân liên quan",
            "exclusion": "NĐ 40/2024, Điều 5: các trường hợp không được chi",
        }


class NewInjuryForm(InjuryForm):
    """The member too."""

    membership = forms.ModelChoiceField(Membership.objects.none(), label="Thành viên")
    field_order = ("membership",)

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["membership"].queryset = members


class ClaimForm(PaperFields):
    """Where the claim stands, the papers handed in, the decision to pay."""

    paper_required = False

    claim_state = forms.ChoiceField(label="Giải quyết chế độ", choices=ClaimState.choices)
    claimed_on = VietDateField(label="Đề nghị ngày", required=False)
    claimed = MoneyField(label="Chi phí đề nghị (đồng)", required=False)
    has_request = forms.BooleanField(label="Có đơn đề nghị thanh toán", required=False)
    has_receipts = forms.BooleanField(label="Có bản sao hóa đơn, chứng từ", required=False)
    has_discharge = forms.BooleanField(label="Có bản sao giấy ra viện", required=False)
    paid_on = VietDateField(label="Chi trả ngày", required=False)
    paid = MoneyField(label="Đã chi trả (đồng)", required=False)
    claim_note = forms.CharField(label="Ghi chú giải quyết", max_length=250, required=False)

    FACTS = ("claim_state", "claimed_on", "claimed", "has_request", "has_receipts", "has_discharge", "paid_on", "paid",
             "claim_note")  # fmt: skip
    field_order = (*FACTS, *PaperFields.PAPER, "scan")

    def facts(self) -> dict:
        """The arguments of the service."""
        return {name: self.cleaned_data[name] for name in self.FACTS}
