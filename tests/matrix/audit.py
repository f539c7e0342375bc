"""Who may read the audit (roles.md)."""

from audit.models import Entry
from audit.services import audit
from tests.matrix.rules import CHIEFS, LEADERS, OFFICERS, PROVINCE, Rule

_UNIT = CHIEFS | LEADERS | PROVINCE | {"reviewer_x", "admin"}


def _object(world):
    return {"label": "communes.hamlet", "pk": world.to_xa.pk}


def _entry(world):
    audit(world.an, "communes.hamlet.update", world.to_xa, fields=False)
    return {"pk": Entry.objects.latest("pk").pk}


RULES = {
    "audit:unit": Rule(_UNIT),
    "audit:entry": Rule(_UNIT, kwargs=_entry, scoped=True),
    "audit:object": Rule(_UNIT | OFFICERS, kwargs=_object, scoped=True),
}
