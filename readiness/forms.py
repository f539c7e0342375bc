"""What officers type about training and equipment."""

from django import forms

from pages.fields import VietDateField
from pages.forms import VietForm, VietModelForm
from readiness.choices import Condition, EquipmentKind, Topic
from readiness.models import Training
from teams.models import Membership


class TrainingForm(VietModelForm):
    """A class or a drill with its topics."""

    topics = forms.MultipleChoiceField(
        label="Nội dung đã dạy", choices=Topic.choices, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một nội dung đã dạy."},
        help_text="Kế hoạch: pháp luật và 06 kỹ năng nghiệp vụ (mục III.2.1)",
    )  # fmt: skip

    class Meta(VietModelForm.Meta):
        model = Training
        fields = ["kind", "title", "organiser", "held_on", "days", "place", "uses_ministry_material"]
        help_texts = {"held_on": "Ví dụ 05/02/2026", "days": "Ví dụ 2 hoặc 0,5"}
        localized_fields = ["days"]


class AttendanceForm(VietForm):
    """Who attended."""

    members = forms.ModelMultipleChoiceField(
        label="Người dự", queryset=Membership.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một người."},
    )  # fmt: skip

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["members"].queryset = members


class IssueForm(VietForm):
    """Things given to a team or to one of its members."""

    kind = forms.ChoiceField(label="Loại trang bị", choices=EquipmentKind.choices)
    membership = forms.ModelChoiceField(
        label="Cấp cho", queryset=Membership.objects.none(), required=False, empty_label="Cả Tổ",
        help_text="Biển tên, Giấy chứng nhận cấp cho từng người",
    )  # fmt: skip
    quantity = forms.IntegerField(label="Số lượng", min_value=1, max_value=1000, initial=1)
    serial = forms.CharField(label="Số hiệu", max_length=40, required=False)
    issued_on = VietDateField(label="Ngày cấp", help_text="Ví dụ 15/09/2025")
    valid_until = VietDateField(label="Có giá trị đến", required=False)

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["membership"].queryset = members


class ReturnForm(VietForm):
    """Things handed back."""

    returned_on = VietDateField(label="Ngày thu hồi")
    condition = forms.ChoiceField(label="Tình trạng khi thu hồi", choices=Condition.choices)


class InspectForm(VietForm):
    """The condition found."""

    condition = forms.ChoiceField(label="Tình trạng", choices=Condition.choices, widget=forms.RadioSelect)
