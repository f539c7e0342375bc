"""What the forms of this app share: the subject one chooses, the signed paper, the reason of cancelling."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from activities.about import Subject, subjects_offered
from communes.models import Agency
from documents.choices import DocumentType
from documents.forms import PaperFields
from pages.forms import VietForm
from vietnam.dates import DateError, parse_date


class ChosenPaper(PaperFields):
    """A signed paper that may be left out, with the agency that issued it."""

    paper_required = False
    #: Types to choose among, the usual one first.
    paper_types: tuple[DocumentType, ...] = (DocumentType.DECISION,)

    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label="Cơ quan ban hành văn bản",
        required=False,
        empty_label="Không có văn bản",
    )
    type = forms.ChoiceField(label="Loại văn bản", required=False)

    PAPER_FIELDS = ("agency", "type", *PaperFields.PAPER, "scan")

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies
        self.fields["type"].choices = [(kind.value, kind.label) for kind in self.paper_types]
        self.fields["symbol"].help_text = "Chưa có văn bản thì để trống cả phần này, bổ sung sau."
        self.fields["signed_on"].label = "Ngày ký văn bản"
        self.order_fields(
            [*[name for name in self.fields if name not in self.PAPER_FIELDS], *self.PAPER_FIELDS]
        )

    def clean(self) -> dict[str, Any]:
        """A paper has an agency."""
        cleaned = super().clean()
        if cleaned.get("symbol") and not cleaned.get("agency"):
            self.add_error("agency", "Chọn cơ quan đã ký văn bản này.")
        return cleaned

    @property
    def paper_data(self) -> dict[str, Any] | None:
        """The arguments of the service that records the paper; None where none was given."""
        data = super().paper_data
        if data is None:
            return None
        chosen = {name: self.cleaned_data[name] for name in ("agency", "type")}
        return data | chosen | {"type": chosen["type"] or self.paper_types[0]}


class RecordForm(ChosenPaper):
    """A row about a subject. A new one asks for it among those of the kinds `among`; a known one keeps its own.

    The choices are those of today and of the day that was typed: who left since can be named for a day before.
    """

    #: The field with the day that decides who could be the subject.
    day_field = "held_on"
    subject_required = True

    subject = forms.ChoiceField(label="Đối tượng")

    def __init__(self, *args, user, among=(), is_new: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_new = is_new
        self.offered: dict[str, Subject] = {}
        if not is_new or not among:
            del self.fields["subject"]
            return
        for day in dict.fromkeys((timezone.localdate(), self.typed_day())):
            self.offered |= {subject.key: subject for subject in subjects_offered(user, day, among=among)}
        self.fields["subject"].choices = [("", "Chọn đối tượng"), *self._grouped()]
        hints = dict.fromkeys(subject.kind.hint for subject in self.offered.values())
        self.fields["subject"].help_text = " ".join(hint for hint in hints if hint)
        self.fields["subject"].required = self.subject_required
        self.order_fields(["subject", *[name for name in self.fields if name != "subject"]])

    def typed_day(self) -> date:
        """The day in the form as typed; today where it cannot be read."""
        given = self.data.get(self.add_prefix(self.day_field)) or self.initial.get(self.day_field)
        if isinstance(given, date):
            return given
        try:
            day = parse_date(given) if given else None
        except DateError:
            day = None
        return day if isinstance(day, date) else timezone.localdate()

    def _grouped(self) -> list:
        groups: dict[str, list[tuple[str, str]]] = {}
        for subject in self.offered.values():
            groups.setdefault(subject.kind.label, []).append((subject.key, subject.label))
        return list(groups.values())[0] if len(groups) == 1 else list(groups.items())

    def clean_subject(self) -> Subject | None:
        """The subject itself."""
        return self.offered.get(self.cleaned_data["subject"])

    def facts(self) -> dict[str, Any]:
        """The arguments of the service, the paper apart."""
        return {name: value for name, value in self.cleaned_data.items() if name not in self.PAPER_FIELDS}


class CancelForm(VietForm):
    """Why a row should not be there."""

    reason = forms.CharField(
        label="Lý do hủy", max_length=250, help_text="Ví dụ: ghi hai lần, ghi nhầm Tổ, sai người."
    )
