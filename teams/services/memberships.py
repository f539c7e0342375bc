"""Writes of memberships: every spell begins and ends here."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import audit
from audit.snapshots import snapshot
from communes.models import Cluster
from communes.services.communes import commune_touch
from contracts.policy import require
from documents.models import Document
from teams import policies
from teams.choices import LEGAL_CASES, RECORDED_ENDS, EndKind, Position, StartKind
from teams.models import ClusterAssignment, Membership, Person, Team
from teams.services.leaving import breach_check
from teams.services.proposal_rules import check_not_proposed
from teams.services.spells import Paper, decision_recorded, spell_begin, spell_end


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
    decision = decision_recorded(actor, team, decision, paper)
    membership = Membership(
        person=person, team=team, position=position, started_on=started_on, start_kind=start_kind,
        start_decision=decision,
    )  # fmt: skip
    spell_begin(actor, membership)
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

    For what was decided without a proposal in the product; a member who stands in an open one is let go there.
    `StaleRecord` if somebody else saved the spell since; `ValidationError` for dates out of order.
    """
    require(policies.can_edit_team(actor, membership.team))
    if end_kind not in RECORDED_ENDS and end_kind != EndKind.TEAM_DISSOLVED:
        raise ValidationError({"end_kind": "Chọn một lý do thôi tham gia trong danh sách."})
    if end_kind in LEGAL_CASES:
        check_not_proposed(membership)
    decision = decision_recorded(actor, membership.team, decision, paper)
    if end_kind == EndKind.BREACH_OF_DUTY and not membership.ended_on:
        breach_check(membership, decision.signed_on if decision else ended_on)
    spell_end(actor, membership, version, ended_on, end_kind, decision, note, act="teams.membership.end")
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
    """Give a member another position from a day on: one spell ends, the next begins the same day. The chairman does so
    by a decision of his own alone (`decision`)."""
    if decision is None:
        require(policies.can_edit_team(actor, membership.team))
    require(policies.can_start_membership(actor, membership.team, StartKind.POSITION_CHANGE))
    if position == membership.position:
        raise ValidationError({"position": f"Người này đang là {membership.get_position_display()}."})
    decision = decision_recorded(actor, membership.team, decision, paper)
    act = "teams.membership.position"
    spell_end(actor, membership, version, changed_on, EndKind.POSITION_CHANGE, decision, "", act=act)
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
    decision = decision_recorded(actor, team, decision, paper)
    act = "teams.membership.team"
    spell_end(actor, membership, version, changed_on, EndKind.TEAM_CHANGE, decision, "", act=act)
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
