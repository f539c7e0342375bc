"""The places where a paper must be posted, as the rules of a day name them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from communes.models import Commune, Hamlet
from documents.choices import HAMLET_PLACES, PostingPlace
from law.values import rule
from vietnam.names import within


@dataclass(frozen=True)
class Place:
    """One place: its kind, what it is called, the hamlet it belongs to."""

    kind: PostingPlace
    name: str
    hamlet: Hamlet | None = None


def places_named(code: str, commune: Commune, hamlets: Iterable[Hamlet], on: date) -> list[Place]:
    """The places that the rule of that code names on that day: those of the commune, and those of each hamlet."""
    hamlets, places = list(hamlets), []
    for kind in kinds_named(code, commune, on):
        if kind in HAMLET_PLACES:
            places += [Place(kind, f"{kind.label} {within(str(one))}", one) for one in hamlets]
        else:
            places.append(Place(kind, _called(kind, commune)))
    return places


def kinds_named(code: str, commune: Commune, on: date) -> list[PostingPlace]:
    """The kinds of place in force; a province may have written its own. `ValidationError` for one that nobody knows."""
    found = rule(code, on=on, province=commune.province_id)
    if unknown := [str(kind) for kind in found.value if kind not in PostingPlace.values]:
        raise ValidationError(
            f"Quy định “{found.label}” ({code}) có nơi hệ thống không biết: {', '.join(unknown)}. "
            f"Nhờ quản trị sửa thành các mã: {', '.join(PostingPlace.values)}."
        )
    return [PostingPlace(kind) for kind in found.value]


def _called(kind: PostingPlace, commune: Commune) -> str:
    """Trụ sở HĐND, UBND xã Quảng Trạch."""
    label = "Trụ sở Công an" if kind == PostingPlace.POLICE else kind.label
    return f"{label} {within(commune.name)}"
