"""What goes with teams that came under another commune: their members' home and their quotas; and
the home of those who hold a post in a hamlet that did."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from audit.services import Change, audit_many
from audit.snapshots import snapshot
from communes.models import Hamlet
from teams.models import HamletPost, Membership, Person, Proposal, Quota, Team


def teams_moved(actor, act: str, teams: list[Team], on: date) -> None:
    """Called by the succession's service, in its transaction, when these teams have gone over on that day."""
    _rehome(actor, act, teams, on)
    _carry_quotas(actor, act, teams, on)
    _carry_proposals(actor, act, teams)


def post_holders_moved(actor, act: str, hamlets: list[Hamlet], on: date) -> None:
    """Called when these hamlets have gone over: who holds a post there goes along, unless a team decides it."""
    target = {hamlet.pk: hamlet.commune for hamlet in hamlets}
    in_team = Membership.objects.in_force(on).filter(person=OuterRef("person"))
    posts = HamletPost.objects.in_force(on).filter(~Exists(in_team), hamlet__in=hamlets)
    people = {post.person_id: post for post in posts.select_related("person__home_commune")}
    changes = []
    for post in people.values():
        person, home = post.person, target[post.hamlet_id]
        if person.home_commune_id != home.pk:
            changes.append(Change(person, snapshot(person)))
            person.home_commune = home
    Person.objects.bulk_update([change.subject for change in changes], ["home_commune"])
    audit_many(actor, act, changes)


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


def _carry_proposals(actor, act: str, teams: list[Team]) -> None:
    """What is not answered goes with the team it is about, or with the team of the first person it is about: the new
    commune's chairman decides."""
    target = {team.pk: team.commune for team in teams}
    rows = Proposal.objects.open().filter(Q(team__in=teams) | Q(lines__membership__team__in=teams)).distinct()
    changes = []
    for one in rows.select_related("commune").prefetch_related("lines__membership"):
        team = one.team_id or min(one.lines.all(), key=lambda line: line.pk).membership.team_id
        if team in target and one.commune_id != target[team].pk:
            changes.append(Change(one, snapshot(one)))
            one.commune = target[team]
    Proposal.objects.bulk_update([change.subject for change in changes], ["commune"])
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
