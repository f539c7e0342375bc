"""How a team ceases: proposed, decided, and everything that hangs on it ended the same day."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from communes.services.communes import commune_touch
from contracts.policy import require
from documents.models import Document
from teams import policies
from teams.choices import EndKind, Position, StartKind
from teams.models import Membership, Team
from teams.services.spells import Paper, check_decision, decision_recorded, spell_begin, spell_end
from vietnam.dates import format_date

RULE = "TT 14/2024/TT-BCA, Điều 5, khoản 2"


@transaction.atomic
def team_dissolution_propose(
    *, actor, team: Team, version: int | None, proposed_on: date | None, is_agreed: bool = True
) -> Team:
    """Record the day Công an xã reported the proposal to the chairman; None takes it back.

    `is_agreed`: made together with the head of the hamlet and of its Front committee, as the circular asks.
    """
    require(policies.can_propose_dissolution(actor, team))
    if proposed_on and not is_agreed:
        raise ValidationError(
            {"is_agreed": f"Báo cáo phải lập cùng Trưởng thôn và Trưởng Ban công tác Mặt trận ({RULE})."}
        )
    if proposed_on and not team.started_on <= proposed_on <= timezone.localdate():
        raise ValidationError({"proposed_on": f"Chọn ngày từ {format_date(team.started_on)} đến hôm nay."})
    return dissolution_mark(actor, team, proposed_on, version)


def dissolution_mark(actor, team: Team, proposed_on: date | None, version: int | None = None) -> Team:
    """Write down since when the team's dissolution is proposed; None: it is not. For services that checked who may."""
    if proposed_on and proposed_on < team.started_on:
        raise ValidationError(
            {"proposed_on": f"Tổ thành lập ngày {format_date(team.started_on)}. Chọn ngày từ đó đến hôm nay."}
        )
    before = snapshot(team)
    team.claim_version(version)
    team.dissolution_proposed_on = proposed_on
    team.save(update_fields=["dissolution_proposed_on", "version"])
    audit(actor, "teams.team.dissolution", team, before=before)
    return team


@transaction.atomic
def team_dissolve(
    *, actor, team: Team, version: int | None, ended_on: date, moves: Mapping[Membership, Team],
    decision: Document | None = None, paper: Paper = None,
) -> Team:  # fmt: skip
    """End a team by the chairman's decision (Mẫu 08): members named in `moves` go on in another team of the commune,
    the others end with the team; its hamlets, quota and belonging to the commune end the same day.

    A Tổ trưởng who moves becomes Tổ viên: the other team has a leader of its own until decided otherwise.
    """
    require(policies.can_dissolve(actor, team))
    decision = decision_recorded(actor, team, decision, paper)
    if decision is None:
        raise ValidationError(
            {"symbol": f"Giải thể Tổ phải có quyết định của Chủ tịch UBND xã, Mẫu 08 ({RULE})."}
        )
    check_decision(decision, team.commune.province_id, "symbol")
    return team_close(actor, team, version, ended_on, moves, decision)


def team_close(
    actor,
    team: Team,
    version: int | None,
    ended_on: date,
    moves: Mapping[Membership, Team],
    decision: Document,
) -> Team:
    """The core of dissolving, whoever decided it and however; for services that checked who may."""
    _check_dates(team, ended_on)
    check_moves(team, moves)
    for spell in list(team.memberships.open().select_related("person", "team__commune")):
        _settle(actor, spell, moves.get(spell), ended_on, decision)
    _end_rows(actor, "teams.team.hamlet", team.hamlet_links.open(), ended_on)
    _end_rows(actor, "teams.quota.end", team.quotas.open(), ended_on)
    _end_rows(actor, "teams.team.place", team.placements.open(), ended_on)
    _end_rows(actor, "teams.regulation.end", team.regulations.open(), ended_on)
    before = snapshot(team)
    team.claim_version(version)
    team.ended_on, team.dissolving = ended_on, decision
    team.full_clean()
    team.save()
    audit(actor, "teams.team.dissolve", team, before=before)
    commune_touch({team.commune_id})
    return team


def check_moves(team: Team, moves: Mapping[Membership, Team]) -> None:
    """Members go on in another team of the same commune only."""
    if any(target.commune_id != team.commune_id or target.pk == team.pk for target in moves.values()):
        raise ValidationError(
            "Chỉ chuyển thành viên sang một Tổ khác của xã. Chuyển xã phải có đề nghị tiếp nhận."
        )


def _check_dates(team: Team, ended_on: date) -> None:
    if ended_on <= team.started_on:
        raise ValidationError(
            {"ended_on": f"Tổ thành lập ngày {format_date(team.started_on)}. Chọn ngày sau ngày đó."}
        )
    if team.dissolution_proposed_on and ended_on < team.dissolution_proposed_on:
        proposed = format_date(team.dissolution_proposed_on)
        raise ValidationError(
            {"ended_on": f"Báo cáo đề xuất ngày {proposed}. Giải thể không thể trước ngày đó."}
        )
    late = team.memberships.filter(started_on__gte=ended_on).select_related("person").first()
    if late:
        raise ValidationError(
            {
                "ended_on": f"{late.person} tham gia Tổ từ {format_date(late.started_on)}, không trước ngày giải thể. "
                "Chọn ngày sau đó, hoặc kiểm tra lại ngày tham gia."
            }
        )


def _settle(actor, spell: Membership, target: Team | None, on: date, decision: Document) -> None:
    if target is None:
        spell_end(actor, spell, None, on, EndKind.TEAM_DISSOLVED, decision, act="teams.membership.end")
        return
    spell_end(actor, spell, None, on, EndKind.TEAM_CHANGE, decision, act="teams.membership.team")
    position = Position.MEMBER if spell.position == Position.LEADER else spell.position
    spell_begin(
        actor,
        Membership(
            person=spell.person, team=target, position=position, started_on=on,
            start_kind=StartKind.TEAM_CHANGE, start_decision=decision,
        ),
    )  # fmt: skip


def _end_rows(actor, act: str, rows, on: date) -> None:
    changes = []
    for row in rows:
        if row.started_on >= on:
            raise ValidationError(
                {
                    "ended_on": f"{row} bắt đầu từ {format_date(row.started_on)}. Chọn ngày giải thể sau ngày đó."
                }
            )
        changes.append(Change(row, snapshot(row)))
        row.ended_on = on
        row.save(update_fields=["ended_on"])
    audit_many(actor, act, changes)
