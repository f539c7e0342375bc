"""How a spell begins and ends, whoever decided it. Called by services that checked who may; never by pages."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError

from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from communes.choices import AgencyKind
from communes.models import Agency
from documents.choices import DocumentType
from documents.models import Document
from documents.services import document_find_or_record
from teams.choices import EndKind, Position, StartKind
from teams.models import Membership, Person, Team
from teams.services.people import person_rehome
from vietnam.dates import format_date

#: A signed paper as typed from the original: symbol, signed_on, title, signer_name, signer_title, scan.
Paper = Mapping[str, Any] | None
#: Kinds of start that stand on a decision of the chairman (Luật 30/2023, Điều 16).
NEED_DECISION = frozenset({StartKind.RECRUITED})


def spell_begin(actor, membership: Membership) -> Membership:
    """Write a new spell under lock; the person's home becomes the team's commune. `ValidationError` by field."""
    lock(membership.person, membership.team)
    _check_start(membership)
    membership.full_clean(validate_constraints=False)
    membership.save()
    audit(actor, "teams.membership.start", membership)
    person_rehome(actor=actor, person=membership.person, commune=membership.team.commune)
    return membership


def decision_recorded(actor, team: Team, decision: Document | None, paper: Paper) -> Document | None:
    """The decision a spell begins or ends with: of the chairman of the commune's UBND (Luật 30/2023, Điều 16, 17)."""
    if decision is not None or not paper:
        return decision
    agency = Agency.objects.get(commune_id=team.commune_id, kind=AgencyKind.PEOPLES_COMMITTEE)
    return document_find_or_record(
        actor=actor, agency=agency, type=DocumentType.DECISION, commune=team.commune, **paper
    )


def spell_end(
    actor, membership: Membership, version: int | None, ended_on: date, end_kind: EndKind,
    decision: Document | None = None, note: str = "", *, act: str,
) -> None:  # fmt: skip
    """End an open spell; the clusters in the member's charge are released. `StaleRecord`, or `ValidationError`."""
    if membership.ended_on:
        raise ValidationError(
            f"Người này đã thôi tham gia từ {format_date(membership.ended_on)}. Tải lại trang để xem bản mới."
        )
    if ended_on <= membership.started_on:
        raise ValidationError(
            {"ended_on": f"Ngày thôi phải sau ngày tham gia {format_date(membership.started_on)}."}
        )
    check_decision(decision, membership.team.commune.province_id, "decision")
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


def lock(person: Person, team: Team) -> None:
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
    check_decision(membership.start_decision, team.commune.province_id, "decision")


def _overlap_message(other: Membership) -> str:
    until = f"đến {format_date(other.ended_on)}" if other.ended_on else "đến nay"
    return (
        f"Người này là {other.get_position_display()} {other.team} từ {format_date(other.started_on)} {until}. "
        "Một người chỉ tham gia một Tổ trong cùng thời gian; ghi thôi ở Tổ kia trước."
    )


def _leader_within(membership: Membership) -> Membership | None:
    spells = membership.team.memberships.overlapping(membership.started_on, membership.ended_on)
    return spells.filter(position=Position.LEADER).exclude(pk=membership.pk).select_related("person").first()


def check_decision(decision: Document | None, province: str, field: str) -> None:
    """Refuse a decision that is not in force, or of another province."""
    if decision is None:
        return
    if not decision.is_valid:
        raise ValidationError(
            {field: "Quyết định này chưa có hiệu lực, đã thay thế hoặc thu hồi. Chọn văn bản khác."}
        )
    if decision.province_id != province:
        raise ValidationError({field: "Quyết định này của tỉnh khác. Chọn văn bản khác."})
