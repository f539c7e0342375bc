"""Forms of assessments, commendations and discipline."""

from django import forms

from activities.about import grounds_of
from activities.choices import (
    RESULTS,
    RESULTS_WITH_GROUND,
    AssessmentKind,
    CommendationForm,
    CommendationLevel,
    DisciplineForm,
    Occasion,
    Result,
)
from activities.forms.records import RecordForm
from contracts.registry import subject_kinds
from documents.choices import DocumentType
from pages.fields import VietDateField


class AssessmentForm(RecordForm):
    """The result of one kind in one year. The ground is asked where there are subjects that have any: `about` is the
    kind of subject that is known already."""

    day_field = "decided_on"
    paper_types = (DocumentType.DECISION, DocumentType.REPORT, DocumentType.MINUTES, DocumentType.LIST)

    year = forms.IntegerField(label="Năm", min_value=1945, max_value=2999)
    result = forms.ChoiceField(label="Kết quả", choices=Result.choices, widget=forms.RadioSelect)
    ground = forms.ChoiceField(label="Căn cứ phải thay thế, miễn nhiệm", required=False)
    decided_on = VietDateField(label="Ngày đánh giá, công nhận", help_text="Ví dụ 10/12/2026")
    note = forms.CharField(label="Nhận xét", max_length=250, required=False)

    def __init__(self, *args, kind: AssessmentKind, about: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["result"].choices = [(result.value, result.label) for result in RESULTS[kind]]
        if not self.is_new:
            del self.fields["year"]
        self._ask_ground({about} if about else {subject.kind.code for subject in self.offered.values()})

    def _ask_ground(self, codes: set[str]) -> None:
        field, grounds = self.fields["ground"], grounds_of(codes)
        if not grounds:
            del self.fields["ground"]
            return
        whom = "; ".join(kind.label for kind in subject_kinds if kind.code in codes and kind.grounds)
        results = " hoặc ".join(f"“{result.label}”" for result in RESULTS_WITH_GROUND)
        field.choices = [("", "Không"), *grounds.items()]
        field.help_text = (
            f"Chỉ ghi cho: {whom}, khi kết quả là {results}. Chỉ Công an xã và cấp tỉnh xem được."
        )


class HonourForm(RecordForm):
    """A commendation. The paper is the decision."""

    day_field = "issued_on"

    form = forms.ChoiceField(label="Hình thức", choices=CommendationForm.choices)
    level = forms.ChoiceField(
        label="Cấp tặng", choices=CommendationLevel.choices, help_text="Bằng khen từ cấp tỉnh, bộ trở lên"
    )
    occasion = forms.ChoiceField(label="Dịp", choices=Occasion.choices)
    reason = forms.CharField(
        label="Thành tích", max_length=250, help_text="Ví dụ: bắt giữ quả tang trộm cắp ngày 12/8/2026"
    )
    issued_on = VietDateField(label="Ngày tặng", help_text="Ngày ký quyết định khen thưởng")
    note = forms.CharField(
        label="Ghi chú", max_length=250, required=False,
        help_text="Quyết định của Bộ, Trung ương: ghi số và ngày ở đây",
    )  # fmt: skip


class MeasureForm(RecordForm):
    """A measure against somebody who serves."""

    day_field = "decided_on"
    paper_types = (DocumentType.DECISION, DocumentType.NOTICE, DocumentType.MINUTES)

    form = forms.ChoiceField(
        label="Hình thức", choices=DisciplineForm.choices,
        help_text="Nhắc nhở bằng văn bản đối với thành viên Tổ được tính khi xét cho thôi "
        "(Luật 30/2023, Điều 17, khoản 3, điểm c)",
    )  # fmt: skip
    reason = forms.CharField(label="Lý do", max_length=250)
    decided_on = VietDateField(label="Ngày quyết định", help_text="Ví dụ 04/05/2026")
    valid_until = VietDateField(
        label="Đến trước ngày",
        required=False,
        help_text="Ngày đầu tiên không còn tính; không thời hạn thì để trống",
    )
    note = forms.CharField(label="Ghi chú", max_length=250, required=False)
