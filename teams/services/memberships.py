"""Writes of memberships: every spell begins and ends here."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from communes.choices import AgencyKind
from communes.models import Agency, Cluster
from communes.services.communes import commune_touch
from contracts.policy import require
from documents.choices import DocumentType
from documents.models import Document
from documents.services import document_find_or_record
from teams import policies
from teams.choices import RECORDED_ENDS, EndKind, Position, StartKind
from teams.models import ClusterAssignment, Membership, Person, Team
from teams.services.people import person_rehome
from vietnam.dates import format_date

#: A signed paper as typed from the original: symbol, signed_on, title, signer_name, signer_title, scan.
Paper = Mapping[str, Any] | None
#: Kinds of start that stand on a decision of the chairman (Luật 30/2023, Điều 16).
NEED_DECISION = frozenset({StartKind.RECRUITED})


@transaction.atomic
def membership_start(
    *,
    actor,
    person: Person,
    team: Team,
    position: Position,
    started_on: date,
    start_kind: StartKind,
    decision: Document | None = None,
    paper: Paper = None,
) -> Membership:
    """Begin a spell. The person's home becomes the team's commune. `paper` is a signed decision typed from the
    original, recorded in the same transaction; `decision` one that is already registered.

    Raises `ValidationError`: overlapping spell of the person (past, present or future), a second Tổ trưởng at the
    same time, a team not in being, a recruit without a valid decision (Luật 30/2023, Điều 16).
    """
    require(policies.can_start_membership(actor, team, start_kind))
    decision = _recorded(actor, team, decision, paper)
    _lock(person, team)
    membership = Membership(
        person=person, team=team, position=position, started_on=started_on, start_kind=start_kind,
        start_decision=decision,
    )  # fmt: skip
    _check_start(membership)
    membership.full_clean(validate_constraints=False)
    membership.save()
    audit(actor, "teams.membership.start", membership)
    person_rehome(actor=actor, person=person, commune=team.commune)
    commune_touch({team.commune_id})
    return membership


@transaction.atomic
def membership_end(
    *,
    actor,
    membership: Membership,
    version: int | None,
    ended_on: date,
    end_kind: EndKind,
    decision: Document | None = None,
    paper: Paper = None,
    note: str = "",
) -> Membership:
    """End a spell: `ended_on` is the first day out of service. Clusters in the member's charge are released.

    `StaleRecord` if somebody else saved the spell since; `ValidationError` for dates out of order.
    """
    require(policies.can_edit_team(actor, membership.team))
    if end_kind not in RECORDED_ENDS and end_kind != EndKind.TEAM_DISSOLVED:
        raise ValidationError({"end_kind": "Chọn một lý do thôi tham gia trong danh sách."})
    decision = _recorded(actor, membership.team, decision, paper)
    _end(actor, membership, version, ended_on, end_kind, decision, note, act="teams.membership.end")
    commune_touch({membership.team.commune_id})
    return membership


@transaction.atomic
def membership_change_position(
    *,
    actor,
    membership: Membership,
    version: int | None,
    position: Position,
    changed_on: date,
    decision: Document | None = None,
    paper: Paper = None,
) -> Membership:
    """Give a member another position from a day on: one spell ends, the next begins the same day."""
    require(policies.can_edit_team(actor, membership.team))
    if position == membership.position:
        raise ValidationError({"position": f"Người này đang là {membership.get_position_display()}."})
    decision = _recorded(actor, membership.team, decision, paper)
    act = "teams.membership.position"
    _end(actor, membership, version, changed_on, EndKind.POSITION_CHANGE, decision, "", act=act)
    return membership_start(
        actor=actor, person=membership.person, team=membership.team, position=position, started_on=changed_on,
        start_kind=StartKind.POSITION_CHANGE, decision=decision,
    )  # fmt: skip


@transaction.atomic
def membership_change_team(
    *,
    actor,
    membership: Membership,
    version: int | None,
    team: Team,
    position: Position,
    changed_on: date,
    decision: Document | None = None,
    paper: Paper = None,
) -> Membership:
    """Move a member to another team of the same commune from a day on."""
    require(policies.can_edit_team(actor, membership.team))
    if team.commune_id != membership.team.commune_id:
        raise ValidationError({"team": "Tổ này thuộc xã khác. Chuyển xã phải có đề nghị tiếp nhận."})
    if team.pk == membership.team_id:
        raise ValidationError({"team": "Người này đang ở Tổ này. Chọn Tổ khác."})
    decision = _recorded(actor, team, decision, paper)
    act = "teams.membership.team"
    _end(actor, membership, version, changed_on, EndKind.TEAM_CHANGE, decision, "", act=act)
    return membership_start(
        actor=actor, person=membership.person, team=team, position=position, started_on=changed_on,
        start_kind=StartKind.TEAM_CHANGE, decision=decision,
    )  # fmt: skip


@transaction.atomic
def cluster_assign(*, actor, membership: Membership, cluster: Cluster, started_on: date) -> ClusterAssignment:
    """Put a cụm dân cư in a member's charge (seed 002.III.1.b3)."""
    require(policies.can_edit_team(actor, membership.team))
    hamlets = membership.team.hamlet_links.in_force(started_on).values_list("hamlet_id", flat=True)
    if cluster.hamlet_id not in set(hamlets):
        raise ValidationError({"cluster": "Cụm này không thuộc thôn do Tổ phụ trách. Chọn cụm khác."})
    if not membership.is_in_force(started_on):
        raise ValidationError({"started_on": "Người này không phải là thành viên vào ngày đó."})
    if membership.clusters.open().filter(cluster=cluster).exists():
        raise ValidationError({"cluster": "Người này đang phụ trách cụm đó."})
    assignment = ClusterAssignment(membership=membership, cluster=cluster, started_on=started_on)
    assignment.full_clean()
    assignment.save()
    audit(actor, "teams.cluster.assign", assignment)
    commune_touch({membership.team.commune_id})
    return assignment


@transaction.atomic
def cluster_release(*, actor, assignment: ClusterAssignment, ended_on: date) -> ClusterAssignment:
    """Take a cluster out of a member's charge."""
    require(policies.can_edit_team(actor, assignment.membership.team))
    before = snapshot(assignment)
    assignment.ended_on = ended_on
    assignment.full_clean()
    assignment.save()
    audit(actor, "teams.cluster.release", assignment, before=before)
    commune_touch({assignment.membership.team.commune_id})
    return assignment


def _recorded(actor, team: Team, decision: Document | None, paper: Paper) -> Document | None:
    """The decision a spell begins or ends with: of the chairman of the commune's UBND (Luật 30/2023, Điều 16, 17)."""
    if decision is not None or not paper:
        return decision
    agency = Agency.objects.get(commune_id=team.commune_id, kind=AgencyKind.PEOPLES_COMMITTEE)
    return document_find_or_record(
        actor=actor, agency=agency, type=DocumentType.DECISION, commune=team.commune, **paper
    )


def _end(actor, membership, version, ended_on, end_kind, decision, note, *, act: str) -> None:
    if membership.ended_on:
        raise ValidationError(
            f"Người này đã thôi tham gia từ {format_date(membership.ended_on)}. Tải lại trang để xem bản mới."
        )
    if ended_on <= membership.started_on:
        raise ValidationError(
            {"ended_on": f"Ngày thôi phải sau ngày tham gia {format_date(membership.started_on)}."}
        )
    _check_decision(decision, membership.team, "decision")
    before = snapshot(membership)
    membership.claim_version(version)
    membership.ended_on, membership.end_kind = ended_on, end_kind
    membership.end_decision, membership.end_note = decision, note.strip()
    membership.full_clean(validate_constraints=False)
    membership.save()
    audit(actor, act, membership, before=before)
    _release_clusters(actor, membership, ended_on)


def _release_clusters(actor, membership: Membership, ended_on: date) -> None:
    """End what was in the member's charge; an assignment that had not begun yet ends the day after it began."""
    changes = []
    for assignment in membership.clusters.open():
        changes.append(Change(assignment, snapshot(assignment)))
        assignment.ended_on = max(ended_on, assignment.started_on + timedelta(days=1))
        assignment.save(update_fields=["ended_on"])
    audit_many(actor, "teams.cluster.release", changes)


def _lock(person: Person, team: Team) -> None:
    """Hold both rows until the end: two officers cannot each start a spell (no effect needed on SQLite, which
    lets one writer in at a time)."""
    Person.objects.select_for_update().filter(pk=person.pk).first()
    Team.objects.select_for_update().filter(pk=team.pk).first()


def _check_start(membership: Membership) -> None:
    team, started_on = membership.team, membership.started_on
    errors: dict[str, str] = {}
    if started_on < team.started_on:
        errors["started_on"] = f"Tổ thành lập ngày {format_date(team.started_on)}. Chọn ngày từ đó trở đi."
    elif team.ended_on and started_on >= team.ended_on:
        errors["started_on"] = f"Tổ đã giải thể ngày {format_date(team.ended_on)}."
    elif other := membership.person.memberships.overlapping(started_on, membership.ended_on).first():
        errors["started_on"] = _overlap_message(other)
    if membership.position == Position.LEADER and (leader := _leader_within(membership)):
        errors["position"] = (
            f"Tổ đang có Tổ trưởng là {leader.person.full_name}. Đổi chức danh của người đó trước (Điều 16)."
        )
    if membership.start_kind in NEED_DECISION and membership.start_decision is None:
        errors["decision"] = (
            "Người mới tuyển phải có quyết định công nhận (Luật 30/2023, Điều 16). Ghi quyết định."
        )
    if errors:
        raise ValidationError(errors)
    _check_decision(membership.start_decision, team, "decision")


def _overlap_message(other: Membership) -> str:
    until = f"đến {format_date(other.ended_on)}" if other.ended_on else "đến nay"
    return (
        f"Người này là {other.get_position_display()} {other.team} từ {format_date(other.started_on)} {until}. "
        "Một người chỉ tham gia một Tổ trong cùng thời gian; ghi thôi ở Tổ kia trước."
    )


def _leader_within(membership: Membership) -> Membership | None:
    spells = membership.team.memberships.overlapping(membership.started_on, membership.ended_on)
    return spells.filter(position=Position.LEADER).exclude(pk=membership.pk).select_related("person").first()


def _check_decision(decision: Document | None, team: Team, field: str) -> None:
    if decision is None:
        return
    if not decision.is_valid:
        raise ValidationError(
            {field: "Quyết định này chưa có hiệu lực, đã thay thế hoặc thu hồi. Chọn văn bản khác."}
        )
    if decision.province_id != team.commune.province_id:
        raise ValidationError({field: "Quyết định này của tỉnh khác. Chọn văn bản khác."})
