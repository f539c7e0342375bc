"""The shipped outlines and the monthly regime as plain rows, read from their files."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "catalogue"
Row = dict[str, Any]


@dataclass(frozen=True)
class SectionRow:
    """One section of a shipped outline; `parent` is the number of the section it lies in."""

    number: str
    parent: str
    fields: Row
    indicators: tuple[str, ...]


@dataclass(frozen=True)
class OutlineRow:
    """A shipped outline. `directive` is a code, "" for the product's own."""

    code: str
    directive: str
    fields: Row
    sections: tuple[SectionRow, ...]


def read_outlines(folder: Path = FOLDER) -> list[OutlineRow]:
    """The outlines of the catalogue and the product's own."""
    rows = [*_file(folder, "report_outlines")["report_outlines"], _file(folder, "p_ll_thang")["outline"]]
    return [_outline(row) for row in rows]


def read_regime(folder: Path = FOLDER) -> Row:
    """The commune's monthly regime; its `outline` is a code."""
    found = _file(folder, "p_ll_thang")
    return found["regime"] | {"outline": found["outline"]["code"]}


def _file(folder: Path, name: str) -> Row:
    return yaml.safe_load((folder / f"{name}.yaml").read_text(encoding="utf-8"))


def _outline(row: Row) -> OutlineRow:
    fields = {
        "title": row["title_vi"], "origin": row["origin"], "author": row["author"], "note": row.get("notes") or "",
        "recipients": row["recipients"], "frequency": row["frequency"], "deadline": row["deadline"],
        "balances": row.get("balances", []),
    }  # fmt: skip
    return OutlineRow(row["code"], row["directive"] or "", fields, tuple(_sections(row["sections"], "")))


def _sections(rows: list[Row], parent: str) -> Iterator[SectionRow]:
    for row in rows:
        number = str(row["number"])
        fields = {
            "title": row["title_vi"], "kind": row["kind"], "prompt": row.get("prompt_vi") or "",
            "wording": " ".join(row.get("wording", "").split()), "is_required": row.get("required", True),
            "repeats_for": row.get("repeat") or "",
        }  # fmt: skip
        yield SectionRow(number, parent, fields, tuple(row.get("indicators") or ()))
        yield from _sections(row.get("children") or [], number)
