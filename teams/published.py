"""What the public list of a commune shows: name, position, area, and the telephone of who agreed. Nothing more."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.urls import reverse

from communes.models import Commune
from teams.choices import Position
from teams.models import Membership, Person, Team, TeamHamlet
from vietnam.ids import phone_display


@dataclass(frozen=True)
class PublicLeader:
    """A line of the public list; without a leader the team stands alone."""

    team: str
    area: str
    name: str = ""
    phone: str = ""
    position: str = Position.LEADER.label


def public_leaders(commune: Commune, on: date) -> list[PublicLeader]:
    """The teams in being on that day, by name; three queries, and no column that is not shown."""
    leaders = Membership.objects.in_force(on).filter(team__commune=commune, position=Position.LEADER)
    agreed = Person.objects.phone_public(on).filter(pk=OuterRef("person")).values("phone")
    found = {
        team: (name, phone or "")
        for team, name, phone in leaders.values_list("team_id", "person__full_name", Subquery(agreed))
    }
    areas = defaultdict(list)
    links = TeamHamlet.objects.in_force(on).filter(team__commune=commune).select_related("hamlet")
    for link in links.order_by("hamlet__sort_key"):
        areas[link.team_id].append(str(link.hamlet))
    teams = Team.objects.in_force(on).filter(commune=commune).order_by("sort_key")
    return [
        PublicLeader(
            str(team), ", ".join(areas[team.pk]), found.get(team.pk, ("", ""))[0],
            phone_display(found[team.pk][1]) if found.get(team.pk, ("", ""))[1] else "",
        )
        for team in teams
    ]  # fmt: skip


def public_address(commune: Commune) -> str:
    """The whole address of the commune's public list."""
    return settings.PUBLIC_ADDRESS + reverse("teams:public_list", args=[commune.pk])
