"""The words of the access matrix. Each app states its addresses in `tests/matrix/<app>.py` as `RULES`.

    RULES = {
        "teams:team_list": Rule(EVERYBODY),
        "teams:team_detail": Rule(EVERYBODY, kwargs=lambda world: {"pk": _team(world).pk}, scoped=True),
        "teams:team_create": Rule(REGISTRARS, post=True),
        "teams:team_dissolve": Rule(REGISTRARS, kwargs=_team_key, scoped=True, get=False, post=True),
    }

`may` names who gets in. Everybody else is refused: nobody logged in → the login page; `scoped` (the address names an
object of xã Quảng Trạch, unless `home` says otherwise) and of another unit → 404; right unit, wrong role → 403.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.world import World

#: Name in the matrix → user of `tests.world`.
ACTORS = {
    "officer": "an", "chief": "chien", "leader": "le", "partner": "phuc",
    "officer_b": "binh", "chief_b": "bao", "leader_b": "bich",
    "reviewer": "phu", "director": "duc", "province_admin": "quang",
    "officer_x": "hai", "reviewer_x": "hung", "admin": "admin",
}  # fmt: skip

OWN_COMMUNE = frozenset({"officer", "chief", "leader", "partner"})
OTHER_COMMUNE = frozenset({"officer_b", "chief_b", "leader_b"})
PROVINCE = frozenset({"reviewer", "director", "province_admin"})
OTHER_PROVINCE = frozenset({"officer_x", "reviewer_x"})
EVERYBODY = frozenset(ACTORS)
NOBODY: frozenset[str] = frozenset()

OFFICERS = frozenset({"officer", "officer_b", "officer_x"})
CHIEFS = frozenset({"chief", "chief_b"})
LEADERS = frozenset({"leader", "leader_b"})
PARTNERS = frozenset({"partner"})
REGISTRARS = OFFICERS | CHIEFS
REVIEWERS = frozenset({"reviewer", "director", "reviewer_x"})
DIRECTORS = frozenset({"director"})
ADMINS = frozenset({"province_admin", "admin"})

#: Who sees objects of a unit at all; everybody else gets 404.
INSIDERS = {
    "commune_a": OWN_COMMUNE | PROVINCE | {"admin"},
    "province": OWN_COMMUNE | OTHER_COMMUNE | PROVINCE | {"admin"},
    "country": EVERYBODY,
}


def _no_kwargs(world: World) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Rule:
    """Who may open an address, and with which object.

    `kwargs(world)` makes the object and gives the address's arguments; it runs once. `sees` narrows who sees the object
    at all (else by `home`); those who do not get 404. `data(world)` is what is posted: mostly nothing, so that a form
    answers 422. Who may gets a status of `answers`.
    """

    may: frozenset[str]
    kwargs: Callable[[World], dict[str, Any]] = _no_kwargs
    scoped: bool = False
    home: str = "commune_a"
    sees: frozenset[str] | None = None
    get: bool = True
    post: bool = False
    data: Callable[[World], dict[str, Any]] = _no_kwargs
    public: bool = False
    answers: tuple[int, ...] = (200, 204, 302, 422)

    def insiders(self) -> frozenset[str]:
        """Who sees the object of this address."""
        if not self.scoped:
            return EVERYBODY
        return INSIDERS[self.home] if self.sees is None else self.sees

    def expected(self, actor: str) -> tuple[int, ...]:
        """The statuses that are right for that actor."""
        if actor not in self.insiders():
            return (404,)
        return self.answers if actor in self.may else (403,)
