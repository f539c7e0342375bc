"""Who may open the pages of training and equipment."""

from datetime import date

from readiness.models import EquipmentIssue, Training
from tests.matrix.rules import CHIEFS, EVERYBODY, OFFICERS, REGISTRARS, REVIEWERS, Rule
from tests.matrix.teams import _team

_OWN = frozenset({"officer", "chief"})


def _training(world):
    training, _ = Training.objects.get_or_create(
        province=world.province, commune=world.commune_a, kind="drill", title="Diễn tập", organiser="commune",
        held_on=date(2026, 3, 1),
    )  # fmt: skip
    return {"pk": training.pk}


def _issue(world):
    issue, _ = EquipmentIssue.objects.get_or_create(
        team_id=_team(world)["pk"], kind="radio", started_on=date(2026, 3, 1)
    )
    return {"pk": issue.pk}


RULES = {
    "readiness:training_list": Rule(EVERYBODY),
    "readiness:training_new": Rule(REGISTRARS | REVIEWERS, post=True),
    "readiness:topic_list": Rule(EVERYBODY),
    "readiness:attendance_list": Rule(EVERYBODY),
    "readiness:training": Rule(EVERYBODY, kwargs=_training, scoped=True),
    "readiness:training_edit": Rule(_OWN, kwargs=_training, scoped=True, post=True),
    "readiness:training_attend": Rule(OFFICERS | CHIEFS, kwargs=_training, scoped=True, post=True),
    "readiness:equipment_list": Rule(EVERYBODY),
    "readiness:equipment": Rule(EVERYBODY, kwargs=_issue, scoped=True),
    "readiness:equipment_return": Rule(_OWN, kwargs=_issue, scoped=True, post=True),
    "readiness:equipment_inspect": Rule(_OWN, kwargs=_issue, scoped=True, post=True),
    "readiness:equipment_new": Rule(
        _OWN, kwargs=lambda world: {"team": _team(world)["pk"]}, scoped=True, post=True
    ),
}
