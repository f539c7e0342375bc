"""What the frame shows around every page: the rail by subject, the unit, the period menu."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from django.http import HttpRequest
from django.urls import reverse

from contracts.registry import SECTIONS, NavItem, nav_items
from pages.counting import counted

#: Under which code `numbers` has the unread notices.
NOTICES = "notices"


@dataclass(frozen=True)
class RailItem:
    """One line of the rail."""

    label: str
    url: str
    is_current: bool
    count: int | None = None


@dataclass(frozen=True)
class RailSection:
    """A subject of the rail; its items are shown while one stands in it."""

    label: str
    url: str
    is_current: bool
    is_open: bool
    items: tuple[RailItem, ...]
    count: int | None = None


@dataclass(frozen=True)
class PeriodChoice:
    """A period one may look at."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class PeriodMenu:
    """The period one looks at and the others at hand."""

    label: str
    choices: tuple[PeriodChoice, ...]


#: Filled by the app that owns periods: gives the menu for a request, or None where periods do not matter.
period_menus: list[Callable[[HttpRequest], PeriodMenu | None]] = []


def numbers(user) -> dict[str, int]:
    """The numbers beside the menu's items by their code, and beside the bell (`NOTICES`): one query."""
    asked = {NOTICES: user.notices.unread()}
    for item in nav_items:
        if item.waiting and is_offered(item, user) and (rows := item.waiting(user)) is not None:
            asked[item.code] = rows
    places = {f"n{place}": code for place, code in enumerate(asked)}
    found = counted(user, {name: asked[code] for name, code in places.items()})
    return {places[name]: number for name, number in found.items()}


def rail(request: HttpRequest, beside: Mapping[str, int]) -> list[RailSection]:
    """The subjects the user's roles open, each with its items in order; `beside` are `numbers`."""
    user, here = request.user, request.resolver_match
    subjects = {code: _allowed(user, code) for code in SECTIONS}
    # A page about another subject's rows, such as an import, may say where one stands.
    home = _home(subjects, getattr(request, "stands_at", request.path))
    return [
        _section(SECTIONS[code], items, beside, here, is_open=code == home)
        for code, items in subjects.items()
        if items
    ]


def _allowed(user, section: str) -> list[NavItem]:
    found = [item for item in nav_items if item.section == section and is_offered(item, user)]
    return sorted(found, key=lambda item: item.order)


def is_offered(item: NavItem, user) -> bool:
    """Whether the menu of this user has the item."""
    return (not item.roles or bool(user.role_codes & {*item.roles})) and bool(item.may_open(user))


def _home(subjects: dict[str, list[NavItem]], path: str) -> str:
    """The subject of a page: that of the item whose address it shares the longest way with."""
    here = _steps(path)
    best, home = (0, 0), ""
    for code, items in subjects.items():
        for item in items:
            there = _steps(_address(item.url_name))
            shared = sum(
                1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(here, there, strict=False))
            )
            if shared and (shared, -len(there)) > best:
                best, home = (shared, -len(there)), code
    return home or next((code for code, items in subjects.items() if not here and items), "")


def _steps(path: str) -> list[str]:
    return [step for step in path.split("/") if step]


def _section(
    label: str, items: list[NavItem], beside: Mapping[str, int], here, *, is_open: bool
) -> RailSection:
    lines = tuple(
        RailItem(
            item.label,
            _address(item.url_name),
            bool(here and here.view_name == item.url_name),
            beside.get(item.code) or None,
        )
        for item in items
    )
    alone = len(lines) == 1
    return RailSection(
        label=label, url=lines[0].url, is_current=alone and lines[0].is_current, is_open=is_open,
        items=() if alone else lines, count=lines[0].count if alone else None,
    )  # fmt: skip


@cache
def _address(url_name: str) -> str:
    """Addresses without arguments do not change while the process lives, and every page names some fifty."""
    return reverse(url_name)
