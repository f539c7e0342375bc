"""Names of teams as rosters write them."""

import re
from functools import lru_cache

from sheets.tables import heading_key
from vietnam.names import clean_name, fold

#: What may stand before the name of a team: "Tổ bảo vệ ANTT thôn Thanh Lương" is the team "Thanh Lương".
_PREFIX = re.compile(
    r"^(?:to )?(?:(?:bao ve|bv) ?)?(?:(?:an ninh,? trat tu|antt) ?)?(?:o co so )?(?:so )?"
    r"(?:(?:thon|tdp|to dan pho|khu pho|khoi pho|khom|ban|xom|ap|buon|lang|tieu khu) )?"
)
_WORDS = re.compile(
    r"^\s*Tổ\s+(?:(?:bảo\s+vệ|BV)\s*)?(?:(?:an\s+ninh,?\s+trật\s+tự|ANTT)\s*)?(?:ở\s+cơ\s+sở\s*)?",
    re.IGNORECASE,
)
#: Beginnings of names that look like "Tổ" once the accents are gone.
_NAMES_LIKE_TEAM = frozenset({"tô", "tó", "tò", "tố", "tồ", "tơ", "tớ", "tờ", "tộ", "tọ"})


@lru_cache(maxsize=4096)
def team_key(text: str) -> str:
    """What is compared of a team's name: letters and digits without accents, case and the words before the name."""
    folded = fold(text)
    first = clean_name(text).lower().partition(" ")[0]
    # "Tô Xá" is a name, "Tổ Xá" the team Xá.
    rest = folded if first in _NAMES_LIKE_TEAM else _PREFIX.sub("", folded, count=1)
    return heading_key(rest) or heading_key(folded)


def team_name(text: str) -> str:
    """The name a new team gets: as typed, without "Tổ bảo vệ ANTT" before it."""
    return clean_name(_WORDS.sub("", text, count=1)) or clean_name(text)
