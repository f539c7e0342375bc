"""Blocks as rows of a form, and back.

A row that stands for a stored block carries that block's mark, by which what no field shows (italics, a table's cells)
is taken from the stored block again, never from what a browser sends.
"""

import hashlib
import json
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from documents.composing import LIST_SLOT, TABLE_SLOT
from documents.layout.blocks import KINDS

Item = Mapping[str, Any]
#: What a row is that shows a block without letting it be changed, and the one that stands where the paper is signed.
KEPT, SIGNATURE = "kept", "signature"
NEW = "paragraph"


@dataclass(frozen=True)
class Shape:
    """How a kind of block is typed: which of its parts is the text, which the words before it."""

    label: str
    kind: str
    text: str
    head: str = ""
    head_label: str = ""
    hint: str = ""
    is_lines: bool = False
    fixed: Mapping[str, Any] = field(default_factory=dict)


_ONE_A_LINE = "Mỗi dòng một mục."
SHAPES = {
    "article": Shape(
        "Điều", "article", "text", "title", "Tên điều", "Số điều tự đánh theo thứ tự; không gõ “Điều 1.”"
    ),
    "grounds": Shape("Căn cứ", "grounds", "items", hint=f"{_ONE_A_LINE} Dấu ; và . tự thêm.", is_lines=True),
    "section-1": Shape("Mục I, II, III", "section", "title", hint="Số mục tự đánh.", fixed={"level": 1}),
    "section-2": Shape("Mục 1, 2, 3", "section", "title", hint="Số mục tự đánh.", fixed={"level": 2}),
    "section-3": Shape("Điểm a, b, c", "section", "title", hint="Chữ cái tự đánh.", fixed={"level": 3}),
    "paragraph": Shape("Đoạn văn", "paragraph", "text", "lead", "Chữ đậm đầu đoạn"),
    "bullets": Shape("Gạch đầu dòng", "bullets", "items", hint=_ONE_A_LINE, is_lines=True),
    "middle": Shape("Dòng giữa, chữ đậm", "middle", "text"),
    "annex": Shape("Phụ lục", "annex", "title", hint="Tên phụ lục, viết hoa; bắt đầu trang mới.", is_lines=True),
}  # fmt: skip
SHAPES = {code: shape for code, shape in SHAPES.items() if shape.kind in KINDS}
SLOTS = {TABLE_SLOT: "Bảng từ hồ sơ", LIST_SLOT: "Danh sách từ hồ sơ"}
_CONDITIONS = ("if", "unless")


class Gone(ValueError):
    """The stored block that a row stands for is no longer there."""


@dataclass(frozen=True)
class Row:
    """One block as fields. `kind` is a code of `SHAPES` or `SLOTS`, `KEPT` or `SIGNATURE`; `when` is "if:name" or
    "unless:name"; `stored` the mark of the block it came from."""

    kind: str = NEW
    head: str = ""
    text: str = ""
    of: str = ""
    when: str = ""
    stored: str = ""


def mark(item: Item) -> str:
    """By what a stored block is known again."""
    text = json.dumps(item, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def rows_of(items: Iterable[Item], *, with_slots: bool) -> list[Row]:
    """The blocks as rows. `with_slots`: they are a wording's, whose tables and lists are names of what is filled in."""
    return [_row(item, with_slots) for item in items]


def _row(item: Item, with_slots: bool) -> Row:
    stored, kind = mark(item), item.get("kind", "")
    when = next((f"{word}:{item[word]}" for word in _CONDITIONS if word in item), "")
    if with_slots and kind in SLOTS:
        return Row(kind, of=str(item.get("of", "")), when=when, stored=stored)
    if kind == SIGNATURE and not with_slots:
        return Row(SIGNATURE, stored=stored)
    for code, shape in SHAPES.items():
        if shape.kind == kind and all(item.get(name) == value for name, value in shape.fixed.items()):
            return Row(code, item.get(shape.head, ""), _typed(item.get(shape.text, "")), "", when, stored)
    return Row(KEPT, when=when, stored=stored)


def _typed(value: Any) -> str:
    return value if isinstance(value, str) else "\n".join(value)


def item_of(row: Row, stored: Mapping[str, Item]) -> dict[str, Any]:
    """The block that a row makes; `stored` are the blocks it may have come from, by their marks. Raises `Gone`."""
    known = stored.get(row.stored, {})
    if row.kind in (KEPT, SIGNATURE):
        if not known:
            raise Gone(row.stored)
        return dict(known)
    word, _, name = row.when.partition(":")
    condition = {word: name} if word in _CONDITIONS and name else {}
    if row.kind in SLOTS:
        return {"kind": row.kind, "of": row.of, **condition}
    shape = SHAPES[row.kind]
    own = {"kind", shape.text, shape.head, *shape.fixed, *_CONDITIONS}
    unseen = {key: value for key, value in known.items() if key not in own}
    head = {shape.head: clean(row.head)} if shape.head and clean(row.head) else {}
    text = lines(row.text) if shape.is_lines else clean(row.text)
    return {
        "kind": shape.kind, **head, shape.text: text, **shape.fixed,
        **(unseen if known.get("kind") == shape.kind else {}), **condition,
    }  # fmt: skip


def clean(text: str) -> str:
    """A text as it is kept: composed, on one line, without stray spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def lines(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line for line in map(clean, text.splitlines()) if line]


def rearranged(rows: Sequence[Row], act: str, fixed: Collection[str]) -> list[Row]:
    """The rows after the press of a button: "up:2", "down:2", "remove:2", "add:2" (below the third; "add:-1" on top).
    Rows of the kinds `fixed` are not taken out. What makes no sense changes nothing."""
    made = list(rows)
    verb, _, number = act.partition(":")
    place = int(number) if number.lstrip("-").isdigit() else None
    if place is None or not -1 <= place < len(made):
        return made
    if verb == "add":
        made.insert(place + 1, Row())
    elif place < 0:
        return made
    elif verb == "remove" and made[place].kind not in fixed:
        del made[place]
    elif verb == "up" and place > 0:
        made[place - 1 : place + 1] = made[place], made[place - 1]
    elif verb == "down" and place < len(made) - 1:
        made[place : place + 2] = made[place + 1], made[place]
    return made
