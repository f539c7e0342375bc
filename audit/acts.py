"""What each act code is called in Vietnamese. Stored data stays small and stable; wording may change."""

_labels: dict[str, str] = {}


def register_acts(labels: dict[str, str]) -> None:
    """Name an app's act codes (`app.noun.verb`); a code named twice with different words is an error."""
    for code, label in labels.items():
        if _labels.setdefault(code, label) != label:
            raise ValueError(f"act {code} is named twice")


def act_label(code: str) -> str:
    """The Vietnamese name of an act; the code itself for acts no longer known."""
    return _labels.get(code, code)


def known_acts() -> dict[str, str]:
    """All named acts by code."""
    return dict(_labels)


register_acts({"audit.list.export": "Xuất danh sách"})
