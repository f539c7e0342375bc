"""Forms of what precedes a leaving."""

from django import forms

from documents.choices import DocumentType
from documents.forms import SCAN_HINT, PaperFields
from pages.fields import VietDateField
from pages.forms import VietForm
from teams.choices import DutyFault, LeavingPaperKind
from teams.services.leaving import REMINDER_TYPES


class RefusalForm(VietForm):
    """A duty that was not done, or misused."""

    fault = forms.ChoiceField(label="Việc vi phạm", choices=DutyFault.choices, widget=forms.RadioSelect)
    happened_on = VietDateField(label="Ngày")
    asked = forms.CharField(
        label="Nhiệm vụ được giao",
        max_length=250,
        help_text="Ví dụ: tuần tra đêm 12/10/2026 theo lịch tháng 10",
    )
    reason = forms.CharField(label="Lý do người đó nêu", max_length=250, required=False)
    has_good_reason = forms.BooleanField(
        label="Có lý do chính đáng",
        required=False,
        help_text="Lần có lý do chính đáng không tính vào căn cứ cho thôi",
    )


class ReminderForm(PaperFields):
    """A written reminder of the commune police."""

    type = forms.ChoiceField(
        label="Loại văn bản", choices=[(kind.value, kind.label) for kind in REMINDER_TYPES],
        initial=DocumentType.NOTICE,
    )  # fmt: skip
    about = forms.CharField(label="Nội dung nhắc nhở", max_length=250)

    field_order = ["about", "type", *PaperFields.PAPER, "scan"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["symbol"].help_text = "Ví dụ: 07/TB-CAX"
        self.fields["title"].help_text = "Ví dụ: Về việc nhắc nhở thành viên Tổ bảo vệ"


class LeavingPaperForm(VietForm):
    """A paper that a leaving stands on."""

    kind = forms.ChoiceField(label="Loại giấy tờ", choices=LeavingPaperKind.choices)
    dated_on = VietDateField(label="Ngày ghi trên giấy")
    received_on = VietDateField(
        label="Ngày Công an xã nhận", required=False,
        help_text="Hạn tính từ ngày nhận (TT 14/2024/TT-BCA, Điều 5, khoản 3). Để trống nếu nhận ngay trong ngày đó",
    )  # fmt: skip
    issuer = forms.CharField(
        label="Người, cơ quan ký",
        max_length=150,
        help_text="Ví dụ: người làm đơn, bệnh viện, cơ quan điều tra",
    )
    symbol = forms.CharField(label="Số, ký hiệu", max_length=60, required=False)
    scan = forms.FileField(label="Bản quét", required=False, help_text=f"{SCAN_HINT}; lưu mã hóa")


class VoidForm(VietForm):
    """Why a line does not count."""

    reason = forms.CharField(
        label="Lý do không tính",
        max_length=250,
        help_text="Ví dụ: ghi nhầm người; đã rút đơn ngày 05/11/2026",
    )


class LeavingDecisionForm(PaperFields):
    """The chairman's decision of a leaving that was entered without it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = "Ví dụ: Về việc cho thôi tham gia Tổ bảo vệ an ninh, trật tự"
