"""Forms of Quy chế hoạt động."""

from django import forms

from documents.choices import DocumentType
from documents.forms import PaperFields
from pages.fields import VietDateField
from pages.forms import VietForm
from teams.choices import RegulationTopic
from teams.models import Team
from teams.services.regulations import PAPER_TYPES

_TOPICS = "Đánh dấu những nội dung Quy chế có quy định (mục III.1 của Kế hoạch xã Quảng Trạch)"


class TopicsField(forms.MultipleChoiceField):
    """What the rules settle."""

    def __init__(self):
        super().__init__(
            label="Nội dung đã quy định", choices=RegulationTopic.choices, widget=forms.CheckboxSelectMultiple,
            required=False, help_text=_TOPICS,
        )  # fmt: skip


class RegulationForm(PaperFields):
    """Working rules that were signed."""

    team = forms.ModelChoiceField(
        label="Riêng Tổ",
        queryset=Team.objects.none(),
        required=False,
        help_text="Để trống: cho mọi Tổ của xã",
    )
    started_on = VietDateField(label="Có hiệu lực từ ngày")
    type = forms.ChoiceField(
        label="Loại văn bản", choices=[(kind.value, kind.label) for kind in PAPER_TYPES],
        initial=DocumentType.DECISION,
    )  # fmt: skip
    topics = TopicsField()

    field_order = ["team", "started_on", "topics", "type", *PaperFields.PAPER, "scan"]

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams
        self.fields["title"].help_text = "Ví dụ: Ban hành Quy chế hoạt động của Tổ bảo vệ an ninh, trật tự"


class TopicsForm(VietForm):
    """What the rules settle, read again from the paper."""

    topics = TopicsField()


class RegulationEndForm(VietForm):
    """The day the rules cease."""

    ended_on = VietDateField(label="Hết hiệu lực từ ngày", help_text="Ngày đầu tiên không còn hiệu lực")
