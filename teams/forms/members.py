"""Forms of people and of their spells."""

from django import forms

from documents.forms import PaperFields
from pages.fields import BirthDateField, VietDateField
from pages.forms import VietForm, VietModelForm
from teams.choices import LEGAL_CASES, RECORDED_ENDS, EndKind, Position, ResidenceKind, Sex
from teams.models import Person, Team
from vietnam.dates import PartialDate, format_date


class OptionalPaper(PaperFields):
    """A decision that may follow later."""

    paper_required = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["symbol"].label = "Số, ký hiệu quyết định"
        self.fields["symbol"].help_text = "Ví dụ: 05/QĐ-UBND. Chưa có thì để trống cả văn bản, bổ sung sau."


class PersonForm(VietModelForm):
    """A person's facts. CCCD is typed anew to change it; left empty it stays."""

    birth_date = BirthDateField(
        label="Ngày sinh", required=False, help_text="Ví dụ 05/02/1980; chỉ biết năm thì nhập 1980"
    )
    citizen_id = forms.CharField(
        label="Số định danh, CCCD", required=False, max_length=20, help_text="12 số",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    sex = forms.ChoiceField(label="Giới tính", choices=[("", "–"), *Sex.choices], required=False)
    residence_kind = forms.ChoiceField(
        label="Hình thức cư trú", choices=[("", "–"), *ResidenceKind.choices], required=False
    )

    class Meta(VietModelForm.Meta):
        model = Person
        fields = [
            "full_name", "birth_date", "sex", "citizen_id", "phone", "hamlet", "address", "residence_kind",
            "residence_since", "ethnic_group", "religion", "education", "qualification", "is_party_member",
            "is_youth_union_member", "served_police", "served_army", "was_part_time_police", "has_prestige", "note",
        ]  # fmt: skip

    def __init__(self, *args, hamlets, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hamlet"].queryset = hamlets
        if self.initial:
            self.fields["citizen_id"].help_text = "12 số. Để trống là giữ nguyên số cũ"

    def facts(self) -> dict:
        """The arguments of the service; an empty CCCD is left out."""
        facts = {name: self.cleaned_data[name] for name in self.Meta.fields}
        if not facts["citizen_id"]:
            facts.pop("citizen_id")
        return facts


def person_initial(person: Person) -> dict:
    """What the form shows of a person: everything but the CCCD."""
    initial = {
        name: getattr(person, name) for name in PersonForm.Meta.fields if name not in ("citizen_id", "hamlet")
    }
    initial["hamlet"] = person.hamlet_id
    if person.birth_is_year and person.birth_date:
        initial["birth_date"] = format_date(PartialDate(person.birth_date.year))
    return initial


class JoinForm(PersonForm):
    """A new member: the person and the spell together."""

    position = forms.ChoiceField(label="Chức danh", choices=Position.choices, initial=Position.MEMBER)
    started_on = VietDateField(
        label="Tham gia từ ngày", help_text="Ngày ghi trong quyết định, ví dụ 05/02/2026"
    )

    def ask_team(self, teams, chosen: str | None) -> None:
        """Ask for the team and the spell before the person's facts."""
        self.fields["team"] = forms.ModelChoiceField(label="Tổ", queryset=teams, initial=chosen)
        self.order_fields(["team", "full_name", "position", "started_on"])


class LeaveForm(OptionalPaper):
    """A member who left: legal case or another ground, day, decision."""

    end_kind = forms.ChoiceField(label="Lý do thôi tham gia", widget=forms.RadioSelect)
    ended_on = VietDateField(
        label="Thôi từ ngày", help_text="Ngày đầu tiên không còn tham gia, ví dụ 05/02/2026"
    )
    note = forms.CharField(label="Ghi chú", required=False, max_length=250)

    field_order = [
        "end_kind",
        "ended_on",
        "symbol",
        "signed_on",
        "title",
        "signer_name",
        "signer_title",
        "scan",
        "note",
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["end_kind"].choices = [(kind, _with_article(kind)) for kind in RECORDED_ENDS]


def _with_article(kind: EndKind) -> str:
    point = LEGAL_CASES.get(kind)
    return f"{kind.label} (Điều 17, khoản 3, điểm {point})" if point else str(kind.label)


class PositionForm(OptionalPaper):
    """Another position in the same team."""

    position = forms.ChoiceField(label="Chức danh mới", choices=Position.choices)
    changed_on = VietDateField(label="Từ ngày")

    field_order = ["position", "changed_on"]


class MoveForm(PositionForm):
    """Another team of the same commune."""

    team = forms.ModelChoiceField(label="Tổ mới", queryset=Team.objects.none())

    field_order = ["team", "position", "changed_on"]

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams


class RevealForm(VietForm):
    """Why a masked fact is to be seen."""

    field = forms.CharField(widget=forms.HiddenInput)
    purpose = forms.CharField(
        label="Mục đích xem", max_length=200, help_text="Ghi vào nhật ký, ví dụ: đối chiếu giấy chứng nhận"
    )
