"""What cells mean: each widget turns what people type into a value, or says in Vietnamese what is wrong with it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Choices
from import_export.widgets import Widget

from sheets.tables import cell_text, heading_key
from vietnam.dates import DateError, PartialDate, format_date, parse_date
from vietnam.ids import citizen_id_clean, citizen_id_error, phone_clean, phone_error
from vietnam.names import clean_name

#: How a value that is there but hidden begins in an export; met in an import it means "unchanged".
MASK = "•"
YES = frozenset({"x", "co", "dung", "1", "v", "true", "yes"})
NO = frozenset({"", "khong", "0", "ko", "k", "false", "no"})


class CellWidget(Widget):
    """Base: `clean` gives the value of a cell that is not blank, or raises `ValueError` with what to do."""

    def clean(self, value: Any, row: Any = None, **kwargs) -> Any:
        """The cell as text, single spaces."""
        return clean_name(cell_text(value))

    def render(self, value: Any, obj: Any = None, **kwargs) -> Any:
        """What an export writes."""
        return value


class TextWidget(CellWidget):
    """Text of a limited length."""

    def __init__(self, longest: int = 200):
        super().__init__()
        self.longest = longest

    def clean(self, value, row=None, **kwargs):
        """The text, refused where it would be cut."""
        text = clean_name(cell_text(value))
        if len(text) > self.longest:
            raise ValueError(f"Dài {len(text)} ký tự, nhiều nhất {self.longest}. Rút ngắn lại.")
        return text


class PersonNameWidget(TextWidget):
    """A person's name; typed in capitals throughout it becomes a name again."""

    def __init__(self):
        super().__init__(100)

    def clean(self, value, row=None, **kwargs):
        """The name; refused where the cell holds something else."""
        name = super().clean(value)
        if not any(letter.isalpha() for letter in name) or any(letter.isdigit() for letter in name):
            raise ValueError(f"“{name}” không phải là họ tên. Ghi họ và tên bằng chữ.")
        return name.title() if name.isupper() and len(name) > 3 else name


class DayWidget(CellWidget):
    """A whole date."""

    def clean(self, value, row=None, **kwargs):
        """The day; a month or year alone is refused."""
        found = _date(value)
        if isinstance(found, PartialDate):
            raise ValueError(f"“{found}” chưa đủ ngày, tháng, năm. Ghi đủ, ví dụ 05/02/2025.")
        return found


class BirthWidget(CellWidget):
    """A birth date, or what is known of it."""

    def clean(self, value, row=None, **kwargs):
        """A day or a `PartialDate`."""
        return _date(value)

    def render(self, value, obj=None, **kwargs):
        """As text where only the year is known."""
        return format_date(value) if isinstance(value, PartialDate) else value


def _date(value: Any) -> date | PartialDate:
    try:
        return parse_date(value)
    except DateError as error:
        raise ValueError(str(error)) from error


class CitizenIdWidget(CellWidget):
    """A CCCD with the zeros that a numeric cell had lost."""

    def clean(self, value, row=None, **kwargs):
        """Twelve digits."""
        text = citizen_id_clean(value).text
        if wrong := citizen_id_error(text):
            raise ValueError(wrong)
        return text


class PhoneWidget(CellWidget):
    """A telephone number."""

    def clean(self, value, row=None, **kwargs):
        """Digits that begin with 0."""
        text = phone_clean(value).text
        if wrong := phone_error(text):
            raise ValueError(wrong)
        return text


class NumberWidget(CellWidget):
    """A whole number within bounds."""

    def __init__(self, lowest: int = 0, highest: int = 1_000_000):
        super().__init__()
        self.lowest, self.highest = lowest, highest

    def clean(self, value, row=None, **kwargs):
        """The number; "1.200" is one thousand two hundred."""
        text = cell_text(value).replace(".", "").replace(" ", "")
        if not text.lstrip("-").isdigit():
            raise ValueError(f"“{cell_text(value)}” không phải là số nguyên.")
        if not self.lowest <= int(text) <= self.highest:
            raise ValueError(f"Số phải từ {self.lowest} đến {self.highest}.")
        return int(text)


class YesWidget(CellWidget):
    """A tick: x, có, 1 or nothing."""

    def clean(self, value, row=None, **kwargs):
        """Whether it is ticked."""
        if isinstance(value, date):  # the day since when, as party rosters have it
            return True
        key = heading_key(cell_text(value))
        if key in YES or key in NO:
            return key in YES
        raise ValueError(f"“{cell_text(value)}” không rõ có hay không. Ghi x hoặc để trống.")

    def render(self, value, obj=None, **kwargs):
        """A cross or nothing."""
        return "x" if value else ""


class ChoiceWidget(CellWidget):
    """One of a list, found without accents, case, hyphens and spaces.

    `aliases` gives codes other spellings; `guess` is asked for what is not found by its words; `example` is named in
    the error where the labels are too many.
    """

    def __init__(
        self,
        choices: type[Choices] | Iterable[tuple[str, str]],
        aliases: Mapping[str, Iterable[str]] | None = None,
        guess: Callable[[str], str | None] | None = None,
        example: str = "",
    ):
        super().__init__()
        pairs = list(choices.choices if isinstance(choices, type) else choices)
        self.labels = dict(pairs)
        self.codes = {heading_key(str(label)): code for code, label in pairs}
        for code, spellings in (aliases or {}).items():
            self.codes |= {heading_key(spelling): code for spelling in spellings}
        self.guess = guess
        self.example = example or ", ".join(str(label) for _code, label in pairs)

    def clean(self, value, row=None, **kwargs):
        """The code."""
        text = cell_text(value)
        code = self.codes.get(heading_key(text)) or (self.guess(text) if self.guess else None)
        if code is None:
            raise ValueError(f"Không có “{clean_name(text)}” trong danh mục. Ghi một trong: {self.example}.")
        return code

    def render(self, value, obj=None, **kwargs):
        """The label."""
        return str(self.labels.get(value, value or ""))


def is_masked(value: Any) -> bool:
    """Whether a cell holds what an export wrote in place of a hidden value."""
    return isinstance(value, str) and value.lstrip().startswith(MASK)
