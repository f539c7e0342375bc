"""Writes of agencies: the usual ones of a commune or a province, and their names on paper."""

from django.db import transaction

from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from communes import policies
from communes.letterheads import COMMUNE_AGENCIES, PROVINCE_AGENCIES, commune_letterhead, province_letterhead
from communes.models import Agency, Commune, Province
from contracts.policy import require


@transaction.atomic
def agencies_ensure(*, actor, communes: list[Commune] = (), provinces: list[Province] = ()) -> list[Agency]:
    """Give each commune and province the agencies it lacks; gives the new ones. Three statements, however many.

    `actor` None is the system: loading, succession.
    """
    if actor is not None:
        require(
            policies.can_change_units(actor, {c.province_id for c in communes} | {p.code for p in provinces})
        )
    known = set(Agency.objects.filter(commune__in=communes).values_list("commune_id", "kind")) | set(
        Agency.objects.filter(commune=None, province__in=provinces).values_list("province_id", "kind")
    )
    rows = [
        Agency(province_id=commune.province_id, commune=commune, kind=kind,
               **vars(commune_letterhead(commune, commune.province, kind)))
        for commune in communes for kind in COMMUNE_AGENCIES if (commune.code, kind) not in known
    ] + [
        Agency(province=province, kind=kind, **vars(province_letterhead(province, kind)))
        for province in provinces for kind in PROVINCE_AGENCIES if (province.code, kind) not in known
    ]  # fmt: skip
    Agency.objects.bulk_create(rows, batch_size=500)
    audit_many(actor, "communes.agency.create", [Change(row) for row in rows])
    return rows


@transaction.atomic
def agency_update(
    *, actor, agency: Agency, name: str, parent_name: str, symbol: str, place: str, is_active: bool
) -> Agency:
    """Change how an agency is named on paper from now on; issued papers keep what they say."""
    require(policies.can_change_agency(actor, agency))
    before = snapshot(agency)
    agency.name, agency.parent_name, agency.symbol = name, parent_name, symbol
    agency.place, agency.is_active = place, is_active
    agency.full_clean()
    agency.save()
    audit(actor, "communes.agency.update", agency, before=before)
    return agency
