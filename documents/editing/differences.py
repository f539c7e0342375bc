"""What changed between two versions of a wording or a draft, line by line, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from documents.composing import Wording
from documents.editing.rows import SHAPES

_HEADS = {"article": "title", "paragraph": "lead"}


@dataclass(frozen=True)
class Line:
    """One line of a version: what it is ("Điều 2"), of which sort, what it says."""

    label: str
    sort: str
    text: str


@dataclass(frozen=True)
class Difference:
    """A line that differs; `old` "" = added, `new` "" = taken out."""

    label: str
    old: str
    new: str

    @property
    def words(self) -> str:
        """What was done to it."""
        return "Thêm" if not self.old else "Bỏ" if not self.new else "Sửa"


def differences(old: Wording, new: Wording) -> list[Difference]:
    """What was changed, added and taken out, in the order of the newer version."""
    before, after = list(lines_of(old)), list(lines_of(new))
    keys = [[(line.sort, line.text) for line in lines] for lines in (before, after)]
    found: list[Difference] = []
    for act, a, b, c, d in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if act != "equal":
            found += _paired(before[a:b], after[c:d])
    return found


def _paired(old: list[Line], new: list[Line]) -> list[Difference]:
    """Changed lines of one sort are told together, in their order; what is left over was taken out or added."""
    left, found = list(old), []
    for line in new:
        same = next((one for one in left if one.sort == line.sort), None)
        if same:
            left.remove(same)
        found.append(Difference(line.label, same.text if same else "", line.text))
    return [*(Difference(line.label, line.text, "") for line in left), *found]


def lines_of(wording: Wording) -> Iterator[Line]:
    """Everything that a version says, from top to bottom."""
    yield from _text("Trích yếu", wording.title)
    yield from _text("Tên loại", wording.heading)
    yield from _lines("Kính gửi", wording.addressees)
    articles = 0
    for item in wording.body:
        articles += item["kind"] == "article"
        yield from _of_block(item, articles)
    yield from _lines("Dòng trên chữ ký", wording.signing)
    yield from _lines("Dòng trên chữ ký bên trái", wording.left_signing)
    yield from _text("Họ tên bên trái", wording.left_name)
    yield from _lines("Nơi nhận", wording.recipients)


def _of_block(item: Mapping[str, Any], article: int) -> Iterator[Line]:
    kind = item["kind"]
    when = "".join(
        f" [{words} {item[key]}]" for key, words in (("if", "chỉ khi"), ("unless", "trừ khi")) if key in item
    )
    shape = next((shape for shape in SHAPES.values() if shape.kind == kind), None)
    if kind == "signature":
        return
    if shape is None or (kind == "table" and "of" in item):
        yield Line("Bảng, danh sách từ hồ sơ", kind, f"{item.get('of') or _table(item)}{when}")
        return
    label = f"Điều {article}" if kind == "article" else shape.label
    head = item.get(_HEADS.get(kind, ""), "")
    said = item.get(shape.text, "")
    for text in [said] if isinstance(said, str) else said:
        yield Line(label, kind, f"{head + ': ' if head else ''}{text}{when}")
    if head and not said:
        yield Line(label, kind, f"{head}{when}")


def _table(item: Mapping[str, Any]) -> str:
    rows = item.get("rows", ())
    return f"{', '.join(item.get('columns', ()))} ({len(rows)} dòng)" if "columns" in item else item["kind"]


def _text(label: str, text: str) -> Iterator[Line]:
    if text:
        yield Line(label, label, text)


def _lines(label: str, lines) -> Iterator[Line]:
    yield from (Line(label, label, text) for text in lines)
