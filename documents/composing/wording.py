"""What a paper of one kind says, as data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

#: Parts of a wording that are one text, and those that are lines.
TEXTS = ("title", "heading", "left_name")
LINES = ("addressees", "signing", "left_signing", "recipients")


class WordingError(ValueError):
    """A wording that cannot be filled; `problems` are Vietnamese sentences, one a fault."""

    def __init__(self, problems: Sequence[str]):
        super().__init__(" ".join(problems))
        self.problems = list(problems)


@dataclass(frozen=True)
class Wording:
    """What a paper says, with the names of facts in braces. `version` 0 is the wording as shipped.

    `signing` are the lines above the signer's name (NĐ 30/2020, Điều 13), `left_signing` and `left_name` those of a
    second signer on the left (minutes, receipts). `heading` stands where the type's own name does not fit.
    """

    title: str
    body: Sequence[Mapping[str, Any]]
    signing: Sequence[str] = ()
    left_signing: Sequence[str] = ()
    left_name: str = ""
    addressees: Sequence[str] = ()
    recipients: Sequence[str] = ()
    heading: str = ""
    version: int = 0


@lru_cache(maxsize=64)
def shipped(file: Path) -> Wording:
    """The wording that comes with the product."""
    return Wording(**yaml.safe_load(file.read_text(encoding="utf-8")))
