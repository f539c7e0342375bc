"""Who may open the pages of activities, assessments, commendations and discipline."""

from datetime import date

from activities.about import subject_of
from activities.models import Activity, Assessment, Commendation, Discipline
from teams.models import Membership, Team
from tests.matrix.rules import EVERYBODY, PARTNERS, REGISTRARS, REVIEWERS, Rule
from tests.matrix.teams import _team

_OWN = frozenset({"officer", "chief"})
_ADD = REGISTRARS | REVIEWERS


def _row(world, model, about: str, **facts):
    team = Team.objects.get(pk=_team(world)["pk"])
    row = team if about == "team" else Membership.objects.get(person__full_name="Hoàng Văn Dũng").person
    found, _ = model.objects.get_or_create(
        province=world.province, commune=world.commune_a, **subject_of(about, row).fields(), **facts
    )
    return {"pk": found.pk}


def _meeting(world):
    return _row(world, Activity, "team", kind="team_meeting", topic="Giao ban", held_on=date(2026, 3, 1))


def _assessment(world):
    facts = {"kind": "annual_rating", "year": 2026, "result": "good", "decided_on": date(2026, 3, 1)}
    return _row(world, Assessment, "team", **facts)


def _commendation(world):
    facts = {"form": "giay_khen", "level": "commune", "occasion": "at_once", "reason": "Bắt trộm"}
    return _row(world, Commendation, "team", **facts, issued_on=date(2026, 3, 1))


def _discipline(world):
    return _row(world, Discipline, "member", form="reminder", reason="Vắng trực", decided_on=date(2026, 3, 1))


#: Discipline is about people: partner agencies do not see that there is any.
_SEES = frozenset({"officer", "chief", "leader", "reviewer", "director", "province_admin", "admin"})


def _seen(kwargs):
    return Rule(EVERYBODY, kwargs=kwargs, scoped=True)


def _written(kwargs, **more):
    return Rule(_OWN, kwargs=kwargs, scoped=True, post=True, **more)


RULES = {
    "activities:meetings": Rule(EVERYBODY),
    "activities:propaganda": Rule(EVERYBODY),
    "activities:inspections": Rule(EVERYBODY),
    "activities:good_deeds": Rule(EVERYBODY),
    "activities:choose": Rule(_ADD),
    "activities:new": Rule(_ADD, kwargs=lambda world: {"kind": "broadcast"}, post=True),
    "activities:activity": _seen(_meeting),
    "activities:activity_edit": _written(_meeting),
    "activities:activity_cancel": _written(_meeting),
    "activities:commendations": Rule(EVERYBODY),
    "activities:commendation_new": Rule(_ADD, post=True),
    "activities:commendation": _seen(_commendation),
    "activities:commendation_edit": _written(_commendation),
    "activities:commendation_cancel": _written(_commendation),
    "activities:evaluations": Rule(EVERYBODY),
    "activities:recognitions": Rule(EVERYBODY),
    "activities:assessment_choose": Rule(_ADD),
    "activities:assessment_new": Rule(_ADD, kwargs=lambda world: {"kind": "annual_rating"}, post=True),
    "activities:assessment": _seen(_assessment),
    "activities:assessment_edit": _written(_assessment),
    "activities:assessment_cancel": _written(_assessment),
    "activities:disciplines": Rule(EVERYBODY - PARTNERS),
    "activities:discipline_new": Rule(REGISTRARS, post=True),
    "activities:discipline": Rule(_SEES, kwargs=_discipline, scoped=True, sees=_SEES),
    "activities:discipline_edit": _written(_discipline, sees=_SEES),
    "activities:discipline_cancel": _written(_discipline, sees=_SEES),
}
