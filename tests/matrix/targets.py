"""Who may open the pages of targets (roles.md): everybody but partners reads; the province's reviewer drafts, its
director approves."""

from datetime import date

from targets.models import Adoption, Directive, Indicator, Target
from targets.services.adoptions import adoption_approve, directive_adopt
from targets.services.catalogue import catalogue_load
from tests.matrix.rules import DIRECTORS, EVERYBODY, PARTNERS, REVIEWERS, Rule

_READERS = EVERYBODY - PARTNERS
_OWN_REVIEWERS = frozenset({"reviewer", "director"})
#: A draft is the province's own; what is approved its communes see as well.
_DRAFT_SEEN = frozenset({"reviewer", "director", "province_admin", "admin"})


def _catalogue():
    if not Directive.objects.exists():
        catalogue_load()


def _draft(world) -> Adoption:
    _catalogue()
    return directive_adopt(
        actor=world.phu, directive=Directive.objects.get(code="QT-KH-TBV"), province=world.province,
        started_on=date(2025, 8, 15),
    )  # fmt: skip


def _draft_key(world):
    return {"pk": _draft(world).pk}


def _approved_key(world):
    return {"pk": adoption_approve(actor=world.duc, adoption=_draft(world)).pk}


def _due(world):
    return _approved_key(world) | {"target": "T002-07"}


def _directive(world):
    _catalogue()
    return {"code": Directive.objects.get(code="BK-NQ-KCT").code}


def _target(world):
    return {"code": Target.objects.get(code="T002-05").code} if _draft(world) else {}


def _indicator(world):
    _catalogue()
    return {"code": Indicator.objects.get(code="security_hotspots").code}


RULES = {
    "targets:scorecard": Rule(_READERS),
    "targets:directive_list": Rule(_READERS),
    "targets:directive": Rule(_READERS, kwargs=_directive),
    "targets:target": Rule(_READERS, kwargs=_target),
    "targets:figure": Rule(_READERS, kwargs=_indicator),
    "targets:figure_type": Rule(
        frozenset({"officer", "chief", "officer_b", "chief_b", "officer_x"}) | REVIEWERS,
        kwargs=_indicator,
        post=True,
    ),
    "targets:adopt": Rule(REVIEWERS, kwargs=_directive, post=True),
    "targets:adoption_approve": Rule(DIRECTORS, kwargs=_draft_key, scoped=True, sees=_DRAFT_SEEN, post=True),
    "targets:adoption_withdraw": Rule(
        _OWN_REVIEWERS, kwargs=_draft_key, scoped=True, sees=_DRAFT_SEEN, post=True
    ),
    "targets:adoption_end": Rule(DIRECTORS, kwargs=_approved_key, scoped=True, home="province", post=True),
    "targets:due_date": Rule(DIRECTORS, kwargs=_due, scoped=True, home="province", post=True),
}
