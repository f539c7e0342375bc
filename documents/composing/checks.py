"""Whether a wording can be filled, and what it looks like before it is."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from communes.models import Agency
from contracts.registry import TemplateKind
from documents.composing.filling import COMMON_WORDS, FRAME, Composed, Filler, Filling, fill
from documents.composing.wording import LINES, TEXTS, Wording, WordingError
from documents.layout.blocks import KINDS, Table


def check(kind: TemplateKind, wording: Wording) -> None:
    """Raise `WordingError` when the wording names what the kind does not offer, or a block cannot be drawn."""
    problems = [problem for found in faults(kind, wording).values() for problem in found]
    if problems:
        raise WordingError(list(dict.fromkeys(problems)))


def faults(kind: TemplateKind, wording: Wording) -> dict[str, list[str]]:
    """What stands against using the wording, by the place where it stands: the name of the part ("title", "signing",
    …), "body" of the whole body, "body:3" of its fourth block."""
    filler = Filler({**COMMON_WORDS, **kind.words}, specimen(kind), known_switches=frozenset(kind.switches))
    found: dict[str, list[str]] = {}
    if not wording.title.strip():
        found["title"] = ["Thiếu trích yếu của văn bản."]
    if not wording.body:
        found["body"] = ["Mẫu chưa có đoạn nào. Thêm ít nhất một đoạn."]
    for name in TEXTS:
        filler.text(getattr(wording, name))
        filler.tell(found, name)
    for name in LINES:
        filler.lines(getattr(wording, name))
        filler.tell(found, name)
    for place, item in enumerate(wording.body):
        is_text = item.get("kind") in KINDS and item["kind"] not in FRAME
        if is_text and not any(item.get(part) for part in ("text", "title", "items", "of")):
            filler.problems.append("Đoạn này chưa có nội dung. Ghi nội dung hoặc bỏ đoạn.")
        else:
            filler.body([item])
        filler.tell(found, f"body:{place}")
    return found


def specimen(kind: TemplateKind) -> Filling:
    """Facts that show where they would stand: examples where the kind has them, else what is meant, in brackets."""
    words = {name: kind.examples.get(name, f"[{meaning}]") for name, meaning in kind.words.items()}
    tables = {
        name: Table(("STT", f"[{meaning}]"), (("1", "…"), ("2", "…")), (10, 90), "cl")
        for name, meaning in kind.tables.items()
    }
    return Filling(words, tables, {name: (f"[{meaning}]",) for name, meaning in kind.lists.items()})


def drawn(kind: TemplateKind, wording: Wording, *, agency: Agency, on: date) -> Composed:
    """The wording as a paper of sample facts, whatever faults it has; parts under a condition say so before them."""
    body: list[Mapping[str, Any]] = []
    for item in wording.body:
        plain = {key: value for key, value in item.items() if key not in ("if", "unless")}
        told = condition_words(kind, item)
        body += [{"kind": "paragraph", "text": f"[{told}:]", "italic": True}, plain] if told else [plain]
    return fill(kind, replace(wording, body=body), specimen(kind), agency, on, None)[0]


def condition_words(kind: TemplateKind, item: Mapping[str, Any]) -> str:
    """When the part appears, in words; "" for always."""
    told = [
        f"{words} {kind.switches.get(item[key], item[key])}"
        for key, words in (("if", "Chỉ khi"), ("unless", "Trừ khi"))
        if key in item
    ]
    return ", ".join(told)
