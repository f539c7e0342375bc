"""Writes of communes themselves: the list of the country, the mark that their registers changed."""

import json
import re
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import yaml
from django.db import transaction
from django.db.models import F
from vietnam_provinces import NESTED_DIVISIONS_JSON_PATH

from audit.services import Change, audit_many
from communes.choices import CommuneKind, ProvinceKind
from communes.models import Commune, Province
from vietnam.names import place_sort_key

TILES = Path(__file__).resolve().parent.parent / "data" / "tiles.yaml"
#: The first day of the present communes: two levels of local government, no districts.
UNITS_SINCE = date(2025, 7, 1)

_KINDS = {"xã": CommuneKind.COMMUNE, "phường": CommuneKind.WARD, "đặc khu": CommuneKind.SPECIAL_ZONE}
_KIND_ORDER = {kind: place for place, kind in enumerate(CommuneKind.values)}
_KIND_WORD = re.compile(r"^(Tỉnh|Thành phố|Xã|Phường|Đặc khu) ")


class Loaded(NamedTuple):
    """How many units were added."""

    provinces: int
    communes: int


def commune_touch(codes: Iterable[str]) -> None:
    """Mark that a register of these communes changed, so that their figures are computed anew. One statement.

    Call it last in the service's transaction: the rows stay locked briefly.
    """
    Commune.objects.filter(pk__in=sorted(set(codes))).update(data_version=F("data_version") + 1)


def official_rank(commune: Commune) -> tuple[int, str]:
    """The order of official lists (BM1): xã first, then phường, đặc khu; each in Vietnamese alphabetical order."""
    return _KIND_ORDER[commune.kind], place_sort_key(commune.short_name)


def communes_renumber(provinces: Iterable[str]) -> None:
    """Give the communes of these provinces their place in the official order; ended ones come last."""
    rows = Commune.objects.filter(province_id__in=set(provinces)).order_by("province_id")
    for _, members in groupby(rows, key=lambda row: row.province_id):
        ordered = sorted(members, key=lambda row: (row.ended_on is not None, official_rank(row)))
        for place, row in enumerate(ordered, 1):
            row.official_order = place
        Commune.objects.bulk_update(ordered, ["official_order"], batch_size=500)


@transaction.atomic
def units_load() -> Loaded:
    """Add the provinces and communes that are not there yet; what is there stays as it is. A few statements.

    Codes are the official ones as text, with leading zeros: province two digits, commune five.
    """
    tiles = yaml.safe_load(TILES.read_text(encoding="utf-8"))
    entries = json.loads(Path(NESTED_DIVISIONS_JSON_PATH).read_text(encoding="utf-8"))
    known_provinces = set(Province.objects.values_list("code", flat=True))
    known_communes = set(Commune.objects.values_list("code", flat=True))
    provinces = [row for row in map(_province, entries) if row.code not in known_provinces]
    communes = [
        row for entry in entries for row in _communes_of(entry, tiles) if row.code not in known_communes
    ]
    for row in [*provinces, *communes]:
        row.fill_keys()
    Province.objects.bulk_create(provinces)
    Commune.objects.bulk_create(communes, batch_size=500)
    audit_many(None, "communes.unit.load", [Change(row) for row in [*provinces, *communes]])
    return Loaded(len(provinces), len(communes))


def _province(entry: dict) -> Province:
    city = entry["division_type"].startswith("thành phố")
    short_name = _KIND_WORD.sub("", entry["name"])
    return Province(
        code=f"{entry['code']:02d}",
        name=f"{'Thành phố' if city else 'Tỉnh'} {short_name}",
        short_name=short_name,
        kind=ProvinceKind.CITY if city else ProvinceKind.PROVINCE,
    )


def _communes_of(entry: dict, tiles: dict[str, list[int]]) -> list[Commune]:
    rows = [_commune(f"{entry['code']:02d}", ward, tiles) for ward in entry["wards"]]
    for place, row in enumerate(sorted(rows, key=official_rank), 1):
        row.official_order = place
    return rows


def _commune(province: str, ward: dict, tiles: dict[str, list[int]]) -> Commune:
    code = f"{ward['code']:05d}"
    column, row = tiles.get(code, (None, None))
    return Commune(
        code=code, province_id=province, name=ward["name"], short_name=_KIND_WORD.sub("", ward["name"]),
        kind=_KINDS[ward["division_type"]], started_on=UNITS_SINCE, map_column=column, map_row=row,
    )  # fmt: skip
