"""Writes of teams and of quotas."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum

from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from communes.models import Commune, Hamlet
from communes.services.communes import commune_touch
from contracts.policy import require
from documents.models import Document
from teams import policies
from teams.models import Quota, Team, TeamHamlet, TeamPlacement
from vietnam.dates import format_date
from vietnam.names import clean_name


@transaction.atomic
def team_create(
    *,
    actor,
    commune: Commune,
    name: str,
    started_on: date,
    hamlets: Sequence[Hamlet] = (),
    founding: Document | None = None,
    note: str = "",
) -> Team:
    """Found a team for one or several hamlets of the commune (Luật 30/2023, Điều 14)."""
    require(policies.can_register(actor, commune))
    team = Team(commune=commune, name=clean_name(name), started_on=started_on, founding=founding, note=note)
    team.fill_keys()
    team.full_clean()
    team.save()
    audit(actor, "teams.team.create", team)
    placement = TeamPlacement.objects.create(team=team, commune=commune, started_on=started_on)
    audit(actor, "teams.team.place", placement)
    _link(actor, team, hamlets, started_on)
    commune_touch({commune.code})
    return team


@transaction.atomic
def team_update(*, actor, team: Team, version: int | None, name: str, note: str = "") -> Team:
    """Rename a team or change its note; its hamlets are set by `team_hamlets_set`."""
    require(policies.can_edit_team(actor, team))
    before = snapshot(team)
    team.claim_version(version)
    team.name, team.note = clean_name(name), note
    team.fill_keys()
    team.full_clean()
    team.save()
    audit(actor, "teams.team.update", team, before=before)
    commune_touch({team.commune_id})
    return team


@transaction.atomic
def team_hamlets_set(*, actor, team: Team, hamlets: Sequence[Hamlet], since: date) -> None:
    """Give the team these hamlets from a day on; those it no longer has end on that day."""
    require(policies.can_edit_team(actor, team))
    wanted = {hamlet.pk for hamlet in hamlets}
    links = list(team.hamlet_links.open().select_related("hamlet"))
    changes = []
    for link in links:
        if link.hamlet_id not in wanted:
            changes.append(Change(link, snapshot(link)))
            link.ended_on = since
            link.full_clean()
            link.save()
    audit_many(actor, "teams.team.hamlet", changes)
    known = {link.hamlet_id for link in links}
    _link(actor, team, [hamlet for hamlet in hamlets if hamlet.pk not in known], since)
    commune_touch({team.commune_id})


def _link(actor, team: Team, hamlets: Sequence[Hamlet], since: date) -> None:
    links = []
    for hamlet in hamlets:
        if hamlet.commune_id != team.commune_id:
            raise ValidationError({"hamlets": f"{hamlet} thuộc xã khác. Chọn thôn của xã mình."})
        taken = TeamHamlet.objects.open().filter(hamlet=hamlet).select_related("team").first()
        if taken:
            raise ValidationError(
                {"hamlets": f"{hamlet} đang do {taken.team} phụ trách. Bỏ phân công đó trước."}
            )
        link = TeamHamlet(team=team, hamlet=hamlet, started_on=since)
        link.full_clean()
        link.save()
        links.append(Change(link))
    audit_many(actor, "teams.team.hamlet", links)


@transaction.atomic
def quota_set(
    *,
    actor,
    commune: Commune,
    members: int,
    started_on: date,
    team: Team | None = None,
    teams: int | None = None,
    decision: Document | None = None,
) -> Quota:
    """Set a quota from a day on; the line before it ends that day.

    Without `team`: the commune's line after the province's decision (Điều 14, khoản 4). With one: that team's line;
    refused when the teams' lines together would exceed the commune's, naming both numbers.
    """
    if team is None:
        require(policies.can_set_commune_quota(actor, commune))
    else:
        require(policies.can_set_team_quota(actor, team))
    _check_quota(commune, team, members, started_on)
    quota = Quota(
        commune=commune, team=team, members=members, teams=teams, started_on=started_on, decision=decision
    )
    for current in Quota.objects.filter(commune=commune, team=team).overlapping(started_on, None):
        if current.started_on >= started_on:
            raise ValidationError(
                {"started_on": f"Đã có định mức từ {format_date(current.started_on)}. Chọn ngày sau ngày đó."}
            )
        before = snapshot(current)
        current.ended_on = started_on
        current.save(update_fields=["ended_on"])
        audit(actor, "teams.quota.end", current, before=before)
    quota.full_clean()
    quota.save()
    audit(actor, "teams.quota.set", quota)
    commune_touch({commune.code})
    return quota


def _check_quota(commune: Commune, team: Team | None, members: int, on: date) -> None:
    lines = Quota.objects.filter(commune=commune).in_force(on)
    given = lines.of_teams()
    if team is None:
        total = given.aggregate(n=Sum("members"))["n"] or 0
        if total > members:
            raise ValidationError(
                {
                    "members": f"Các Tổ đã được phân {total} người, nhiều hơn {members}. Giảm định mức của Tổ trước."
                }
            )
        return
    whole = lines.of_communes().first()
    if whole is None:
        raise ValidationError(
            {
                "members": "Xã chưa có định mức của UBND tỉnh vào ngày này (Điều 14, khoản 4). Đề nghị tỉnh nhập trước."
            }
        )
    total = (given.exclude(team=team).aggregate(n=Sum("members"))["n"] or 0) + members
    if total > whole.members:
        raise ValidationError(
            {
                "members": f"Cộng các Tổ là {total} người, vượt định mức {whole.members} người của xã. Giảm bớt."
            }
        )
