"""Hamlets as people write them in lists: with their kind or without, with accents or without."""

from collections import defaultdict

from communes.choices import HamletKind
from communes.models import Commune, Hamlet
from sheets.tables import heading_key
from vietnam.names import fold

#: How a name may begin that tells the kind: "TDP 5", "Thôn Đông".
_BEGINNINGS = {fold(str(label)): HamletKind(kind) for kind, label in HamletKind.choices} | {
    "tdp": HamletKind.TO_DAN_PHO,
    "kp": HamletKind.KHU_PHO,
}


def split_kind(text: str, kind: str = "") -> tuple[str, str]:
    """Kind and name proper of what was typed: "Thôn Đông" is (thôn, "Đông"). With `kind` no other one is taken off, so
    that a thôn may be called "Làng Cát"."""
    words = text.split()
    for count in (3, 2, 1):
        found = _BEGINNINGS.get(fold(" ".join(words[:count])))
        if found and len(words) > count and kind in ("", found):
            return found, " ".join(words[count:])
    return kind, text


class HamletNames:
    """The hamlets of a commune that are in being, by name. One query; `lock` where they will be written."""

    def __init__(self, commune: Commune, lock: bool = False):
        self.commune = commune
        rows = Hamlet.objects.filter(commune=commune).open().order_by("pk")
        self.hamlets = list(rows.select_for_update(of=("self",)) if lock else rows)
        self._by_name: dict[str, list[Hamlet]] = defaultdict(list)
        for hamlet in self.hamlets:
            hamlet.commune = commune
            for key in {heading_key(hamlet.name), heading_key(hamlet.full_name)}:
                self._by_name[key].append(hamlet)

    def all_of(self, text: str, kind: str = "") -> list[Hamlet]:
        """Hamlets that may be meant; of that kind, where it is told in words or in `kind`."""
        whole = [h for h in self._by_name.get(heading_key(text), ()) if kind in ("", h.kind)]
        if whole:
            return whole
        told, name = split_kind(text, kind)
        return [h for h in self._by_name.get(heading_key(name), ()) if told in ("", h.kind)]

    def one(self, text: str) -> Hamlet:
        """The hamlet that is meant; `ValueError` says why that is not known."""
        found = self.all_of(text)
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(hamlet.full_name for hamlet in found)
            raise ValueError(f"“{text}” có thể là {names}. Ghi cả loại.")
        raise ValueError(f"Không có thôn “{text}” ở {self.commune}. Thêm thôn trước, hoặc sửa tên.")
