"""Forms of equipment given out and handed back."""

from django import forms

from documents.forms import PaperFields
from pages.fields import VietDateField
from pages.forms import VietForm
from readiness.choices import BulkTarget, Condition, EquipmentKind
from teams.models import Membership, Team

_MINUTES_HINT = "Biên bản giao nhận, ví dụ 05/BB-CAX"
_VALID_HINT = "Ngày cuối còn dùng được. Để trống: theo niên hạn của luật nếu có"


class MinutesFields(PaperFields):
    """The minutes by which things change hands, where there are any; they stand after the other fields."""

    paper_required = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["symbol"].help_text = _MINUTES_HINT
        own = [name for name in self.fields if name not in (*self.PAPER, "scan")]
        self.order_fields([*own, *self.PAPER, "scan"])

    @property
    def facts(self) -> dict:
        """What the services take: the fields of the form itself, and the paper as one."""
        paper = {*self.PAPER, "scan"}
        own = {name: value for name, value in self.cleaned_data.items() if name not in paper}
        return own | {"paper": self.paper_data}


class IssueForm(MinutesFields):
    """Things given to a team or to one of its members."""

    kind = forms.ChoiceField(label="Loại trang bị", choices=EquipmentKind.choices)
    membership = forms.ModelChoiceField(
        label="Cấp cho", queryset=Membership.objects.none(), required=False, empty_label="Cả Tổ",
        help_text="Biển tên, Giấy chứng nhận cấp cho từng người",
    )  # fmt: skip
    quantity = forms.IntegerField(label="Số lượng", min_value=1, max_value=1000, initial=1)
    serial = forms.CharField(label="Số hiệu", max_length=40, required=False)
    issued_on = VietDateField(label="Ngày cấp", help_text="Ví dụ 15/09/2025")
    valid_until = VietDateField(label="Có giá trị đến", required=False, help_text=_VALID_HINT)

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["membership"].queryset = members


class IssueManyForm(MinutesFields):
    """One kind given to all members or to each team. `seen` is the mark of the preview that was looked at."""

    kind = forms.ChoiceField(label="Loại trang bị", choices=EquipmentKind.choices)
    target = forms.ChoiceField(
        label="Cấp cho", choices=BulkTarget.choices, widget=forms.RadioSelect, initial=BulkTarget.MEMBERS,
        help_text="Biển tên, Giấy chứng nhận cấp cho từng người",
    )  # fmt: skip
    team = forms.ModelChoiceField(
        label="Tổ", queryset=Team.objects.none(), required=False, empty_label="Tất cả các Tổ của xã"
    )
    quantity = forms.IntegerField(label="Số lượng mỗi nơi nhận", min_value=1, max_value=1000, initial=1)
    issued_on = VietDateField(label="Ngày cấp", help_text="Ví dụ 15/09/2025")
    valid_until = VietDateField(label="Có giá trị đến", required=False, help_text=_VALID_HINT)
    skip_holders = forms.BooleanField(
        label="Bỏ qua người, Tổ đang giữ loại này còn dùng được", required=False, initial=True
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["scan"]  # a file would not survive the preview; it is attached on the paper's page
        self.fields["team"].queryset = teams


class ReturnForm(VietForm):
    """Things handed back."""

    returned_on = VietDateField(label="Ngày thu hồi")
    condition = forms.ChoiceField(label="Tình trạng khi thu hồi", choices=Condition.choices)


class InspectForm(VietForm):
    """The condition found."""

    condition = forms.ChoiceField(label="Tình trạng", choices=Condition.choices, widget=forms.RadioSelect)
    inspected_on = VietDateField(
        label="Ngày ghi tình trạng", help_text="Từ ngày này trang bị hỏng, mất không còn được tính"
    )
