"""Forms of reports."""

from collections.abc import Sequence

from django import forms

from pages.forms import VietForm
from reporting.desk import DeskSection


class WordingForm(VietForm):
    """The wording of all sections, one field each; a hint says what the section asks."""

    def __init__(self, *args, sections: Sequence[DeskSection] = (), **kwargs):
        super().__init__(*args, **kwargs)
        for one in sections:
            if one.has_text:
                self.fields[one.name] = forms.CharField(
                    label=f"Lời văn mục {one.section.number}", required=False, initial=one.text,
                    help_text=one.section.prompt,
                    widget=forms.Textarea(
                        {"class": "form-control prose", "rows": 4, "aria-describedby": f"id_{one.name}_hint"}
                    ),
                )  # fmt: skip

    @property
    def texts(self) -> dict[int, str]:
        """The wording by key of the outline's section."""
        return {int(n[4:]): text for n, text in self.cleaned_data.items() if n.startswith("muc_")}


class FigureForm(VietForm):
    """Another number than the registers give, and why."""

    value = forms.DecimalField(label="Số liệu báo cáo", max_digits=16, decimal_places=3)
    reason = forms.CharField(
        label="Lý do khác số hệ thống, nguồn số liệu", max_length=250, required=False,
        help_text="Bắt buộc khi số báo cáo khác số trong sổ. Ghi lại đúng số trong sổ để bỏ phần sửa.",
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip


class ReturnForm(VietForm):
    """Why a report is returned."""

    comment = forms.CharField(
        label="Góp ý", help_text="Nêu mục và nội dung cần sửa; đơn vị nhận được nguyên văn.",
        widget=forms.Textarea({"rows": 5}),
    )  # fmt: skip
