"""Writes of which holders of hamlet posts attended a class (seed 000.I.2.b3: 15 % of them every year)."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from communes.services.communes import commune_touch
from contracts.policy import require
from readiness import policies
from readiness.choices import TrainingState
from readiness.models import PostAttendance, Training
from readiness.services.attendance import NOT_HELD
from teams.models import HamletPost
from vietnam.dates import format_date


@transaction.atomic
def post_attendance_add(*, actor, training: Training, posts: Iterable[HamletPost]) -> int:
    """Record who attended; who is on the list already, by whatever post, is left as they are. Gives how many were new.

    Only who held the post on the opening day can have attended for it.
    """
    if training.state != TrainingState.HELD:
        raise ValidationError(NOT_HELD)
    posts = list(posts)
    present = set(training.post_attendance.values_list("post__person_id", flat=True))
    new = []
    for post in posts:
        require(policies.can_record_attendance(actor, post))
        if not post.is_in_force(training.held_on):
            raise ValidationError(
                f"{post} không giữ chức danh này ngày {format_date(training.held_on)}, khi lớp khai mạc. "
                "Bỏ người này khỏi danh sách, hoặc sửa ngày khai mạc."
            )
        if post.person_id not in present:
            present.add(post.person_id)
            new.append(PostAttendance(training=training, post=post))
    PostAttendance.objects.bulk_create(new)
    audit_many(actor, "readiness.post_attendance.add", [Change(row) for row in new])
    commune_touch({post.hamlet.commune_id for post in posts})
    return len(new)


@transaction.atomic
def post_attendance_remove(*, actor, attendance: PostAttendance) -> None:
    """Take somebody off a class's list: a correction, kept in the audit."""
    require(policies.can_record_attendance(actor, attendance.post))
    audit(actor, "readiness.post_attendance.remove", attendance, before=snapshot(attendance), after={})
    attendance.delete()
    commune_touch({attendance.post.hamlet.commune_id})
