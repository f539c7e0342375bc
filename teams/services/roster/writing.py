"""Rows of a roster written in bulk: teams, people, spells, each table in one go, one audit entry a row."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from communes.models import Commune
from communes.services.communes import commune_touch
from contracts.policy import require
from jobs.exchange.resources import ImportContext
from jobs.services.bulk_writing import BulkWriter
from teams import policies
from teams.models import ClusterAssignment, Membership, Person, Team, TeamPlacement
from teams.services.roster.guests import Guests


class RosterWriter(BulkWriter):
    """Writes plans in the caller's transaction and remembers what it did, to be undone."""

    def __init__(self, context: ImportContext, commune: Commune, guests: Guests):
        super().__init__(context.actor, context.batch)
        self.context, self.commune, self.guests = context, commune, guests
        self._teams: dict[str, Team] = {}

    def write(self, plans: Iterable[Any]) -> None:
        """Write these rows."""
        plans = list(plans)
        require(policies.can_register(self.context.actor, self.commune))
        self._found_teams(plans)
        self._add_people([plan for plan in plans if plan.person is None and plan.twin is None])
        for plan in plans:
            if plan.twin is not None and plan.person is None:
                plan.person, plan.facts = plan.twin.person, {}
        self._change_people([plan for plan in plans if plan.facts])
        changed = [plan for plan in plans if plan.spell is not None and plan.spell_facts]
        self._add_spells([plan for plan in plans if plan.spell is None])
        self._change_spells(changed)
        self.guests.write(self, plans)
        commune_touch({self.commune.pk})

    def _found_teams(self, plans: list) -> None:
        """The teams only the file knows; a team founded for the rows before is there already."""
        made, placed = [], []
        for plan in plans:
            if isinstance(plan.team, Team):
                continue
            if plan.team.name not in self._teams:
                founded = plan.team.first_day or self.context.on
                team = Team(commune=self.commune, name=plan.team.name, started_on=founded)
                self._teams[plan.team.name] = team
                made.append(team)
                placed.append(TeamPlacement(team=team, commune=self.commune, started_on=founded))
            plan.team = self._teams[plan.team.name]
        self.add("teams.team.create", made)
        self.add("teams.team.place", placed)

    def _add_people(self, plans: list) -> None:
        for plan in plans:
            plan.person = Person(home_commune=self.commune, **plan.facts)
            plan.facts = {}  # written with the person itself
        self.add("teams.person.create", [plan.person for plan in plans])

    def _change_people(self, plans: list) -> None:
        self.change("teams.person.update", [(plan.person, plan.facts) for plan in plans])

    def _add_spells(self, plans: list) -> None:
        for plan in plans:
            plan.spell = Membership(person=plan.person, team=plan.team, **plan.spell_facts)
        self.add("teams.membership.start", [plan.spell for plan in plans])

    def _change_spells(self, plans: list) -> None:
        ends = [plan for plan in plans if "ended_on" in plan.spell_facts]
        corrections = [plan for plan in plans if "ended_on" not in plan.spell_facts]
        self.change("teams.membership.correct", [(plan.spell, plan.spell_facts) for plan in corrections])
        self.change("teams.membership.end", [(plan.spell, plan.spell_facts) for plan in ends])
        self._release_clusters({plan.spell.pk: plan.spell_facts["ended_on"] for plan in ends})

    def _release_clusters(self, ended: dict[int, date]) -> None:
        """What was in the charge of those who left."""
        held = ClusterAssignment.objects.open().filter(membership_id__in=ended)
        days = [
            (row, {"ended_on": max(ended[row.membership_id], row.started_on + timedelta(days=1))})
            for row in held
        ]
        self.change("teams.cluster.release", days)
