"""Forms: errors that say what to do, nothing typed is lost, a hidden version against stale saves."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models

from pages.fields import VietDateField

#: What Django says by itself, said so that a user knows what to do.
MESSAGES = {
    "required": "Chưa nhập mục này. Nhập rồi lưu lại.",
    "invalid": "Chưa đọc được giá trị này. Xem gợi ý rồi nhập lại.",
    "invalid_choice": "Lựa chọn này không còn trong danh sách. Chọn lại.",
    "max_length": "Dài quá %(limit_value)d ký tự (hiện có %(show_value)d). Rút ngắn lại.",
    "empty": "Tệp trống (0 byte) nên không lưu. Kiểm tra tệp trên máy rồi chọn lại.",
    "min_value": "Số phải từ %(limit_value)s trở lên.",
    "max_value": "Số phải từ %(limit_value)s trở xuống.",
}


#: What Django offers where nothing is chosen, and what the product says instead.
DJANGO_NOTHING, NOTHING = "---------", "–"


class SpeakingMixin:
    """Vietnamese messages for every field, and a hidden `version` where the form edits a versioned row."""

    def __init__(self, *args, versioned: bool = False, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        if versioned:
            self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, required=False)
        for field in self.fields.values():
            _say_nothing(field)
            own = type(field).default_error_messages
            for code, text in MESSAGES.items():
                if code in field.error_messages and code not in _spoken(own):
                    field.error_messages[code] = text

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        """The visible fields in order."""
        return list(self.visible_fields())

    def add_refusal(self, error: Any) -> None:
        """Put a service's `ValidationError` beside its fields; what names no field of the form goes on top."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, errors in error.error_dict.items():
            self.add_error(name if name in self.fields else None, errors)


def _say_nothing(field: forms.Field) -> None:
    """The empty choice as the product writes it, where Django put its own row of dashes."""
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label == DJANGO_NOTHING:
            field.empty_label = NOTHING
    elif isinstance(field, forms.ChoiceField) and (choices := list(field.choices))[:1] == [
        ("", DJANGO_NOTHING)
    ]:
        field.choices = [("", NOTHING), *choices[1:]]


def _spoken(own: dict) -> set[str]:
    """Codes for which the field's class brings its own Vietnamese words."""
    return {code for code, text in own.items() if isinstance(text, str)}


class VietForm(SpeakingMixin, forms.Form):
    """Base of plain forms."""


@dataclass(frozen=True)
class Row:
    """Fields that belong to one person or paper, and what they are headed by."""

    heading: str
    detail: str
    fields: list[forms.BoundField]


class RowsMixin:
    """A form with rows: `row_names` gives each row's heading, detail and the names of its fields."""

    rows_title = ""
    #: Named fields that follow the rows.
    last: tuple[str, ...] = ()

    def row_names(self) -> list[tuple[str, str, list[str]]]:
        """The rows in order."""
        return []

    @property
    def rows(self) -> list[Row]:
        """The rows with their bound fields."""
        return [
            Row(heading, detail, [self[name] for name in names])
            for heading, detail, names in self.row_names()
        ]

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """What stands before the rows."""
        taken = {name for _, _, names in self.row_names() for name in names} | set(self.last)
        return [field for field in self.visible_fields() if field.name not in taken]

    @property
    def last_fields(self) -> list[forms.BoundField]:
        """What stands after the rows."""
        return [self[name] for name in self.last]


def viet_formfield(field: models.Field, **kwargs):
    """The form field of a model field, with dates typed the Vietnamese way."""
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        kwargs["form_class"] = VietDateField
        kwargs.pop("widget", None)
    return field.formfield(**kwargs)


class VietModelForm(SpeakingMixin, forms.ModelForm):
    """Base of forms whose fields are a model's. It never saves: a service does."""

    formfield_callback = viet_formfield

    class Meta:
        formfield_callback = viet_formfield

    def _post_clean(self):
        """Leave the model's own checks to the service, so that each is said once."""

    def save(self, commit=True):
        """Refused: writes go through services."""
        raise TypeError("a form never saves; call a service")
