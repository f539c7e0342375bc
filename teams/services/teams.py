"""Writes of teams: founded, renamed, given hamlets."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from communes.models import Commune, Hamlet
from communes.services.communes import commune_touch
from contracts.policy import require
from documents.models import Document
from teams import policies
from teams.models import Team, TeamHamlet, TeamPlacement
from teams.services.spells import Paper, check_decision, decision_recorded
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
    paper: Paper = None,
    note: str = "",
) -> Team:
    """Found a team for one or several hamlets of the commune (Luật 30/2023, Điều 14); the decision may follow."""
    require(policies.can_register(actor, commune))
    team = Team(commune=commune, name=clean_name(name), started_on=started_on, note=note)
    team.founding = decision_recorded(actor, team, founding, paper)
    check_decision(team.founding, commune.province_id, "symbol")
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
def team_founding_record(
    *, actor, team: Team, version: int | None, founding: Document | None = None, paper: Paper = None
) -> Team:
    """Record the decision a team was founded by, where it was entered without."""
    require(policies.can_edit_team(actor, team))
    if team.founding_id:
        raise ValidationError(
            {"symbol": "Đã ghi quyết định thành lập. Văn bản sai thì thay thế ở mục Văn bản."}
        )
    founding = decision_recorded(actor, team, founding, paper)
    if founding is None:
        raise ValidationError({"symbol": "Ghi số, ngày ký quyết định thành lập Tổ."})
    check_decision(founding, team.commune.province_id, "symbol")
    before = snapshot(team)
    team.claim_version(version)
    team.founding = founding
    team.save(update_fields=["founding", "version"])
    audit(actor, "teams.team.founding", team, before=before)
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
