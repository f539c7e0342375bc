"""Forms of imports."""

from django import forms

from jobs.exchange.resources import SheetResource
from pages.forms import VietForm

ACCEPTED = ".xlsx,.xls,.ods,.csv,.txt"


class UploadForm(VietForm):
    """A workbook, and what holds for all its rows."""

    file = forms.FileField(
        label="Tệp danh sách",
        help_text="Excel (.xlsx, .xls), OpenDocument (.ods) hoặc .csv, tối đa 20 MB. Danh sách xã đang dùng cũng được: "
        "cột nhận theo tiêu đề, dòng cộng và chữ ký được bỏ qua.",
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )

    def __init__(self, *args, resource: SheetResource, **kwargs):
        super().__init__(*args, **kwargs)
        for option in resource.options:
            self.fields[option.code] = forms.ChoiceField(
                label=option.label, choices=option.choices, widget=forms.RadioSelect,
                initial=option.choices[0][0], help_text=option.hint,
            )  # fmt: skip
        self._options = [option.code for option in resource.options]

    @property
    def options(self) -> dict[str, str]:
        """The choices for the file."""
        return {code: self.cleaned_data[code] for code in self._options}
