"""Inventing: names of people and hamlets, identity numbers, phones, dates. The same seed invents the same."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

import yaml

_PARTS = yaml.safe_load((Path(__file__).parent / "data" / "names.yaml").read_text(encoding="utf-8"))
_WEIGHTS = _PARTS.pop("surnames")
_WORDS = {part: words.split() for part, words in _PARTS.items()}


@dataclass(frozen=True)
class Invented:
    """An invented person's identity."""

    full_name: str
    sex: str
    birth_date: date
    citizen_id: str
    phone: str


class Inventor:
    """Invents, repeatably. CCCD begin with 000, which no province has; phones with 0999, which nobody uses.

    `first` is the number after which people are counted: inventors of the same demo must not count the same.
    """

    def __init__(self, seed: int, first: int = 0):
        self.random = Random(seed)
        self._number = first

    def person(self, youngest: date, oldest: date, *, woman_share: float = 0.2) -> Invented:
        """A person born between the two days."""
        pick = self.random
        woman = pick.random() < woman_share
        birth = self.day(oldest, youngest)
        sex = "female" if woman else "male"
        middle, given = _WORDS[f"{sex}_middle"], _WORDS[f"{sex}_given"]
        surname = pick.choices(*zip(*_WEIGHTS.items(), strict=True))[0]
        self._number += 1
        return Invented(
            full_name=f"{surname} {pick.choice(middle)} {pick.choice(given)}",
            sex=sex,
            birth_date=birth,
            citizen_id=self.citizen_id(birth, woman),
            phone=f"0999{self._number:06d}",
        )

    def citizen_id(self, birth: date, woman: bool) -> str:
        """000, century and sex, year of birth, a running number."""
        century = 2 * (birth.year // 100 - 19) + woman
        return f"000{century}{birth.year % 100:02d}{self._number:06d}"

    def day(self, first: date, last: date) -> date:
        """A day between the two, both included."""
        return first + timedelta(days=self.random.randint(0, (last - first).days))

    def place_names(self, count: int) -> list[str]:
        """That many different names of hamlets."""
        every = [
            f"{first} {last}"
            for first in _WORDS["place_first"]
            for last in _WORDS["place_last"]
            if first != last
        ]
        return self.random.sample(every, count)

    def chance(self, share: float) -> bool:
        """True in that share of cases."""
        return self.random.random() < share
