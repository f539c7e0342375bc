"""The code of a card: it names a spell and, where one was registered, the thing given out; a keyed digest seals it.

Nothing is stored for it: a card printed again has the same code. Who does not hold the installation's key cannot make
one up, and from one code no other can be guessed.
"""

import re
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from contracts.encryption import digest
from readiness.choices import CardKind

_LETTERS = {CardKind.MEMBER: "t", CardKind.BADGE: "b", CardKind.CERTIFICATE: "c"}
_KINDS = {letter: kind for kind, letter in _LETTERS.items()}
_CODE = re.compile(
    r"(?P<body>(?P<kind>[tbc])(?P<spell>[1-9][0-9]{0,17})-(?P<issue>0|[1-9][0-9]{0,17}))-(?P<seal>[0-9a-f]{20})"
)


@dataclass(frozen=True)
class CardCode:
    """What a genuine code names; `issue` 0 = printed without a number."""

    kind: CardKind
    membership: int
    issue: int = 0

    def __str__(self) -> str:
        body = f"{_LETTERS[self.kind]}{self.membership}-{self.issue}"
        return f"{body}-{_seal(body)}"

    @property
    def address(self) -> str:
        """The whole address that the QR code holds."""
        return settings.PUBLIC_ADDRESS + reverse("readiness:card_check", args=[str(self)])


def read_code(text: str) -> CardCode | None:
    """The code, if this installation made it."""
    found = _CODE.fullmatch(text)
    if found is None or not constant_time_compare(found["seal"], _seal(found["body"])):
        return None
    return CardCode(_KINDS[found["kind"]], int(found["spell"]), int(found["issue"]))


def _seal(body: str) -> str:
    return digest(f"readiness.card:{body}")[:20]
