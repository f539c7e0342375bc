"""Forms of a commune's store."""

from django import forms
from django.core.exceptions import ValidationError

from pages.fields import VietDateField
from readiness.choices import EquipmentKind, StockMove
from readiness.forms.equipment import MinutesFields
from vietnam.numbers import parse_number

_WRITE_OFFS = [(move.value, move.label) for move in StockMove if move != StockMove.RECEIVED]


class ReceiveForm(MinutesFields):
    """Things come into the store."""

    kind = forms.ChoiceField(label="Loại trang bị", choices=EquipmentKind.choices)
    quantity = forms.IntegerField(label="Số lượng", min_value=1, max_value=100_000)
    received_on = VietDateField(label="Ngày nhập kho", help_text="Ví dụ 15/09/2025")
    source = forms.CharField(
        label="Nhận từ", max_length=150,
        help_text="Ví dụ Công an tỉnh cấp, UBND xã mua, ủng hộ, tồn kho khi mở sổ",
    )  # fmt: skip
    unit_price = forms.CharField(
        label="Đơn giá (đồng)", max_length=20, required=False, help_text="Ví dụ 120.000",
        widget=forms.TextInput({"inputmode": "numeric"}),
    )  # fmt: skip
    made_in = forms.IntegerField(label="Năm sản xuất", min_value=1990, max_value=2100, required=False)
    note = forms.CharField(label="Ghi chú", max_length=250, required=False)

    def clean_unit_price(self):
        """Typed with dots between thousands, in whole đồng."""
        typed = self.cleaned_data["unit_price"]
        try:
            price = parse_number(typed) if typed else None
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if price is None:
            return None
        if price < 0 or price % 1:
            raise ValidationError("Đơn giá là số đồng chẵn, không âm. Ví dụ 120.000.")
        return int(price)


class WriteOffForm(MinutesFields):
    """Things leave the store for good."""

    kind = forms.ChoiceField(label="Loại trang bị", choices=EquipmentKind.choices)
    move = forms.ChoiceField(label="Lý do", choices=_WRITE_OFFS, widget=forms.RadioSelect)
    quantity = forms.IntegerField(label="Số lượng", min_value=1, max_value=100_000)
    happened_on = VietDateField(label="Ngày ghi giảm")
    note = forms.CharField(label="Ghi chú", max_length=250, required=False)
