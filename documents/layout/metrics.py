"""How long a line of bold type is: Word cannot draw a rule "a third to half as long as the text" by itself."""

import unicodedata

#: Advance widths of bold Times letters in thousandths of the type size, by width.
_WIDTHS = {
    220: "|",
    250: " \u00a0,.",
    278: "'/\\il",
    333: "!()-:;[]`fjt’",
    389: "Is",
    394: "{}",
    444: "cerz",
    500: "#$*0123456789?J_agovxy–",
    555: '"ơ',
    556: "Sbdhknpquđ",
    570: "+<=>",
    600: "ư",
    611: "FP",
    667: "BELTZ",
    722: "ACDNRUVXYwĐ",
    778: "GHKOQƠ",
    796: "Ư",
    833: "&m",
    944: "M",
    1000: "%W",
}
_WIDTH_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_TONES = "\u0300\u0301\u0303\u0309\u0323\u0302\u0306"
_POINT = 25.4 / 72


def bold_width(text: str, size: float) -> float:
    """Millimetres that the text takes in bold Times at `size` points."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if c not in _TONES)
    thousandths = sum(_WIDTH_OF.get(c, 722) for c in unicodedata.normalize("NFC", bare))
    return thousandths / 1000 * size * _POINT


def balanced(text: str, size: float, room: float) -> list[str]:
    """The text in as few lines of `room` mm as it needs, about equally long; no-break spaces hold."""
    words = text.split(" ")
    least = len(_filled(words, size, room))
    # Narrow the room as long as no line more is needed: the last line then is not a single word.
    while room > 20 and len(_filled(words, size, room - 2)) == least:
        room -= 2
    return _filled(words, size, room)


def _filled(words: list[str], size: float, room: float) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if bold_width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
