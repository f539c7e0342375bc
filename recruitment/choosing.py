"""Who is chosen for which team, from votes and wishes alone (TT 14/2024/TT-BCA, Điều 3).

The rule as the minutes state it: only those pass who have more than half of the members present; the candidate with
more votes goes first, and gets of the teams they wished for the dearest that has a seat left; whoever finds none is
not chosen. Between candidates with equal votes who ask for more seats of a team than are left, the sources decide
nothing: the council says who gets them, and that is recorded.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby


@dataclass(frozen=True)
class Candidate:
    """One candidate: key, votes in favour, keys of the lines wished for, the dearest first."""

    key: int
    yes: int
    wishes: tuple[int, ...]


@dataclass(frozen=True)
class Tie:
    """Candidates with equal votes who ask for more seats of a line than are left."""

    line: int
    votes: int
    seats: int
    candidates: tuple[int, ...]


@dataclass
class Outcome:
    """Who gets which line; between whom only the council's choice could decide; which of those it left open."""

    lines: dict[int, int] = field(default_factory=dict)
    tied: set[int] = field(default_factory=set)
    open_ties: list[Tie] = field(default_factory=list)


def choose(
    candidates: Iterable[Candidate], seats: Mapping[int, int], bar: float, picks: Mapping[int, int]
) -> Outcome:
    """Fill the lines. `bar` is the number of votes to exceed; `picks` the council's choice among equals: candidate →
    line. With `open_ties` the outcome is none yet: the council has to choose first."""
    outcome, left = Outcome(), dict(seats)
    passing = sorted((one for one in candidates if one.yes > bar), key=lambda one: (-one.yes, one.key))
    for _, equals in groupby(passing, key=lambda one: one.yes):
        for line, keys in _settle(list(equals), left, picks, outcome).items():
            left[line] -= len(keys)
            outcome.lines |= dict.fromkeys(keys, line)
        if outcome.open_ties:
            break
    return outcome


def _settle(
    equals: Sequence[Candidate], left: Mapping[int, int], picks: Mapping[int, int], outcome: Outcome
) -> dict[int, list[int]]:
    """Give the seats left to candidates with equal votes. Each asks for the dearest line not yet refused to them; a
    line asked for by too many goes to whom the council picked for it, and the others ask for their next."""
    refused: set[tuple[int, int]] = set()
    while True:
        asked = _ask(equals, left, refused)
        crowded = {line: keys for line, keys in asked.items() if len(keys) > left[line]}
        for keys in crowded.values():
            outcome.tied.update(keys)
        decided = {
            line: keys for line, keys in crowded.items() if len(_picked(line, keys, picks)) == left[line]
        }
        if not decided:
            votes = equals[0].yes
            outcome.open_ties += [Tie(line, votes, left[line], tuple(keys)) for line, keys in crowded.items()]
            return asked
        for line, keys in decided.items():
            refused |= {(key, line) for key in keys if picks.get(key) != line}


def _ask(
    equals: Sequence[Candidate], left: Mapping[int, int], refused: set[tuple[int, int]]
) -> dict[int, list[int]]:
    asked: dict[int, list[int]] = {}
    for one in equals:
        for line in one.wishes:
            if left.get(line, 0) > 0 and (one.key, line) not in refused:
                asked.setdefault(line, []).append(one.key)
                break
    return asked


def _picked(line: int, keys: Sequence[int], picks: Mapping[int, int]) -> list[int]:
    return [key for key in keys if picks.get(key) == line]
