"""Who is proposed for which position (Mẫu 06): those whom the council chose, and members who serve already; and what
the chairman answers for the latter."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from contracts.policy import require
from documents.models import Document
from recruitment import policies
from recruitment.choices import ApplicationState
from recruitment.models import Application, Campaign, PositionProposal
from recruitment.services.applications import move
from teams.choices import Position
from teams.models import Membership
from teams.services.memberships import membership_change_position
from vietnam.dates import format_date

#: Positions by the key of an application, or of a spell of somebody who serves.
Positions = Mapping[int, Position]
RULE = "Luật 30/2023, Điều 16"


@transaction.atomic
def positions_propose(
    *, actor, campaign: Campaign, version: int | None, positions: Positions, serving: Positions
) -> list[PositionProposal]:
    """Propose as what those chosen are to serve, and who of the teams' members is to become Tổ trưởng or Tổ phó, so
    that Mẫu 06 and the tờ trình can be drawn up before they are submitted. What was proposed before is replaced."""
    require(policies.can_propose_positions(actor, campaign))
    campaign.claim_version(version)
    passed = chosen(campaign)
    proposed, changes = positions_check(campaign, passed, positions, serving, timezone.localdate())
    for one in passed:
        if one.position != proposed[one.pk]:
            act = "recruitment.application.position"
            move(actor, one, None, ApplicationState.PASSED, act, position=proposed[one.pk])
    return serving_set(actor, campaign, changes)


def chosen(campaign: Campaign) -> list[Application]:
    """Whom the council chose, not yet put before the chairman."""
    rows = campaign.applications.filter(state=ApplicationState.PASSED)
    return list(rows.select_related("person", "line__team", "campaign__commune"))


def positions_check(
    campaign: Campaign, passed: Sequence[Application], positions: Positions, serving: Positions, on: date
) -> tuple[dict[int, Position], list[tuple[Membership, Position]]]:
    """The proposed positions of those chosen (Tổ viên unless said), and which members change to which. Refused, by the
    fields of the form: people who are not the campaign's, a change that is none, a second Tổ trưởng of a team."""
    if set(positions) - {one.pk for one in passed}:
        raise ValidationError("Có người không nằm trong danh sách trúng tuyển. Tải lại trang rồi làm lại.")
    changes = _changes(campaign, serving, on)
    proposed = {one.pk: Position(positions.get(one.pk, one.position)) for one in passed}
    _check_leaders(passed, proposed, changes, on)
    return proposed, changes


def _changes(campaign: Campaign, serving: Positions, on: date) -> list[tuple[Membership, Position]]:
    rows = Membership.objects.in_force(on).open()
    rows = rows.filter(pk__in=serving, team__in=campaign.lines.values("team"))
    spells = {spell.pk: spell for spell in rows.select_related("person", "team").order_by("pk")}
    if gone := set(serving) - set(spells):
        raise ValidationError(
            f"{len(gone)} người đề nghị không tham gia Tổ của đợt này vào ngày {format_date(on)}. Tải lại trang, chọn "
            "lại."
        )
    for key, spell in spells.items():
        name = f"{Position(serving[key])}_{spell.team_id}"
        if serving[key] == Position.MEMBER:
            raise ValidationError(
                f"{spell.person}: chỉ đề nghị người đang tham gia làm Tổ trưởng, Tổ phó ({RULE})."
            )
        if serving[key] == spell.position:
            message = f"{spell.person} đang là {spell.get_position_display()}. Chọn người khác."
            raise ValidationError({name: message})
    return [(spell, Position(serving[key])) for key, spell in spells.items()]


def _check_leaders(
    passed: Sequence[Application],
    proposed: Positions,
    changes: Sequence[tuple[Membership, Position]],
    on: date,
) -> None:
    """One Tổ trưởng a team, across those chosen and those who serve: a Tổ trưởng who is proposed for another position
    makes room."""
    wanted = [
        (f"{Position.LEADER}_{spell.team_id}", spell.team, spell.person)
        for spell, position in changes if position == Position.LEADER
    ]  # fmt: skip
    wanted += [
        (f"position_{one.pk}", one.line.team, one.person)
        for one in passed if proposed[one.pk] == Position.LEADER
    ]  # fmt: skip
    spells = Membership.objects.in_force(on).filter(
        team__in=[team.pk for _, team, _ in wanted], position=Position.LEADER
    )
    staying = spells.exclude(pk__in=[spell.pk for spell, _ in changes])
    leaders = {spell.team_id: spell.person.full_name for spell in staying.select_related("person")}
    errors: dict[str, str] = {}
    for name, team, person in wanted:
        if other := leaders.get(team.pk):
            errors[name] = (
                f"{team} đã có Tổ trưởng là {other}; mỗi Tổ một Tổ trưởng ({RULE}). Đề nghị chức danh khác."
            )
        leaders.setdefault(team.pk, str(person))
    if errors:
        raise ValidationError(errors)


def serving_set(
    actor, campaign: Campaign, changes: Sequence[tuple[Membership, Position]]
) -> list[PositionProposal]:
    """Write which serving members are proposed; those proposed before and no more are taken out."""
    there = {row.membership_id: row for row in campaign.position_proposals.waiting().joined()}
    written, rows = [], []
    for spell, position in changes:
        row = there.pop(spell.pk, None) or PositionProposal(campaign=campaign, membership=spell)
        before = snapshot(row) if row.pk else None
        row.position = position
        rows.append(row)
        if before != snapshot(row):
            row.full_clean()
            row.save()
            written.append(Change(row, before))
    for row in there.values():
        audit(actor, "recruitment.position.withdraw", row, before=snapshot(row), after={})
        row.delete()
    audit_many(actor, "recruitment.position.propose", written)
    return rows


def answer_check(waiting: Sequence[PositionProposal], refused: Mapping[int, str], nobody: bool) -> None:
    """Does the chairman's answer name proposals of this campaign, with grounds? Where `nobody` is recognised there is
    no decision to change positions by, either."""
    if set(refused) - {row.pk for row in waiting}:
        raise ValidationError("Có người không nằm trong đề nghị đã trình. Tải lại trang rồi làm lại.")
    for row in waiting:
        if not refused.get(row.pk, "x").strip():
            raise ValidationError(f"{row.membership.person}: ghi lý do không chấp thuận.")
        if nobody and row.pk not in refused:
            raise ValidationError(
                f"Không công nhận người mới nào thì không có quyết định công nhận trong đợt này. Chọn không chấp thuận "
                f"cho {row.membership.person}; đổi chức danh bằng quyết định riêng ở trang thành viên."
            )


def serving_answer(
    actor, waiting: Sequence[PositionProposal], refused: Mapping[int, str], decision: Document, effective_on: date
) -> list[PositionProposal]:  # fmt: skip
    """Carry out the chairman's answer: who is confirmed goes on in a new spell from `effective_on`, a Tổ trưởng who
    becomes Tổ phó before the new one; who is not keeps the position. Gives the confirmed."""
    confirmed = []
    for row in sorted(waiting, key=lambda one: one.membership.position != Position.LEADER):
        if row.pk in refused:
            serving_refuse(actor, row, refused[row.pk], decision.signed_on)
        else:
            _confirm(actor, row, decision, effective_on)
            confirmed.append(row)
    return confirmed


def _confirm(actor, row: PositionProposal, decision: Document, effective_on: date) -> None:
    before = snapshot(row)
    try:
        row.result = membership_change_position(
            actor=actor, membership=row.membership, version=None, position=Position(row.position),
            changed_on=effective_on, decision=decision,
        )  # fmt: skip
    except ValidationError as refusal:
        who = row.membership.person
        raise ValidationError([f"{who}: {message}" for message in refusal.messages]) from refusal
    row.decision, row.decided_on = decision, decision.signed_on
    row.save(update_fields=["result", "decision", "decided_on"])
    audit(actor, "recruitment.position.confirm", row, before=before)


def serving_refuse(actor, row: PositionProposal, reason: str, on: date) -> None:
    """The chairman does not confirm one; they keep their position."""
    before = snapshot(row)
    row.refused_reason, row.decided_on = reason.strip(), on
    row.save(update_fields=["refused_reason", "decided_on"])
    audit(actor, "recruitment.position.refuse", row, before=before)
