"""Legal areas when units change.

An area that an act gave to a whole unit lives on in the hamlets that lay in it, not in all of a larger new unit; where
the new unit holds nothing else, it lives on in the unit.
"""

from django.db.models import Q

from audit.services import Change, audit_many
from audit.snapshots import snapshot
from communes.models import AreaStatus, Commune, Hamlet
from communes.services.moving import Home
from communes.services.plans import Plan

Spot = tuple[Commune, Hamlet | None]


def carry_areas(actor, plan: Plan, news: dict[str, Commune], homes: list[Home]) -> None:
    """End the areas of the old units where they end, and begin them again where their hamlets now are."""
    after = Q(ended_on__isnull=True) | Q(ended_on__gt=plan.effective_on)
    areas = list(AreaStatus.objects.filter(after, commune__in=plan.olds).select_related("commune", "hamlet"))
    own = {(area.hamlet_id, area.kind) for area in areas if area.hamlet_id}
    changed, added = [], []
    for area in areas:
        stays, spots = _afterwards(area, plan, news, homes)
        if area.hamlet is None:
            spots = [spot for spot in spots if spot[1] is None or (spot[1].pk, area.kind) not in own]
        begun = [_copy(area, plan, commune, hamlet) for commune, hamlet in spots]
        if not stays:
            changed.append(Change(area, snapshot(area)))
            if area.started_on < plan.effective_on:
                area.ended_on = plan.effective_on
            elif begun:  # entered for a day when the old unit was no more: it lay in the new one all along
                first = begun.pop(0)
                area.commune, area.hamlet = first.commune, first.hamlet
        added += begun
    AreaStatus.objects.bulk_update([change.subject for change in changed], ["ended_on", "commune", "hamlet"])
    AreaStatus.objects.bulk_create(added)
    audit_many(actor, "communes.area.end", changed)
    audit_many(actor, "communes.area.set", map(Change, added))


def _afterwards(area: AreaStatus, plan: Plan, news, homes: list[Home]) -> tuple[bool, list[Spot]]:
    """Whether the row stands as it is, and where the area lies besides."""
    old = area.commune_id
    if area.hamlet is not None:
        target = plan.destination(old, [area.hamlet_id])
        return target == old, [] if target == old else [(news[target], area.hamlet)]
    heir = plan.rest.get(old, "")
    alone = bool(heir) and plan.sources(heir) == {old}
    spots: list[Spot] = [(news[heir], None)] if alone and heir != old else []
    for home in homes:
        target = plan.destination(old, [home.hamlet.pk]) if home.old == old else ""
        if target and not (alone and target == heir):
            spots.append((news[target], home.hamlet))
    return alone and heir == old, spots


def _copy(area: AreaStatus, plan: Plan, commune: Commune, hamlet: Hamlet | None) -> AreaStatus:
    return AreaStatus(
        commune=commune, hamlet=hamlet, kind=area.kind, basis=area.basis,
        started_on=max(area.started_on, plan.effective_on), ended_on=area.ended_on,
    )  # fmt: skip
