"""What goes with teams that came under another commune: their members' home and their quotas."""

from datetime import date

from audit.services import Change, audit_many
from audit.snapshots import snapshot
from teams.models import Membership, Person, Quota, Team


def teams_moved(actor, act: str, teams: list[Team], on: date) -> None:
    """Called by the succession's service, in its transaction, when these teams have gone over on that day."""
    _rehome(actor, act, teams, on)
    _carry_quotas(actor, act, teams, on)


def _rehome(actor, act: str, teams: list[Team], on: date) -> None:
    """The home of who serves in a team is the team's commune."""
    target = {team.pk: team.commune for team in teams}
    spells = Membership.objects.in_force(on).filter(team__in=teams).select_related("person__home_commune")
    changes = []
    for spell in spells:
        person = spell.person
        if person.home_commune_id != target[spell.team_id].pk:
            changes.append(Change(person, snapshot(person)))
            person.home_commune = target[spell.team_id]
    Person.objects.bulk_update([change.subject for change in changes], ["home_commune"])
    audit_many(actor, act, changes)


def _carry_quotas(actor, act: str, teams: list[Team], on: date) -> None:
    """A team's line ends under the old commune and goes on under the new one; the commune's own line is set anew by
    the province (Luật 30/2023, Điều 14, khoản 4)."""
    target = {team.pk: team.commune for team in teams}
    lines = list(Quota.objects.filter(team__in=teams).open().select_related("commune", "team"))
    changes = [Change(line, snapshot(line)) for line in lines]
    added = []
    for line in lines:
        if line.started_on >= on:  # entered under a unit that was no more: it belongs to the new one
            line.commune = target[line.team_id]
            continue
        added.append(
            Quota(
                commune=target[line.team_id], team=line.team, members=line.members, decision=line.decision,
                started_on=on,
            )
        )  # fmt: skip
        line.ended_on = on
    Quota.objects.bulk_update(lines, ["commune", "ended_on"])
    Quota.objects.bulk_create(added)
    audit_many(actor, act, [*changes, *map(Change, added)])
