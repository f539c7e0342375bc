"""How what apps offer is collected."""

from collections.abc import Iterator
from typing import Generic, Protocol, TypeVar


class Coded(Protocol):
    """Anything with a unique code."""

    @property
    def code(self) -> str: ...


T = TypeVar("T", bound=Coded)


class Registry(Generic[T]):
    """An ordered collection by code. A second item with the same code is a programming error."""

    def __init__(self, name: str):
        self.name = name
        self._items: dict[str, T] = {}

    def add(self, *items: T) -> None:
        """Register items; `ValueError` when a code is taken by a different item."""
        for item in items:
            if item.code in self._items and self._items[item.code] != item:
                raise ValueError(f"{self.name}: {item.code} is registered twice")
            self._items[item.code] = item

    def get(self, code: str) -> T:
        """The item of that code; `KeyError` if there is none."""
        return self._items[code]

    def __iter__(self) -> Iterator[T]:
        return iter(self._items.values())

    def __contains__(self, code: str) -> bool:
        return code in self._items

    def __len__(self) -> int:
        return len(self._items)
