"""Writes of who attended a class, how they did, and their certificates."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from communes.services.communes import commune_touch
from contracts.policy import require
from readiness import policies
from readiness.choices import Result, TrainingState
from readiness.models import Attendance, Training
from teams.models import Membership
from vietnam.dates import format_date
from vietnam.numbers import legal_number

NOT_HELD = "Lớp này chưa mở nên chưa có người dự. Ghi lớp đã mở trước."


def not_serving(membership: Membership, training: Training) -> str:
    """Why somebody cannot have attended as a member."""
    return (
        f"{membership.person} không phải là thành viên ngày {format_date(training.held_on)}, "
        "khi lớp khai mạc. Bỏ người này khỏi danh sách, hoặc sửa ngày khai mạc."
    )


@transaction.atomic
def attendance_add(*, actor, training: Training, memberships: Iterable[Membership]) -> int:
    """Record who attended; members already on the list are left as they are. Gives how many were new.

    Only who was in service on the opening day can have attended as a member.
    """
    if training.state != TrainingState.HELD:
        raise ValidationError(NOT_HELD)
    memberships = list(memberships)
    present = set(training.attendance.values_list("membership_id", flat=True))
    new = []
    for membership in memberships:
        require(policies.can_record_attendance(actor, membership))
        if not membership.is_in_force(training.held_on):
            raise ValidationError(not_serving(membership, training))
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
def attendance_result(
    *, actor, training: Training, attendance: Sequence[Attendance], result: Result, certified_on: date | None = None,
    first_number: int | None = None, suffix: str = "",
) -> int:  # fmt: skip
    """Record how members did. With `certified_on` those who passed get certificates of that day, numbered on from
    `first_number` in the order given. Gives how many were recorded.
    """
    _check_result(training, attendance, result, certified_on, first_number)
    changes = []
    for place, row in enumerate(attendance):
        require(policies.can_record_attendance(actor, row.membership))
        before = snapshot(row)
        row.result, row.is_certified = result, certified_on is not None
        row.certified_on = certified_on
        row.certificate_number = (
            f"{legal_number(first_number + place)}{suffix.strip()}" if first_number else ""
        )
        changes.append(Change(row, before))
    _check_numbers(training, attendance)
    # Numbers may change hands within one correction: they are cleared before they are given anew.
    Attendance.objects.filter(pk__in=[row.pk for row in attendance]).update(certificate_number="")
    Attendance.objects.bulk_update(
        list(attendance), ["result", "is_certified", "certified_on", "certificate_number"], batch_size=500
    )
    audit_many(actor, "readiness.attendance.certify", changes)
    commune_touch({row.membership.team.commune_id for row in attendance})
    return len(changes)


def certificate_errors(training: Training, result: str, certified_on: date | None) -> dict[str, str]:
    """Why no certificate can have been given that day for that result."""
    if certified_on is None:
        return {}
    if result != Result.PASSED:
        words = "Chỉ người đạt mới được cấp chứng nhận. Bỏ ngày cấp, hoặc ghi kết quả Đạt."
    elif certified_on < training.held_on:
        words = f"Ngày cấp không thể trước ngày khai mạc {format_date(training.held_on)}."
    elif certified_on > timezone.localdate():
        words = "Ngày cấp chưa đến. Ghi khi đã cấp."
    else:
        return {}
    return {"certified_on": words}


def _check_result(training, attendance, result, certified_on, first_number) -> None:
    errors = certificate_errors(training, result, certified_on)
    if not attendance:
        errors["attendance"] = "Chọn ít nhất một người."
    if first_number and not certified_on:
        errors["certified_on"] = "Đã ghi số chứng nhận thì ghi ngày cấp."
    if errors:
        raise ValidationError(errors)


def _check_numbers(training: Training, attendance: Sequence[Attendance]) -> None:
    wanted = {row.certificate_number for row in attendance} - {""}
    others = training.attendance.exclude(pk__in=[row.pk for row in attendance])
    taken = sorted(others.filter(certificate_number__in=wanted).values_list("certificate_number", flat=True))
    if taken:
        raise ValidationError(
            {"first_number": f"Số {', '.join(taken)} đã cấp cho người khác của lớp. Bắt đầu từ số chưa dùng."}
        )
