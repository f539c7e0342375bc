"""Forms of quotas and of the province's criteria."""

from typing import Any

from django import forms

from communes.choices import HamletGroup
from pages.fields import VietDateField
from pages.forms import RowsMixin, VietForm
from teams.choices import QuotaBasis

#: Rows of the criteria's form.
BANDS = 8
_PARTS = ("group", "at_least", "members", "step", "most")


class QuotaForm(VietForm):
    """A team's quota."""

    members = forms.IntegerField(label="Số thành viên", min_value=0, max_value=99)
    started_on = VietDateField(label="Áp dụng từ ngày")


class CommuneQuotaForm(QuotaForm):
    """A commune's quota after the province's decision."""

    teams = forms.IntegerField(label="Số Tổ", min_value=0, max_value=500)
    members = forms.IntegerField(label="Số thành viên", min_value=0, max_value=5000)

    field_order = ["teams", "members", "started_on"]


class TakeOverForm(VietForm):
    """The lines of all teams, filled with what the criteria propose."""

    started_on = VietDateField(label="Áp dụng từ ngày")

    def __init__(self, *args, proposals, **kwargs):
        super().__init__(*args, **kwargs)
        self.proposals = proposals
        for one in proposals:
            present = one.team.quota
            self.fields[f"team_{one.team.pk}"] = forms.IntegerField(
                label=str(one.team), min_value=0, max_value=99, required=False,
                initial=one.proposed if one.proposed is not None else present,
            )  # fmt: skip

    @property
    def rows(self) -> list[tuple[Any, forms.BoundField]]:
        """Each proposal with its field."""
        return [(one, self[f"team_{one.team.pk}"]) for one in self.proposals]

    def members(self) -> dict:
        """Team → number, of the rows that name one."""
        data = self.cleaned_data
        found = {one.team: data.get(f"team_{one.team.pk}") for one in self.proposals}
        return {team: number for team, number in found.items() if number is not None}


class QuotaRuleForm(RowsMixin, VietForm):
    """The province's criteria: by what, and how many members from which number on."""

    rows_title = "Các mức"

    basis = forms.ChoiceField(label="Tính theo", choices=QuotaBasis.choices, widget=forms.RadioSelect)
    legal_basis = forms.CharField(
        label="Nghị quyết, quyết định",
        max_length=200,
        help_text="Ví dụ: Nghị quyết số 12/2025/NQ-HĐND ngày 10/07/2025",
    )
    started_on = VietDateField(label="Áp dụng từ ngày")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        groups = [("", "Mọi nơi"), *HamletGroup.choices]
        for number in range(1, BANDS + 1):
            self.fields[f"group_{number}"] = forms.ChoiceField(label="Nơi", choices=groups, required=False)
            for part, label in (
                ("at_least", "Từ (hộ, người)"), ("members", "Số thành viên"), ("step", "Thêm 1 người cho mỗi"),
                ("most", "Nhiều nhất"),
            ):  # fmt: skip
                self.fields[f"{part}_{number}"] = forms.IntegerField(label=label, min_value=0, required=False)

    def row_names(self):
        return [
            (f"Mức {number}", "", [f"{part}_{number}" for part in _PARTS]) for number in range(1, BANDS + 1)
        ]

    def clean(self):
        """A line that says anything says how many members."""
        cleaned = super().clean() or self.cleaned_data
        for number in range(1, BANDS + 1):
            said = [cleaned.get(f"{part}_{number}") for part in ("at_least", "step", "most")]
            if any(value is not None for value in said) and cleaned.get(f"members_{number}") is None:
                self.add_error(f"members_{number}", "Ghi số thành viên của mức này, hoặc xóa trống cả dòng.")
        return cleaned

    def bands(self) -> list[dict[str, Any]]:
        """The lines that say how many members."""
        found = []
        for number in range(1, BANDS + 1):
            line = {part: self.cleaned_data.get(f"{part}_{number}") for part in _PARTS}
            if line["members"] is not None:
                found.append({**line, "at_least": line["at_least"] or 0})
        return found
