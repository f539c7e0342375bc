"""Who may open the pages of the law."""

from datetime import date

from law.models import Parameter, SpecialDay
from law.services import parameter_set
from tests.matrix.rules import EVERYBODY, REVIEWERS, Rule
from tests.world import load_law

_COUNTRY = frozenset({"admin"})
CODE = "recruit.submit_days"


def _parameter(world):
    load_law()
    return {"code": CODE}


def _draft(world):
    load_law()
    draft = parameter_set(
        actor=world.phu,
        code=CODE,
        value=7,
        started_on=date(2026, 7, 1),
        citation="NQ 1/NQ-HĐND",
        province=world.province,
    )
    assert Parameter.objects.get(pk=draft.pk).is_draft
    return {"pk": draft.pk}


def _day(world):
    day = SpecialDay.objects.create(day=date(2026, 10, 5), kind="holiday", name="Nghỉ bù", citation="TB 1")
    return {"pk": day.pk}


RULES = {
    "law:parameter_list": Rule(EVERYBODY),
    "law:parameter": Rule(EVERYBODY, kwargs=_parameter),
    "law:parameter_set": Rule(REVIEWERS | _COUNTRY, kwargs=_parameter, post=True),
    "law:parameter_approve": Rule(
        frozenset({"director", "admin"}), kwargs=_draft, scoped=True, home="province", post=True
    ),
    "law:parameter_withdraw": Rule(
        frozenset({"reviewer", "director", "admin"}), kwargs=_draft, scoped=True, home="province", post=True
    ),
    "law:calendar": Rule(EVERYBODY),
    "law:day_set": Rule(_COUNTRY, post=True),
    "law:day_remove": Rule(_COUNTRY, kwargs=_day, post=True),
}
