"""Forms of imports."""

from collections.abc import Mapping, Sequence

from django import forms

from jobs.exchange.resources import Option
from pages.forms import VietForm

ACCEPTED = ".xlsx,.xls,.ods,.csv,.txt"


class UploadForm(VietForm):
    """A workbook, and what holds for all its rows. `chosen` are choices made before, as an address carries them."""

    file = forms.FileField(
        label="Tệp danh sách",
        help_text="Excel (.xlsx, .xls), OpenDocument (.ods) hoặc .csv, tối đa 20 MB. Danh sách xã đang dùng cũng được: "
        "cột nhận theo tiêu đề, dòng cộng và chữ ký được bỏ qua.",
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )

    def __init__(self, *args, options: Sequence[Option], chosen: Mapping[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        for option in options:
            usual = chosen.get(option.code)
            self.fields[option.code] = forms.ChoiceField(
                label=option.label, choices=option.choices, widget=forms.RadioSelect, help_text=option.hint,
                initial=usual if usual in dict(option.choices) else option.choices[0][0],
            )  # fmt: skip
        self._options = [option.code for option in options]

    @property
    def options(self) -> dict[str, str]:
        """The choices for the file."""
        return {code: self.cleaned_data[code] for code in self._options}
