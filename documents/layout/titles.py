"""Titles in about equal lines that tear neither dates, nor names, nor words of two syllables apart."""

import re

from documents.layout.metrics import balanced

_GAP = "\u00a0"
#: Dates and numbered units.
_DATES = re.compile(r"(?:(?<=ngày)|(?<=háng)|(?<=uý)|(?<=năm)) (?=[0-9IVX])|(?<=[0-9]) (?=tháng|năm)")
#: Words of two syllables that titles of these papers are made of; a dictionary of the language would be too much.
_WORDS = (
    "tổ bảo", "bảo vệ", "an ninh", "trật tự", "thành viên", "xét tuyển", "dự tuyển", "tuyển chọn", "trúng tuyển",
    "công nhận", "danh sách", "hội đồng", "hồ sơ", "kết quả", "kế hoạch", "phê duyệt", "thành lập", "cho thôi",
    "tham gia", "giải thể", "đề xuất", "đề nghị", "ủy ban", "nhân dân", "công an", "công tác", "công dân", "lực lượng",
    "cơ sở", "bổ sung", "niêm yết", "thông báo", "địa bàn", "tổ trưởng", "tổ phó", "tổ viên", "kiểm phiếu", "trang bị",
    "tập huấn", "chức danh",
)  # fmt: skip
_SYLLABLES = re.compile(
    "|".join(rf"(?<=\b{first}) (?={second}\b)" for first, second in (word.split() for word in _WORDS)),
    re.IGNORECASE,
)
#: What stands before the proper name of a place or a team.
_BEFORE_NAMES = frozenset({"xã", "phường", "khu", "tỉnh", "phố", "thôn", "bản", "ấp", "Tổ"})


def even_lines(text: str, room: float) -> tuple[str, ...]:
    """A title in bold of 14 points, in as few lines of `room` mm as it needs."""
    return tuple(balanced(_SYLLABLES.sub(_GAP, _names_kept(_DATES.sub(_GAP, text))), 14, room))


def _names_kept(text: str) -> str:
    """Names of several syllables, and the kind of unit before them, in one piece."""
    words = text.split(" ")
    made = words[:1]
    for before, word in zip(words, words[1:], strict=False):
        named = before[:1].isupper() and before[-1:].isalpha()
        joined = word[:1].isupper() and (named or before in _BEFORE_NAMES) and not (before + word).isupper()
        made.append(f"{_GAP if joined else ' '}{word}")
    return "".join(made)
