"""What of a draft may be edited: its title, texts, addressees and foot. Its frame and its tables may not."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from documents.composing import Wording
from documents.editing.rows import SHAPES, SIGNATURE, mark
from documents.layout.blocks import Block, from_json
from documents.layout.building import subject_of
from documents.models import Document

#: Blocks above the text: the agency and the type decide on them.
TOP = ("head", "number_row", "heading", "addressees")


def body_of(document: Document) -> list[dict[str, Any]]:
    """The blocks that are shown as rows, the signature among them as the place where it stands."""
    return [block for block in document.blocks if block["kind"] not in TOP]


def part(document: Document, kind: str, name: str) -> list[str]:
    """Lines of the paper's only block of that kind; none where it has no such block."""
    found = next((block for block in document.blocks if block["kind"] == kind), {})
    return list(found.get(name, ()))


def untouched(items: Iterable[Mapping[str, Any]]) -> list[str]:
    """The blocks among these that editing leaves as they are, as marks, in no order."""
    editable = {shape.kind for shape in SHAPES.values()}
    return sorted(mark(item) for item in items if item["kind"] not in editable)


def rebuilt(
    document: Document, *, title: str, items: Sequence[Mapping[str, Any]], addressees: Sequence[str],
    signing: Sequence[str],
) -> list[Block]:  # fmt: skip
    """The paper's blocks with what was edited: the frame as it is, the title in it, then the text."""
    top = []
    for block in document.blocks:
        changed = dict(block)
        if block["kind"] == "heading" and title != document.title:
            changed["title"] = [title]
        if block["kind"] == "number_row" and block.get("subject"):
            changed["subject"] = subject_of(title)
        if block["kind"] == "addressees":
            changed["names"] = list(addressees)
        if block["kind"] in TOP and (block["kind"] != "addressees" or addressees):
            top.append(changed)
    body = [{**item, "lines": list(signing)} if item["kind"] == SIGNATURE else dict(item) for item in items]
    return from_json([*top, *body])


def said_by(document: Document) -> Wording:
    """What the paper says, in the form of a wording: to be compared with another version of it."""
    return Wording(
        title=document.title, body=body_of(document), recipients=document.recipients,
        addressees=part(document, "addressees", "names"), signing=part(document, SIGNATURE, "lines"),
    )  # fmt: skip
