"""Units change: communes are merged, split, renamed or change their kind (design.md, Units change).

Nothing of the old is lost: old communes end, new ones begin, and hamlets with everything registered in
`contracts.registry.placements` get a dated belonging to the new. A unit may keep its official code through the
change; then the row goes on, and its old name is kept beside it.
"""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from communes import policies
from communes.models import Agency, Commune, CommuneName, Succession, SuccessionLine
from communes.services.agencies import agencies_ensure
from communes.services.area_moves import carry_areas
from communes.services.communes import commune_touch, communes_renumber
from communes.services.moving import move_hamlets, move_registered
from communes.services.plans import NewUnit, Plan, check
from contracts.policy import require
from vietnam.names import clean_name


@transaction.atomic
def succession_apply(
    *,
    actor,
    kind: str,
    effective_on: date,
    legal_basis: str,
    units: tuple[NewUnit, ...],
    hamlet_names: dict[int, str] | None = None,
    today: date | None = None,
) -> Succession:
    """Record a change of units in force since `effective_on`, and carry everything over.

    `units` are the units after the change with what each takes. `hamlet_names` gives new names, by the hamlet's key,
    where two units bring hamlets of the same name. Raises `ValidationError` when the pieces do not fit: a hamlet that
    nobody or two take, a name that would stand twice, a team over two new units.
    """
    olds = _fresh(take.old.pk for unit in units for take in unit.takes)
    provinces = {row.province_id for row in olds.values()} | {unit.province.pk for unit in units}
    require(policies.can_change_units(actor, provinces))
    plan = Plan(effective_on, olds, units)
    check(plan, kind, legal_basis, today or timezone.localdate())
    _claim(olds)
    succession = Succession.objects.create(kind=kind, effective_on=effective_on, legal_basis=legal_basis)
    news = {unit.code: _open(actor, plan, unit) for unit in units}
    _write_lines(actor, succession, plan, news)
    homes = move_hamlets(actor, plan, news, hamlet_names or {})
    carry_areas(actor, plan, news, homes)
    move_registered(actor, plan, news)
    _end_olds(actor, plan)
    agencies_ensure(actor=None, communes=list(news.values()))
    communes_renumber({unit.province.pk for unit in units})
    commune_touch([*olds, *news])
    return succession


def _fresh(codes: Iterable[str]) -> dict[str, Commune]:
    return {row.pk: row for row in Commune.objects.filter(pk__in=set(codes)).select_related("province")}


def _claim(olds: dict[str, Commune]) -> None:
    """Two administrators on the same units: the second is refused, on either database."""
    for row in olds.values():
        same = Commune.objects.filter(pk=row.pk, data_version=row.data_version, ended_on__isnull=True)
        if same.update(data_version=row.data_version + 1) != 1:
            raise ValidationError(f"{row} vừa có thay đổi khác. Mở lại trang rồi làm lại.")
        row.data_version += 1


def _open(actor, plan: Plan, unit: NewUnit) -> Commune:
    """The new unit: a new row, or the old one that goes on under its code with its former name kept."""
    heirs = [plan.olds[take.old.pk] for take in unit.takes if plan.rest.get(take.old.pk) == unit.code]
    row = plan.olds.get(unit.code)
    before = snapshot(row) if row else None
    if row is None:
        tile = heirs[0] if heirs else None
        row = Commune(
            code=unit.code, started_on=plan.effective_on,
            map_column=tile and tile.map_column, map_row=tile and tile.map_row,
        )  # fmt: skip
    elif (row.name, row.kind) != (clean_name(unit.name), unit.kind):
        _keep_name(actor, row, plan.effective_on)
    row.province, row.name, row.short_name, row.kind = (
        unit.province, clean_name(unit.name), unit.short_name, unit.kind,
    )  # fmt: skip
    covered = [code for heir in heirs for code in heir.covers]
    row.covers = list(dict.fromkeys([row.code, *row.covers, *covered]))
    row.full_clean(validate_unique=before is None)
    if snapshot(row) != before:
        row.save()
        audit(actor, "communes.commune.update" if before else "communes.commune.open", row, before=before)
    return row


def _keep_name(actor, row: Commune, ended_on: date) -> None:
    last = row.former_names.order_by("-ended_on").first()
    name = CommuneName.objects.create(
        commune=row, name=row.name, kind=row.kind,
        started_on=last.ended_on if last else row.started_on, ended_on=ended_on,
    )  # fmt: skip
    audit(actor, "communes.commune.update", name)


def _write_lines(actor, succession: Succession, plan: Plan, news: dict[str, Commune]) -> None:
    for unit in plan.units:
        for take in unit.takes:
            line = SuccessionLine.objects.create(
                succession=succession, old=plan.olds[take.old.pk], new=news[unit.code]
            )
            line.hamlets.set(take.hamlets)
            audit(actor, "communes.succession.apply", line)
    audit(actor, "communes.succession.apply", succession)


def _end_olds(actor, plan: Plan) -> None:
    """End the units that do not go on; their agencies write no more papers."""
    ended = [row for row in plan.olds.values() if row.pk not in plan.continuing]
    changes = [Change(row, snapshot(row)) for row in ended]
    for row in ended:
        row.ended_on = plan.effective_on
    Commune.objects.bulk_update(ended, ["ended_on"])
    audit_many(actor, "communes.commune.end", changes)
    agencies = list(Agency.objects.filter(commune__in=ended, is_active=True))
    changes = [Change(agency, snapshot(agency)) for agency in agencies]
    for agency in agencies:
        agency.is_active = False
    Agency.objects.bulk_update(agencies, ["is_active"])
    audit_many(actor, "communes.agency.update", changes)
