"""What officers type about campaigns."""

from typing import Any

from django import forms

from documents.forms import PaperFields
from pages.fields import VietDateField
from pages.forms import VietForm


class CampaignForm(VietForm):
    """A campaign and how many each short team is to get."""

    title = forms.CharField(
        label="Tên đợt", max_length=200, help_text="Ví dụ: Tuyển chọn bổ sung Tổ bảo vệ ANTT 2025"
    )
    opens_on = VietDateField(label="Nhận hồ sơ từ ngày", help_text="Ví dụ 22/08/2025")
    closes_on = VietDateField(label="Đến hết ngày", help_text="Ngày cuối cùng còn nhận, ví dụ 07/09/2025")
    filing_place = forms.CharField(label="Nơi nhận hồ sơ", max_length=150)
    note = forms.CharField(label="Ghi chú", max_length=250, required=False)

    def __init__(self, *args, teams, **kwargs):
        """`teams` are the rooms of those that lack people (`recruitment.room.rooms`)."""
        super().__init__(*args, **kwargs)
        self.teams = [one.team for one in teams]
        for one in teams:
            self.fields[f"quota_{one.team.pk}"] = forms.IntegerField(
                label=f"Chỉ tiêu {one.team}", min_value=0, max_value=99, required=False,
                help_text=f"Hiện có {one.words()}, thiếu {one.left}",
            )  # fmt: skip
        self.order_fields(["title", "opens_on", "closes_on", "filing_place"])

    def facts(self) -> dict[str, Any]:
        """The arguments of the service."""
        names = ("title", "opens_on", "closes_on", "filing_place", "note")
        quotas = {team: self.cleaned_data.get(f"quota_{team.pk}") or 0 for team in self.teams}
        return {name: self.cleaned_data[name] for name in names} | {"quotas": quotas}


class PlanForm(PaperFields):
    """The plan that UBND xã issued."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["symbol"].help_text = "Ví dụ: 30/KH-UBND."
        self.fields["title"].help_text = "Ví dụ: Kiện toàn các Tổ bảo vệ an ninh, trật tự ở cơ sở."
