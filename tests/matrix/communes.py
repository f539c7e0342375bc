"""Who may open the pages of units."""

from datetime import date

from communes.models import AreaStatus, Cluster
from tests.matrix.rules import ADMINS, CHIEFS, EVERYBODY, OFFICERS, Rule

_OWN = frozenset({"officer", "chief"})
_SINCE = date(2025, 7, 1)


def _hamlet(world):
    return {"pk": world.to_xa.pk}


def _commune(world):
    return {"pk": world.commune_a.pk}


def _cluster(world):
    return {"pk": Cluster.objects.create(hamlet=world.to_xa, name="Cụm 1", started_on=_SINCE).pk}


def _area(world):
    area = AreaStatus.objects.create(
        commune=world.commune_a, kind="mien_nui", basis="QĐ 861", started_on=_SINCE
    )
    return {"pk": area.pk}


def _agency(world):
    return {"pk": world.agency(world.commune_a, "economy").pk}


RULES = {
    "communes:commune_list": Rule(EVERYBODY),
    "communes:commune_detail": Rule(EVERYBODY, kwargs=_commune, scoped=True),
    "communes:succession_merge": Rule(ADMINS, kwargs=lambda world: {"province": "44"}, post=True),
    "communes:succession_rename": Rule(ADMINS, kwargs=_commune, scoped=True, post=True),
    "communes:succession_split": Rule(ADMINS, kwargs=_commune, scoped=True, post=True),
    "communes:area_create": Rule(_OWN, kwargs=_commune, scoped=True, post=True),
    "communes:area_end": Rule(_OWN, kwargs=_area, scoped=True, post=True),
    "communes:agency_update": Rule(ADMINS, kwargs=_agency, scoped=True, post=True),
    "communes:hamlet_list": Rule(EVERYBODY),
    "communes:hamlet_create": Rule(OFFICERS | CHIEFS, post=True),
    "communes:hamlet_detail": Rule(EVERYBODY, kwargs=_hamlet, scoped=True),
    "communes:hamlet_update": Rule(_OWN, kwargs=_hamlet, scoped=True, post=True),
    "communes:hamlet_end": Rule(_OWN, kwargs=_hamlet, scoped=True, post=True),
    "communes:hamlet_year_set": Rule(_OWN, kwargs=_hamlet, scoped=True, post=True),
    "communes:cluster_create": Rule(_OWN, kwargs=_hamlet, scoped=True, post=True),
    "communes:cluster_end": Rule(_OWN, kwargs=_cluster, scoped=True, post=True),
}
