"""What the frame shows around every page: the rail by subject, the unit, the period menu."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest
from django.urls import reverse

from contracts.registry import SECTIONS, NavItem, nav_items


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


def rail(request: HttpRequest) -> list[RailSection]:
    """The subjects the user's roles open, each with its items in order."""
    user, here = request.user, request.resolver_match
    found = []
    for code, label in SECTIONS.items():
        items = sorted(_allowed(user, code), key=lambda item: item.order)
        if items:
            found.append(_section(label, items, user, here))
    return found


def _allowed(user, section: str) -> list[NavItem]:
    return [
        item
        for item in nav_items
        if item.section == section and (not item.roles or user.role_codes & {*item.roles})
    ]


def _section(label: str, items: list[NavItem], user, here) -> RailSection:
    spaces = {item.url_name.split(":")[0] for item in items}
    is_open = bool(here and here.namespace in spaces and _owns(items, here))
    lines = tuple(
        RailItem(
            item.label,
            _address(item.url_name),
            bool(here and here.view_name == item.url_name),
            _count(item, user),
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


def _owns(items: list[NavItem], here) -> bool:
    """Several subjects may share an app: the one that lists the page itself wins, else the one without a rival."""
    if any(here.view_name == item.url_name for item in items):
        return True
    rivals = {item.section for item in nav_items if item.url_name.split(":")[0] == here.namespace}
    return len(rivals) == 1 or here.view_name in _children(items)


def _children(items: list[NavItem]) -> set[str]:
    return {item.url_name for item in items}


def _count(item: NavItem, user) -> int | None:
    return item.count(user) if item.count else None
