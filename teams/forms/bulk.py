"""Forms of one field of many people: which field, which value, and the confirmation."""

from django import forms

from pages.forms import VietForm, viet_formfield
from teams.forms.members import PersonForm
from teams.models import Person
from teams.services.bulk import BULK_FIELDS


def _labels() -> list[tuple[str, str]]:
    names = [(name, str(Person._meta.get_field(name).verbose_name)) for name in BULK_FIELDS]
    return [(name, label[:1].upper() + label[1:]) for name, label in names]


class BulkFieldForm(VietForm):
    """Which field."""

    muc = forms.ChoiceField(label="Sửa mục nào", choices=_labels, widget=forms.RadioSelect)


class BulkValueForm(VietForm):
    """Which value all of them get. Left empty, what stands there is taken away."""

    def __init__(self, *args, field: str, hamlets, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"] = self._control(field, hamlets)
        self.fields["value"].label = dict(_labels())[field]

    @staticmethod
    def _control(field: str, hamlets) -> forms.Field:
        column = Person._meta.get_field(field)
        if field == "hamlet":
            return forms.ModelChoiceField(hamlets, required=False, empty_label="– (để trống)")
        if column.get_internal_type() == "BooleanField":
            return forms.TypedChoiceField(
                choices=[("1", "Có"), ("", "Không")], coerce=bool, empty_value=False, required=False,
                widget=forms.RadioSelect,
            )  # fmt: skip
        return (
            PersonForm.base_fields[field] if field in PersonForm.declared_fields else viet_formfield(column)
        )
