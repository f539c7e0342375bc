"""Forms: errors that say what to do, nothing typed is lost, a hidden version against stale saves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any, NamedTuple

from django import forms
from django.db import models

from pages.fields import CountField, VietDateField

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
#: The same of what is chosen: from a list, or a file.
CHOOSE = "Chưa chọn mục này. Chọn rồi lưu lại."

#: What Django offers where nothing is chosen, and what the product says instead.
DJANGO_NOTHING, NOTHING = "---------", "–"


class SpeakingMixin:
    """Vietnamese messages for every field, and a hidden `version` where the form edits a versioned row."""

    def __init__(self, *args, versioned: bool = False, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        if versioned:
            self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, required=False)
        for name, field in self.fields.items():
            _say_nothing(field)
            if self.initial.get(name, field.initial) is None:
                _choose_nothing(field)

    def full_clean(self):
        """Speak Vietnamese also for fields that were added after the form was made."""
        for field in self.fields.values():
            _speak(field)
        super().full_clean()

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


def _choose_nothing(field: forms.Field) -> None:
    """No list of a field that must be filled begins with its first choice chosen: nobody meant it."""
    if isinstance(field, forms.ModelChoiceField) or type(field.widget) is not forms.Select:
        return
    if isinstance(field, forms.ChoiceField) and field.required:
        choices = list(field.choices)
        if len(choices) > 1 and choices[0][0] != "":
            field.choices = [("", NOTHING), *choices]


def _speak(field: forms.Field) -> None:
    """Our words for what Django says by itself; those of the field or its class, plain text already, stay."""
    chosen = isinstance(field, forms.ChoiceField | forms.FileField)
    for code, text in (MESSAGES | {"required": CHOOSE} if chosen else MESSAGES).items():
        if not isinstance(field.error_messages.get(code), str):
            field.error_messages[code] = text


class VietForm(SpeakingMixin, forms.Form):
    """Base of plain forms."""


@dataclass(frozen=True)
class Row:
    """Fields that belong to one person or paper, and what they are headed by; `more` stand under the heading."""

    heading: str
    detail: str
    fields: list[forms.BoundField]
    more: list[forms.BoundField] = dataclass_field(default_factory=list)

    @property
    def all_fields(self) -> list[forms.BoundField]:
        """Those of the columns and those under the heading."""
        return [*self.fields, *self.more]

    @property
    def is_wrong(self) -> bool:
        """Is anything wrong in it?"""
        return any(one.errors for one in self.all_fields)


class Cell(NamedTuple):
    """A field of a row under its column's heading; `when` as a part has it."""

    column: str
    field: forms.BoundField
    when: str

    @property
    def look(self) -> str:
        """How much room it needs: a number of few digits (n), a box to tick (c), a choice (s), words (w)."""
        field = self.field.field
        if isinstance(field, CountField):
            return "n"
        if isinstance(field.widget, forms.CheckboxInput):
            return "c"
        if isinstance(field.widget, forms.Select):
            return "s"
        return "w" if isinstance(field, forms.CharField) else ""


@dataclass(frozen=True)
class Part:
    """A part of a form: a heading, a word on how to fill it, fields, then rows.

    Fields stand one below the other, or `beside` each other where there is room. Rows stand in a table under `columns`,
    headings that are written once, the first column's being `of_whom`; without columns each has a heading of its own.
    `fold` is what a part that is seldom needed is called while it is folded. `when` is "name=value": with a script the
    part is shown once that choice is made, or something stands in it (without one, always); `columns_when` says the
    same of columns.
    """

    title: str = ""
    note: str = ""
    fields: list[forms.BoundField] = dataclass_field(default_factory=list)
    rows: list[Row] = dataclass_field(default_factory=list)
    columns: tuple[str, ...] = ()
    of_whom: str = "Họ và tên"
    beside: bool = False
    fold: str = ""
    when: str = ""
    columns_when: Mapping[str, str] = dataclass_field(default_factory=dict)

    @property
    def heads(self) -> list[tuple[str, str]]:
        """The columns' headings, each with when it is shown."""
        return [(column, self.columns_when.get(column, "")) for column in self.columns]

    @property
    def width(self) -> int:
        """How many columns there are with the headings of the rows."""
        return len(self.columns) + 1

    @property
    def lines(self) -> list[tuple[Row, list[Cell]]]:
        """The rows with their fields under the headings."""
        return [(row, self._cells(row)) for row in self.rows]

    def _cells(self, row: Row) -> list[Cell]:
        return [Cell(column, one, when) for (column, when), one in zip(self.heads, row.fields, strict=True)]

    @property
    def is_open(self) -> bool:
        """A folded part is open where something stands in it or is wrong with it."""
        fields = [*self.fields, *(one for row in self.rows for one in row.all_fields)]
        return any(one.errors or one.value() for one in fields)


class RowsMixin:
    """A form with rows: `row_names` gives each row's heading, detail and the names of its fields."""

    rows_title = ""
    #: Headings of the rows' columns, where all rows have the same short fields.
    columns: tuple[str, ...] = ()
    #: What the rows are headed by.
    of_whom = "Họ và tên"
    #: Named fields that follow the rows.
    last: tuple[str, ...] = ()

    def row_names(self) -> list[tuple[str, str, list[str]]]:
        """The rows in order."""
        return []

    def rows_of(self, names: list[tuple[str, str, list[str]]]) -> list[Row]:
        """Rows with their bound fields."""
        return [Row(heading, detail, self.bound(fields)) for heading, detail, fields in names]

    def rows_part(self, rows: list[Row], note: str = "") -> Part:
        """The rows under their heading."""
        return Part(self.rows_title, note, rows=rows, columns=self.columns, of_whom=self.of_whom)

    def bound(self, names: Iterable[str]) -> list[forms.BoundField]:
        """Those fields of the form that it has."""
        return [self[name] for name in names if name in self.fields]

    @property
    def parts(self) -> list[Part]:
        """The form from top to bottom: what stands before the rows, the rows, what follows them."""
        rows = self.rows_of(self.row_names())
        taken = {one.name for row in rows for one in row.all_fields} | set(self.last)
        first = [field for field in self.visible_fields() if field.name not in taken]
        found = [Part(fields=first), Part(fields=self.bound(self.last))]
        if rows:
            found.insert(1, self.rows_part(rows))
        return found


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
