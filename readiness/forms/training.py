"""Forms of classes and attendance."""

from django import forms

from documents.forms import PaperFields
from pages.fields import VietDateField
from pages.forms import VietForm, VietModelForm
from readiness.choices import PostTopic, Result, TaskGroup, Topic, TrainingState
from readiness.models import Attendance, Training
from teams.models import HamletPost, Membership

_STATES = [(TrainingState.HELD, "Lớp đã mở"), (TrainingState.PLANNED, "Lớp dự kiến, sẽ mở")]


#: The fields of the form that name topics, and the lists they choose from.
TOPIC_FIELDS = {"topics": Topic, "task_groups": TaskGroup, "post_topics": PostTopic}


class TrainingForm(VietModelForm):
    """A class or a drill with what it teaches: by the plan, the law, the resolution on hamlet posts, or several."""

    topics = forms.MultipleChoiceField(
        label="Nội dung theo kế hoạch", choices=Topic.choices, widget=forms.CheckboxSelectMultiple, required=False,
        help_text="Pháp luật và 06 kỹ năng nghiệp vụ (mục III.2.1). Chọn ít nhất một nội dung ở ba mục",
    )  # fmt: skip
    task_groups = forms.MultipleChoiceField(
        label="Nhóm nhiệm vụ theo luật", choices=TaskGroup.choices, widget=forms.CheckboxSelectMultiple,
        required=False, help_text="Luật 30/2023/QH15, Điều 7–12; TT 14/2024/TT-BCA, Điều 6",
    )  # fmt: skip

    post_topics = forms.MultipleChoiceField(
        label="Nội dung bồi dưỡng người hoạt động không chuyên trách", choices=PostTopic.choices,
        widget=forms.CheckboxSelectMultiple, required=False,
        help_text="Lớp cho người hoạt động không chuyên trách đủ nội dung khi có sáu nội dung đầu",
    )  # fmt: skip

    class Meta(VietModelForm.Meta):
        model = Training
        fields = [
            "state", "kind", "title", "audience", "organiser", "held_on", "days", "place", "others",
            "uses_ministry_material",
        ]  # fmt: skip
        help_texts = {
            "held_on": "Ví dụ 05/02/2026. Lớp dự kiến thì ghi ngày dự kiến",
            "days": "Ví dụ 2 hoặc 0,5",
            "others": "Chỉ ghi số lượng. Thành viên Tổ và người giữ chức danh thôn ghi tên ở trang của lớp",
        }
        localized_fields = ["days"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = _STATES
        self.fields["others"].required = False

    @property
    def facts(self) -> dict:
        """What the services take: topics of all lists in one."""
        facts = {name: self.cleaned_data[name] for name in self.Meta.fields}
        topics = [topic for name in TOPIC_FIELDS for topic in self.cleaned_data[name]]
        return facts | {"topics": topics, "others": facts["others"] or 0}


class TrainingEditForm(TrainingForm):
    """Correct a class; that it was held or called off has acts of its own."""

    class Meta(TrainingForm.Meta):
        fields = [name for name in TrainingForm.Meta.fields if name != "state"]

    def __init__(self, *args, **kwargs):
        super(TrainingForm, self).__init__(*args, **kwargs)
        self.fields["others"].required = False


class HoldForm(VietForm):
    """A planned class began."""

    held_on = VietDateField(label="Khai mạc ngày")


class CancelForm(VietForm):
    """A planned class is called off."""

    reason = forms.CharField(label="Lý do hủy", max_length=250)


class PlanForm(PaperFields):
    """The signed plan or decision of a class."""


class AttendanceForm(VietForm):
    """Who attended."""

    members = forms.ModelMultipleChoiceField(
        label="Người dự", queryset=Membership.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một người."},
    )  # fmt: skip

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["members"].queryset = members


class ChosenPosts(forms.ModelMultipleChoiceField):
    """Holders of posts, by name, post and hamlet."""

    def label_from_instance(self, obj):
        return f"{obj.person}, {obj.title}, {obj.hamlet}"


class PostAttendanceForm(VietForm):
    """Which holders of posts attended."""

    posts = ChosenPosts(
        label="Người dự", queryset=HamletPost.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một người."},
        help_text="Người giữ nhiều chức danh chỉ cần đánh dấu một lần",
    )  # fmt: skip

    def __init__(self, *args, posts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["posts"].queryset = posts


class ChosenAttendance(forms.ModelMultipleChoiceField):
    """Those on a class's list, by name and team."""

    def label_from_instance(self, obj):
        spell = obj.membership
        known = f", số {obj.certificate_number}" if obj.certificate_number else ""
        done = f" ({obj.get_result_display()}{known})" if obj.result else ""
        return f"{spell.person}, {spell.team}{done}"


class ResultForm(VietForm):
    """How members did, and their certificates."""

    attendance = ChosenAttendance(
        label="Người dự", queryset=Attendance.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một người."},
    )  # fmt: skip
    result = forms.ChoiceField(label="Kết quả", choices=Result.choices, widget=forms.RadioSelect)
    certified_on = VietDateField(
        label="Ngày cấp chứng nhận", required=False, help_text="Để trống nếu lớp không cấp chứng nhận"
    )
    first_number = forms.IntegerField(
        label="Số chứng nhận đầu tiên", min_value=1, required=False,
        help_text="Những người đã chọn được đánh số tiếp theo thứ tự danh sách",
    )  # fmt: skip
    suffix = forms.CharField(
        label="Phần sau số", max_length=30, required=False, help_text="Ví dụ /GCN-CAX", strip=True
    )

    def __init__(self, *args, attendance, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["attendance"].queryset = attendance
