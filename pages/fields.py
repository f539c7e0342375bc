"""Form fields as Vietnamese offices type: dates as d/m/yy, hours as 8h30, numbers as 1.234,5."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from vietnam.dates import DateError, PartialDate, format_date, parse_date


class DayInput(forms.DateInput):
    """A text box for a date; a date picker would not understand d/m/yy."""

    def __init__(self, attrs=None):
        super().__init__(
            {"inputmode": "numeric", "autocomplete": "off", "size": 12, "class": "day", **(attrs or {})}
        )

    def format_value(self, value):
        return format_date(value) if isinstance(value, date) else value


class VietDateField(forms.DateField):
    """A date typed as dd/mm/yyyy, d/m/yy, d-m-yyyy. A year alone is refused where a day is needed."""

    widget = DayInput
    default_error_messages = {"required": "Nhập ngày, ví dụ 05/02/2026."}

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        try:
            parsed = parse_date(value)  # "1/4/27" may lie ahead: the end of a role, a window, a limit
        except DateError as error:
            raise ValidationError(str(error), code="invalid") from error
        if isinstance(parsed, PartialDate):
            raise ValidationError("Nhập đủ ngày, tháng, năm, ví dụ 05/02/2026.", code="partial")
        return parsed


class BirthDateField(VietDateField):
    """A birth date, or a bare year: gives a `date` or a `PartialDate`."""

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, date | PartialDate):
            return value or None
        try:
            return parse_date(value, latest=timezone.localdate())
        except DateError as error:
            raise ValidationError(str(error), code="invalid") from error


class HourField(forms.TimeField):
    """An hour typed as 22:00, 22h00, 22h or 22."""

    default_error_messages = {"invalid": "Ghi giờ và phút, ví dụ 22:00.", "required": "Ghi giờ, ví dụ 22:00."}
    widget = forms.TimeInput(
        attrs={"class": "day", "size": 6, "inputmode": "numeric", "autocomplete": "off"}, format="%H:%M"
    )

    def to_python(self, value):
        if isinstance(value, str):
            value = value.strip().lower().replace("h", ":").replace("g", ":").rstrip(":")
            value = f"{value}:00" if value.isdigit() else value
        return super().to_python(value)


class CountField(forms.IntegerField):
    """How many, typed on the keyboard of numbers; a wheel that turns over it changes nothing."""

    widget = forms.TextInput(attrs={"class": "n", "size": 3, "inputmode": "numeric", "autocomplete": "off"})
    default_error_messages = {"invalid": "Ghi số, ví dụ 8.", "required": "Ghi số; không có ai thì ghi 0."}

    def __init__(self, *, min_value=0, **kwargs):
        super().__init__(min_value=min_value, **kwargs)
