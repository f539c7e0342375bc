"""Every write of training, attendance and equipment."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from communes.models import Commune, Province
from communes.services.communes import commune_touch
from contracts.policy import require
from documents.models import Document
from readiness import policies
from readiness.choices import PERSONAL_KINDS, Condition, EquipmentKind, Organiser, Topic, TrainingKind
from readiness.models import Attendance, EquipmentIssue, Training, TrainingTopic
from teams.models import Membership, Team
from vietnam.dates import format_date


@transaction.atomic
def training_create(
    *,
    actor,
    province: Province,
    commune: Commune | None,
    kind: TrainingKind,
    title: str,
    organiser: Organiser,
    held_on: date,
    days: Decimal,
    topics: Sequence[Topic],
    uses_ministry_material: bool = False,
    place: str = "",
    plan: Document | None = None,
) -> Training:
    """Register a class or a drill with its topics. `ValidationError` names the field that is wrong."""
    require(
        policies.can_write_training(actor, province=province.code, commune=commune.code if commune else "")
    )
    training = Training(
        province=province, commune=commune, kind=kind, title=title.strip(), organiser=organiser, held_on=held_on,
        days=days, uses_ministry_material=uses_ministry_material, place=place, plan=plan,
    )  # fmt: skip
    _check_training(training, topics)
    training.save()
    audit(actor, "readiness.training.create", training)
    _topics_set(actor, training, topics)
    _touch(training)
    return training


@transaction.atomic
def training_update(*, actor, training: Training, version: int, topics: Sequence[Topic], **facts) -> Training:
    """Correct a class; `facts` are its own fields. `StaleRecord` if somebody else saved it since."""
    province, commune = training.unit_codes()
    require(policies.can_write_training(actor, province=province, commune=commune))
    before = snapshot(training)
    training.claim_version(version)
    for name, fact in facts.items():
        setattr(training, name, fact)
    _check_training(training, topics)
    training.save()
    audit(actor, "readiness.training.update", training, before=before)
    _topics_set(actor, training, topics)
    _touch(training)
    return training


def _check_training(training: Training, topics: Sequence[Topic]) -> None:
    training.full_clean()
    errors = {}
    if not topics:
        errors["topics"] = "Chọn ít nhất một nội dung đã dạy."
    if training.held_on > timezone.localdate():
        errors["held_on"] = "Chỉ ghi lớp đã khai mạc: ngày này chưa đến. Ghi lại khi lớp mở."
    if errors:
        raise ValidationError(errors)


def _topics_set(actor, training: Training, topics: Sequence[Topic]) -> None:
    known = {row.topic: row for row in training.topics.all()}
    for gone in [row for topic, row in known.items() if topic not in topics]:
        audit(actor, "readiness.topic.remove", gone, before=snapshot(gone), after={})
        gone.delete()
    new = [
        TrainingTopic(training=training, topic=topic) for topic in dict.fromkeys(topics) if topic not in known
    ]
    TrainingTopic.objects.bulk_create(new)
    audit_many(actor, "readiness.topic.add", [Change(row) for row in new])


@transaction.atomic
def attendance_add(*, actor, training: Training, memberships: Iterable[Membership]) -> int:
    """Record who attended; members already on the list are left as they are. Gives how many were new.

    Only who was in service on the opening day can have attended as a member.
    """
    memberships = list(memberships)
    present = set(training.attendance.values_list("membership_id", flat=True))
    new = []
    for membership in memberships:
        require(policies.can_record_attendance(actor, membership))
        if not membership.is_in_force(training.held_on):
            raise ValidationError(
                f"{membership.person} không phải là thành viên ngày {format_date(training.held_on)}, "
                "khi lớp khai mạc. Bỏ người này khỏi danh sách, hoặc sửa ngày khai mạc."
            )
        if membership.pk not in present:
            new.append(Attendance(training=training, membership=membership))
    Attendance.objects.bulk_create(new)
    audit_many(actor, "readiness.attendance.add", [Change(row) for row in new])
    commune_touch({membership.team.commune_id for membership in memberships})
    return len(new)


@transaction.atomic
def attendance_remove(*, actor, attendance: Attendance) -> None:
    """Take a member off a class's list: a correction, kept in the audit."""
    require(policies.can_record_attendance(actor, attendance.membership))
    audit(actor, "readiness.attendance.remove", attendance, before=snapshot(attendance), after={})
    attendance.delete()
    commune_touch({attendance.membership.team.commune_id})


@transaction.atomic
def equipment_issue(
    *,
    actor,
    team: Team,
    kind: EquipmentKind,
    issued_on: date,
    membership: Membership | None = None,
    quantity: int = 1,
    serial: str = "",
    valid_until: date | None = None,
    paper: Document | None = None,
) -> EquipmentIssue:
    """Register things given to a team or one of its members. Badges and certificates go to one member each."""
    require(policies.can_write_equipment(actor, team))
    issue = EquipmentIssue(
        team=team, membership=membership, kind=kind, quantity=quantity, serial=serial.strip(),
        started_on=issued_on, valid_until=valid_until, paper=paper,
    )  # fmt: skip
    _check_issue(issue)
    issue.save()
    audit(actor, "readiness.equipment.issue", issue)
    commune_touch({team.commune_id})
    return issue


def _check_issue(issue: EquipmentIssue) -> None:
    errors: dict[str, str] = {}
    if issue.kind in PERSONAL_KINDS and issue.quantity != 1:
        errors["quantity"] = "Biển tên, Giấy chứng nhận cấp mỗi người một bản. Ghi số lượng 1."
    if issue.started_on > timezone.localdate():
        errors["issued_on"] = "Ngày cấp chưa đến. Ghi ngày đã cấp."
    elif issue.membership and not issue.membership.is_in_force(issue.started_on):
        errors["membership"] = f"Người này không phải là thành viên ngày {format_date(issue.started_on)}."
    elif not issue.team.is_in_force(issue.started_on):
        errors["issued_on"] = f"Tổ không hoạt động ngày {format_date(issue.started_on)}. Kiểm tra ngày cấp."
    if issue.membership and issue.membership.team_id != issue.team_id:
        errors["membership"] = "Người này thuộc Tổ khác. Chọn thành viên của Tổ được cấp."
    if issue.valid_until and issue.valid_until <= issue.started_on:
        errors["valid_until"] = "Ngày hết giá trị phải sau ngày cấp."
    if errors:
        raise ValidationError(errors)
    issue.full_clean()


@transaction.atomic
def equipment_return(
    *, actor, issue: EquipmentIssue, version: int, returned_on: date, condition: Condition
) -> EquipmentIssue:
    """Take things back: they are no longer counted from that day on."""
    require(policies.can_write_equipment(actor, issue.team))
    if issue.ended_on:
        raise ValidationError({"returned_on": f"Trang bị này đã thu hồi ngày {format_date(issue.ended_on)}."})
    if returned_on <= issue.started_on:
        raise ValidationError(
            {"returned_on": f"Ngày thu hồi phải sau ngày cấp {format_date(issue.started_on)}."}
        )
    if returned_on > timezone.localdate():
        raise ValidationError({"returned_on": "Ngày thu hồi chưa đến. Ghi ngày đã thu."})
    before = snapshot(issue)
    issue.claim_version(version)
    issue.ended_on, issue.condition = returned_on, condition
    issue.full_clean()
    issue.save()
    audit(actor, "readiness.equipment.return", issue, before=before)
    commune_touch({issue.team.commune_id})
    return issue


@transaction.atomic
def equipment_inspect(*, actor, issue: EquipmentIssue, version: int, condition: Condition) -> EquipmentIssue:
    """Record the condition found; what is broken or lost no longer counts as equipment."""
    require(policies.can_write_equipment(actor, issue.team))
    before = snapshot(issue)
    issue.claim_version(version)
    issue.condition = condition
    issue.full_clean()
    issue.save()
    audit(actor, "readiness.equipment.inspect", issue, before=before)
    commune_touch({issue.team.commune_id})
    return issue


def _touch(training: Training) -> None:
    if training.commune_id:
        commune_touch({training.commune_id})
