"""The form of an activity: what its kind asks, no more."""

from django import forms

from activities.choices import ActivityKind, KindRule
from activities.forms.records import RecordForm
from communes.models import Hamlet
from documents.choices import DocumentType
from pages.fields import VietDateField


class ActivityForm(RecordForm):
    """What was done. `people` are those who may have missed it; None where nobody's absence is kept."""

    paper_types = (DocumentType.MINUTES, DocumentType.PLAN, DocumentType.REPORT, DocumentType.NOTICE)

    held_on = VietDateField(label="Ngày", help_text="Ví dụ 05/11/2026")
    topic = forms.CharField(label="Nội dung chính", max_length=200)
    absent = forms.ModelMultipleChoiceField(
        label="Người vắng", queryset=None, required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Đánh dấu ai vắng; những người còn lại tính là có mặt.",
    )  # fmt: skip
    participants = forms.IntegerField(label="Số người dự", min_value=0, max_value=1_000_000, required=False)
    quantity = forms.IntegerField(label="Số lượng", min_value=0, max_value=1_000_000)
    part = forms.IntegerField(label="Trong đó", min_value=0, max_value=1_000_000, required=False)
    hamlet = forms.ModelChoiceField(
        label="Thôn, tổ dân phố", queryset=Hamlet.objects.none(), required=False, empty_label="Cả xã, phường"
    )
    place = forms.CharField(label="Địa điểm", max_length=150, required=False)
    chair = forms.CharField(label="Chủ trì", max_length=100, required=False)
    partner = forms.CharField(
        label="Phối hợp với",
        max_length=150,
        required=False,
        help_text="Ví dụ: Đoàn Thanh niên, Hội Cựu chiến binh",
    )
    minutes = forms.CharField(
        label="Nội dung, kết luận", max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Ghi ngắn gọn. Không ghi tên người bị quản lý, nghi vấn, khiếu nại, tố cáo.",
    )  # fmt: skip
    note = forms.CharField(label="Ghi chú", max_length=250, required=False)

    def __init__(self, *args, kind: ActivityKind, rule: KindRule, hamlets, people=None, **kwargs):
        self.subject_required = rule.needs_subject
        super().__init__(*args, among=rule.subjects, **kwargs)
        self.fields["hamlet"].queryset = hamlets
        for name, label in (("quantity", rule.quantity), ("part", rule.part)):
            if label:
                self.fields[name].label = label
            else:
                del self.fields[name]
        if not rule.people:
            del self.fields["participants"]
        if people is None:
            del self.fields["absent"]
        else:
            self.fields["absent"].queryset = people
            self.fields["participants"].help_text = "Để trống thì lấy số thành viên trừ người vắng"
        if kind == ActivityKind.TEAM_MEETING:
            del self.fields["hamlet"]
            self.fields["topic"].help_text = "Ví dụ: giao ban, rút kinh nghiệm, học văn bản mới"
