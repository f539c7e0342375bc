"""Writes of quotas: a commune's line, a team's, or those of all teams of a commune in one step."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import Change, audit_many
from audit.snapshots import snapshot
from communes.models import Commune
from communes.services.communes import commune_touch
from contracts.policy import require
from documents.models import Document
from teams import policies
from teams.models import Quota, Team
from vietnam.dates import format_date


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
        _check_given(commune, members, started_on)
    else:
        require(policies.can_set_team_quota(actor, team))
        _check_whole(commune, {team.pk: members}, started_on)
    quota = Quota(
        commune=commune, team=team, members=members, teams=teams, started_on=started_on, decision=decision
    )
    _replace(actor, [quota])
    commune_touch({commune.code})
    return quota


@transaction.atomic
def quotas_take_over(
    *,
    actor,
    commune: Commune,
    members: Mapping[Team, int],
    started_on: date,
    decision: Document | None = None,
) -> list[Quota]:
    """Set the lines of several teams of a commune from a day on, all or none; lines that stay as they are are left.

    Refused when all teams together would exceed the commune's line.
    """
    require(policies.can_register(actor, commune))
    if any(team.commune_id != commune.code for team in members):
        raise ValidationError("Có Tổ không thuộc xã này. Tải lại trang.")
    _check_whole(commune, {team.pk: number for team, number in members.items()}, started_on)
    present = dict(
        Quota.objects.filter(commune=commune)
        .of_teams()
        .in_force(started_on)
        .values_list("team_id", "members")
    )
    quotas = [
        Quota(commune=commune, team=team, members=number, started_on=started_on, decision=decision)
        for team, number in members.items()
        if present.get(team.pk) != number
    ]
    if not quotas:
        raise ValidationError("Định mức các Tổ đã đúng như vậy: không có gì để thay đổi.")
    _replace(actor, quotas)
    commune_touch({commune.code})
    return quotas


def _replace(actor, quotas: list[Quota]) -> None:
    """Write lines of one commune and day; the lines they replace end on that day."""
    commune, started_on = quotas[0].commune, quotas[0].started_on
    owners = {quota.team_id for quota in quotas}
    lines = Quota.objects.filter(commune=commune).overlapping(started_on, None).select_related("team")
    replaced = [line for line in lines if line.team_id in owners]
    changes = [Change(line, snapshot(line)) for line in replaced]
    for line in replaced:
        if line.started_on >= started_on:
            since = f"{format_date(line.started_on)}{f' cho {line.team}' if line.team else ''}"
            raise ValidationError({"started_on": f"Đã có định mức từ {since}. Chọn ngày sau ngày đó."})
        line.ended_on = started_on
    Quota.objects.bulk_update(replaced, ["ended_on"])
    audit_many(actor, "teams.quota.end", changes)
    for quota in quotas:
        quota.full_clean()
    Quota.objects.bulk_create(quotas)
    audit_many(actor, "teams.quota.set", [Change(quota) for quota in quotas])


def _lines(commune: Commune, on: date) -> dict[int | None, int]:
    """Members by team in force on that day; the commune's own line under None."""
    return dict(Quota.objects.filter(commune=commune).in_force(on).values_list("team_id", "members"))


def _check_given(commune: Commune, members: int, on: date) -> None:
    lines = _lines(commune, on)
    given = sum(number for team, number in lines.items() if team is not None)
    if given > members:
        raise ValidationError(
            {
                "members": f"Các Tổ đã được phân {given} người, nhiều hơn {members}. Giảm định mức của Tổ trước."
            }
        )


def _check_whole(commune: Commune, wanted: Mapping[int, int], on: date) -> None:
    if refusal := whole_refusal(_lines(commune, on), wanted):
        raise ValidationError({"members": refusal})


def whole_refusal(lines: Mapping[Any, int], wanted: Mapping[Any, int]) -> str:
    """Why the teams may not have these numbers, where `lines` hold already: members by team, the commune's own line
    under None; "" where they may."""
    if None not in lines:
        return "Xã chưa có định mức của UBND tỉnh vào ngày này (Điều 14, khoản 4). Đề nghị tỉnh nhập trước."
    of_teams = {**lines, **wanted}
    whole = of_teams.pop(None)
    total = sum(of_teams.values())
    return (
        f"Cộng các Tổ là {total} người, vượt định mức {whole} người của xã. Giảm bớt."
        if total > whole
        else ""
    )
