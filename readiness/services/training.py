"""Writes of classes and attendance."""

from collections.abc import Sequence
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
from readiness.choices import Audience, Organiser, TaskGroup, Topic, TrainingKind, TrainingState
from readiness.models import Training, TrainingTopic
from readiness.services.papers import Paper, plan_of

_CANCELLED = "Lớp này đã hủy nên không sửa được. Thêm lớp mới nếu vẫn mở."


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
    topics: Sequence[Topic | TaskGroup],
    uses_ministry_material: bool = False,
    place: str = "",
    plan: Document | None = None,
    state: TrainingState = TrainingState.HELD,
    audience: Audience = Audience.TEAMS,
    others: int = 0,
) -> Training:
    """Register a class or a drill that was held, or one that is planned, with its topics.

    `ValidationError` names the field that is wrong.
    """
    require(
        policies.can_write_training(actor, province=province.code, commune=commune.code if commune else "")
    )
    training = Training(
        province=province, commune=commune, kind=kind, title=title.strip(), organiser=organiser, held_on=held_on,
        days=days, uses_ministry_material=uses_ministry_material, place=place, plan=plan, state=state,
        audience=audience, others=others,
    )  # fmt: skip
    _check_training(training, topics)
    training.save()
    audit(actor, "readiness.training.create", training)
    _topics_set(actor, training, topics)
    _touch(training)
    return training


@transaction.atomic
def training_update(
    *, actor, training: Training, version: int, topics: Sequence[Topic | TaskGroup], **facts
) -> Training:
    """Correct a class; `facts` are its own fields. `StaleRecord` if somebody else saved it since."""
    province, commune = training.unit_codes()
    require(policies.can_write_training(actor, province=province, commune=commune))
    if training.state == TrainingState.CANCELLED:
        raise ValidationError(_CANCELLED)
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


@transaction.atomic
def training_hold(*, actor, training: Training, version: int, held_on: date) -> Training:
    """A planned class began on that day; from now on it counts and people can be put on its list."""
    return _step(
        actor, training, version, "readiness.training.hold", state=TrainingState.HELD, held_on=held_on
    )


@transaction.atomic
def training_cancel(*, actor, training: Training, version: int, reason: str) -> Training:
    """A planned class is called off; it stays in the register with the reason."""
    return _step(
        actor, training, version, "readiness.training.cancel", state=TrainingState.CANCELLED,
        cancelled_because=reason.strip(),
    )  # fmt: skip


def _step(actor, training: Training, version: int, act: str, **facts) -> Training:
    province, commune = training.unit_codes()
    require(policies.can_write_training(actor, province=province, commune=commune))
    if training.state != TrainingState.PLANNED:
        raise ValidationError(
            f"Lớp này không còn ở trạng thái dự kiến ({training.get_state_display().lower()}). Tải lại trang."
        )
    before = snapshot(training)
    training.claim_version(version)
    for name, fact in facts.items():
        setattr(training, name, fact)
    if training.state == TrainingState.HELD:
        _check_begun(training)
    training.full_clean()
    training.save()
    audit(actor, act, training, before=before)
    _touch(training)
    return training


@transaction.atomic
def training_attach(*, actor, training: Training, version: int, paper: Paper) -> Training:
    """Record the signed plan or decision by which the class is held."""
    province, commune = training.unit_codes()
    require(policies.can_write_training(actor, province=province, commune=commune))
    before = snapshot(training)
    training.claim_version(version)
    training.plan = plan_of(actor, training.province, training.commune, paper)
    training.save()
    audit(actor, "readiness.training.attach", training, before=before)
    return training


def _check_training(training: Training, topics: Sequence[Topic | TaskGroup]) -> None:
    training.full_clean()
    if not topics:
        raise ValidationError({"topics": "Chọn ít nhất một nội dung."})
    if training.state == TrainingState.HELD:
        _check_begun(training)


def _check_begun(training: Training) -> None:
    if training.held_on > timezone.localdate():
        raise ValidationError(
            {"held_on": "Lớp đã mở thì ngày khai mạc không thể chưa đến. Sửa ngày, hoặc ghi là lớp dự kiến."}
        )


def _topics_set(actor, training: Training, topics: Sequence[Topic | TaskGroup]) -> None:
    known = {row.topic: row for row in training.topics.all()}
    for gone in [row for topic, row in known.items() if topic not in topics]:
        audit(actor, "readiness.topic.remove", gone, before=snapshot(gone), after={})
        gone.delete()
    new = [
        TrainingTopic(training=training, topic=topic) for topic in dict.fromkeys(topics) if topic not in known
    ]
    TrainingTopic.objects.bulk_create(new)
    audit_many(actor, "readiness.topic.add", [Change(row) for row in new])


def _touch(training: Training) -> None:
    if training.commune_id:
        commune_touch({training.commune_id})
