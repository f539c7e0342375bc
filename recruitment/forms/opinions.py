"""What is typed about opinions, and about supplements."""

from django import forms
from django.utils import timezone

from communes.models import Agency
from pages.fields import VietDateField
from pages.forms import RowsMixin, VietForm
from recruitment.choices import OpinionSource, Told
from recruitment.models import Application, Opinion
from recruitment.opinion_lines import said
from recruitment.services.opinions import Answer, face, face_of

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
    """A body's opinion on each of the applicants of a page: what it said already stands there, and only what is changed
    is saved. A row whose answer is emptied withdraws the opinion."""

    rows_title = "Từng người"
    columns = ("Ý kiến", "Ngày", "Nội dung")

    given_on = VietDateField(
        label="Ngày có ý kiến", help_text="Cho những ý kiến ghi mới. Ngày của ý kiến đã ghi sửa ở từng dòng."
    )

    def __init__(self, *args, applicants, source: OpinionSource, tells_others: bool, **kwargs):
        """`source` is whose opinions these are; `tells_others`: each row says what the other bodies said."""
        super().__init__(*args, **kwargs)
        self.fields["given_on"].initial = timezone.localdate()
        self.source, self.tells_others, self.applicants = source, tells_others, list(applicants)
        self.held = {one.pk: self._of(one, source) for one in self.applicants}
        for one in self.applicants:
            held = self.held[one.pk]
            answer = ("yes" if held.agrees else "no") if held else ""
            self.fields[f"answer_{one.pk}"] = forms.ChoiceField(
                label="Ý kiến", choices=_ANSWERS, required=False, initial=answer
            )
            self.fields[f"given_{one.pk}"] = VietDateField(
                label="Ngày", required=False, initial=held and held.given_on
            )
            self.fields[f"words_{one.pk}"] = forms.CharField(
                label="Nội dung", required=False, max_length=250, initial=held.words if held else ""
            )
            self.fields[f"seen_{one.pk}"] = forms.CharField(
                required=False, widget=forms.HiddenInput, initial=face(held)
            )

    @staticmethod
    def _of(one: Application, source: OpinionSource) -> Opinion | None:
        return next((opinion for opinion in one.opinions.all() if opinion.source == source), None)

    def row_names(self):
        return [
            (str(one.person), self._detail(one), [f"answer_{one.pk}", f"given_{one.pk}", f"words_{one.pk}"])
            for one in self.applicants
        ]

    def _detail(self, one: Application) -> str:
        told = f"dự tuyển {one.line.team}, {one.line.hamlet or 'nhiều thôn'}"
        others = [said(opinion) for opinion in one.opinions.all() if opinion.source != self.source]
        return f"{told}. {'; '.join(others)}" if self.tells_others and others else told

    def fill(self) -> int:
        """Agree to everybody of whom nothing is said yet, to be looked at before it is saved; gives to how many."""
        self.data = self.data.copy()
        silent = [
            one for one in self.applicants if not self[f"answer_{one.pk}"].value() and not self._seen(one)
        ]
        for one in silent:
            self.data[f"answer_{one.pk}"] = "yes"
        return len(silent)

    def _seen(self, one: Application) -> str:
        return str(self[f"seen_{one.pk}"].value() or "")

    def clean(self):
        """Words without an answer are no opinion."""
        cleaned = super().clean() or self.cleaned_data
        for one in self.applicants:
            said_something = cleaned.get(f"words_{one.pk}") or cleaned.get(f"given_{one.pk}")
            if said_something and not cleaned.get(f"answer_{one.pk}") and not self._seen(one):
                self.add_error(
                    f"answer_{one.pk}", f"{one.person}: chọn đồng ý hay không đồng ý, hoặc xóa trống dòng."
                )
        return cleaned

    def add_refusal(self, error) -> None:
        """Where somebody else wrote meanwhile, saving once more is made against what stands now."""
        super().add_refusal(error)
        self.data = self.data.copy()
        for one in self.applicants:
            if f"answer_{one.pk}" in self.errors:
                self.data[f"seen_{one.pk}"] = face(self.held[one.pk])

    def answers(self) -> dict[Application, Answer | None]:
        """What was changed, by applicant; None where the opinion is withdrawn."""
        found: dict[Application, Answer | None] = {}
        for one in self.applicants:
            answer, words, day = (
                self.cleaned_data[f"{part}_{one.pk}"] for part in ("answer", "words", "given")
            )
            day = day or self.cleaned_data["given_on"]
            typed = face_of(answer == "yes", words, day) if answer else ""
            if typed != self._seen(one):
                found[one] = Answer(answer == "yes", words, day) if answer else None
        return found

    def seen(self) -> dict[Application, str]:
        """What the page had shown of each."""
        return {one: self._seen(one) for one in self.applicants}


class SupplementRequestForm(VietForm):
    """How the applicant was told, when, and until when to supplement."""

    told = forms.ChoiceField(label="Báo bằng cách", choices=Told.choices, widget=forms.RadioSelect)
    asked_on = VietDateField(label="Ngày yêu cầu")
    due_on = VietDateField(label="Hạn bổ sung", required=False)
    note = forms.CharField(label="Ghi chú", max_length=250, required=False)

    def __init__(self, *args, due_rule: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["due_on"].help_text = due_rule
