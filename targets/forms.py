"""What is typed about adoptions and figures."""

from decimal import Decimal

from django import forms

from communes.models import Commune
from documents.forms import PaperFields
from pages.fields import VietDateField
from pages.forms import VietForm
from targets.models import Indicator
from vietnam.numbers import parse_number


class AdoptForm(PaperFields):
    """Since when, where, by which paper a province takes up a directive."""

    paper_required = False

    started_on = VietDateField(label="Áp dụng từ ngày", help_text="Hạn trước ngày này không tính cho tỉnh.")
    communes = forms.ModelMultipleChoiceField(
        Commune.objects.none(), label="Chỉ áp dụng cho", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Không chọn xã nào: áp dụng toàn tỉnh.",
    )  # fmt: skip
    note = forms.CharField(label="Ghi chú", max_length=200, required=False)

    field_order = ("started_on", "communes", "note", *PaperFields.PAPER, "scan")

    def __init__(self, *args, communes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["communes"].queryset = communes
        self.fields["symbol"].label = "Số, ký hiệu kế hoạch áp dụng"
        self.fields["symbol"].help_text = "Ví dụ: 85/KH-CAT. Chưa có thì để trống cả văn bản."


class EndForm(VietForm):
    """From when a directive is no longer applied."""

    ended_on = VietDateField(label="Không áp dụng từ ngày")


class DueDateForm(VietForm):
    """Another due day."""

    due_on = VietDateField(label="Hạn mới", help_text="Ngày cuối cùng còn được tính.")


class FigureForm(VietForm):
    """A figure and where it comes from."""

    value = forms.CharField(label="Số liệu")
    reason = forms.CharField(
        label="Nguồn, lý do", max_length=250,
        help_text="Ví dụ: Báo cáo số 12/BC-UBND; hoặc vì sao khác số tính từ sổ.",
    )  # fmt: skip

    def __init__(self, *args, indicator: Indicator, **kwargs):
        super().__init__(*args, **kwargs)
        unit = f"Đơn vị tính: {indicator.unit}." if indicator.unit else "1 nếu có, 0 nếu không."
        self.fields["value"].help_text = f"{unit} Gõ như 1.234,5."

    def clean_value(self) -> Decimal:
        """A number typed the Vietnamese way."""
        try:
            return parse_number(self.cleaned_data["value"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
