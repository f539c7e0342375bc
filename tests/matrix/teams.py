"""Who may open the pages of teams and members."""

from teams.models import Membership, Team
from tests.force import make_team
from tests.matrix.rules import EVERYBODY, PARTNERS, REGISTRARS, REVIEWERS, Rule

_OWN = frozenset({"officer", "chief"})


def _team(world):
    team = Team.objects.filter(name="Thanh Lương").first()
    return {"pk": (team or make_team(world.commune_a, "Thanh Lương", "Hoàng Văn Dũng")).pk}


def _spell(world):
    _team(world)
    return {"pk": Membership.objects.get(person__full_name="Hoàng Văn Dũng").pk}


def _person(world):
    _team(world)
    return {"pk": Membership.objects.get(person__full_name="Hoàng Văn Dũng").person_id}


def _act(may=_OWN):
    return Rule(may, kwargs=_spell, scoped=True, post=True)


RULES = {
    "teams:team_list": Rule(EVERYBODY),
    "teams:team_new": Rule(REGISTRARS, post=True),
    "teams:team": Rule(EVERYBODY, kwargs=_team, scoped=True),
    "teams:team_edit": Rule(_OWN, kwargs=_team, scoped=True, post=True),
    "teams:team_quota": Rule(_OWN, kwargs=_team, scoped=True, post=True),
    "teams:quota_list": Rule(EVERYBODY),
    "teams:commune_quota": Rule(
        REVIEWERS, kwargs=lambda world: {"commune": world.commune_a.code}, scoped=True, post=True
    ),
    "teams:cluster_list": Rule(EVERYBODY),
    "teams:change_list": Rule(EVERYBODY - PARTNERS),
    "teams:membership_list": Rule(EVERYBODY - PARTNERS),
    "teams:join": Rule(REGISTRARS, post=True),
    "teams:membership": Rule(EVERYBODY - PARTNERS, kwargs=_spell, scoped=True),
    "teams:person_edit": _act(),
    "teams:leave": _act(),
    "teams:position": _act(),
    "teams:move": _act(),
    "teams:cluster_assign": _act(),
    "teams:reveal": _act(_OWN | {"reviewer", "director"}),
    "teams:person": Rule(EVERYBODY, kwargs=_person, scoped=True),
}
