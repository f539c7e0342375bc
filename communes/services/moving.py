"""What follows a commune into its successor: hamlets, and everything registered as a placement."""

from collections import defaultdict
from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q

from audit.services import Change, audit_many
from audit.snapshots import snapshot
from communes.models import Commune, Hamlet, HamletPlacement
from communes.services.plans import Plan
from contracts.registry import Placement, hamlet_followers, placements
from vietnam.names import clean_name


@dataclass(frozen=True)
class Home:
    """A hamlet as it is after the change, and the old unit it came from."""

    hamlet: Hamlet
    old: str


def move_hamlets(actor, plan: Plan, news: dict[str, Commune], names: dict[int, str]) -> list[Home]:
    """Give the old units' hamlets to the new ones, under their new names where given; gives all of them."""
    hamlets = list(Hamlet.objects.open().filter(commune__in=plan.olds).select_related("commune"))
    homes = [Home(hamlet, hamlet.commune_id) for hamlet in hamlets]
    changes = []
    for home in homes:
        before = snapshot(home.hamlet)
        target = plan.destination(home.old, [home.hamlet.pk])
        if target == home.old and home.hamlet.pk not in names:
            continue
        home.hamlet.name = clean_name(names.get(home.hamlet.pk, home.hamlet.name))
        home.hamlet.commune, home.hamlet.version = news[target], home.hamlet.version + 1
        home.hamlet.fill_keys()
        changes.append(Change(home.hamlet, before))
    _refuse_namesakes(homes, plan)
    Hamlet.objects.bulk_update(
        [change.subject for change in changes], ["name", "search_key", "sort_key", "commune", "version"]
    )
    audit_many(actor, "communes.hamlet.move", changes)
    for follower in hamlet_followers:
        moved = [change.subject for change in changes]
        follower.follow(actor, "communes.succession.apply", moved, plan.effective_on)
    rows = _belongings(HamletPlacement, "hamlet", plan)
    where = {row.pk: plan.destination(row.commune_id, [row.hamlet_id]) for row in rows}
    _move_belongings(actor, "communes.hamlet.move", "hamlet", rows, where, plan, news)
    return homes


def _refuse_namesakes(homes: list[Home], plan: Plan) -> None:
    together = defaultdict(list)
    for home in homes:
        together[home.hamlet.commune_id, home.hamlet.search_key].append(home)
    errors = [
        f"{namesakes[0].hamlet} có ở {', '.join(plan.olds[home.old].name for home in namesakes)}. "
        "Ghi tên mới cho các thôn trùng tên theo văn bản sáp nhập."
        for namesakes in together.values()
        if len(namesakes) > 1
    ]
    if errors:
        raise ValidationError(errors)


def move_registered(actor, plan: Plan, news: dict[str, Commune]) -> None:
    """Carry over what the upper floors registered in `contracts.registry.placements`."""
    for placement in placements:
        model, act = apps.get_model(placement.placement_label), "communes.succession.apply"
        rows = _belongings(model, placement.owner, plan)
        where = _destinations(placement, plan, rows)
        try:
            with transaction.atomic():
                moving = _move_belongings(actor, act, placement.owner, rows, where, plan, news)
                _move_owners(actor, act, placement, moving, where, plan, news)
        except IntegrityError as error:
            label = apps.get_model(placement.owner_label)._meta.verbose_name
            raise ValidationError(
                f"Có {label} trùng tên giữa các đơn vị cũ. Đổi tên trước, rồi ghi thay đổi đơn vị."
            ) from error


def _belongings(model: type[models.Model], owner: str, plan: Plan) -> list[models.Model]:
    after = Q(ended_on__isnull=True) | Q(ended_on__gt=plan.effective_on)
    rows = model._base_manager.filter(after, commune__in=plan.olds).order_by("started_on", "pk")
    return list(rows.select_related(owner, "commune"))


def _destinations(placement: Placement, plan: Plan, rows: list[models.Model]) -> dict[int, str]:
    """New code by placement row; refused where one owner lies in hamlets that part."""
    hamlets: dict[int, set[int]] = defaultdict(set)
    if placement.hamlets and any(plan.named.values()):
        owners = {getattr(row, f"{placement.owner}_id") for row in rows}
        for owner, hamlet in placement.hamlets(owners, plan.effective_on):
            hamlets[owner].add(hamlet)
    where, errors = {}, []
    for row in rows:
        where[row.pk] = plan.destination(row.commune_id, hamlets[getattr(row, f"{placement.owner}_id")])
        if not where[row.pk]:
            owner = getattr(row, placement.owner)
            errors.append(f"“{owner}” nằm trên địa bàn của nhiều đơn vị mới. Sửa địa bàn phụ trách trước.")
    if errors:
        raise ValidationError(errors)
    return where


def _move_belongings(actor, act, owner, rows, where, plan: Plan, news) -> list[models.Model]:
    """End each belonging on the day and begin one to the new unit; gives those that moved.

    One that began on the day or later was entered under a unit that was no more: it belongs to the new one.
    """
    moving = [row for row in rows if where[row.pk] != row.commune_id]
    changed, added = [], []
    for row in moving:
        changed.append(Change(row, snapshot(row)))
        target = news[where[row.pk]]
        if row.started_on >= plan.effective_on:
            row.commune = target
            continue
        added.append(
            type(row)(
                **{owner: getattr(row, owner)},
                commune=target,
                started_on=plan.effective_on,
                ended_on=row.ended_on,
            )
        )
        row.ended_on = plan.effective_on
    if moving:
        manager = type(moving[0])._base_manager
        manager.bulk_update(moving, ["commune", "ended_on"])
        manager.bulk_create(added)
        audit_many(actor, act, [*changed, *map(Change, added)])
    return moving


def _move_owners(actor, act, placement: Placement, moving, where, plan: Plan, news) -> None:
    """The owner's present commune: that of its last belonging."""
    last = {getattr(row, f"{placement.owner}_id"): row for row in moving}
    owners = [(getattr(row, placement.owner), news[where[row.pk]]) for row in last.values()]
    owners = [(owner, target) for owner, target in owners if owner.commune_id in plan.olds]
    if not owners:
        return
    changes = [Change(owner, snapshot(owner)) for owner, _ in owners]
    versioned = hasattr(owners[0][0], "claim_version")
    for owner, target in owners:
        owner.commune = target
        if versioned:
            owner.version += 1
    manager = apps.get_model(placement.owner_label)._base_manager
    manager.bulk_update([owner for owner, _ in owners], ["commune", "version"] if versioned else ["commune"])
    audit_many(actor, act, changes)
    if placement.follow:
        placement.follow(actor, act, [owner for owner, _ in owners], plan.effective_on)
