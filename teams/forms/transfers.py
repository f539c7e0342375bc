"""Forms of taking somebody over from another commune."""

from django import forms

from pages.fields import VietDateField
from pages.forms import VietForm
from teams.models import Team


class TransferForm(VietForm):
    """Whom a commune asks for, from when, for which team."""

    full_name = forms.CharField(label="Họ và tên", max_length=100)
    citizen_id = forms.CharField(
        label="Số định danh, CCCD", max_length=20, help_text="12 số",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    team = forms.ModelChoiceField(
        label="Tổ tiếp nhận", queryset=Team.objects.none(), required=False,
        help_text="Tiếp nhận làm Tổ viên. Để trống nếu người này sẽ dự tuyển: chỉ hồ sơ chuyển về",
    )  # fmt: skip
    wanted_on = VietDateField(label="Tiếp nhận từ ngày", help_text="Ngày đầu tiên tham gia ở Tổ mới")
    reason = forms.CharField(
        label="Lý do", max_length=250, help_text="Ví dụ: chuyển đến thường trú tại thôn Tô Xá"
    )

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams


class RefuseForm(VietForm):
    """Why a request is refused."""

    reason = forms.CharField(
        label="Lý do từ chối",
        max_length=250,
        help_text="Xã đề nghị đọc lý do này; không ghi điều không cần cho xã đó biết",
    )
