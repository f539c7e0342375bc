"""Forms whose rows are the blocks of a paper; each block in fields of its own, moved and removed by buttons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from contracts.registry import TemplateKind
from documents.composing import LINES, TEXTS, Wording
from documents.editing.rows import (
    KEPT,
    NEW,
    SHAPES,
    SIGNATURE,
    SLOTS,
    Gone,
    Row,
    clean,
    item_of,
    lines,
    mark,
    rearranged,
)
from pages.forms import VietForm

#: More blocks than any paper has.
MOST_ROWS = 200
_PARTS = ("kind", "head", "text", "of", "when", "stored")


class LinesField(forms.CharField):
    """Several lines of text, one a line; gives a list."""

    widget = forms.Textarea

    def __init__(self, *args, rows: int = 3, **kwargs):
        super().__init__(*args, widget=forms.Textarea(attrs={"rows": rows}), strip=False, **kwargs)

    def to_python(self, value):
        return list(value) if isinstance(value, list | tuple) else lines(value or "")

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list | tuple) else value


class WordsField(forms.CharField):
    """A text that should say something; whether it may be saved empty, its form decides."""

    def validate(self, value):
        """Nothing here."""


@dataclass(frozen=True)
class ShownRow:
    """A row as the page shows it."""

    place: int
    label: str
    row: Row
    fields: list[forms.BoundField]
    hidden: list[forms.BoundField]
    stored: Mapping[str, Any]
    can_remove: bool
    can_change: bool
    is_last: bool


class BlocksForm(VietForm):
    """Base of both editors: named fields before and after the rows of blocks.

    `items` are the stored blocks that rows may have come from. `rows` are the rows to show; a bound form takes those
    that were sent.
    """

    #: Kinds of rows that cannot be taken out, and the named fields that follow the rows.
    fixed: frozenset[str] = frozenset()
    last: tuple[str, ...] = ()
    offered: Mapping[str, str] = {code: shape.label for code, shape in SHAPES.items()}

    def __init__(self, *args, items: Sequence[Mapping[str, Any]], rows: Sequence[Row] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.stored = {mark(item): item for item in items}
        self.rows = [self.completed(row) for row in (rows_sent(self.data) if self.is_bound else rows)]
        self.fields["rows"] = forms.IntegerField(widget=forms.HiddenInput, initial=len(self.rows))
        for place, row in enumerate(self.rows):
            for name, field in self.row_fields(row).items():
                self.fields[f"{name}_{place}"] = field

    def completed(self, row: Row) -> Row:
        """The row with what it must have."""
        known = {*self.offered, KEPT, SIGNATURE}
        return row if row.kind in known else Row(NEW, row.head, row.text, row.of, row.when, row.stored)

    def row_fields(self, row: Row) -> dict[str, forms.Field]:
        """The fields of one row: what its kind needs, the rest hidden so that a change of kind loses nothing."""
        made: dict[str, forms.Field] = {"stored": _hidden(row.stored)}
        shape = SHAPES.get(row.kind)
        if row.kind in (KEPT, SIGNATURE):
            return made | {"kind": _hidden(row.kind)}
        made["kind"] = forms.ChoiceField(
            label="Loại đoạn", choices=list(self.offered.items()), initial=row.kind,
            widget=forms.Select(attrs={"data-kind": ""}),
        )  # fmt: skip
        if shape and shape.head:
            made["head"] = forms.CharField(
                label=shape.head_label, initial=row.head, max_length=300, required=False
            )
        else:
            made["head"] = _hidden(row.head)
        if shape:
            area = forms.Textarea(attrs={"rows": _height(row.text), "data-words": ""})
            made["text"] = WordsField(
                label="Nội dung", initial=row.text, help_text=shape.hint, widget=area, strip=False
            )
        else:
            made["text"] = _hidden(row.text)
        return made

    @property
    def shown_rows(self) -> list[ShownRow]:
        """The rows in order, with their bound fields."""
        return [self._shown(place, row) for place, row in enumerate(self.rows)]

    def _shown(self, place: int, row: Row) -> ShownRow:
        bound = [self[f"{name}_{place}"] for name in _PARTS if f"{name}_{place}" in self.fields]
        return ShownRow(
            place, self.row_label(row), row, [field for field in bound if not field.is_hidden],
            [field for field in bound if field.is_hidden], self.stored.get(row.stored, {}),
            row.kind not in self.fixed, row.kind not in (KEPT, SIGNATURE), place == len(self.rows) - 1,
        )  # fmt: skip

    def row_label(self, row: Row) -> str:
        """What the row is called."""
        if row.kind == SIGNATURE:
            return "Chỗ ký và nơi nhận"
        if row.kind == KEPT:
            is_table = "columns" in self.stored.get(row.stored, {})
            return "Bảng lấy từ hồ sơ" if is_table else "Đoạn giữ nguyên"
        return self.offered[row.kind]

    @property
    def _row_names(self) -> set[str]:
        return {f"{name}_{place}" for name in _PARTS for place in range(len(self.rows))} | {"rows"}

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """What stands before the rows."""
        taken = self._row_names | set(self.last)
        return [field for field in self.visible_fields() if field.name not in taken]

    @property
    def last_fields(self) -> list[forms.BoundField]:
        """What stands after the rows."""
        return [self[name] for name in self.last if name in self.fields]

    @property
    def plain_hidden(self) -> list[forms.BoundField]:
        """Hidden fields of the form itself, the number of rows among them."""
        return [field for field in self.hidden_fields() if field.name not in self._row_names - {"rows"}]

    def items(self) -> list[dict[str, Any]]:
        """The blocks that the rows make, as far as they can be made."""
        made = []
        for row in self.rows:
            try:
                made.append(item_of(row, self.stored))
            except Gone:
                continue
        return made

    def named(self, name: str) -> Any:
        """What a named field holds now, checked or not."""
        field = self.fields[name]
        value = self[name].value()
        return (
            lines(value or "") if isinstance(field, LinesField) and isinstance(value, str) else (value or "")
        )

    def tell(self, found: Mapping[str, Sequence[str]]) -> None:
        """Show what is wrong at the fields of a form that was not sent: nothing of it hinders saving."""
        if not self.is_bound:
            self.full_clean()
            self.cleaned_data: dict[str, Any] = {}
        for place, problems in found.items():
            name, _, number = place.partition(":")
            name = f"{'text' if f'text_{number}' in self.fields else 'of'}_{number}" if number else name
            for problem in problems:
                self.add_error(name if name in self.fields else None, problem)

    @classmethod
    def again(cls, sent: Mapping[str, Any], act: str = "", **kwargs) -> "BlocksForm":
        """An unsent form with everything that was typed, after the press of one of the buttons of a row."""
        typed = {name: sent.get(name) for name in sent}
        rows = rearranged(rows_sent(sent), act, cls.fixed)
        kwargs["initial"] = kwargs.get("initial", {}) | {
            name: value
            for name, value in typed.items()
            if name.rpartition("_")[0] not in _PARTS and name != "rows"
        }
        return cls(rows=rows, **kwargs)


class WordingForm(BlocksForm):
    """What all papers of a kind say."""

    title = WordsField(
        label="Trích yếu",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "data-words": ""}),
    )
    heading = forms.CharField(
        label="Tên loại in trên văn bản", max_length=150, required=False,
        help_text="Để trống thì in tên loại văn bản, ví dụ QUYẾT ĐỊNH.",
    )  # fmt: skip
    addressees = LinesField(label="Kính gửi", required=False, help_text="Mỗi dòng một nơi.", rows=2)
    signing = LinesField(
        label="Quyền hạn, chức vụ người ký", required=False, rows=2,
        help_text="Các dòng trên chữ ký, viết hoa: TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH (NĐ 30/2020, Điều 13).",
    )  # fmt: skip
    left_signing = LinesField(
        label="Chức vụ người ký bên trái",
        required=False,
        rows=2,
        help_text="Chỉ với biên bản, giấy biên nhận.",
    )
    left_name = forms.CharField(label="Họ tên người ký bên trái", max_length=150, required=False)
    recipients = LinesField(
        label="Nơi nhận", required=False, rows=4, help_text="Mỗi dòng một nơi; dấu ; và . tự thêm."
    )
    note = forms.CharField(
        label="Lý do sửa mẫu", max_length=250, help_text="Người sau đọc để biết vì sao đổi."
    )
    last = ("signing", "left_signing", "left_name", "recipients", "note")
    offered = {**BlocksForm.offered, **SLOTS}

    def __init__(self, *args, kind: TemplateKind, **kwargs):
        self.kind = kind
        super().__init__(*args, **kwargs)

    def completed(self, row: Row) -> Row:
        """A table or list names the first that there is, until another is chosen."""
        row = super().completed(row)
        if row.kind in SLOTS and not row.of and (names := self._slots(row.kind)):
            return Row(row.kind, row.head, row.text, next(iter(names)), row.when, row.stored)
        return row

    def _slots(self, kind: str) -> Mapping[str, str]:
        return self.kind.tables if kind == "table" else self.kind.lists

    def row_fields(self, row: Row) -> dict[str, forms.Field]:
        """With which table or list, and when it appears."""
        made = super().row_fields(row)
        if row.kind in SLOTS:
            names = self._slots(row.kind)
            choices = [(name, f"{name}: {meaning}") for name, meaning in names.items()]
            if row.of not in names:
                choices.insert(0, (row.of, row.of or "Chưa chọn"))
            made["of"] = forms.ChoiceField(
                label="Lấy gì từ hồ sơ", choices=choices, initial=row.of, required=False
            )
        elif row.kind != KEPT:
            made["of"] = _hidden(row.of)
        if row.kind != KEPT and (self.kind.switches or row.when):
            choices = [("", "Luôn có"), *self._conditions()]
            if row.when not in dict(choices):
                choices.append((row.when, row.when.partition(":")[2]))
            made["when"] = forms.ChoiceField(
                label="Khi nào có đoạn này", choices=choices, initial=row.when, required=False
            )
        return made

    def _conditions(self) -> list[tuple[str, str]]:
        return [
            (f"{word}:{name}", f"{said} {meaning}")
            for name, meaning in self.kind.switches.items()
            for word, said in (("if", "Chỉ khi"), ("unless", "Trừ khi"))
        ]

    def wording(self) -> Wording:
        """What is typed, right or wrong."""
        return Wording(**{name: self.named(name) for name in (*TEXTS, *LINES)}, body=self.items())


class PaperForm(BlocksForm):
    """What one draft says."""

    title = forms.CharField(label="Trích yếu", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    addressees = LinesField(label="Kính gửi", help_text="Mỗi dòng một nơi.", rows=2)
    signing = LinesField(
        label="Quyền hạn, chức vụ người ký", required=False, rows=2,
        help_text="Các dòng trên chữ ký, viết hoa, ví dụ KT. CHỦ TỊCH, dòng sau PHÓ CHỦ TỊCH (NĐ 30/2020, Điều 13).",
    )  # fmt: skip
    signer_name = forms.CharField(label="Họ tên người ký", max_length=100, required=False)
    signer_title = forms.CharField(label="Chức vụ người ký", max_length=100, required=False)
    recipients = LinesField(
        label="Nơi nhận", required=False, rows=4, help_text="Mỗi dòng một nơi; dấu ; và . tự thêm."
    )
    last = ("signing", "signer_name", "signer_title", "recipients")
    fixed = frozenset({KEPT, SIGNATURE})

    def __init__(self, *args, without: Sequence[str] = (), **kwargs):
        super().__init__(*args, **kwargs)
        for name in without:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Every text says something."""
        for place, row in enumerate(self.rows):
            if row.kind in SHAPES and not (clean(row.text) or clean(row.head)):
                self.add_error(f"text_{place}", "Đoạn này chưa có nội dung. Ghi nội dung hoặc bỏ đoạn.")
        return self.cleaned_data


def rows_sent(sent: Mapping[str, Any]) -> list[Row]:
    """The rows of a form as it was sent."""
    number = sent.get("rows") or ""
    count = min(int(number), MOST_ROWS) if str(number).isdigit() else 0
    return [Row(**{name: sent.get(f"{name}_{place}") or "" for name in _PARTS}) for place in range(count)]


def _hidden(value: str) -> forms.Field:
    return forms.CharField(widget=forms.HiddenInput, initial=value, required=False, strip=False)


def _height(text: str) -> int:
    """Lines that the text takes in the box."""
    return min(max(2, sum(1 + len(line) // 62 for line in text.splitlines())), 16)
