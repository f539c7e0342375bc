"""Names that are nearly the same: slips of the keyboard."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

_DIGITS = re.compile(r"[0-9]+")
#: How alike two names must be to be taken for a slip of the keyboard.
_ALIKE = 0.84


def nearest(key: str, known: Iterable[str]) -> str | None:
    """The known key that this one is nearly the same as; "Tổ 1" and "Tổ 2" are two names, not a slip."""
    digits, letters = _DIGITS.findall(key), _DIGITS.sub("", key)
    best, best_ratio = None, _ALIKE
    for other in known:
        if _DIGITS.findall(other) != digits or abs(len(other) - len(key)) > 2:
            continue
        ratio = SequenceMatcher(None, letters, _DIGITS.sub("", other), autojunk=False).ratio()
        if ratio >= best_ratio:
            best, best_ratio = other, ratio
    return best
