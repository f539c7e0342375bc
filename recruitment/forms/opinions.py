"""What is typed about opinions, and about supplements."""

from django import forms
from django.utils import timezone

from communes.models import Agency
from pages.fields import VietDateField
from pages.forms import RowsMixin, VietForm
from recruitment.choices import OpinionSource, Told
from recruitment.models import Application
from recruitment.services.opinions import Answer

_ANSWERS = [("", "Chưa có ý kiến"), ("yes", "Đồng ý"), ("no", "Không đồng ý")]


class OpinionRequestForm(VietForm):
    """To which agency the list is sent, on which day."""

    agency = forms.ModelChoiceField(label="Cơ quan", queryset=Agency.objects.none())
    sent_on = VietDateField(label="Ngày gửi")

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies
        self.fields["sent_on"].initial = timezone.localdate()


class OpinionsForm(RowsMixin, VietForm):
    """A body's opinion on each of the applicants of a page."""

    rows_title = "Từng người"

    source = forms.ChoiceField(label="Ý kiến của", choices=OpinionSource.choices)
    given_on = VietDateField(label="Ngày có ý kiến")

    def __init__(self, *args, applicants, source, **kwargs):
        """`source` is the partner's own; None for the police, who choose it."""
        super().__init__(*args, **kwargs)
        self.fields["given_on"].initial = timezone.localdate()
        self.own_source = source
        if source is not None:
            del self.fields["source"]
        self.applicants = list(applicants)
        for one in self.applicants:
            held = next((opinion for opinion in one.opinions.all() if opinion.source == source), None)
            self.fields[f"answer_{one.pk}"] = forms.ChoiceField(
                label="Ý kiến", choices=_ANSWERS, required=False,
                initial=("yes" if held.agrees else "no") if held else "",
            )  # fmt: skip
            self.fields[f"words_{one.pk}"] = forms.CharField(
                label="Nội dung", required=False, max_length=250, initial=held.words if held else ""
            )

    def row_names(self):
        return [
            (str(one.person), f"dự tuyển {one.line.team}, {one.line.hamlet or 'nhiều thôn'}",
             [f"answer_{one.pk}", f"words_{one.pk}"])
            for one in self.applicants
        ]  # fmt: skip

    def chosen_source(self) -> OpinionSource:
        """Whose opinion it is."""
        return OpinionSource(self.own_source or self.cleaned_data["source"])

    def answers(self) -> dict[Application, Answer]:
        """What was said, by applicant; who was not spoken of is left out."""
        data = self.cleaned_data
        return {
            one: Answer(data[f"answer_{one.pk}"] == "yes", data[f"words_{one.pk}"])
            for one in self.applicants
            if data[f"answer_{one.pk}"]
        }


class SupplementRequestForm(VietForm):
    """How the applicant was told, when, and until when to supplement."""

    told = forms.ChoiceField(label="Báo bằng cách", choices=Told.choices, widget=forms.RadioSelect)
    asked_on = VietDateField(label="Ngày yêu cầu")
    due_on = VietDateField(
        label="Hạn bổ sung", required=False, help_text="Để trống thì lấy hạn theo quy định tuyển chọn"
    )
    note = forms.CharField(label="Ghi chú", max_length=250, required=False)
